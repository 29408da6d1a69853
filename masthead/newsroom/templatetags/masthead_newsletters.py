"""Tags of the newsletters' pages in the newsroom."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from masthead.newsletters.models import Issue
from masthead.newsroom.audience import counted, in_words
from masthead.newsroom.post_room import Notice, notices
from masthead.people.models import Staff

register = template.Library()


@register.simple_tag(takes_context=True)
def mail_notice(context: template.Context) -> list[Notice]:
    """What keeps mail from going out."""
    staff = context["request"].user
    return notices(staff) if isinstance(staff, Staff) else []


@register.simple_tag
def dated(moment: datetime | None) -> SafeString | str:
    """Day, year and time, in the zone of the page: for what is kept for years."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), date_format(local, "DATETIME_FORMAT")
    )


@register.simple_tag
def clock(moment: datetime) -> SafeString:
    """``7:00``, and the day when it is another one; in the zone of the page. No language ends it in a full stop."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localtime().date()
    text = date_format(local, "G:i" if is_today else "j E, G:i")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), text)


@register.simple_tag
def audience_of(issue: Issue) -> str:
    """Who gets the issue as it was decided."""
    return in_words(issue)


@register.filter(name="counted")
def _counted(number: int | None) -> str:
    """A number as it is read out; nothing for none."""
    return "" if number is None else counted(number)
