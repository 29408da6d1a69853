"""What of a list and an issue readers see, and what pages must hear when it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from masthead.newsletters.models import Issue
from masthead.newsletters.queries import issues_of
from masthead.press import outbox
from masthead.press.watching import name_of

_SHOWN = ("mailing_list_id", "subject", "preview_text", "intro", "body", "sent_at", "address")


@dataclass(frozen=True)
class Standing:
    """An issue as its page shows it."""

    mailing_list: int
    address: str
    sent_at: datetime | None
    shown: tuple[Any, ...]


def standing(pk: int | None) -> Standing | None:
    """As it stands in the database; ``None`` while it is not out."""
    rows = Issue.objects.filter(pk=pk, address__isnull=False) if pk else Issue.objects.none()
    row = rows.values(*_SHOWN).first()
    if row is None:
        return None
    shown = tuple(str(list(row[name].raw_data)) if name == "body" else row[name] for name in _SHOWN)
    return Standing(row["mailing_list_id"], row["address"], row["sent_at"], shown)


def tell_press(pk: int, was: Standing | None, now: Standing | None) -> None:
    """Touch what pages have noted of the issue, and ask for its page."""
    if was == now:
        return
    outbox.touch(name_of(Issue, pk))
    for one in (was, now):
        if one:
            outbox.touch_at([issues_of(one.mailing_list)], one.sent_at)
            outbox.want(one.address)
