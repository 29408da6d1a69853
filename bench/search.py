"""How long a reader waits for a search among 20,000 stories of 600 words, by kind of question.

The yardstick is the bare full text query in SQL, in the same run: what is above it is ours (counting, cards,
snippets; the page adds its template). Words are as frequent as in real prose (Zipf). Run:

    .venv/bin/python bench/search.py [--stories 20000] [--times 100]

``DATABASE_URL`` may name an empty scratch PostgreSQL; without it a scratch SQLite is made and thrown away.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import accumulate
from typing import Any

VOCABULARY = 60_000
WORDS_PER_STORY = 600
# Kinds of questions, each with the ranks of its words in the order of frequency, 1 being in every story.
KINDS: dict[str, Callable[[random.Random], str]] = {
    "rare word": lambda chance: word(chance.randrange(20_000, 50_000)),
    "usual word": lambda chance: word(chance.randrange(800, 1_500)),
    "common word": lambda chance: word(chance.randrange(60, 100)),
    "in every story": lambda chance: word(chance.randrange(1, 4)),
    "two common": lambda chance: f"{word(chance.randrange(30, 60))} {word(chance.randrange(60, 100))}",
    "phrase": lambda chance: f'"{word(chance.randrange(300, 600))} {word(chance.randrange(10, 20))}"',
    "common phrase": lambda chance: f'"{word(chance.randrange(2, 6))} {word(chance.randrange(6, 12))}"',
    "with a minus": lambda chance: f"{word(chance.randrange(800, 1_500))} -{word(chance.randrange(10, 100))}",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--stories", type=int, default=20_000)
    options.add_argument("--times", type=int, default=100)
    options.add_argument("--folder", help="keep the scratch data here, and use what is there from an earlier run")
    chosen = options.parse_args()
    with contextlib.ExitStack() as stack:
        folder = chosen.folder or stack.enter_context(tempfile.TemporaryDirectory(prefix="masthead-bench-"))
        os.environ["MASTHEAD_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")
        from masthead.config.commands.start import make_ready

        make_ready()
        fill_index(chosen.stories)
        run(chosen.times)


def word(rank: int) -> str:
    """A word that can be said, the same for the same rank; every fifth is Cyrillic."""
    latin, cyrillic = ("bdfghklmnprstvz", "aeiou"), ("бвгдзклмнпрстхш", "аеиоу")
    consonants, vowels = cyrillic if rank % 5 == 0 else latin
    letters, rest = "", rank + 75
    while rest:
        rest, syllable = divmod(rest, 75)
        letters += consonants[syllable // 5] + vowels[syllable % 5]
    return f"{letters}k" if rank % 5 else f"{letters}к"


def fill_index(count: int) -> None:
    """Stories as bare rows, and an index entry for each with a text of its own."""
    from django.db import transaction

    from masthead.fronts.actions.index_story import words_of
    from masthead.fronts.actions.rebuild_index import settle
    from masthead.fronts.models import SearchEntry, SearchText

    if SearchEntry.objects.count() >= count:
        return
    chance, start = random.Random(1), time.monotonic()
    known = [word(rank) for rank in range(1, VOCABULARY)]
    weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY)))
    for place in range(0, count, 500):
        with transaction.atomic():
            some = make_stories(range(place, min(place + 500, count)), chance)
            texts = [" ".join(chance.choices(known, cum_weights=weights, k=WORDS_PER_STORY)) for _ in some]
            SearchEntry.objects.bulk_create(
                SearchEntry(pk=story.pk, section_id=story.section_id, language="en", published_at=story.published_at)
                for story in some
            )
            SearchText.objects.bulk_create(
                SearchText(pk=story.pk, **words_of(story, text)) for story, text in zip(some, texts, strict=True)
            )
        print(f"\rindexed {place + len(some)} of {count}", end="", file=sys.stderr, flush=True)
    settle()
    print(f" in {time.monotonic() - start:.0f} s", file=sys.stderr)


def make_stories(numbers: range, chance: random.Random) -> list[Any]:
    """Published stories, one every seven minutes back from now; without body and revision, which no search reads."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Locale, Page

    from masthead.articles.actions.shelves import shelf_for
    from masthead.articles.models import Story
    from masthead.publication.models import Section

    desks = [Section.objects.get_or_create(slug=f"s{n}", defaults={"name": f"Section {n}"})[0] for n in range(6)]
    now = timezone.now()
    shelf = shelf_for(now)
    facts = {"depth": shelf.depth + 1, "content_type": ContentType.objects.get_for_model(Story),
             "locale": Locale.get_default(), "live": True}  # fmt: skip
    names = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    stories = []
    for number in numbers:
        slug, title = f"story-{number}", " ".join(word(chance.randrange(1, 3_000)) for _ in range(6))
        story = Story(title=title, draft_title=title, slug=slug, url_path=f"{shelf.url_path}{slug}/", **facts)
        story.path = Page._get_path(shelf.path, shelf.depth + 1, number + 1)
        story.section, story.published_at = chance.choice(desks), now - timedelta(minutes=7 * number + 1)
        story.address, story.standfirst = f"/{story.published_at:%Y/%m/%d}/{slug}/", "One sentence about it."
        stories.append(story)
    pages = Page.objects.bulk_create([Page(**{name: getattr(story, name) for name in names}) for story in stories])
    for page, story in zip(pages, stories, strict=True):
        story.pk = story.page_ptr_id = story.id = page.pk
        story.save_base(raw=True, force_insert=True)
    return stories


