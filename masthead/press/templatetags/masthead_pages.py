"""Tags that every reader template may use without loading them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from masthead.press import pieces, slots

register = template.Library()

# What is printed when no script runs. A script later draws the reader's own zone, and how long ago it was;
# the printed page must not say "two hours ago", since nobody prints it again two hours later.
_FORMATS = {
    "en": {
        "time": "g:i A",
        "date": "M j, Y",
        "datetime": "M j, Y, g:i A T",
        "ago": "M j, g:i A",
        "day": "l, F j, Y",
        "short_day": "l j",
    },
    "uk": {
        "time": "H:i",
        "date": "j E Y",
        "datetime": "j E Y, H:i T",
        "ago": "j E, H:i",
        "day": "l, j E Y",
        "short_day": "l, j",
    },
}


@register.simple_tag
def slot(name: str, subject: Any = None) -> SafeString:
    """What other rooms put into this place of the page."""
    return slots.render(name, subject)


@register.simple_tag
def piece(template_name: str, **values: Any) -> SafeString:
    """A part of the page that others show too; see ``masthead.press.pieces``."""
    return pieces.piece(template_name, values)


@register.simple_tag
def when(moment: datetime | None, form: str = "datetime") -> SafeString | str:
    """A moment in the newsroom's zone, which a script turns into the reader's own.

    ``form`` is ``time``, ``date``, ``datetime``, ``day`` (in full) or ``ago``.
    """
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    text = written(local, form)
    stamp = local.isoformat(timespec="seconds")
    return format_html(
        '<local-time datetime="{}" form="{}"><time datetime="{}">{}</time></local-time>', stamp, form, stamp, text
    )


@register.simple_tag
def day(when: date, form: str = "day") -> SafeString:
    """A day of the newsroom's, in full or without its year (``short_day``)."""
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), written(when, form))


def written(when: date, form: str = "day") -> str:
    """A moment or a day as the paper writes it, in the language that is active."""
    return date_format(when, _FORMATS.get(get_language() or "en", _FORMATS["en"])[form])
