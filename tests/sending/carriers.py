"""A process that forks carriers on demand, so that one can be killed and replaced in milliseconds.

Each word on its input does one thing and is answered by a line: ``freeze N`` (a mailing to the numbers 1 to N),
``start`` (a process with a whole post: the jobs and a crew; answers its id), ``state`` (of the newest mailing).
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence

CREW = 2
HTML = "<p>A ferry left the quay at seven with forty passengers, and came back.</p>" * 20


class Numbers:
    """Recipients who are numbers, some of whom have left since."""

    def recipients(self, mailing: object, ids: Sequence[int]) -> Mapping[int, object]:
        from masthead.mail.kinds import Recipient

        return {
            number: Recipient(_address(number), {"to": str(number), "id": f"{number}.1@paper.example"})
            for number in ids
            if not has_left(number)
        }  # fmt: skip

    def address_of(self, recipient: int) -> str | None:
        """By its number."""
        return _address(recipient)

    def finished(self, mailing: object) -> None:
        """Nothing."""


def has_left(number: int) -> bool:
    """So many that carriers are killed right behind some of them, too."""
    return number % 7 == 0


def _address(number: int) -> str:
    manner = {1: "gone-", 2: "later-"}.get(number % 500, "r")
    return f"{manner}{number}@reader.example"


def freeze(count: int) -> str:
    """Make a mailing to so many."""
    from masthead.mail.mime import Template, slot
    from masthead.mail.sending.freezing import freeze as freeze_mailing

    headers = [
        ("From", "desk@paper.example"),
        ("To", slot("to")),
        ("Subject", "Hello"),
        ("Message-ID", f"<{slot('id')}>"),
    ]
    part = Template.build(headers, "Hello", HTML).to_bytes()
    people = ((number, "gmail" if number % 3 else "other", "") for number in range(1, count + 1))
    return str(freeze_mailing("numbers", 1, {"": part}, people).pk)


def start() -> str:
    """Fork one that works until it is killed."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return str(child)
    _work(os.getppid())
    os._exit(0)


def _work(parent: int) -> None:
    from masthead.config.work import work_once
    from masthead.mail.actions.steer_mailing import finish_mailings
    from masthead.mail.sending.claiming import take_over_from_the_dead
    from masthead.mail.sending.crew import Crew

    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopped.append(number))
    crew = Crew(CREW)
    crew.start()
    while os.getppid() == parent and not stopped:
        work_once((take_over_from_the_dead, finish_mailings))
        time.sleep(0.1)
    crew.stop()


def state() -> str:
    """Where the mailing stands, and what was noted: ``done 49950 state=count ...``."""
    from django.db import connections

    from masthead.mail.models import Chunk, Mailing, Undelivered

    mailing = Mailing.objects.latest("pk")
    taken = sum(Chunk.objects.filter(mailing=mailing).values_list("taken", flat=True))
    noted = Undelivered.objects.filter(mailing=mailing).values_list("state", "recipient").order_by("recipient")
    rows = " ".join(f"{name}={number}" for name, number in noted)
    connections.close_all()
    return f"{mailing.state} {taken} {rows}".strip()


VERBS: dict[str, Callable[..., str]] = {"freeze": freeze, "start": start, "state": state}


def main() -> None:
    """Obey."""
    import django

    django.setup()
    from masthead.mail import kinds

    kinds.register("numbers", Numbers())  # type: ignore[arg-type]  # answers plain objects
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        verb, *words = line.split()
        print(VERBS[verb](*map(int, words)), flush=True)


if __name__ == "__main__":
    main()