def run(times: int) -> None:
    from django.test import Client

    from masthead.fronts.search.find import find
    from masthead.fronts.search.question import understand
    from masthead.publication.queries import nameplate

    client, zone = Client(), nameplate().zone
    jobs: dict[str, Callable[[str], Any]] = {
        "best first": lambda typed: find(understand(typed), zone),
        "newest first": lambda typed: find(understand(typed), zone, newest_first=True),
        "whole page": lambda typed: client.get("/-/search", {"q": typed}, headers={"host": "127.0.0.1"}),
        "bare SQL": bare,
    }
    print(f"{'question':16}{'stories':>8}" + "".join(f"{name + ' ms':>18}" for name in jobs) + f"{'best/bare':>11}")
    for kind, make in KINDS.items():
        chance = random.Random(2)
        asked = [make(chance) for _ in range(times)]
        hits = statistics.median(find(understand(typed), zone).total for typed in asked)
        taken = {name: [timed(job, typed) for typed in asked] for name, job in jobs.items()}
        figures = "".join(f"{statistics.median(t):9.1f} / {p95(t):6.1f}" for t in taken.values())
        ratio = statistics.median(taken["best first"]) / statistics.median(taken["bare SQL"])
        print(f"{kind:16}{hits:8.0f}{figures}{ratio:11.2f}", flush=True)
    print("Each pair: median / 95th percentile, of one request at a time, everything in memory.")


def bare(typed: str) -> None:
    """The first twenty by rank, by the database alone."""
    from django.db import connection

    from masthead.fronts.search import postgresql, sqlite
    from masthead.fronts.search.question import understand

    question = understand(typed)
    if connection.vendor == "sqlite":
        values = [sqlite.expression(question)]
        sql = "SELECT rowid FROM fronts_search WHERE fronts_search MATCH %s ORDER BY rank LIMIT 20"
    else:
        values = [postgresql.expression(question)] * 2
        sql = (
            "SELECT entry_id FROM fronts_searchtext WHERE stems @@ %s::tsquery"
            " ORDER BY ts_rank(stems, %s::tsquery) DESC LIMIT 20"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.fetchall()


def timed(job: Callable[[str], Any], typed: str) -> float:
    start = time.perf_counter()
    job(typed)
    return (time.perf_counter() - start) * 1000


def p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    main()
