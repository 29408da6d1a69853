"""The body for bad lines: the same words, pictures as a line that says what they show."""

from __future__ import annotations

from typing import Any

from django.template.loader import select_template

from masthead.articles.blocks.view import Viewed


def render_text(child: Any) -> str:
    """One block of a body by its template in ``blocks/text/``, or by its usual one."""
    name = child.block_type
    value = child.block.view(child.value) if isinstance(child.block, Viewed) else child.value
    template = select_template([f"blocks/text/{name}.html", f"blocks/{name}.html"])
    return str(template.render({"value": value}))
