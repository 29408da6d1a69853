"""A first reading of the whole file: whatever a single item needs to know of the others."""

from __future__ import annotations

from dataclasses import dataclass, field

from masthead.importers.wordpress.addresses import parts, site_address
from masthead.importers.wordpress.archive import Channel, Item
from masthead.importers.wordpress.fetch import Fetched
from masthead.importers.wordpress.parse import parse
from masthead.importers.wordpress.people import Directory
from masthead.importers.wordpress.subjects import Subjects

BROUGHT = ("post", "page")
NOT_HERE = ("trash", "auto-draft")


@dataclass
class Survey:
    """What the first reading found. The items themselves are not kept."""

    channel: Channel = field(default_factory=Channel)
    people: Directory = field(default_factory=Directory)
    subjects: Subjects = field(default_factory=Subjects)
    reusable: dict[str, str] = field(default_factory=dict)
    items: int = 0
    first_link: str = ""

    @property
    def address(self) -> str:
        """The old site; items of the same site are never brought twice."""
        return site_address(self.channel.blog_url, self.channel.link, self.first_link)

    @property
    def own_hosts(self) -> frozenset[str]:
        """Hosts whose addresses move along."""
        hosts = (parts(one)[0].removeprefix("www.") for one in (self.channel.blog_url, self.channel.link))
        return frozenset(host for host in hosts if host)


def survey(fetched: Fetched) -> Survey:
    """Read the file once. ``NotAnArchive``, ``DangerousArchive``, ``OSError``."""
    found = Survey()
    guests: list[Item] = []
    posts: list[Item] = []
    for item in parse(fetched.texts(), found.channel):
        found.items += 1
        found.first_link = found.first_link or item.link
        if item.post_type == "guest-author":
            guests.append(item)
        elif item.post_type == "wp_block" and item.post_id:
            found.reusable[item.post_id] = item.content
        elif item.post_type == "post" and item.status not in NOT_HERE and not item.is_open:
            posts.append(_only_terms(item))
    for account in found.channel.accounts:
        found.people.add_account(account)
    for guest in guests:
        found.people.add_guest(guest)
    for term in found.channel.terms:
        found.subjects.add(term)
    for post in posts:
        found.subjects.count(post)
    return found


def _only_terms(item: Item) -> Item:
    """Terms may be listed after the items that use them; so little of each is kept until the end is reached."""
    meta = {key: item.meta[key] for key in item.meta if "primary_category" in key}
    return Item(item.number, terms=[use for use in item.terms if use.domain == "category"], meta=meta)
