"""SMTP against real servers: what is taken, refused, put off, and what breaks in the middle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest

from masthead.mail.exceptions import UnsafeSender
from masthead.mail.mime import Template, slot
from masthead.mail.transports import Answer, CannotConnect, Lost, Parcel, Session
from masthead.mail.transports.address import MailAddress, read
from masthead.mail.transports.smtp import SmtpTransport
from tests.ground.smtp_peers import Peer, Scripted, Sink, scripted_peer, serving

SENDER = "bounces+1-2-abc@tideway.example"
MESSAGE = b"From: a@tideway.example\r\nTo: b@mail.example\r\nSubject: News\r\n\r\nText.\r\n"
TEMPLATE = Template.build(
    [("From", "The Tideway <news@tideway.example>"), ("To", slot("to")), ("Subject", "Ранок")],
    "Добрий ранок.",
    "<p>x</p>",
)


def opened(url: str) -> Session:
    return SmtpTransport(replace(read(url), timeout=3), "tideway.example").open()


def parcel(name: str, message: bytes = MESSAGE) -> Parcel:
    return Parcel(SENDER, f"{name}@mail.example", message)


def codes(answers: Iterable[Answer]) -> list[int]:
    return [answer.code for answer in answers]


def until_lost(answers: Iterator[Answer]) -> tuple[list[int], Lost]:
    taken = []
    try:
        for answer in answers:
            taken.append(answer.code)
    except Lost as lost:
        return taken, lost
    pytest.fail("the session was not lost")


@pytest.fixture(params=[True, False], ids=["pipelined", "one by one"])
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    with serving(Peer(pipelining=request.param)) as started:
        yield started


def test_each_parcel_has_an_answer_and_arrives_whole(peer: Peer) -> None:
    session = opened(peer.url())
    parcels = [parcel(f"reader{number}", TEMPLATE.fill({"to": f"reader{number}@mail.example"})) for number in range(50)]
    answers = list(session.send(parcels))
    session.close()
    assert codes(answers) == [250] * 50
    assert all(answer.is_taken and answer.text == "kept" for answer in answers)
    assert peer.faults == []
    assert [(got.sender, got.recipient, got.content) for got in peer.received] == [
        (SENDER, sent.recipient, sent.message) for sent in parcels
    ]
    assert peer.connections == 1


def test_a_refusal_concerns_nobody_else(peer: Peer) -> None:
    names = ["a", "rcpt-550", "b", "rcpt-451", "rcpt-552", "c", "data-554", "d", "data-452", "rcpt-550", "e"]
    session = opened(peer.url())
    answers = list(session.send(parcel(name) for name in names))
    assert codes(answers) == [250, 550, 250, 451, 552, 250, 554, 250, 452, 550, 250]
    assert [answer.is_final for answer in answers[:4]] == [False, True, False, False]
    assert [answer.is_temporary for answer in answers[:4]] == [False, False, False, True]
    assert answers[1].text == "5.1.1 said to rcpt-550"
    assert peer.recipients() == [f"{name}@mail.example" for name in "abcde"]


def test_a_session_sends_again(peer: Peer) -> None:
    session = opened(peer.url())
    assert codes(session.send([parcel("a"), parcel("rcpt-550")])) == [250, 550]
    assert codes(session.send([])) == []
    assert codes(session.send([parcel("b")])) == [250]
    session.close()
    session.close()
    assert peer.recipients() == ["a@mail.example", "b@mail.example"]
    with pytest.raises(Lost) as lost:
        list(session.send([parcel("c")]))
    assert not lost.value.in_doubt


def test_no_body_is_written_before_the_next_answer_is_asked_for(peer: Peer) -> None:
    answers = iter(opened(peer.url()).send(parcel(name) for name in "abc"))
    for count in (1, 2, 3):
        assert next(answers).is_taken
        assert len(peer.received) == count
    assert next(answers, None) is None


def test_who_stops_in_between_has_sent_nothing_more(peer: Peer) -> None:
    session = opened(peer.url())
    answers = iter(session.send(parcel(name) for name in "abc"))
    assert next(answers).is_taken
    answers.close()  # type: ignore[attr-defined]  # it is a generator
    session.close()
    with serving(Peer()) as other:  # time for the first one to do what it should not
        assert codes(opened(other.url()).send([parcel("x")])) == [250]
    assert peer.recipients() == ["a@mail.example"]


def test_a_mistake_of_the_caller_sends_nothing_either(peer: Peer) -> None:
    def parcels() -> Iterator[Parcel]:
        yield parcel("a")
        yield parcel("b")
        raise RuntimeError("the database is away")

    answers = opened(peer.url()).send(parcels())
    assert next(iter(answers)).is_taken
    with pytest.raises(RuntimeError, match="database"):
        next(iter(answers))
    assert peer.recipients() == ["a@mail.example"]


def test_lines_that_begin_with_a_dot_arrive(peer: Peer) -> None:
    message = MESSAGE + b".\r\n..\r\n.x\r\nend"
    assert codes(opened(peer.url()).send([parcel("a", message), parcel("b", b"." + MESSAGE), parcel("c")])) == [250] * 3
    assert [got.content for got in peer.received] == [message + b"\r\n", b"." + MESSAGE, MESSAGE]


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example>\r\nRCPT TO:<all@c.example", "a@b.example\r\nDATA", "a b@c.example", "a@b.example\0",
        "<a@b.example>", "", "nobody", "a@", "@b.example", "a@b\texample", "п@mail.example", "a@b.example\n",
        "x" * 250 + "@b.example",
    ],
)  # fmt: skip
def test_an_address_cannot_bring_a_command_along(peer: Peer, address: str) -> None:
    parcels = [parcel("a"), Parcel(SENDER, address, MESSAGE), parcel("b")]
    assert codes(opened(peer.url()).send(parcels)) == [250, 553, 250]
    assert peer.recipients() == ["a@mail.example", "b@mail.example"]
    with pytest.raises(UnsafeSender):
        list(opened(peer.url()).send([Parcel(address or "x", "c@mail.example", MESSAGE)]))
    assert len(peer.received) == 2


def test_a_domain_in_letters_of_its_own_is_written_as_relays_read_it(smtp_peer: Peer) -> None:
    assert codes(opened(smtp_peer.url()).send([Parcel("", "reader@приклад.укр", MESSAGE)])) == [250]
    assert [(got.sender, got.recipient) for got in smtp_peer.received] == [("", "reader@xn--80aikifvh.xn--j1amh")]


def test_a_message_that_is_too_large_is_not_sent() -> None:
    with serving(Peer(), data_size_limit=2000) as peer:
        answers = list(opened(peer.url()).send([parcel("a"), parcel("b", MESSAGE * 100), parcel("c")]))
    assert codes(answers) == [250, 552, 250]
    assert peer.recipients() == ["a@mail.example", "c@mail.example"]


# What breaks, and where. Only a message whose end may have arrived is in doubt.


@pytest.mark.parametrize(
    ("name", "in_doubt", "arrived"), [("drop-rcpt", False, 0), ("drop-body", True, 0), ("drop-answer", True, 1)]
)
def test_a_line_that_breaks_tells_of_whom_it_is_doubtful(peer: Peer, name: str, in_doubt: bool, arrived: int) -> None:
    answers, lost = until_lost(opened(peer.url()).send([parcel("a"), parcel(name), parcel("b")]))
    assert answers == [250]
    assert lost.in_doubt is in_doubt  # the short message has left whole, so nobody can know of `drop-body`
    assert len(peer.received) == 1 + arrived


def test_half_a_large_message_is_not_in_doubt() -> None:
    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING")
        relay.hear_envelope()
        relay.say("250 ok", "250 ok", "354 go on")
        relay.connection.recv(1000)
        relay.connection.close()

    with scripted_peer(play) as port:
        large = b"Subject: x\r\n\r\n" + b"Text.\r\n" * 4_000_000  # more than the system keeps for a slow reader
        answers, lost = until_lost(opened(f"smtp://127.0.0.1:{port}").send([parcel("a", large)]))
    assert answers == []
    assert not lost.in_doubt


def drops(place: int) -> Callable[[Scripted], None]:
    """A relay that takes one message and hangs up after so many steps of the next one."""

    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING")
        relay.hear_envelope()
        relay.say("250 ok", "250 ok", "354 go on")
        relay.hear_body()
        relay.hear_envelope()
        relay.say("250 first is taken", *("250 ok", "250 ok", "354 go on")[:place])
        if place == 4:
            relay.hear_body()
        relay.hang_up()

    return play


@pytest.mark.parametrize("place", range(5))
def test_the_first_is_taken_wherever_the_second_breaks(place: int) -> None:
    with scripted_peer(drops(place)) as port:
        answers, lost = until_lost(opened(f"smtp://127.0.0.1:{port}").send([parcel("a"), parcel("b")]))
    assert answers == [250]
    if place != 3:  # after 354 the message may have left before the end was seen
        assert lost.in_doubt is (place == 4)


def test_no_answer_to_a_message_is_a_doubt_after_a_while(smtp_peer: Peer) -> None:
    smtp_peer.delay = 30
    address = MailAddress("smtp", "127.0.0.1", smtp_peer.port, tls="none", timeout=0.03)
    answers, lost = until_lost(SmtpTransport(address, "x").open().send([parcel("a"), parcel("slow"), parcel("b")]))
    assert answers == [250]
    assert lost.in_doubt


def test_no_answer_to_an_envelope_is_no_doubt() -> None:
    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING")
        relay.hear_envelope()
        assert relay.lines.read() == b""

    with scripted_peer(play) as port:
        address = MailAddress("smtp", "127.0.0.1", port, tls="none", timeout=0.1)
        answers, lost = until_lost(SmtpTransport(address, "x").open().send([parcel("a")]))
    assert (answers, lost.in_doubt) == ([], False)


# 421: the relay ends the session.


def ends(place: str) -> Callable[[Scripted], None]:
    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING")
        relay.hear_envelope()
        if place == "mail":
            relay.say("421 too many messages")
        elif place == "rcpt":
            relay.say("250 ok", "421 try later")
        elif place == "data":
            relay.say("250 ok", "250 ok", "421 try later")
        else:
            relay.say("250 ok", "250 ok", "354 go on")
            relay.hear_body()
            relay.say("421 try later")
        relay.hang_up()

    return play


@pytest.mark.parametrize(("place", "expected"), [("mail", []), ("rcpt", [421]), ("data", [421]), ("body", [421])])
def test_an_end_said_by_the_relay_is_never_a_doubt(place: str, expected: list[int]) -> None:
    with scripted_peer(ends(place)) as port:
        answers, lost = until_lost(opened(f"smtp://127.0.0.1:{port}").send([parcel("a"), parcel("b")]))
    assert answers == expected
    assert not lost.in_doubt


def test_a_session_that_the_relay_closed_meanwhile_is_lost_without_doubt() -> None:
    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING")
        relay.hear_envelope()
        relay.say("250 ok", "250 ok", "354 go on")
        relay.hear_body()
        relay.say("250 taken", "421 idle for too long")
        relay.hang_up()

    with scripted_peer(play) as port:
        session = opened(f"smtp://127.0.0.1:{port}")
        assert codes(session.send([parcel("a")])) == [250]
        answers, lost = until_lost(session.send([parcel("b")]))
    assert (answers, lost.in_doubt) == ([], False)


# The letter of the protocol.


def test_a_relay_that_waits_after_a_refusal_gets_a_lone_dot() -> None:
    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING")
        relay.hear_envelope()
        relay.say("250 ok", "550 no such reader", "354 go on all the same")
        assert relay.hear() == b".\r\n"
        relay.say("554 nobody to send to")
        relay.hear("RSET")
        relay.hear_envelope()
        relay.say("250 forgotten", "250 ok", "250 ok", "354 go on")
        assert relay.hear_body() == MESSAGE
        relay.say("250 taken")

    with scripted_peer(play) as port:
        answers = list(opened(f"smtp://127.0.0.1:{port}").send([parcel("a"), parcel("b")]))
    assert [(answer.code, answer.text) for answer in answers] == [(550, "no such reader"), (250, "taken")]


def test_an_envelope_that_led_to_nothing_is_taken_back() -> None:
    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING")
        relay.hear_envelope()
        relay.say("250 ok", "550 no such reader", "503 nobody to send to")
        relay.hear("RSET")
        relay.hear_envelope()
        relay.say("250 forgotten", "250 ok", "450 busy", "503 nobody")

    with scripted_peer(play) as port:
        assert codes(opened(f"smtp://127.0.0.1:{port}").send([parcel("a"), parcel("b")])) == [550, 450]


def test_answers_may_have_many_lines_and_come_in_pieces() -> None:
    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING", "SIZE 5000")
        assert relay.hear("MAIL FROM:<" + SENDER).endswith(f"> SIZE={len(MESSAGE)}\r\n".encode())
        relay.hear("RCPT")
        relay.hear("DATA")
        for piece in (b"250-o", b"k\r\n25", b"0 really\r\n250-a\r\n250-b\r\n250 c\r", b"\n354 go", b" on\r", b"\n"):
            relay.connection.sendall(piece)
        relay.hear_body()
        relay.connection.sendall(b"250-2.0.0 taken\r\n250-2.0.0 as\r\n")
        relay.connection.sendall(b"250 2.0.0 XYZ\r\n")

    with scripted_peer(play) as port:
        [answer] = opened(f"smtp://127.0.0.1:{port}").send([parcel("a")])
    assert answer == Answer(250, "2.0.0 taken 2.0.0 as 2.0.0 XYZ")


@pytest.mark.parametrize("nonsense", ["hello", "25", "2x0 ok", "99 ok", "354 more?"])
def test_nonsense_after_a_message_leaves_it_in_doubt(nonsense: str) -> None:
    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING")
        relay.hear_envelope()
        relay.say("250 ok", "250 ok", "354 go on")
        relay.hear_body()
        relay.say(nonsense)

    with scripted_peer(play) as port:
        answers, lost = until_lost(opened(f"smtp://127.0.0.1:{port}").send([parcel("a")]))
    assert (answers, lost.in_doubt) == ([], True)


def test_an_answer_without_end_is_given_up() -> None:
    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING")
        relay.hear_envelope()
        relay.say(*["250-and"] * 200)

    with scripted_peer(play) as port:
        answers, lost = until_lost(opened(f"smtp://127.0.0.1:{port}").send([parcel("a")]))
    assert (answers, lost.in_doubt) == ([], False)


def test_a_refused_sender_is_nobodys_fault_among_the_readers() -> None:
    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING")
        relay.hear_envelope()
        relay.say("553 not your domain", "503 no", "503 no")

    with scripted_peer(play) as port, pytest.raises(CannotConnect, match="553 not your domain") as refused:
        list(opened(f"smtp://127.0.0.1:{port}").send([parcel("a")]))
    assert refused.value.permanent


def test_a_sender_put_off_is_put_off(smtp_peer: Peer) -> None:
    def play(relay: Scripted) -> None:
        relay.greet("PIPELINING")
        relay.hear_envelope()
        relay.say("452 too much today", "503 no", "503 no")

    with scripted_peer(play) as port:
        assert codes(opened(f"smtp://127.0.0.1:{port}").send([parcel("a")])) == [452]


def test_thousands_go_through_postfix(smtp_sink: Sink) -> None:
    session = opened(f"smtp://127.0.0.1:{smtp_sink.port}")
    message = TEMPLATE.fill({"to": "reader@mail.example"})
    assert codes(session.send(parcel(f"reader{number}", message) for number in range(2000))) == [250] * 2000
    session.close()
