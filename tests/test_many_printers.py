"""Several workers and servers share one database and one site folder; some are killed while editors go on."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.ground.busy_desk import TELLER
from tests.ground.cluster import Cluster
from tests.ground.cluster import cluster as cluster
from tests.ground.database import ROOT
from tests.ground.server import Site, free_port
from tests.test_down_is_not_dark import children

DESKS = ("east", "west")
CHANGES = 75  # by each desk; each is one to five changes of rows
KILLS = 4
PATIENCE = 240.0
# Every change of a page's owner, as the database sees it: who took it, in which round, and who let it go.
LEDGER = """
    CREATE TABLE ledger (id bigserial PRIMARY KEY, page bigint, was bigint, now bigint, round bigint, due bigint);
    CREATE FUNCTION write_ledger() RETURNS trigger AS $$ BEGIN
        INSERT INTO ledger (page, was, now, round, due)
        SELECT NEW.id, OLD.owner, NEW.owner, round, NEW.due FROM press_state;
        RETURN NULL;
    END $$ LANGUAGE plpgsql;
    CREATE TRIGGER ledger AFTER UPDATE OF owner ON press_page FOR EACH ROW
        WHEN (OLD.owner IS DISTINCT FROM NEW.owner) EXECUTE FUNCTION write_ledger();
"""
# The number of the printer that this worker is just now, while it has pages, and its connection.
AT_WORK = """
    SELECT DISTINCT page.owner, activity.pid FROM press_page page
    JOIN pg_locks lock ON lock.locktype = 'advisory' AND lock.objid = page.owner
    JOIN pg_stat_activity activity ON activity.pid = lock.pid WHERE activity.application_name = '{name}'
"""
COUNTED = re.compile(f"{TELLER} by (\\w+): ([0-9]+)")


@dataclass
class Press:
    """The machines of the paper: each with an address of its own, on one database and one site folder."""

    site: Site
    cluster: Cluster
    servers: list[Site] = field(default_factory=list)
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    killed: list[int] = field(default_factory=list)
    cut_off: list[int] = field(default_factory=list)
    orphans: list[int] = field(default_factory=list)

    def start_worker(self) -> None:
        """One more worker. The database knows it by its name."""
        name = f"worker-{len(self.killed)}-{len(self.workers)}"
        line = [sys.executable, "-m", "masthead.config.commands", "run", "--role", "worker"]
        environ = self.site.environ | {"DATABASE_URL": f"{self.cluster.url}?application_name={name}"}
        with self.site.data.with_suffix(".log").open("ab") as log:
            self.workers[name] = subprocess.Popen(line, env=environ, cwd=ROOT, stdout=log, stderr=log)

    def kill_worker(self) -> None:
        """One goes in the middle of its work, as in a power cut, and another takes its place."""
        if found := self._catch_at_work():
            name, number, _ = found
            worker = self.workers.pop(name)
            self.orphans += children(worker.pid)
            worker.kill()
            self.killed.append(number)
            self.start_worker()

    def cut_worker_off(self) -> None:
        """One loses the database in the middle of its work; others take over before it goes on."""
        if found := self._catch_at_work():
            name, number, connection = found
            self.cluster.ask(f"SELECT pg_terminate_backend({connection})")
            self.cut_off.append(number)
            time.sleep(2)
            self.workers[name].send_signal(signal.SIGCONT)

    def _catch_at_work(self) -> tuple[str, int, int] | None:
        """A worker that has pages, stopped where it is."""
        until = time.monotonic() + 3
        while time.monotonic() < until:
            for name, worker in self.workers.items():
                worker.send_signal(signal.SIGSTOP)
                if found := self.cluster.ask(AT_WORK.format(name=name)):
                    return name, *found[0]
                worker.send_signal(signal.SIGCONT)
                time.sleep(0.01)
        return None

    def due(self) -> int:
        """Pages and touches that wait."""
        rows = self.cluster.ask(
            "SELECT (SELECT count(*) FROM press_page WHERE due IS NOT NULL) + (SELECT count(*) FROM press_touch)"
        )
        return int(rows[0][0])

    def stop(self) -> None:
        """All of them."""
        for worker in self.workers.values():
            worker.send_signal(signal.SIGCONT)
            worker.terminate()
            worker.wait(30)
        for server in self.servers:
            server.stop()


class Watch(threading.Thread):
    """Looks at the counters on printed pages, as fast as it can: none may ever go back."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.folder = folder
        self.over = threading.Event()
        self.highest: dict[tuple[str, str], int] = {}
        self.went_back: list[str] = []
        self.looks = 0
        self.last_entry = 0

    def run(self) -> None:
        """Until told that it is over."""
        while not self.over.is_set():
            tellers = list(self.folder.glob("*/*/*/teller-*/index.html"))
            for file in [self.folder / "index.html", self.folder / "text/index.html", *tellers]:
                self._look(file)
            time.sleep(0.005)

    def _look(self, file: Path) -> None:
        try:
            text = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        self.looks += 1
        for desk, number in set(COUNTED.findall(text)):
            key = (file.parent.name, desk)
            if int(number) < self.highest.get(key, 0):
                self.went_back.append(f"{key}: {number} after {self.highest[key]}")
            self.highest[key] = max(int(number), self.highest.get(key, 0))


