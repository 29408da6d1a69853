"""How a block gives its template plain values instead of Wagtail's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import Block
from wagtail.rich_text import RichText

from masthead.lib.clean import paragraphs, without_paragraph


class Viewed(Block):  # type: ignore[misc]  # Wagtail ships no types
    """Mixed into a block whose template sees ``view(value)`` under the name ``value``."""

    def view(self, value: Any) -> Any:
        """What the template sees."""
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["value"] = self.view(value)
        return context


def in_line(rich: RichText | str) -> SafeString:
    """Rich text of one paragraph without the paragraph's own tags, for a list's entry or a quote."""
    return mark_safe(without_paragraph(str(rich)))  # noqa: S308 - Draftail's own output


def lines(entries: Iterable[RichText | str]) -> list[SafeString]:
    """The entries of a list: Enter begins a new one, whether in a field of its own or in the same."""
    found = (part for entry in entries for part in paragraphs(str(entry)))
    return [mark_safe(part) for part in found]  # noqa: S308 - Draftail's own output
