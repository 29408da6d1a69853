"""Tags of the newsletters' pages in the newsroom."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format

from masthead.newsroom.post_room import Notice, notices
from masthead.people.models import Staff

register = template.Library()


@register.simple_tag(takes_context=True)
def mail_notice(context: template.Context) -> list[Notice]:
    """What keeps mail from going out."""
    staff = context["request"].user
    return notices(staff) if isinstance(staff, Staff) else []


@register.filter
def counted(number: int | None) -> str:
    """A number as it is read out: 12,345 or 12 345."""
    return "" if number is None else number_format(number, use_l10n=True, force_grouping=True)