@pytest.fixture(scope="module")
def press(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    """Two servers and two workers over a small paper, which two desks then changed while workers were killed."""
    data = tmp_path_factory.mktemp("many") / "data"
    data.mkdir()
    site = Site(data, free_port(), "web", {"DATABASE_URL": cluster.url, "MASTHEAD_URL": "http://paper.example"})
    site.command("print")
    subprocess.run(desk_line("open"), env=site.environ, cwd=ROOT, check=True, timeout=300)
    cluster.ask(LEDGER)
    made = Press(site, cluster, [site, Site(data, free_port(), "web", site.options)])
    try:
        for server in made.servers:
            server.start()
        for _ in range(2):
            made.start_worker()
        yield made
    finally:
        made.stop()


def desk_line(*words: str) -> list[str]:
    """What starts a desk."""
    return [sys.executable, "-W", "ignore", "-m", "tests.ground.busy_desk", *words]


@pytest.fixture(scope="module")
def watch(press: Press) -> Watch:
    """What was seen while two desks were busy and workers were killed, until nothing was due any more."""
    watch = Watch(press.site.data / "site")
    watch.start()
    keep_busy(press, DESKS, lambda: press.kill_worker() if len(press.killed) < KILLS else None)
    watch.over.set()
    watch.join()
    watch.last_entry = press.cluster.ask("SELECT max(id) FROM ledger")[0][0]
    return watch


def keep_busy(press: Press, desks: Sequence[str], disturb: Callable[[], None]) -> None:
    """Let these desks work, ``disturb`` them now and then, and wait until nothing is due."""
    began = [subprocess.Popen(desk_line("work", one, str(CHANGES)), env=press.site.environ, cwd=ROOT) for one in desks]
    until = time.monotonic() + PATIENCE
    while any(desk.poll() is None for desk in began) and time.monotonic() < until:
        time.sleep(1)
        disturb()
    assert [desk.wait(PATIENCE) for desk in began] == [0] * len(began)
    while press.due():
        assert time.monotonic() < until + PATIENCE, "pages stay due"
        time.sleep(0.2)


def test_no_page_ever_goes_back_to_an_older_state(watch: Watch) -> None:
    assert watch.went_back == []
    assert {desk for _, desk in watch.highest} == set(DESKS)
    assert all(number > 5 for (page, _), number in watch.highest.items() if page.startswith("teller-"))
    assert watch.looks > 500


def test_workers_were_killed_and_their_pages_taken_over(press: Press, watch: Watch) -> None:
    assert len(press.killed) == KILLS
    assert press.cluster.ask("SELECT count(*) FROM press_page WHERE owner IS NOT NULL") == [(0,)]


def test_what_a_killed_worker_had_started_ends_by_itself(press: Press, watch: Watch) -> None:
    assert press.orphans
    until = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in press.orphans):
        assert time.monotonic() < until, press.orphans
        time.sleep(0.2)


def test_no_two_printers_are_at_one_page(press: Press, watch: Watch) -> None:
    assert press.cluster.ask("SELECT count(DISTINCT now) FROM ledger WHERE now IS NOT NULL")[0][0] > 4
    # A page is taken only when nobody has it, and let go only by who has it or because that one died.
    assert press.cluster.ask("SELECT * FROM ledger WHERE was IS NOT NULL AND now IS NOT NULL") == []


def test_no_page_is_printed_twice_for_the_same_change(press: Press, watch: Watch) -> None:
    """A page taken in a round is printed as all touches up to that round left it: once is enough.

    It may be taken again in the same round when its printer died; it is freed then with its round as it was.
    """
    taken = press.cluster.ask(
        "SELECT page, now, round, lead(round) OVER (PARTITION BY page ORDER BY id) "
        f"FROM ledger WHERE now IS NOT NULL AND id <= {watch.last_entry}"
    )
    assert len(taken) > 200
    twice = [row for row in taken if row[3] == row[2]]
    assert {row[1] for row in twice} <= set(press.killed), twice


def test_in_the_end_the_site_folder_is_what_a_new_print_gives(press: Press, watch: Watch, tmp_path: Path) -> None:
    assert_folder_is_exact(press, tmp_path)


def test_what_printers_delivered_that_were_cut_off_is_put_right(press: Press, watch: Watch, tmp_path: Path) -> None:
    """They go on with what they had, perhaps after others have printed something newer there."""
    keep_busy(press, ("north",), press.cut_worker_off)
    assert len(press.cut_off) > 2
    assert_folder_is_exact(press, tmp_path)


def assert_folder_is_exact(press: Press, tmp_path: Path) -> None:
    """Byte for byte what is printed from nothing."""
    said = press.site.command("print", "--to", str(tmp_path / "anew"))
    assert said.returncode == 0, said.stderr
    kept, anew = files_of(press.site.data / "site"), files_of(tmp_path / "anew")
    assert set(kept) == set(anew)
    assert [name for name in kept if kept[name] != anew[name]] == []
    assert len(kept) > 200


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a printed paper but redirects, which a new print has no list of."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.suffix != ".redirect"
    }


def test_every_server_sends_the_same(press: Press, watch: Watch) -> None:
    for path in ("/", "/city/", "/feed.xml", "/live.json", "/sitemap.xml"):
        one, other = (server.get(path) for server in press.servers)
        assert (one.status, one.body, one.header("etag")) == (200, other.body, other.header("etag"))


def test_a_change_is_out_soon_whichever_worker_hears_of_it(press: Press, watch: Watch) -> None:
    """The second worker of a machine is not woken; it looks four times a second, and so does the first."""
    subprocess.run(desk_line("work", "late", "1"), env=press.site.environ, cwd=ROOT, check=True, timeout=300)
    begun = time.monotonic()
    while press.due():
        time.sleep(0.02)
    assert time.monotonic() - begun < 15  # on an idle machine well under a second
    assert f"{TELLER} by late" in press.servers[1].get("/").text
