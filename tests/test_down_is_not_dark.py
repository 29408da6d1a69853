"""What readers still get when parts of the newsroom are down. Real processes, stopped for real."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ground.cluster import Cluster
from tests.ground.cluster import cluster as cluster
from tests.ground.database import ROOT
from tests.ground.server import Site, free_port

PATIENCE = 60.0
NOT_PAGES = (".gz", ".br", ".redirect")
DYNAMIC = ("/-/search?q=ferry", "/newsroom/", "/newsroom/login/")


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until it holds."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, "it did not come to that in a minute"
        time.sleep(0.1)


def run_desk(site: Site, *words: str) -> None:
    """A desk does something in a process of its own."""
    line = [sys.executable, "-W", "ignore", "-m", "tests.ground.busy_desk", *words]
    subprocess.run(line, env=site.environ, cwd=ROOT, check=True, timeout=300)


def open_printed_paper(data: Path, **options: str) -> Site:
    """A small paper, printed whole; nothing runs yet."""
    site = Site(data, free_port(), "all", {"MASTHEAD_SECOND_FACTOR": "off", **options})
    data.mkdir()
    site.command("print")  # makes the newsroom ready
    run_desk(site, "open")
    printed = site.command("print")
    assert printed.returncode == 0, printed.stderr
    return site


@pytest.fixture(scope="module")
def printed(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A printed paper on PostgreSQL, with its server and its worker."""
    site = open_printed_paper(tmp_path_factory.mktemp("down") / "data", DATABASE_URL=cluster.url)
    site.start()
    yield site
    site.stop()


def addresses(site: Site) -> dict[str, bytes]:
    """Each address that a file stands at, with its bytes: pages, feeds, sitemaps, pictures, static files."""
    found: dict[str, bytes] = {}
    roots = {"/": site.data / "site", "/static/": site.data / "static", "/media/images/": site.data / "media/images"}
    for prefix, root in roots.items():
        for file in root.rglob("*"):
            inside = file.relative_to(root).as_posix()
            if file.is_file() and not inside.endswith(NOT_PAGES) and not file.name.startswith("."):
                found[prefix + inside.removesuffix("index.html")] = file.read_bytes()
    return found


def assert_paper_is_there(site: Site) -> None:
    """All that is printed is served byte for byte."""
    files = addresses(site)
    assert {"/", "/city/", "/feed.xml", "/feed.json", "/sitemap.xml", "/live.json", "/robots.txt"} <= set(files)
    assert any(path.startswith("/media/images/") for path in files)
    assert any(path.startswith("/static/css/") for path in files)
    for path, data in files.items():
        answer = site.get(path)
        assert (path, answer.status) == (path, 200)
        assert answer.body == data, path


def assert_dynamic_part_says_what_still_works(site: Site) -> None:
    """503, the printed page, and when to come back."""
    page = (site.data / "site" / "503.html").read_bytes()
    for path in DYNAMIC:
        answer = site.get(path)
        assert (path, answer.status) == (path, 503)
        assert answer.body == page
        assert int(answer.header("retry-after")) > 0
        assert answer.header("cache-control") == "no-store"
    assert site.get("/no-such-page/").status == 404


def children(pid: int) -> list[int]:
    """Processes that this one has started, and theirs."""
    own = [int(one) for task in Path(f"/proc/{pid}/task").glob("*/children") for one in task.read_text().split()]
    return own + [below for one in own for below in children(one)]


def worker_of(site: Site) -> int:
    """The process that prints; 0 for none."""
    assert site.process
    lines = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children(site.process.pid)}
    return next((pid for pid, line in lines.items() if b"--role\0worker" in line), 0)


def test_with_the_database_stopped_and_the_worker_killed_the_paper_is_read(cluster: Cluster, printed: Site) -> None:
    eventually(lambda: (printed.data / "press/whole").exists() and printed.get("/-/search?q=ferry").status == 200)
    worker = worker_of(printed)
    assert worker
    cluster.stop()
    os.kill(worker, signal.SIGKILL)
    try:
        assert_dynamic_part_says_what_still_works(printed)
        assert_paper_is_there(printed)
    finally:
        cluster.start()
    eventually(lambda: printed.get("/-/search?q=ferry").status == 200)
    run_desk(printed, "work", "evening", "3")
    eventually(lambda: b"teller-evening" in printed.get("/").body)


