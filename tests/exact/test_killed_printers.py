"""A printer that is killed anywhere leaves whole files, and the next one goes on to the right paper."""

from __future__ import annotations

import gzip
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.exact.test_printing_is_exact import difference, files_of
from tests.ground.database import ROOT
from tests.ground.server import MakeSite, Site

KILLS = 4


def test_a_killed_printer_leaves_whole_files_and_the_next_goes_on(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site(starts=False)
    print_whole(site)
    choose, killed = random.Random(4), 0
    for number in range(KILLS):
        change(site, seed=number, count=4)
        killed += print_and_kill(site, choose.uniform(0.1, 1.2))
        every_file_is_whole(site.data / "site")
    assert killed >= KILLS // 2, "hardly any printer was killed while it printed"
    print_whole(site)
    other = tmp_path / "whole"
    assert site.command("print", "--to", str(other)).returncode == 0
    ours, theirs = files_of(site.data / "site"), files_of(other)
    assert sorted(ours) == sorted(theirs)
    wrong = [name for name in ours if ours[name] != theirs[name]]
    assert not wrong, difference(ours, theirs, wrong)


def print_whole(site: Site) -> None:
    for _ in range(2):  # pictures that the first printing has made change pages once more
        answer = site.command("print")
        assert answer.returncode == 0, answer.stderr


def change(site: Site, seed: int, count: int) -> None:
    line = [sys.executable, "-m", "tests.exact.changes", str(seed), str(count)]
    environ = {**site.environ, "DJANGO_SETTINGS_MODULE": "masthead.config.settings"}
    subprocess.run(line, env=environ, cwd=ROOT, check=True, timeout=120)


def print_and_kill(site: Site, seconds: float) -> int:
    """Start a reprint of everything and kill it so long after its first page; 1 when it was still at it."""
    before = newest_change(site.data / "site")
    line = [sys.executable, "-m", "masthead.config.commands", "print", "--all"]
    printer = subprocess.Popen(
        line, env=site.environ, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    until = time.monotonic() + 60
    while newest_change(site.data / "site") <= before and printer.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(seconds)
    is_at_it = printer.poll() is None
    if is_at_it:
        os.killpg(printer.pid, signal.SIGKILL)
    printer.wait(60)
    return int(is_at_it)


def newest_change(root: Path) -> int:
    return max(path.stat().st_mtime_ns for path in [root / "index.html", root / "feed.xml", root / "robots.txt"])


def every_file_is_whole(root: Path) -> None:
    for name, data in files_of(root).items():
        if name.endswith(".html"):
            assert data.rstrip().endswith(b"</html>"), name
        elif name.endswith(".xml"):
            assert data.rstrip().endswith(b">"), name
        elif name.endswith(".gz"):
            gzip.decompress(data)
