"""Who of a list gets an issue. A segment is a few plain conditions; it is asked once, when the audience is frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from masthead.newsletters.models import MailingList, Subscription
from masthead.newsletters.queries import confirmed
from masthead.publication.queries import nameplate


@dataclass(frozen=True)
class Segment:
    """Conditions that all must hold; one that is not set holds always. Days are of the newsroom's zone."""

    since: date | None = None  # joined on this day or later
    until: date | None = None  # joined on this day or earlier
    language: str = ""  # of the reader, as the form told; empty rows count as the list's language

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Segment:
        """As `Issue.segment` keeps it; what is not understood is left out."""
        return cls(_day(kept.get("since")), _day(kept.get("until")), str(kept.get("language") or ""))

    def kept(self) -> dict[str, str]:
        """For `Issue.segment`."""
        return {name: str(value) for name, value in asdict(self).items() if value}

    @property
    def is_everybody(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.since or self.until or self.language)

    def chosen(self, mailing_list: MailingList) -> QuerySet[Subscription]:
        """The confirmed subscriptions that the conditions let through and that are not paused at this moment."""
        found = confirmed(mailing_list)
        if self.since:
            found = found.filter(confirmed_at__gte=_midnight(self.since))
        if self.until:
            found = found.filter(confirmed_at__lt=_midnight(self.until + timedelta(days=1)))
        if self.language:
            found = found.filter(self._of_language(mailing_list))
        return found

    def _of_language(self, mailing_list: MailingList) -> Q:
        is_own = self.language == (mailing_list.language or nameplate().language)
        said = Q(reader__language=self.language)
        return said | Q(reader__language="") if is_own else said


def audience(chosen: QuerySet[Subscription]) -> Iterator[tuple[int, str]]:
    """Subscription and provider group of everybody chosen, by id. A million are read in pieces."""
    rows = chosen.order_by("pk").values_list("pk", "reader__group")
    return iter(rows.iterator(chunk_size=10_000))


def _day(kept: object) -> date | None:
    try:
        return date.fromisoformat(str(kept)) if kept else None
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=nameplate().zone)
