"""The stylesheet and the one script that stand inside every page, ready for their hashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.safestring import SafeString, mark_safe

from masthead.publication.models import Section

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(r"url\((['\"]?)/static/([^)'\"]+)\1\)")


def stylesheet(sections: Sequence[Section]) -> SafeString:
    """The stylesheet with the colours of the sections. Fit for a ``<style>`` element as it is."""
    colours = tuple((section.slug, section.colour) for section in sections)
    return _stylesheet(colours, settings.DEBUG and _stamp("css/masthead.css"))


def text_stylesheet() -> SafeString:
    """The small stylesheet of the light pages."""
    return _text_stylesheet(settings.DEBUG and _stamp("css/text.css"))


def head_script() -> SafeString:
    """The script that must run before the first paint."""
    return _head_script(settings.DEBUG and _stamp("js/head.js"))


@lru_cache(maxsize=8)
def _stylesheet(colours: tuple[tuple[str, str], ...], stamp: float) -> SafeString:
    css = _URL.sub(lambda found: f"url({staticfiles_storage.url(found.group(2))})", _text("css/masthead.css"))
    return mark_safe(_smaller(css) + "".join(_section(*colour) for colour in colours))  # noqa: S308 - our own file, checked colours


def _section(slug: str, colour: str) -> str:
    """Colours were checked to be ``#rrggbb`` and slugs to be slugs when they were saved."""
    return f":root{{--section-{slug}:{colour}}}.section-{slug}{{--section:var(--section-{slug})}}"


@lru_cache(maxsize=2)
def _text_stylesheet(stamp: float) -> SafeString:
    return mark_safe(_smaller(_text("css/text.css")))  # noqa: S308 - our own file


def _smaller(css: str) -> str:
    return re.sub(r" ?([{};,]) ?", r"\1", re.sub(r"\s+", " ", _COMMENT.sub("", css)).strip())


@lru_cache(maxsize=8)
def _head_script(stamp: float) -> SafeString:
    return mark_safe(_text("js/head.js").strip())  # noqa: S308 - our own file


def _text(name: str) -> str:
    return _path(name).read_text(encoding="utf-8")


def _path(name: str) -> Path:
    found = finders.find(name)
    assert isinstance(found, str), f"{name} is not among the static files"
    return Path(found)


def _stamp(name: str) -> float:
    """When the file changed, so that a developer sees the change without a restart."""
    return _path(name).stat().st_mtime
