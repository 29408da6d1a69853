"""RSS 2.0 (https://www.rssboard.org/rss-specification) with content, dc, media and atom modules."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

from lxml import etree

from masthead.articles.feeds.channel import Channel
from masthead.articles.feeds.entry import Enclosed, Entry, without_control

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
CONTENT_TYPE = "application/rss+xml; charset=utf-8"


def rss(channel: Channel) -> bytes:
    """The feed as XML. The same stories give the same bytes, so that readers are told 304."""
    root = etree.Element("rss", {"version": "2.0"}, nsmap=NAMESPACES)
    top = etree.SubElement(root, "channel")
    _add(top, "title", channel.title)
    _add(top, "link", channel.page)
    _add(top, "description", channel.description or channel.title)
    _add(top, "language", channel.language)
    if channel.changed_at:
        _add(top, "lastBuildDate", _date(channel.changed_at))
    _add(top, "generator", "Masthead")
    _add(top, "atom:link", "", href=channel.address, rel="self", type="application/rss+xml")
    for entry in channel.entries:
        _item(top, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _item(top: etree._Element, entry: Entry) -> None:
    item = etree.SubElement(top, "item")
    _add(item, "title", entry.headline)
    _add(item, "link", entry.address)
    _add(item, "guid", entry.guid, isPermaLink="false")
    _add(item, "pubDate", _date(entry.published_at))
    for author in entry.authors:
        _add(item, "dc:creator", author.name)
    for tag in entry.tags:
        _add(item, "category", tag)
    _add(item, "description", entry.standfirst)
    if entry.html:
        _add(item, "content:encoded", entry.html)
    if entry.picture:
        _picture(item, entry.picture)


def _picture(item: etree._Element, picture: Enclosed) -> None:
    size, use = picture.size, picture.use
    media = _add(
        item, "media:content", "", url=picture.address, medium="image", type="image/jpeg",
        width=str(size.width), height=str(size.height),
    )  # fmt: skip
    if use.caption or use.alt:
        _add(media, "media:description", use.caption or use.alt, type="plain")
    if use.credit:
        _add(media, "media:credit", use.credit)


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    prefix, _, local = name.rpartition(":")
    element = etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local, attributes)
    element.text = without_control(text) or None
    return element


def _date(moment: datetime) -> str:
    """RFC 822, as RSS wants it, in UTC."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0))
