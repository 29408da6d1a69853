"""Telling Tor Browser that the page can be had as an onion service, too."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def onion_location(path: str) -> SafeString | str:
    """The page's own address at the onion service; nothing when there is none."""
    if not settings.ONION:
        return ""
    return format_html('<meta http-equiv="onion-location" content="{}">\n', f"{settings.ONION}{path}")
