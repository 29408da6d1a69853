"""Who wrote it: logins, co-authors and guest authors as names for a byline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from masthead.importers.wordpress.addresses import decoded
from masthead.importers.wordpress.archive import Account, Item
from masthead.importers.wordpress.clean import plain
from masthead.lib.slugs import make_slug

LONGEST_NAME = 120


@dataclass(frozen=True)
class Name:
    """One name of a byline. ``key`` stays the same from run to run."""

    key: str
    name: str
    bio: str = ""


@dataclass
class Directory:
    """All who could have written, by login and by the slugs that co-authors go by."""

    accounts: dict[str, Name] = field(default_factory=dict)
    by_slug: dict[str, Name] = field(default_factory=dict)

    def add_account(self, account: Account) -> None:
        """An account of the old site. Its e-mail address is nobody's business and is not read."""
        whole = " ".join(one for one in (account.first_name, account.last_name) if one)
        shown = plain(account.name)
        if not shown or (shown == account.login and whole):
            shown = plain(whole)
        name = Name(account.login.lower(), _public(shown or account.login))
        self.accounts[account.login.lower()] = name
        self.by_slug.setdefault(_slug(account.login), name)

    def add_guest(self, item: Item) -> None:
        """A guest author of Co-Authors Plus; one who is tied to an account is that account."""
        linked = self.accounts.get(item.first_meta("cap-linked_account").lower())
        shown = plain(item.first_meta("cap-display_name") or item.title)
        login = item.first_meta("cap-user_login") or _bare(decoded(item.slug))
        if not shown and not linked:
            return
        name = linked or Name(f"guest:{login.lower()}", _public(shown), plain(item.first_meta("cap-description")))
        for slug in (item.slug, login):
            if slug:
                self.by_slug[_slug(_bare(decoded(slug)))] = name

    def byline(self, item: Item) -> list[Name]:
        """The names over the item in their order: its co-authors, else who created it."""
        named = [self._coauthor(use.slug, use.name) for use in item.terms if use.domain == "author"]
        if not named and item.creator:
            named = [self._login(item.creator)]
        found: dict[str, Name] = {}
        for name in named:
            found.setdefault(name.key, name)
        return list(found.values())

    def _login(self, login: str) -> Name:
        return self.accounts.get(login.lower()) or Name(login.lower()[:255], _public(plain(login) or login))

    def _coauthor(self, slug: str, shown: str) -> Name:
        known = self.by_slug.get(_slug(_bare(decoded(slug)))) or self.accounts.get(_bare(shown).lower())
        if known:
            return known
        shown = plain(shown)
        same = next((name for name in self.accounts.values() if name.name.lower() == shown.lower()), None)
        return same or Name(f"guest:{_bare(decoded(slug)).lower()}"[:255], _public(_bare(shown)))


def _bare(slug: str) -> str:
    return slug.removeprefix("cap-")


def _slug(login: str) -> str:
    return make_slug(login, 200) or login.lower()


def _public(name: str) -> str:
    """A name fit to be printed: an e-mail address used as a login is cut at its @."""
    return re.sub(r"@.*", "", name)[:LONGEST_NAME].strip() or "—"
