"""Tags that every reader template may use without loading them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from masthead.press import slots

register = template.Library()

# Named so because Django's own formats have no "time and zone".
_FORMS = {"time": "TIME_FORMAT", "date": "DATE_FORMAT", "datetime": "DATETIME_FORMAT"}


@register.simple_tag
def slot(name: str, subject: Any = None) -> SafeString:
    """What other rooms put into this place of the page."""
    return slots.render(name, subject)


@register.simple_tag
def when(moment: datetime, form: str = "datetime") -> SafeString:
    """A moment in the newsroom's zone, which a script turns into the reader's own.

    ``form`` is ``time``, ``date`` or ``datetime``.
    """
    local = timezone.localtime(moment)
    text = date_format(local, _FORMS[form])
    if form == "datetime":
        text = f"{text} {local.tzname()}"
    stamp = local.isoformat(timespec="seconds")
    return format_html(
        '<local-time datetime="{}" data-form="{}"><time datetime="{}">{}</time></local-time>', stamp, form, stamp, text
    )


@register.simple_tag
def day(value: date, form: str = "DATE_FORMAT") -> SafeString:
    """A calendar day, the same for every reader."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), date_format(value, form))
