"""Mailings to people who are numbers, and a bench that carries them to a real server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import connections

from masthead.mail import kinds
from masthead.mail.kinds import Recipient
from masthead.mail.mime import Template, slot
from masthead.mail.models import Chunk, Mailing, Undelivered
from masthead.mail.sending.claiming import carriers
from masthead.mail.sending.crew import Bench
from masthead.mail.sending.freezing import freeze
from masthead.mail.transports.address import read
from masthead.mail.transports.smtp import SmtpTransport
from tests.ground.smtp_peers import Peer

KIND = "numbers"
State = Undelivered.State


@dataclass
class Book:
    """Who may be mailed: a name for each number. Who is not in it has left."""

    names: dict[int, str] = field(default_factory=dict)
    finished_with: list[str] = field(default_factory=list)
    asked: list[list[int]] = field(default_factory=list)
    on_ask: Callable[[], object] = lambda: None

    def recipients(self, mailing: Mailing, ids: Sequence[int]) -> Mapping[int, Recipient]:
        """Those of these who are still in the book."""
        self.asked.append(list(ids))
        self.on_ask()
        return {
            number: Recipient(self.address(number), {"to": self.address(number), "number": str(number)})
            for number in ids
            if number in self.names
        }

    def address(self, number: int) -> str:
        """Of somebody in the book."""
        return f"{self.names[number]}@mail.example"

    def address_of(self, recipient: int) -> str | None:
        """The same, for bounces."""
        return self.address(recipient) if recipient in self.names else None

    def finished(self, mailing: Mailing) -> None:
        """Note with what."""
        self.finished_with.append(mailing.state)

    def mailing(self, *names: str, about: int = 1, group: str = "other") -> Mailing:
        """A frozen mailing to people of these names, numbered from 1."""
        self.names |= dict(enumerate(names, 1))
        return frozen([(number, group, "") for number in range(1, len(names) + 1)], about=about)


@pytest.fixture
def book() -> Iterator[Book]:
    """An empty book that answers for all mailings to numbers."""
    made = Book()
    kinds.register(KIND, made)
    yield made
    del kinds._kinds[KIND]


def frozen(audience: Iterable[tuple[int, str, str | None]], variants: Sequence[str] = ("",), about: int = 1) -> Mailing:
    """A mailing that may go out."""
    return freeze(KIND, about, {variant: part(variant) for variant in variants}, audience)


def part(variant: str = "") -> bytes:
    """What everybody gets; its subject tells the variants apart."""
    headers: list[tuple[str, bytes | str]] = [
        ("From", "The Tideway Post <desk@tideway.example>"), ("To", slot("to").encode()),
        ("Subject", f"Hello {variant}".strip()), ("Message-ID", f"<{slot('number')}@tideway.example>".encode()),
    ]  # fmt: skip
    return Template.build(headers, "The ferry is back.", "<p>The ferry is back.</p>").to_bytes()


class Carriers:
    """A bench at a relay, whose waits take no time and are written down."""

    def __init__(self, url: str) -> None:
        self.waits: list[float] = []
        self.stopping = threading.Event()
        self.transport = SmtpTransport(read(url), "tideway.example")

    def carry(self, rounds: int = 20) -> None:
        """Work until there is nothing to do, at most so many chunks or tries."""
        with self.at_work() as bench:
            for _ in range(rounds):
                if not bench.work_once():
                    return

    @contextmanager
    def at_work(self) -> Iterator[Bench]:
        """A living carrier."""
        with carriers.alive() as me:
            bench = Bench(me, self.stopping.is_set, self.waits.append, self.transport)
            try:
                yield bench
            finally:
                bench.close()

    @contextmanager
    def in_the_back(self) -> Iterator[None]:
        """Work in a thread of its own, as the crew does, until the block ends."""

        def work() -> None:
            try:
                with self.at_work() as bench:
                    while not self.stopping.is_set():
                        if not bench.work_once():
                            time.sleep(0.05)
            finally:
                connections.close_all()

        self.stopping.clear()
        thread = threading.Thread(target=work)
        thread.start()
        try:
            yield
        finally:
            self.stopping.set()
            thread.join(30)
            assert not thread.is_alive()


@pytest.fixture
def relay(smtp_peer: Peer) -> Carriers:
    """A bench at the server that keeps what it gets."""
    return Carriers(smtp_peer.url(options="?tls=none&timeout=5"))


def names(count: int, beginning: str = "r") -> list[str]:
    """Names of people whose mail is taken."""
    return [f"{beginning}{number}" for number in range(1, count + 1)]


def noted() -> dict[int, str]:
    """What stands of those who were not simply mailed."""
    return dict(Undelivered.objects.values_list("recipient", "state").order_by("recipient"))


def places() -> list[tuple[str, int, int]]:
    """State, place and taken of each chunk."""
    return list(Chunk.objects.order_by("pk").values_list("state", "place", "taken"))


def until(holds: Callable[[], object], patience: float = 15.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.02)
