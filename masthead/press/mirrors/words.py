"""What a mirror says itself, in the language of the paper: its README, and pages that have moved."""

from __future__ import annotations

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from masthead.press.mirrors.exceptions import SiteChanged
from masthead.press.mirrors.links import Links
from masthead.press.mirrors.minisign import PublicKey
from masthead.press.mirrors.site import Site

_LANGUAGE = re.compile(r"<html\b[^>]*\slang=[\"']?([A-Za-z]+)")


def language_of(site: Site) -> str:
    """The language of the front page, asked of the page itself: a mirror needs no database."""
    try:
        found = _LANGUAGE.search(site.read("index.html").decode(errors="replace"))
    except SiteChanged:
        found = None
    return found.group(1) if found and found.group(1) in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


def readme(site: Site, key: PublicKey, language: str) -> bytes:
    """How a reader opens and verifies the copy."""
    with translation.override(language):
        return render_to_string("mirrors/README.txt", {"address": site.address, "key": key}).encode()


def moved_page(target: str, links: Links, language: str) -> bytes:
    """The small page in the place of a redirect; empty where it leads to what a page must not link to."""
    address = links.to(target)
    if re.match(r"(?!https?:)[A-Za-z][A-Za-z0-9+.-]*:", address):
        return b""
    with translation.override(language):
        return render_to_string("mirrors/moved.html", {"target": address, "language": language}).encode()
