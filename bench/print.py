"""How fast the paper is printed: every page anew, with three encodings, by one printer and by two.

The yardstick is the least that any press must do: compressing the same pages and writing them. Run:

    .venv/bin/python bench/print.py [--stories 1000 10000] [--jobs 1 2]
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MASTHEAD = [sys.executable, "-m", "masthead.config.commands"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, nargs="+", default=[1000, 10_000])
    options.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    options.add_argument("--data", type=Path, help="keep the newsroom here, and use the one that is here")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as folder:
        os.environ["MASTHEAD_DATA"] = str(chosen.data or folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")
        from masthead.config.commands.start import make_ready

        make_ready()
        run(sorted(chosen.stories), chosen.jobs, Path(os.environ["MASTHEAD_DATA"]))


def run(sizes: list[int], jobs: list[int], data: Path) -> None:
    from archive import fill
    from django.db import connection

    from masthead.articles.models import Story

    print(f"{'stories':>9}{'printers':>9}{'pages':>8}{'s':>8}{'pages/s':>9}{'CPU ms/page':>13}{'of the floor':>13}")
    for size in sizes:
        fill(max(0, size - Story.objects.count()))
        connection.close()
        timed(["print"])  # pages come into being; only the second time is measured
        for count in jobs:
            seconds, cpu = printed(["print", "--all", "--jobs", str(count)])
            pages, floor = len(list((data / "site").rglob("*.html"))), compress_and_write(data / "site")
            print(
                f"{size:9}{count:9}{pages:8}{seconds:8.1f}{pages / seconds:9.0f}"
                f"{cpu / pages * 1000:13.2f}{cpu / floor:13.1f}",
                flush=True,
            )


def printed(words: list[str]) -> tuple[float, float]:
    """Seconds by the clock and of the processors, less those that starting the command takes."""
    idle, idle_cpu = timed(["print"])
    seconds, cpu = timed(words)
    return max(0.001, seconds - idle), max(0.001, cpu - idle_cpu)


def timed(words: list[str]) -> tuple[float, float]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*MASTHEAD, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compress_and_write(site: Path) -> float:
    """CPU seconds for the same bytes without rendering anything."""
    import gzip

    import brotli

    with tempfile.TemporaryDirectory(dir=site.parent) as folder:
        start = time.process_time()
        for number, path in enumerate(site.rglob("*.html")):
            data = path.read_bytes()
            for tail, coded in (("", data), (".gz", gzip.compress(data, 6)), (".br", brotli.compress(data, quality=5))):
                Path(folder, f"{number}{tail}").write_bytes(coded)
        return time.process_time() - start


if __name__ == "__main__":
    main()
