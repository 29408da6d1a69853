"""The HTML part of an issue."""

from __future__ import annotations

import re

from masthead.newsletters.rendering.items import Content
from masthead.newsletters.rendering.leads import Leads
from masthead.newsletters.rendering.mjml import mjml_of, to_html

_BETWEEN = re.compile(r">\s*\n\s*<")
_LINES = re.compile(r"\n\s+")
_NO_HEIGHT = re.compile(r' height="auto"')


def html_of(content: Content, leads: Leads) -> str:
    """The whole HTML document, without the white space that nobody sees. Raises ``BadTemplate``."""
    html = to_html(mjml_of(content, leads))
    return _LINES.sub("\n", _BETWEEN.sub("><", html))
