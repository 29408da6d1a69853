"""Where something stood on the old site: every address that must lead to its new one."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from wagtail.contrib.redirects.models import Redirect

from masthead.importers.wordpress.archive import Item
from masthead.lib.slugs import make_slug

LONGEST_SLUG = 150
LONGEST_PATH = 255


def decoded(slug: str) -> str:
    """A slug in letters. WordPress cuts the encoded form at 200 bytes, perhaps within a letter."""
    return unquote(re.sub(r"%[0-9a-fA-F]?$", "", slug), errors="ignore")


def latin_slug(*candidates: str) -> str:
    """A slug of the first that can be said in Latin letters; ``""`` when none can."""
    return next((slug for slug in (make_slug(decoded(one), LONGEST_SLUG) for one in candidates if one) if slug), "")


def site_address(*candidates: str) -> str:
    """A site as host and path, so that a change from http to https is no other site."""
    for one in candidates:
        host, path, _query = parts(one)
        if host:
            return f"{host.removeprefix('www.')}{path.rstrip('/')}"[:255]
    return ""


def parts(address: str) -> tuple[str, str, str]:
    """Host, path and query; empty where the address makes no sense."""
    try:
        found = urlsplit(address.strip())
        return (found.hostname or "").lower(), found.path, found.query
    except ValueError:
        return "", "", ""


def old_paths(item: Item) -> list[str]:
    """All paths that led to the item, as redirects keep them, without doubles."""
    _host, path, query = parts(item.link)
    found: list[str] = []
    if path.strip("/"):
        found.append(path)  # one entry serves both forms: requests come decoded
        found += [_with_last(path, slug) for slug in item.meta.get("_wp_old_slug", []) if slug]
    elif not query:
        found += [f"/{slug}/" for slug in item.meta.get("_wp_old_slug", []) if slug]
    else:
        found.append(f"/?{query}")
        found += [f"/{slug}/" for slug in item.meta.get("_wp_old_slug", []) if slug]
    if item.post_id:
        found.append(f"/?p={item.post_id}")
        if item.post_type == "page":
            found.append(f"/?page_id={item.post_id}")
    kept = (Redirect.normalise_path(one) for one in found)
    return [one for one in dict.fromkeys(kept) if one != "/" and len(one) <= LONGEST_PATH]


def _with_last(path: str, slug: str) -> str:
    """The path with its last part that is a word changed for ``slug``."""
    before, _, last = path.rstrip("/").rpartition("/")
    suffix = ".html" if last.endswith(".html") else ""
    return f"{before}/{slug}{suffix}/"
