"""Tags of the staff area's own pages."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, get_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from masthead.newsroom.gate import has_factor, may_pass
from masthead.newsroom.permissions import needs_second_factor
from masthead.publication.models import Nameplate
from masthead.publication.queries import nameplate

register = template.Library()


@register.simple_tag
def paper_name() -> str:
    """What the paper is called."""
    return nameplate().name


@register.simple_tag
def the_nameplate() -> Nameplate:
    """The paper's nameplate, for pages that stand outside of it."""
    return nameplate()


@register.simple_tag
def when(moment: datetime | None) -> SafeString | str:
    """The time alone for today, with the day for any other; in the zone of the page."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    clock = time_format(local, "TIME_FORMAT")
    is_today = local.date() == timezone.localtime().date()
    month_and_day = get_format("MONTH_DAY_FORMAT").replace("F", "E")  # E is the month as it stands beside a day
    text = clock if is_today else f"{date_format(local, month_and_day)}, {clock}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), text)


@register.simple_tag(takes_context=True)
def must_enrol(context: template.Context) -> bool:
    """Whether this account is held at the gate until it has a second factor."""
    request = context["request"]
    return not may_pass(request) and not has_factor(request)


@register.simple_tag(takes_context=True)
def is_factor_demanded(context: template.Context) -> bool:
    """Whether the role of this account asks for a second factor here."""
    return settings.SECOND_FACTOR_REQUIRED and needs_second_factor(context["request"].user)


@register.simple_tag
def inline_svg(svg: str) -> SafeString:
    """An SVG that the program drew itself, without its XML declaration, to stand inside a page."""
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308 - drawn by the program, holds no user text


@register.filter
def in_fours(key: str) -> str:
    """A key in groups of four, as people type it."""
    return " ".join(key[place : place + 4] for place in range(0, len(key), 4))
