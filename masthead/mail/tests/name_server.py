"""A small name server on this machine, with the records that a test gives it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset

Records = Mapping[tuple[str, str], Sequence[str]]


@contextmanager
def serving(records: Records, broken: Sequence[str] = ()) -> Iterator[dns.resolver.Resolver]:
    """A resolver that asks it. Names among ``broken`` are answered with a failure."""
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.bind(("127.0.0.1", 0))
    line.settimeout(0.1)
    is_over = threading.Event()
    thread = threading.Thread(target=_serve, args=(line, records, broken, is_over), daemon=True)
    thread.start()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], line.getsockname()[1]
    try:
        yield resolver
    finally:
        is_over.set()
        thread.join(5)
        line.close()


def _serve(line: socket.socket, records: Records, broken: Sequence[str], is_over: threading.Event) -> None:
    while not is_over.is_set():
        try:
            raw, asker = line.recvfrom(4096)
        except TimeoutError:
            continue
        line.sendto(_answer(dns.message.from_wire(raw), records, broken).to_wire(max_size=65_000), asker)


def _answer(question: dns.message.Message, records: Records, broken: Sequence[str]) -> dns.message.Message:
    answer = dns.message.make_response(question)
    answer.flags |= dns.flags.RA | dns.flags.AA
    asked = question.question[0]
    name, kind = asked.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(asked.rdtype)
    found = records.get((name, kind), ())
    if name in broken:
        answer.set_rcode(dns.rcode.SERVFAIL)
    elif found:
        answer.answer.append(dns.rrset.from_text_list(asked.name, 60, "IN", kind, list(found)))
    elif not any(known == name or known.endswith(f".{name}") for known, _ in records):
        answer.set_rcode(dns.rcode.NXDOMAIN)
    return answer
