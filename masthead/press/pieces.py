"""Parts of pages that many pages show alike, made once: ``{% piece "components/card.html" story=story %}``.

A piece is kept under its template and what it was given. It sees nothing else of the page, and is made anew when
something it has read is touched: what the template asks for is noted by itself, and the rows it was given are noted as
read, with all that was loaded with them.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.db.models import Model
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from masthead.press import memory, reads
from masthead.press.watching import reads_of


def piece(template: str, values: dict[str, Any]) -> SafeString:
    """The template with these values. ``TypeError``: one of them says neither what it is nor what it has read."""
    name = (template, get_language(), *((key, _key(value)) for key, value in values.items()))
    return memory.once(name, lambda: _make(template, values))


def _make(template: str, values: dict[str, Any]) -> SafeString:
    if reads.current() is not None:
        for value in values.values():
            _note(value)
    return SafeString(get_template(template).render(values))


def _key(value: Any) -> Hashable:
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if isinstance(value, Model):
        return value._meta.label, value.pk
    if isinstance(value, (list, tuple)):
        return tuple(map(_key, value))
    try:
        return value.piece_key  # type: ignore[no-any-return]  # by agreement
    except AttributeError:
        raise TypeError(f"{type(value).__name__} has no piece_key: a piece cannot be kept under it") from None


def _note(value: Any) -> None:
    if isinstance(value, Model):
        reads.replay(reads_of(value))
    elif isinstance(value, (list, tuple)):
        for one in value:
            _note(one)
    elif (seen := getattr(value, "piece_reads", None)) is not None:
        reads.replay(seen)
