"""After printing: what each page has read, that it is no longer due, and which pages it leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import connection
from django.utils import timezone

from masthead.press import sorting
from masthead.press.locking import only_one_sorts
from masthead.press.models import Page, Purge, Reading
from masthead.press.rendering import Rendered
from masthead.press.sorting import make_due, merged


def file(
    owner: int, round_: int, pages: Sequence[Page], results: Mapping[int, Rendered], digests: Mapping[int, str]
) -> None:
    """Put down the results of one printer's batch, taken in ``round_``.

    A page that a later round has touched stays due, even where that round could not know that the page reads what
    was touched: it did so for the first time just now. What is due again is delivered again whatever it turns out to
    be, since that may be why it is (``sorting.print_again``).
    """
    done = [page for page in pages if page.pk in results]
    old = _readings([page.pk for page in done])
    with only_one_sorts():
        owned = dict(Page.objects.filter(owner=owner).values_list("pk", "due"))
        sorting.print_again([page.pk for page in done if page.pk not in owned])
        done = [page for page in done if page.pk in owned]
        _replace_readings(done, results, old)
        was_touched = sorting.touched_since(round_)
        stale = {page.pk for page in done if was_touched(results[page.pk].reads.noted)}
        again = {page.pk for page in done if owned[page.pk] != page.due}
        gone = [page.pk for page in done if results[page.pk].sheet is None and page.pk not in stale | again]
        Page.objects.filter(pk__in=gone).delete()
        _put_down([page for page in done if page.pk not in gone], digests, stale, again)
        _print_asked(done, results, round_)
        # What went is purged even where nobody knows what stood there: a printer that died, or a store that took half
        # of it, has left no digest, and a cache that is not told shows a withdrawn story on.
        _purge([page for page in done if not digests[page.pk] or digests[page.pk] != page.digest])


def _put_down(pages: list[Page], digests: Mapping[int, str], stale: set[int], again: set[int]) -> None:
    """What stands at each address now. ``stale`` has read what was touched, ``again`` was made due meanwhile."""
    now, rows = timezone.now(), []
    for page in pages:
        if digests[page.pk] != page.digest or page.printed_at is None:
            page.printed_at, page.is_smallest = now, False
        digest = "" if page.pk in again else digests[page.pk]
        printed_at = connection.ops.adapt_datetimefield_value(page.printed_at)
        rows.append((digest, printed_at, page.is_smallest, page.pk in stale, page.due, page.pk))
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE press_page SET owner = NULL, digest = %s, attempts = 0, reason = '', failing_since = NULL, "
            "retry_at = NULL, printed_at = %s, is_smallest = %s, due = CASE WHEN %s OR due <> %s THEN due END "
            "WHERE id = %s",
            rows,
        )


def _readings(pages: list[int]) -> dict[int, set[tuple[int, int, int]]]:
    found: dict[int, set[tuple[int, int, int]]] = {pk: set() for pk in pages}
    for pk, tag, low, high in Reading.objects.filter(page__in=pages).values_list("page_id", "tag", "low", "high"):
        found[pk].add((tag, low, high))
    return found


def _replace_readings(
    pages: list[Page], results: Mapping[int, Rendered], old: dict[int, set[tuple[int, int, int]]]
) -> None:
    new = {page.pk: set(merged(results[page.pk].reads.noted)) for page in pages if results[page.pk].sheet}
    changed = [pk for pk in new if new[pk] != old[pk]]
    Reading.objects.filter(page__in=changed).delete()
    rows = [Reading(page_id=pk, tag=tag, low=low, high=high) for pk in changed for tag, low, high in sorted(new[pk])]
    Reading.objects.bulk_create(rows, batch_size=2000)


def _print_asked(pages: list[Page], results: Mapping[int, Rendered], round_: int) -> None:
    """Pages that these lead to and that nobody has printed yet; they come with the page that asked."""
    asked: dict[str, int] = {}
    for page in pages:
        for path in results[page.pk].reads.asked:
            asked[path] = min(asked.get(path, 2), max(1, page.rank))
    if not asked:
        return
    known = set(Page.objects.filter(path__in=list(asked)).values_list("path", flat=True))
    for rank in (1, 2):
        make_due([path for path, wanted in asked.items() if wanted == rank and path not in known], round_, rank)


def _purge(pages: list[Page]) -> None:
    if settings.PURGE:
        # A new address too: a cache may know that nothing was there.
        Purge.objects.bulk_create([Purge(path=page.path) for page in pages])
