"""Small exports for tests, written on the spot."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

DATA = Path(__file__).parent / "data"
TOWN = DATA / "town.xml"
_HEAD = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Small</title><link>https://small.example</link>
<language>en-US</language><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://small.example</wp:base_blog_url>
{head}
"""


def item(number: int | None, title: str = "A story", body: str = "Words.", extra: str = "", **fields: str) -> str:
    """One entry; ``fields`` are those of ``wp:``."""
    said = {"post_date_gmt": "2020-01-02 03:04:05", "status": "publish", "post_type": "post", **fields}
    if number is not None:
        said["post_id"] = str(number)
    tags = "".join(f"<wp:{name}>{escape(value)}</wp:{name}>" for name, value in said.items())
    words = f"<content:encoded><![CDATA[{body}]]></content:encoded>"
    return f"<item><title>{escape(title)}</title>{words}{tags}{extra}</item>\n"


def export(*items: str, head: str = "", encoding: str = "UTF-8") -> str:
    """A whole file of these entries."""
    return _HEAD.format(head=head, encoding=encoding) + "".join(items) + "</channel></rss>"


def category(slug: str, name: str = "") -> str:
    """An entry's category."""
    return f'<category domain="category" nicename="{slug}">{name or slug.title()}</category>'
