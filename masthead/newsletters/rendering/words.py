"""Rich text for mail: only what mail programs show, with absolute links."""

from __future__ import annotations

import re

import lxml.html
import nh3
from django.utils.html import strip_tags
from wagtail.rich_text import expand_db_html

from masthead.publication.pages import absolute

_TAGS = set("a b strong i em br p ul ol li".split())
_EMPTY_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)


def for_mail(source: str, base: str = "") -> str:
    """Rich text as an editor left it, as clean HTML; empty when it has no words.

    ``base``: the absolute address that relative links begin at.
    """
    if not strip_tags(source).replace("\xa0", " ").strip():
        return ""
    tree = lxml.html.fragment_fromstring(expand_db_html(source), create_parent="div")
    tree.make_links_absolute(base or absolute("/"), resolve_base_href=False)
    whole = lxml.html.tostring(tree, encoding="unicode")
    clean = nh3.clean(whole, tags=_TAGS, attributes={"a": {"href"}}, link_rel=None, url_schemes=SCHEMES)
    return _EMPTY_LINK.sub(r"\1", clean).strip()


SCHEMES = {"http", "https", "mailto", "tel"}