def test_a_database_that_is_away_is_told_in_a_few_lines(cluster: Cluster, printed: Site) -> None:
    before = len(printed.log.splitlines())
    cluster.stop()
    try:
        for _ in range(40):
            printed.get("/-/search?q=ferry")
        time.sleep(3)
    finally:
        cluster.start()
    said = printed.log.splitlines()[before:]
    assert any("event=database_away" in line for line in said)
    assert len(said) <= 6, said
    assert "Traceback" not in "\n".join(said)


def test_before_all_is_printed_a_page_that_may_be_there_is_not_denied(cluster: Cluster, printed: Site) -> None:
    whole = printed.data / "press" / "whole"
    eventually(whole.exists)
    cluster.stop()
    try:
        whole.unlink()
        assert printed.get("/").status == 200
        assert printed.get("/2026/01/01/not-printed-yet/").status == 503
    finally:
        cluster.start()


def test_a_newsroom_that_starts_without_its_database_serves_the_paper_and_opens_later(
    cluster: Cluster, printed: Site
) -> None:
    late = Site(printed.data, free_port(), "all", printed.options)
    eventually((printed.data / "press/whole").exists)
    cluster.stop()
    try:
        late.start()
        assert_paper_is_there(late)
        assert_dynamic_part_says_what_still_works(late)
        assert "What is printed is served meanwhile." in late.log
        cluster.start()
        eventually(lambda: late.get("/-/search?q=ferry").status == 200)
        eventually(lambda: worker_of(late) > 0)
    finally:
        late.stop()
        cluster.start()


def test_the_edge_alone_serves_the_paper_without_any_database(cluster: Cluster, printed: Site) -> None:
    edge = Site(printed.data, free_port(), "edge", {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"})
    log = printed.log
    edge.start()
    try:
        assert_paper_is_there(edge)
        assert_dynamic_part_says_what_still_works(edge)
    finally:
        edge.stop()
    assert "Traceback" not in printed.log[len(log) :]  # both write into the same file


def test_with_the_sqlite_file_moved_away_the_paper_is_read_and_comes_back(tmp_path: Path) -> None:
    site = open_printed_paper(tmp_path / "data")
    site.start()
    file, elsewhere = site.data / "masthead.sqlite3", tmp_path / "elsewhere"
    elsewhere.mkdir()
    try:
        eventually(lambda: site.get("/-/search?q=ferry").status == 200)
        move_database(file, elsewhere / file.name)
        assert_dynamic_part_says_what_still_works(site)
        assert_paper_is_there(site)
        move_database(elsewhere / file.name, file)
        eventually(lambda: site.get("/-/search?q=ferry").status == 200)
        run_desk(site, "work", "evening", "3")
        eventually(lambda: b"teller-evening" in site.get("/").body)
    finally:
        site.stop()


def move_database(file: Path, target: Path) -> None:
    """The file with its log, as somebody does who moves it."""
    for tail in ("", "-wal", "-shm"):
        target.with_name(target.name + tail).unlink(missing_ok=True)
        if file.with_name(file.name + tail).exists():
            file.with_name(file.name + tail).rename(target.with_name(target.name + tail))


def test_a_database_that_never_answers_stops_the_start_soon(silent: int, tmp_path: Path) -> None:
    site = Site(tmp_path / "data", free_port(), "web", {"DATABASE_URL": f"postgresql://x@127.0.0.1:{silent}/paper"})
    begun = time.monotonic()
    said = site.command("run")
    assert said.returncode == 2
    assert said.stderr.splitlines()[-1].startswith("masthead: DATABASE_URL: the database cannot be used")
    assert time.monotonic() - begun < 40


@pytest.fixture
def silent() -> Iterator[int]:
    """A port where a connection is made and nothing is ever said."""
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(50)
        yield int(listener.getsockname()[1])
