"""How fast an issue goes out: messages a second and CPU for each, beside Postfix's own smtp-source to the same sink.

Both send messages of the same size over one connection, by turns, to `smtp-sink`. Ours are an issue of a newsletter to
subscribers in the database, each copy with its own links, and its place is stored after each answer. Then the freezing
of a large audience, and the memory of the process before and after it. Needs Debian's package postfix. Run:

    .venv/bin/python bench/send.py [--messages 20000] [--rounds 5] [--audience 1000000]
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from newsroom import free_port

SINK, SOURCE = "/usr/sbin/smtp-sink", "/usr/sbin/smtp-source"
SIZE = 42 * 1024  # bytes of a message, about that of a weekly letter
PARAGRAPH = "<p>The ferry left the quay at seven with forty passengers, and the harbour master counted them twice.</p>"


@dataclass(frozen=True)
class Run:
    """Messages a second by the clock, and microseconds of CPU for each, of the sender alone."""

    rate: float
    cpu: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--messages", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--audience", type=int, default=1_000_000)
    chosen = options.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as folder:
        os.environ["MASTHEAD_DATA"] = folder
        os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{port}?tls=none"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.config.settings")
        from masthead.config.commands.start import make_ready

        make_ready()
        with sink(port):
            compare(port, chosen.messages, chosen.rounds)
        freeze_many(chosen.audience)


def compare(port: int, messages: int, rounds: int) -> None:
    """Both by turns, so that what else the machine does hits both."""
    mailing_list = subscribed(messages)
    ours, theirs, size = [], [], 0
    for number in range(rounds):
        run, size = send(issue_of(mailing_list, number))
        ours.append(run)
        theirs.append(yardstick(port, messages, size))
    print(f"{messages:,} messages of {size:,} bytes, one connection, median of {rounds} rounds")
    print(f"{'':14}{'messages/s':>12}{'CPU us each':>13}{'messages/s of a core':>22}")
    for name, runs in (("masthead", ours), ("smtp-source", theirs)):
        rate, cpu = statistics.median(run.rate for run in runs), statistics.median(run.cpu for run in runs)
        print(f"{name:14}{rate:12,.0f}{cpu:13.0f}{1e6 / cpu:22,.0f}")
    by_clock = statistics.median(one.rate / other.rate for one, other in zip(ours, theirs, strict=True))
    by_cpu = statistics.median(other.cpu / one.cpu for one, other in zip(ours, theirs, strict=True))
    print(f"{'ratio':14}{by_clock:12.2f}{by_cpu:13.2f}")


def send(issue: Any) -> tuple[Run, int]:
    """All of an issue over one connection, and the size of a message."""
    from masthead.mail.models import Mailing
    from masthead.mail.queries import counts
    from masthead.mail.sending.claiming import carriers
    from masthead.mail.sending.crew import Bench
    from masthead.newsletters.actions.send_issue import begin

    mailing: Mailing = begin(issue)
    with carriers.alive() as me:
        bench = Bench(me, lambda: False, time.sleep)
        began, cpu = time.perf_counter(), time.process_time()
        while bench.work_once():
            pass
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        bench.close()
    found = counts(mailing)
    assert found.submitted == found.audience, found
    return Run(found.audience / took, cpu / found.audience * 1e6), size_of(mailing)


def yardstick(port: int, messages: int, size: int) -> Run:
    """The same number of messages of the same size by smtp-source."""
    line = [SOURCE, "-d", "-s", "1", "-l", str(size), "-m", str(messages), "-f", "a@paper.example", "-t", "b@x.example"]
    began, before = time.perf_counter(), _children()
    subprocess.run([*line, f"127.0.0.1:{port}"], check=True)
    return Run(messages / (time.perf_counter() - began), (_children() - before) / messages * 1e6)


def freeze_many(audience: int) -> None:
    """How long it takes to write down who gets an issue, and what it costs in memory."""
    from masthead.mail.models import Chunk

    for count in (1_000, audience):
        mailing_list = subscribed(count)
        issue = issue_of(mailing_list, count)
        from masthead.newsletters.actions.send_issue import begin

        before, began = peak(), time.perf_counter()
        mailing = begin(issue)
        took = time.perf_counter() - began
        chunks = Chunk.objects.filter(mailing=mailing).values_list("recipients", flat=True)
        stored = sum(len(bytes(row)) for row in chunks) / 1e6
        memory = f"peak memory {before:.0f} -> {peak():.0f} MB"
        print(f"frozen {count:>9,}: {took:6.2f} s, {stored:5.1f} MB in chunks, {memory}", flush=True)


def subscribed(count: int) -> Any:
    """A list with so many confirmed subscribers of several providers."""
    from masthead.mail.groups import group_of
    from masthead.newsletters.models import MailingList, Subscription
    from masthead.readers.models import Reader

    slug = f"letter-{count}"
    mailing_list = MailingList.objects.create(name="The Letter", slug=slug, summary="News", frequency="Weekly")
    domains = ("gmail.com", "outlook.com", "paper.example", "ukr.net")
    for start in range(0, count, 20_000):
        names = [f"{slug}-{n}@{domains[n % 4]}" for n in range(start, min(start + 20_000, count))]
        readers = Reader.objects.bulk_create(
            [Reader(address=name, key=name, group=group_of(name), token="abcdefghijkl") for name in names],
            batch_size=2000,
        )
        rows = (Subscription(mailing_list=mailing_list, reader=one, state="confirmed") for one in readers)
        Subscription.objects.bulk_create(rows, batch_size=2000)
    return mailing_list


def issue_of(mailing_list: Any, number: int) -> Any:
    """An issue of this list that makes messages of about ``SIZE``."""
    from masthead.newsletters.models import Issue

    text = PARAGRAPH * ((SIZE - 16_000) // (2 * len(PARAGRAPH)))  # it stands in the text and in the HTML
    return Issue.objects.create(
        mailing_list=mailing_list,
        subject=f"The ferry, part {number}",
        preview_text="And who was on it",
        body=[("text", text)],
        state=Issue.State.SENDING,
    )


def size_of(mailing: Any) -> int:
    """Bytes of a filled message."""
    from masthead.mail import kinds
    from masthead.mail.models import Chunk
    from masthead.mail.sending.carrying import template_of
    from masthead.mail.sending.freezing import unpacked

    first = unpacked(Chunk.objects.filter(mailing=mailing).values_list("recipients", flat=True)[0])[0]
    recipient = kinds.get(mailing.kind).recipients(mailing, [first])[first]
    return len(template_of(mailing.pk, "").fill(recipient.slots))


@contextmanager
def sink(port: int) -> Iterator[None]:
    """Postfix's own sink, which throws away what it takes."""
    running = subprocess.Popen([SINK, "-u", "nobody", f"127.0.0.1:{port}", "1000"], stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    try:
        yield
    finally:
        running.kill()
        running.wait()


def peak() -> float:
    """The most memory this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
