"""The spool keeps what would have gone out, and the newsroom reads it as its outbox."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from masthead.mail.exceptions import Lost, UnsafeSender
from masthead.mail.mime import Template, slot
from masthead.mail.transports import Parcel
from masthead.mail.transports.spool import SpoolTransport, message, messages

TEMPLATE = Template.build(
    [("From", "Хвиля <news@tideway.example>"), ("To", slot("to")), ("Subject", "Ранок у місті")],
    "Добрий ранок.\n.\n",
    "<p>Добрий ранок.</p>",
)


def parcel(recipient: str = "reader@mail.example") -> Parcel:
    return Parcel("bounces+1-2@tideway.example", recipient, TEMPLATE.fill({"to": recipient}))


def spool(folder: Path, *parcels: Parcel) -> list[int]:
    session = SpoolTransport(folder).open()
    codes = [answer.code for answer in session.send(parcels)]
    session.close()
    return codes


def test_a_message_is_kept_with_its_envelope_and_read_again(tmp_path: Path) -> None:
    assert spool(tmp_path, parcel()) == [250]
    [path] = tmp_path.glob("????-??-??/*.eml")
    assert path.read_bytes().startswith(
        b"X-Masthead-Envelope-To: reader@mail.example\r\nX-Masthead-Envelope-From: <bounces+1-2@tideway.example>\r\n"
    )
    assert path.read_bytes().endswith(parcel().message)
    [found] = messages(tmp_path)
    assert found.name == f"{path.parent.name}/{path.stem}"
    assert (found.subject, found.sender, found.to) == (
        "Ранок у місті", "Хвиля <news@tideway.example>", "reader@mail.example",
    )  # fmt: skip
    assert (found.text, found.html) == ("Добрий ранок.\n.\n", "<p>Добрий ранок.</p>\n")
    assert abs((datetime.now(UTC) - found.date).total_seconds()) < 60
    assert message(tmp_path, found.name) == found


def test_the_newest_come_first_and_no_more_than_asked_for(tmp_path: Path) -> None:
    spool(tmp_path, *(parcel(f"reader{number}@mail.example") for number in range(5)))
    old = tmp_path / "2020-01-01"
    old.mkdir()
    (old / "070000-000001.eml").write_bytes(b"X-Masthead-Envelope-To: old@mail.example\r\n\r\nx\r\n")
    everybody = [found.to for found in messages(tmp_path)]
    assert everybody == [*(f"reader{number}@mail.example" for number in (4, 3, 2, 1, 0)), "old@mail.example"]
    assert [found.to for found in messages(tmp_path, 2)] == everybody[:2]
    assert messages(tmp_path, 0) == []
    assert [found.to for found in messages(tmp_path, to="Reader3@")] == ["reader3@mail.example"]
    assert messages(tmp_path, to="nobody@") == []


@pytest.fixture
def little_room() -> Iterator[Callable[[], None]]:
    """No file may grow past 100 bytes until the room is given back: the kernel cuts it there, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before)
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_without_room_nobody_is_in_doubt_and_nothing_half_is_left(
    tmp_path: Path, little_room: Callable[[], None]
) -> None:
    with pytest.raises(Lost, match="the outbox cannot be written: File too large") as lost:
        spool(tmp_path, parcel())
    assert not lost.value.in_doubt
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    little_room()
    assert spool(tmp_path, parcel()) == [250]


def test_an_empty_outbox_is_empty(tmp_path: Path) -> None:
    assert messages(tmp_path / "none") == []


def test_several_may_write_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda number: spool(tmp_path, *[parcel(f"r{number}@mail.example")] * 20), range(8)))
    assert codes == [[250] * 20] * 8
    assert len(messages(tmp_path, 1000)) == 160
    assert not list(tmp_path.glob("**/*.tmp"))


@pytest.mark.parametrize(
    "name",
    ["", "../secret", "2026-01-01/../../x", "/etc/passwd", "2026-01-01/070000-000001\n", "2026-01-01/070000-000001"],
)
def test_a_name_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.eml").write_text("x")
    assert message(tmp_path / "outbox", name) is None


def test_half_a_message_is_never_shown(tmp_path: Path) -> None:
    spool(tmp_path, parcel())
    [path] = tmp_path.glob("*/*.eml")
    path.with_name("235959-999999.eml").touch()
    path.with_name("235959-999998.tmp").write_bytes(b"half")
    assert len(messages(tmp_path)) == 1


def test_an_address_cannot_bring_a_header_along(tmp_path: Path) -> None:
    bad = Parcel("a@b.example", "a@b.example\r\nX: y", b"x")
    assert spool(tmp_path, bad, parcel()) == [553, 250]
    assert len(messages(tmp_path)) == 1
    with pytest.raises(UnsafeSender):
        spool(tmp_path, Parcel("a\r\nb@c.example", "a@b.example", b"x"))


def test_a_message_that_nobody_can_read_is_still_listed(tmp_path: Path) -> None:
    spool(tmp_path, Parcel("", "a@b.example", b"\xff\xfe no header at all"))
    [found] = messages(tmp_path)
    assert (found.to, found.subject) == ("a@b.example", "")
