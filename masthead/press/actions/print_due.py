"""Printing what is due: claim a few pages, render them, deliver what is new, file what each has read.

Kill it anywhere: a page stays due until it is filed, and delivering the same page twice does no harm. Several printers
on several machines share the work: a claimed page is left alone for as long as its printer lives.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

from django.conf import settings
from django.utils import timezone

from masthead.press import filing, locking, memory, sorting
from masthead.press.encodings import encode
from masthead.press.models import Page
from masthead.press.pauses import MOST_COUNTED, pause_after
from masthead.press.preparing import prepare
from masthead.press.rendering import Rendered, render
from masthead.press.targets.opening import open_target
from masthead.press.targets.target import DeliveryFailed, Sheet, Target

log = logging.getLogger(__name__)
AT_ONCE = {0: 4, 1: 8, 2: 60}  # pages in one go, by rank: what is awaited is not held up by what comes with it

_in_doubt: set[int] = set()  # pages this process has delivered without getting that into the books


@dataclass
class Count:
    """What a run has done."""

    printed: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """Pages that were looked at."""
        return self.printed + self.unchanged + self.removed + self.failed


@dataclass
class Batch:
    """The pages a printer is at, as they were when it took them."""

    owner: int
    round: int
    pages: list[Page]
    results: dict[int, Rendered] = field(default_factory=dict)
    failures: dict[int, str] = field(default_factory=dict)
    half_delivered: set[int] = field(default_factory=set)


def print_due(
    last_rank: int = 2, most: int | None = None, until: float | None = None, tell: Callable[[Count], None] | None = None
) -> Count:
    """Sort the outbox, then print until nothing is due up to ``last_rank``, ``most`` pages are done, or it is
    ``until`` (of ``time.monotonic``) and only a reprint is left. ``tell`` hears of progress."""
    count = Count()
    _settle_doubts()
    sorting.sort_touches()
    if not Page.objects.filter(sorting.due_now(), rank__lte=last_rank).exists():
        return count
    target = open_target(settings)
    with locking.alive() as me:
        while most is None or count.total < most:
            batch = _claim(me, last_rank)
            if batch is None:
                break
            _print(batch, target, count)
            if tell:
                tell(count)
            sorting.sort_touches()
            if until is not None and time.monotonic() > until:
                last_rank = min(last_rank, 1)
    return count


def _claim(owner: int, last_rank: int) -> Batch | None:
    """Take the next pages of one rank. The round is read in the same transaction: what is sorted later counts."""
    with locking.only_one_sorts():
        _free_from_the_dead()
        waiting = Page.objects.filter(sorting.due_now(), owner=None, rank__lte=last_rank)
        pages = list(waiting.order_by("rank", "weight", "pk")[: AT_ONCE[2]])
        if not pages:
            return None
        pages = [page for page in pages if page.rank == pages[0].rank][: AT_ONCE[pages[0].rank]]
        Page.objects.filter(pk__in=[page.pk for page in pages]).update(owner=owner)
        batch = Batch(owner, sorting.current_round(), pages)
    memory.forget_touched()
    return batch


def _free_from_the_dead() -> None:
    owners = list(Page.objects.filter(owner__isnull=False).values_list("owner", flat=True).distinct())
    gone = locking.dead(owner for owner in owners if owner is not None)
    if gone:
        # Nobody knows what it has delivered: without a digest the page is delivered again whatever it turns out to be.
        freed = Page.objects.filter(owner__in=gone).update(owner=None, digest="")
        log.warning("event=printer_died pages_taken_over=%s", freed)


def _settle_doubts() -> None:
    """Have printed again what was on its way when the database went: another printer may have been there since."""
    if pages := list(_in_doubt):
        sorting.print_again(pages)
        _in_doubt.difference_update(pages)


def _print(batch: Batch, target: Target, count: Count) -> None:
    prepare([page.path for page in batch.pages])
    for page in batch.pages:
        try:
            batch.results[page.pk] = render(page.path)
        except Exception as error:
            # The edge of a job: a template that raises keeps its last good file and is shown in the newsroom.
            batch.failures[page.pk] = f"{type(error).__name__}: {error}"
            log.exception("event=page_failed path=%s", page.path)
    try:
        digests = {pk: digest_of(one.sheet) for pk, one in batch.results.items()}
        _deliver(batch, digests, target, count)
        filing.file(batch.owner, batch.round, batch.pages, batch.results, digests)
        _put_off(batch, count)
    except Exception:
        _in_doubt.update(page.pk for page in batch.pages)
        raise


def _deliver(batch: Batch, digests: dict[int, str], target: Target, count: Count) -> None:
    """Deliver what differs from what was delivered last. What the target refuses stays due."""
    if Page.objects.filter(owner=batch.owner).count() != len(batch.pages):
        raise RuntimeError("This printer was taken for dead; another has its pages.")
    old = {page.pk: page.digest for page in batch.pages}
    changed = [one for pk, one in batch.results.items() if one.sheet and digests[pk] != old[pk]]
    gone = [one for one in batch.results.values() if one.sheet is None]
    refused = _put(target, changed) | _remove(target, gone)
    for page in batch.pages:
        if page.path in refused:
            del batch.results[page.pk]
            batch.failures[page.pk] = refused[page.path]
            batch.half_delivered.add(page.pk)
    count.unchanged += len(batch.results) + len(refused) - len(changed) - len(gone)
    count.printed += len([one for one in changed if one.path not in refused])
    count.removed += len([one for one in gone if one.path not in refused])


def _put(target: Target, changed: list[Rendered]) -> dict[str, str]:
    """Deliver all at once, and one by one when that fails: a bad one keeps no other back. What was refused, and why."""
    sheets = [encode(one.sheet) for one in changed if one.sheet]
    try:
        target.put(sheets)
        return {}
    except DeliveryFailed as error:
        log.warning("event=delivery_failed pages=%s first=%s reason=%s", len(sheets), sheets[0].path, error)
        if len(sheets) == 1 or error.permanent:
            return {sheet.path: str(error) for sheet in sheets}
    refused: dict[str, str] = {}
    for sheet in sheets:
        try:
            target.put([sheet])
        except DeliveryFailed as error:
            refused[sheet.path] = str(error)
    return refused


def _remove(target: Target, gone: list[Rendered]) -> dict[str, str]:
    refused: dict[str, str] = {}
    for one in gone:
        try:
            target.remove(one.path)
        except DeliveryFailed as error:
            refused[one.path] = str(error)
    return refused


def _put_off(batch: Batch, count: Count) -> None:
    now = timezone.now()
    for page in batch.pages:
        if page.pk in batch.failures:
            Page.objects.filter(pk=page.pk, owner=batch.owner).update(
                owner=None, attempts=min(page.attempts + 1, MOST_COUNTED), reason=batch.failures[page.pk][:300],
                failing_since=page.failing_since or now, retry_at=now + pause_after(page.attempts),
                digest="" if page.pk in batch.half_delivered else page.digest,
            )  # fmt: skip
    count.failed += len(batch.failures)


def digest_of(sheet: Sheet | None) -> str:
    """What tells one printed state of an address from another; empty for nothing."""
    if sheet is None:
        return ""
    mark = blake2b(sheet.content_type.encode() + b"\0" + sheet.moved_to.encode() + b"\0", digest_size=16)
    mark.update(sheet.bodies.get("identity", b""))
    return mark.hexdigest()
