"""Fifty thousand messages, and carriers that are killed while they go: nobody is mailed twice, nobody is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ground.cluster import Cluster
from tests.ground.cluster import cluster as cluster
from tests.ground.database import ROOT, sqlite_template
from tests.ground.server import free_port, plain_environ
from tests.sending.carriers import CREW, has_left

AUDIENCE = 50_000
KILLS = 20
AT_ONCE = 2  # processes
PATIENCE = 240.0


@dataclass
class Post:
    """A sink with its book, and the process that forks carriers."""

    book: Path
    forks: subprocess.Popen[str]

    def ask(self, words: str) -> str:
        """One word, one answer."""
        assert self.forks.stdin
        assert self.forks.stdout
        print(words, file=self.forks.stdin, flush=True)
        answer: str = self.forks.stdout.readline()
        return answer.strip()

    def taken(self) -> list[str]:
        """Whom the server took a message for, in order."""
        return [line.split()[0] for line in self.book.read_text().splitlines() if " " in line]

    def size(self) -> int:
        """How many messages it took, about."""
        return self.book.stat().st_size // 40


@pytest.fixture(params=["sqlite", "postgresql"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    """On each database."""
    data = tmp_path / "data"
    data.mkdir()
    port, book = free_port(), tmp_path / "book"
    book.touch()
    environ = plain_environ() | {
        "MASTHEAD_DATA": str(data), "EMAIL_URL": f"smtp://127.0.0.1:{port}?tls=none",
        "DJANGO_SETTINGS_MODULE": "masthead.config.settings",
    }  # fmt: skip
    if request.param == "postgresql":
        found: Cluster = request.getfixturevalue("cluster")
        environ["DATABASE_URL"] = found.url
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "-v0"], env=environ, cwd=ROOT, check=True, timeout=300
        )
    else:
        shutil.copyfile(sqlite_template(), data / "masthead.sqlite3")
    sink = subprocess.Popen(
        [sys.executable, "-m", "tests.sending.sink", str(port), str(book)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert sink.stdout
    assert sink.stdout.readline().strip() == "ready"
    forks = subprocess.Popen(
        [sys.executable, "-m", "tests.sending.carriers"], env=environ, cwd=ROOT, text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield Post(book, forks)
    finally:
        os.killpg(forks.pid, signal.SIGKILL)
        forks.wait(30)
        sink.kill()
        sink.wait(30)


def test_nobody_is_mailed_twice_and_nobody_is_lost_when_carriers_are_killed(post: Post) -> None:
    assert post.ask(f"freeze {AUDIENCE}")
    choose, killed = random.Random(20), 0
    carriers = [int(post.ask("start")) for _ in range(AT_ONCE)]
    moments = sorted(choose.sample(range(AUDIENCE // 50, AUDIENCE * 9 // 10), KILLS))
    until = time.monotonic() + PATIENCE
    for moment in moments:
        while post.size() < moment and time.monotonic() < until:
            time.sleep(0.005)
        victim = carriers.pop(choose.randrange(len(carriers)))
        os.kill(victim, signal.SIGKILL)
        killed += 1
        carriers.append(int(post.ask("start")))
    while still_to_send(answer := post.ask("state")) and time.monotonic() < until:
        time.sleep(0.2)
    assert killed == KILLS
    judge(post, answer)


def still_to_send(answer: str) -> bool:
    """Whether anybody is left but those who were asked to wait."""
    _, taken, *rows = answer.split()
    return int(taken) + len(rows) < AUDIENCE


def judge(post: Post, answer: str) -> None:
    """Every number is in the server's book once, or noted under its own name."""
    _, _, *rows = answer.split()
    noted: dict[str, set[int]] = {}
    for row in rows:
        state, number = row.split("=")
        noted.setdefault(state, set()).add(int(number))
    got = Counter(int(address.partition("@")[0].lstrip("r")) for address in post.taken())
    assert [number for number, times in got.items() if times > 1] == []
    assert len(noted.get("in_doubt", ())) <= KILLS * CREW
    everybody = set(range(1, AUDIENCE + 1))
    named = set().union(*noted.values())
    assert everybody - set(got) - named == set(), "lost without a word"
    # Who is noted and was mailed all the same is in doubt, and nothing else.
    assert (set(got) & named) <= noted.get("in_doubt", set())
    assert noted["gone"] == {number for number in everybody if has_left(number)} - noted.get("in_doubt", set())
    refused = {number for number in everybody if number % 500 == 1 and not has_left(number)}
    deferred = {number for number in everybody if number % 500 == 2 and not has_left(number)}
    assert refused - noted["refused"] <= noted.get("in_doubt", set())
    assert deferred - noted["deferred"] <= noted.get("in_doubt", set())
