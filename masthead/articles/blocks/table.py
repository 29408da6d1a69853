"""Tables."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from masthead.articles.blocks.view import Viewed

_NUMERIC = re.compile(r"[+−–-]?[\d\s.,]*\d\s*(%|[^\d\s]{0,12})?")


class TableBlock(Viewed, blocks.StructBlock):  # type: ignore[misc]  # Wagtail ships no types
    """A table with column heads; the first cell of a row is its head. Numbers are set to the right."""

    caption = blocks.CharBlock(label=_("Caption"), required=False)
    table = TypedTableBlock([("text", blocks.CharBlock(label=_("Text"), required=False))], label=_("Table"))

    def view(self, value: Any) -> dict[str, Any]:
        table = value["table"]
        heads = [column["heading"] for column in table.columns] if table else []
        rows = [[str(cell.value) for cell in row] for row in table.rows] if table else []
        rows = [row for row in rows if any(text.strip() for text in row)]
        numeric = [_is_numeric(row[place] for row in rows) for place in range(len(heads))]
        return {
            "caption": value["caption"] or (table.caption if table else ""),
            "head": _cells(heads, numeric) if any(heads) else [],
            "rows": [_cells(row, numeric) for row in rows],
        }

    class Meta:
        label = _("Table")
        icon = "table"
        template = "blocks/table.html"


def _cells(texts: list[str], numeric: list[bool]) -> list[dict[str, Any]]:
    return [{"text": text, "numeric": is_number} for text, is_number in zip(texts, numeric, strict=False)]


def _is_numeric(texts: Any) -> bool:
    filled = [text.strip() for text in texts if text.strip() not in ("", "–", "—", "-")]
    return bool(filled) and all(_NUMERIC.fullmatch(text) for text in filled)
