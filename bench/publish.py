"""How long an editor waits: publishing with 100 and with 10,000 stories in the archive, and until a reader has it.

The yardstick of the large archive is the small one, in the same run. Run:

    .venv/bin/python bench/publish.py [--stories 100 10000] [--times 50]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, nargs="+", default=[100, 10_000])
    options.add_argument("--times", type=int, default=50)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as folder:
        os.environ["MASTHEAD_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")
        from masthead.config.commands.start import make_ready

        make_ready()
        run(sorted(chosen.stories), chosen.times)


def run(sizes: list[int], times: int) -> None:
    from archive import fill

    first: tuple[float, float] | None = None
    there = 0
    print(f"{'stories':>9}{'publish ms':>12}{'+ page ms':>12}{'+ front ms':>12}{'of the first':>14}")
    for size in sizes:
        fill(size - there)
        there = size
        publish, page, front = measure(times)
        first = first or (publish, page)
        print(f"{size:9}{publish:12.1f}{page:12.1f}{front:12.1f}{publish / first[0]:14.2f}", flush=True)
        there += times + 3
    sys.stdout.flush()


def measure(times: int) -> tuple[float, float, float]:
    """Medians in ms: the publish itself, then rendering the story's page, then the front page."""
    from django.test import Client
    from django.utils import timezone

    from masthead.articles.actions.shelves import shelf_for
    from masthead.articles.models import Story
    from masthead.publication.models import Section

    client, shelf, section = Client(), shelf_for(timezone.now()), Section.objects.first()
    body = [("paragraph", f"<p>{'word ' * 400}</p>")]
    found: list[tuple[float, float, float]] = []
    for number in range(times + 3):
        shelf.refresh_from_db()
        story = shelf.add_child(instance=Story(title=f"Measured {number}", section=section, body=body, live=False))
        revision = story.save_revision()
        start = time.perf_counter()
        revision.publish()
        published = time.perf_counter()
        address = Story.objects.values_list("address", flat=True).get(pk=story.pk)
        assert client.get(address, headers={"host": "127.0.0.1"}).status_code == 200
        shown = time.perf_counter()
        assert client.get("/", headers={"host": "127.0.0.1"}).status_code == 200
        found.append((published - start, shown - published, time.perf_counter() - shown))
    return tuple(statistics.median(times_) * 1000 for times_ in zip(*found[3:], strict=True))  # type: ignore[return-value]


if __name__ == "__main__":
    main()
