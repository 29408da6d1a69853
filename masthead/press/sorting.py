"""From what was touched to the pages that are due.

A *round* empties the outbox: pages whose readings meet a touch become due, addresses that are wanted and not known yet
come into being. What the round has seen is kept for a while, because a page that is being rendered at that moment may
have read the old state of something that it had never read before: ``touched_since`` tells whoever files it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import connection
from django.db.models import Case, F, Q, When
from django.utils import timezone

from masthead.press import outbox, reads
from masthead.press.locking import only_one_sorts
from masthead.press.models import Page, State, Touch, Touched

MOST = 5000  # touches taken at once
KEPT = timedelta(hours=1)
Range = tuple[int, int, int]
EVERYTHING = reads.tag(outbox.EVERYTHING)


def sort_touches() -> int:
    """Empty the outbox, as one round; how many touches there were."""
    if not Touch.objects.exists():
        return 0
    with only_one_sorts():
        touches = list(Touch.objects.order_by("pk")[:MOST])
        if not touches:
            return 0
        number = _next_round()
        _sort(number, touches)
        Touch.objects.filter(pk__in=[one.pk for one in touches]).delete()
    return len(touches)


def current_round() -> int:
    """The number of the last round."""
    return State.objects.filter(pk=1).values_list("round", flat=True).first() or 0


def touched_since(round_: int) -> Callable[[Iterable[Range]], bool]:
    """Tells of what a page has read whether a later round has seen a touch of it."""
    rows = list(Touched.objects.filter(round__gt=round_).values_list("round", "tag", "low", "high"))
    if not {row[0] for row in rows}.issuperset(range(round_ + 1, current_round() + 1)):
        return lambda noted: True  # a printer that slept for longer than touches are kept: nobody knows
    seen = {row[1:] for row in rows}

    def was_touched(noted: Iterable[Range]) -> bool:
        wanted: dict[int, list[tuple[int, int]]] = {}
        for tag, low, high in noted if seen else ():
            wanted.setdefault(tag, []).append((low, high))
        return any(
            tag == EVERYTHING or any(low <= last and high >= first for first, last in wanted.get(tag, ()))
            for tag, low, high in seen
        )

    return was_touched


def make_due(paths: Iterable[str], round_: int, rank: int) -> None:
    """Have these addresses printed; those that are not known come into being."""
    wanted = list(dict.fromkeys(paths))
    for start in range(0, len(wanted), 400):
        part = wanted[start : start + 400]
        Page.objects.bulk_create(
            [Page(path=path, weight=path.count("/"), rank=rank) for path in part], ignore_conflicts=True
        )
        # What is awaited already is not put behind the rest.
        sooner = When(due__isnull=False, rank__lt=rank, then=F("rank"))
        Page.objects.filter(path__in=part).update(due=round_, rank=Case(sooner, default=rank), retry_at=None)


def print_again(pages: list[int]) -> None:
    """Have these pages printed and delivered once more, whatever they turn out to be.

    For a printer that delivered pages while another had taken it for dead: which of them was last is not known.
    """
    if pages:
        Page.objects.filter(pk__in=pages).update(due=next_round(), digest="", retry_at=None)


def next_round() -> int:
    """A new round, for who makes pages due without a touch."""
    with only_one_sorts():
        number = _next_round()
        Touched.objects.create(round=number, tag=0, low=0, high=0)  # a mark, so that it does not seem forgotten
        return number


def _next_round() -> int:
    State.objects.get_or_create(pk=1)
    State.objects.filter(pk=1).update(round=F("round") + 1)
    return current_round()


def _sort(number: int, touches: list[Touch]) -> None:
    ranges = merged((one.tag, one.low, one.high) for one in touches if not one.path)
    if any(tag == EVERYTHING for tag, _, _ in ranges):
        Page.objects.filter(due=None).update(rank=2)
        Page.objects.update(due=number, retry_at=None)
    else:
        for one in ranges:
            _touch_readers(number, one)
    for rank in sorted({one.low for one in touches if one.path}):
        make_due([one.path for one in touches if one.path and one.low == rank], number, rank)
    # A round of wanted addresses alone leaves a mark too, so that nobody takes it for one that was forgotten.
    seen = ranges or [(0, 0, 0)]
    Touched.objects.bulk_create([Touched(round=number, tag=tag, low=low, high=high) for tag, low, high in seen])
    Touched.objects.filter(at__lt=timezone.now() - KEPT).delete()


def _touch_readers(number: int, touched: Range) -> None:
    """By hand: the ORM would join twice, and this runs for each touch of each change."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE press_page SET due = %s, retry_at = NULL, "
            "rank = CASE WHEN due IS NULL OR rank > 1 THEN 1 ELSE rank END "
            "WHERE id IN (SELECT page_id FROM press_reading WHERE tag = %s AND high >= %s AND low <= %s)",
            [number, touched[0], touched[1], touched[2]],
        )


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The same ranges with those that are equal or overlap made one."""
    made: list[Range] = []
    for tag, low, high in sorted(set(ranges)):
        if made and made[-1][0] == tag and low <= made[-1][2]:
            made[-1] = (tag, made[-1][1], max(made[-1][2], high))
        else:
            made.append((tag, low, high))
    return made


def due_now() -> Q:
    """Pages that are due and may be tried."""
    return Q(due__isnull=False) & (Q(retry_at=None) | Q(retry_at__lte=timezone.now()))
