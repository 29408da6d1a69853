"""How long until a reader has what an editor has just published: the story itself, and all that it touches.

A real server and worker run beside it; this process publishes as the newsroom does and asks over HTTP until the new
bytes are answered. The yardstick of the large archive is the small one, in the same run. Run:

    .venv/bin/python bench/publish.py [--stories 100 10000] [--times 50]
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from newsroom import MASTHEAD, free_port, wait_for

PATIENCE = 30.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, nargs="+", default=[100, 10_000])
    options.add_argument("--times", type=int, default=50)
    options.add_argument("--data", type=Path, help="keep the newsroom here, and use the one that is here")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as folder:
        os.environ["MASTHEAD_DATA"] = str(chosen.data or folder)
        os.environ["MASTHEAD_BIND"] = f"127.0.0.1:{free_port()}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")
        from masthead.config.commands.start import make_ready

        make_ready()
        run(sorted(chosen.stories), chosen.times)


def run(sizes: list[int], times: int) -> None:
    from archive import fill
    from django.db import connection

    from masthead.articles.models import Story
    from masthead.press import outbox
    from masthead.press.actions.print_now import print_now

    outbox.after_commit(print_now)  # as the server's process does
    first: tuple[float, ...] | None = None
    print(
        f"{'stories':>9}{'publish ms':>12}{'story ms':>10}{'all ms':>8}{'pages':>7}{'story ratio':>13}{'all ratio':>11}"
    )
    for size in sizes:
        fill(max(0, size - Story.objects.count()))
        connection.close()
        subprocess.run([*MASTHEAD, "print"], check=True, stdout=subprocess.DEVNULL)
        with server() as address:
            found = measure(address, times)
        first = first or found
        publish, story, whole, pages = found
        row = (publish, story, whole, pages)
        ratios = (story / first[1], whole / first[2])
        print(f"{size:12}{''.join(f'{n:12.0f}' for n in row)}{''.join(f'{n:12.2f}' for n in ratios)}", flush=True)


def measure(address: str, times: int) -> tuple[float, ...]:
    """Medians: ms of the publish itself, ms until its page and until all is there, and how many pages were printed."""
    found = [publish_one(address, number) for number in range(times + 3)]
    return tuple(statistics.median(column) for column in zip(*found[3:], strict=True))


def publish_one(address: str, number: int) -> tuple[float, float, float, float]:
    from django.utils import timezone

    from masthead.articles.actions.shelves import shelf_for
    from masthead.articles.models import Story, StoryAuthor
    from masthead.people.models import Author
    from masthead.press.models import Page
    from masthead.publication.models import Section, Topic

    title, now = f"Measured {number} at {time.time_ns()}", timezone.now()
    section, topics = Section.objects.get(slug="s1"), list(Topic.objects.order_by("pk")[:2])
    body = [("paragraph", f"<p>{'word ' * 400}</p>")]
    story = shelf_for(now).add_child(instance=Story(title=title, section=section, body=body, live=False))
    story.topics = topics
    story.story_authors.set([StoryAuthor(author=Author.objects.order_by("pk").first())])
    revision = story.save_revision()
    began, start = timezone.now(), time.perf_counter()
    revision.publish()
    published = time.perf_counter()
    path = Story.objects.values_list("address", flat=True).get(pk=story.pk)
    until_there(address + path, title)
    visible = time.perf_counter()
    for other in ("/", "/s1/", "/feed.xml", "/news-sitemap.xml", "/live.json", f"/topics/{topics[0].slug}/"):
        until_there(address + other, title if "sitemap" not in other else path)
    while Page.objects.filter(due__isnull=False).exists():
        time.sleep(0.005)
    whole = time.perf_counter()
    time.sleep(0.1)
    pages = Page.objects.filter(printed_at__gte=began).count()
    return (published - start) * 1000, (visible - start) * 1000, (whole - start) * 1000, pages


def until_there(address: str, words: str) -> None:
    """Ask until the answer has these words. ``TimeoutError`` when it never does."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(address, timeout=10) as answer:
            if words in answer.read().decode():
                return
        time.sleep(0.002)
    raise TimeoutError(f"{address} does not say {words!r}")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A server and its worker over the newsroom of this benchmark."""
    process = subprocess.Popen([*MASTHEAD, "run"], stdout=subprocess.DEVNULL, stderr=sys.stderr)
    address = f"http://{os.environ['MASTHEAD_BIND']}"
    try:
        wait_for(address)
        time.sleep(3)  # the worker has come up too
        yield address
    finally:
        process.terminate()
        process.wait(15)


if __name__ == "__main__":
    main()
