"""What the press is doing, as the newsroom is told, and asking it to try again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from masthead.press.locking import only_one_sorts
from masthead.press.models import Page, Purge
from masthead.press.waking import wake

NAMED = 50


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A page that could not be printed; readers still get its last good file, if there is one."""

    path: str
    reason: str
    since: datetime
    attempts: int

    @property
    def in_one_line(self) -> str:
        """The reason as people can read it in a list: its last line, where Python says what went wrong."""
        lines = self.reason.strip().splitlines()
        return lines[-1].strip() if lines else ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A place that the printed paper is brought to, or a cache before it; ``reason`` is empty while all is well."""

    name: str
    waiting: int = 0
    reason: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class PressState:
    """One look at the press. ``due`` counts all pages to be printed, ``failed`` those of them that did not come out.

    ``failing`` and ``waiting`` name the first of each.
    """

    due: int
    printing: int
    printed_total: int
    last_printed_at: datetime | None
    failing: list[FailedPage] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    failed: int = 0

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way or about to be; what failed is not, it waits for another try."""
        return bool(self.printing or self.queued)

    @property
    def queued(self) -> int:
        """How many pages wait for a printer, and have not failed."""
        return max(0, self.due - self.failed)

    @property
    def unnamed(self) -> int:
        """How many pages are queued that ``waiting`` does not name."""
        return max(0, self.queued - len(self.waiting))


def press_state() -> PressState:
    """What is due, what is being printed, what failed and why, as it is now."""
    due = Page.objects.filter(due__isnull=False)
    failing = due.filter(failing_since__isnull=False).order_by("failing_since", "pk")
    waiting = due.filter(failing_since=None, owner=None).order_by("rank", "weight", "pk")
    printed = Page.objects.filter(printed_at__isnull=False)
    return PressState(
        due=due.count(),
        printing=due.filter(owner__isnull=False).count(),
        printed_total=printed.count(),
        last_printed_at=printed.aggregate(last=Max("printed_at"))["last"],
        failing=[
            FailedPage(page.path, page.reason, page.failing_since, page.attempts)
            for page in failing[:NAMED]
            if page.failing_since
        ],
        waiting=list(waiting.values_list("path", flat=True)[:NAMED]),
        deliveries=_deliveries(),
        failed=failing.count(),
    )


def try_again(paths: list[str] | None = None) -> int:
    """Put failed pages, all or these, back among those that are due; how many. Others are left as they are."""
    failed = Page.objects.filter(due__isnull=False, failing_since__isnull=False)
    if paths is not None:
        failed = failed.filter(path__in=paths)
    with only_one_sorts():  # two who change many rows at once could wait for each other on PostgreSQL
        count = failed.update(retry_at=None, attempts=0)
    wake()
    return count


def _deliveries() -> list[Delivery]:
    store = settings.SITE_STORE
    deliveries = [_delivery(str(settings.SITE_FOLDER), "The site folder")]
    if not isinstance(store, Path):
        name = f"s3://{'/'.join(store)}"
        deliveries.append(_delivery(name, name.rstrip("/")))
    if settings.PURGE:
        late = Purge.objects.exclude(reason="").order_by("pk").first()
        deliveries.append(Delivery("MASTHEAD_PURGE", Purge.objects.count(), late.reason if late else ""))
    return deliveries


def _delivery(name: str, begins: str) -> Delivery:
    """A target, and the pages that it did not take: their reasons begin with its name."""
    refused = Page.objects.filter(due__isnull=False, failing_since__isnull=False, reason__startswith=begins)
    first = refused.order_by("failing_since").first()
    return Delivery(name, refused.count(), first.reason if first else "", first.failing_since if first else None)
