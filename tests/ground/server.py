"""The real newsroom, started as an operator starts it, in a data folder of its own with the demo paper."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.ground.database import KEPT, ROOT, make_template, migrations_mark, only_one, sqlite_template

PATIENCE = 60.0
ROLES = ("reporter", "editor", "managing-editor", "publisher")
CROWD_INTO_CITY = """
    UPDATE articles_story SET section_id = (SELECT id FROM publication_section WHERE slug = 'city')
    WHERE section_id IN (SELECT id FROM publication_section WHERE slug <> 'opinion')
"""
# Minutes of work for the worker, which journeys would wait behind: it is to think that it tried them often enough.
LEAVE_DEMO_PICTURES = "UPDATE media_wantedrenditions SET attempts = 1000"
# What decides how the demo paper is kept in the database, and how its printed pages look.
DEMO_ROOMS = (
    "articles", "demo", "fronts", "media", "newsfeed", "newsletters", "people", "picks", "press", "publication",
    "lib", "locale", "static", "templates",
)  # fmt: skip


@dataclass
class Site:
    """A running server and its data folder."""

    data: Path
    port: int
    role: str = "all"
    options: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    host: str = "127.0.0.1"

    @property
    def url(self) -> str:
        """The public address, without a slash at the end."""
        return f"http://{self.host}:{self.port}"

    def password_of(self, role: str) -> str:
        """The password of the account of this role."""
        accounts: dict[str, str] = json.loads((self.data / "accounts.json").read_text())
        return accounts[role]

    def change(self, statement: str) -> None:
        """Change the database behind the newsroom's back, before it starts."""
        with closing(sqlite3.connect(self.data / "masthead.sqlite3")) as database:
            database.execute(statement)
            database.commit()

    @property
    def environ(self) -> dict[str, str]:
        """What the server and its commands are started with."""
        return plain_environ() | {
            "MASTHEAD_DATA": str(self.data), "MASTHEAD_BIND": f"127.0.0.1:{self.port}", **self.options,
        }  # fmt: skip

    @property
    def log(self) -> str:
        """All that the server has said so far."""
        path = self.data.with_suffix(".log")
        return path.read_text(errors="replace") if path.exists() else ""

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``masthead …`` on this data folder."""
        line = [sys.executable, "-m", "masthead.config.commands", *words]
        return subprocess.run(line, env=self.environ, cwd=ROOT, text=True, capture_output=True, timeout=300)

    def start(self) -> None:
        """Start it and wait until it answers."""
        line = [sys.executable, "-m", "masthead.config.commands", "run", "--role", self.role]
        with self.data.with_suffix(".log").open("ab") as log:
            self.process = subprocess.Popen(line, env=self.environ, cwd=ROOT, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError(f"the newsroom did not start:\n{self.log}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop it as an operator does."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def get(self, path: str, form: bytes | None = None, **headers: str) -> Answer:
        """GET a path, following no redirect; or POST a form to it."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + path, form, named)
        try:
            with _opener.open(request, timeout=30) as found:
                return Answer(found.status, found.headers.items(), found.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, list(refused.headers.items()), refused.read())

    def _answers(self) -> bool:
        try:
            return self.get("/static/none").status == 404
        except OSError:
            return False


@dataclass
class Answer:
    """What the server said."""

    status: int
    header_items: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    def header(self, name: str) -> str:
        """All values of a header, joined; empty when it is not there."""
        return ", ".join(value for key, value in self.header_items if key.lower() == name.lower())


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def plain_environ() -> dict[str, str]:
    """The environment without options of the newsroom."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MASTHEAD_", "DATABASE_URL", "EMAIL_URL", "DJANGO_")) and name != "PYTHONWARNINGS"
    }


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def demo_folder() -> Path:
    """A data folder with the demo paper, made when the demo's code changed or a day has gone by."""
    make_template()
    kept = KEPT / f"demo-{_demo_mark()}"
    with only_one("demo"):
        if not kept.exists():
            for old in KEPT.glob("demo-*"):
                if old.is_dir():
                    shutil.rmtree(old)
            made = kept.with_suffix(".new")
            made.mkdir()
            shutil.copyfile(sqlite_template(), made / "masthead.sqlite3")
            _print_demo(Site(made, free_port(), role="web"))
            made.rename(kept)
    return kept


def _print_demo(site: Site) -> None:
    """Make the paper and print it, so that each copy has its pages, and the pictures that they need."""
    answer = site.command("demo")
    if answer.returncode:
        raise RuntimeError(f"the demo paper could not be made:\n{answer.stdout}{answer.stderr}")
    accounts = {role: _account(site, role) for role in ROLES}
    (site.data / "accounts.json").write_text(json.dumps(accounts))
    for _ in range(2):  # once more for what the pictures of the first printing have changed
        printed = site.command("print")
        assert printed.returncode == 0, printed.stderr


def _account(site: Site, role: str) -> str:
    """Make an account as an operator does, and answer its password."""
    answer = site.command("account", email_of(role), "--role", role)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.split("Password: ")[1].strip()


def email_of(role: str) -> str:
    """The address of the account of this role."""
    return f"{role}@tide.example"


def _demo_mark() -> str:
    mark = hashlib.sha256(f"{migrations_mark()} {datetime.now(UTC):%F}".encode())
    for room in DEMO_ROOMS:
        for path in sorted((ROOT / "masthead" / room).rglob("*")):
            if path.is_file() and "tests" not in path.parts and path.suffix != ".pyc":
                mark.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return mark.hexdigest()[:16]


MakeSite = Callable[..., Site]


@pytest.fixture(scope="session")
def make_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeSite]:
    """Makes and starts sites: ``make_site(role="all", is_demo=True, MASTHEAD_SECOND_FACTOR="on")``."""
    made: list[Site] = []

    def make(role: str = "all", is_demo: bool = True, starts: bool = True, **options: str) -> Site:
        data = tmp_path_factory.mktemp("site") / "data"
        if is_demo:
            shutil.copytree(demo_folder(), data)
        else:
            data.mkdir()
            shutil.copyfile(sqlite_template(), data / "masthead.sqlite3")
        site = Site(data, free_port(), role, options)
        made.append(site)
        if starts:
            site.start()
        return site

    yield make
    for site in made:
        site.stop()


@pytest.fixture(scope="session")
def demo_site(make_site: MakeSite) -> Site:
    """The demo paper as readers get it; tests only read it. It is printed once, and no worker changes it.

    One section has nearly all stories, so that it has an older page, and four are empty.
    """
    site = make_site(role="web", starts=False)
    site.change(CROWD_INTO_CITY)
    printed = site.command("print")  # all of it: this copy has an address of its own
    assert printed.returncode == 0, printed.stderr
    site.start()
    return site


@pytest.fixture(scope="module")
def newsroom(make_site: MakeSite) -> Iterator[Site]:
    """The demo paper with its worker, for the journeys of one file to change as they like."""
    site = make_site(starts=False, MASTHEAD_SECOND_FACTOR="off")
    site.change(LEAVE_DEMO_PICTURES)
    site.start()
    yield site
    site.stop()
