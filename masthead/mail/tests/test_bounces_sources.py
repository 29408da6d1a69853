"""Bounces from a Maildir, by IMAP and by LMTP: the real ones."""

from __future__ import annotations

import logging
import smtplib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from pytest_django import Settings

from masthead.lib import pause
from masthead.mail.bounces import collecting, filing, imap, verp
from masthead.mail.bounces.address import Source
from masthead.mail.bounces.exceptions import CannotCollect
from masthead.mail.bounces.report import Report
from masthead.mail.models import Letter, Suppression
from masthead.mail.tests.samples import sample
from tests.ground.mailbox import PASSWORD, USER, Mailbox
from tests.ground.server import free_port


@pytest.fixture(autouse=True)
def _clean(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.BOUNCE_ADDRESS = "bounces@paper.example"
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    yield
    collecting.stop()


def bounced_letter(address: str = "olena@reader.example") -> tuple[Letter, bytes]:
    """A letter that was taken by the relay, and the bounce that comes back."""
    letter = Letter.objects.create(kind="confirm", recipient=address, message=b"", state=Letter.State.SUBMITTED)
    return letter, sample("postfix-user-unknown", mailing=0, recipient=letter.pk)


@pytest.fixture
def maildir(settings: Settings, tmp_path: Path) -> Path:
    folder = tmp_path / "Maildir"
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    settings.BOUNCES = Source("maildir", folder=str(folder))
    return folder


@pytest.mark.django_db
class TestMaildir:
    def test_it_files_what_is_new_and_marks_it_as_seen(self, maildir: Path) -> None:
        letter, raw = bounced_letter()
        (maildir / "new" / "1764140409.V1.host").write_bytes(raw)
        (maildir / "new" / "1764140410.V1.host").write_bytes(sample("human-reply"))
        assert collecting.collect() == 2
        letter.refresh_from_db()
        assert letter.state == "refused"
        assert Suppression.objects.count() == 1
        assert not list((maildir / "new").iterdir())
        assert sorted(path.name for path in (maildir / "cur").iterdir()) == [
            "1764140409.V1.host:2,S",
            "1764140410.V1.host:2,S",
        ]

    def test_what_was_in_hand_at_a_crash_is_read_again(self, maildir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        _, raw = bounced_letter()
        (maildir / "new" / "a").write_bytes(raw)
        real, calls = filing.take_report, []

        def die_once(report: Report) -> bool:
            answer = real(report)
            calls.append(report.kind)
            if len(calls) == 1:
                raise KeyboardInterrupt
            return answer

        monkeypatch.setattr(collecting, "take_report", die_once)
        with pytest.raises(KeyboardInterrupt):
            collecting.collect()
        assert (maildir / "new" / "a").exists()
        assert collecting.collect() == 1
        assert not (maildir / "new" / "a").exists()
        assert Suppression.objects.count() == 1

    def test_it_does_not_look_again_at_once_when_there_was_nothing(self, maildir: Path) -> None:
        assert collecting.collect() == 0
        (maildir / "new" / "a").write_bytes(bounced_letter()[1])
        assert collecting.collect() == 0
        collecting.stop()
        assert collecting.collect() == 1

    def test_a_paused_newsroom_touches_nothing(self, maildir: Path, settings: Settings) -> None:
        (maildir / "new" / "a").write_bytes(bounced_letter()[1])
        pause.pause(settings.DATA, "restored")
        assert collecting.collect() == 0
        assert (maildir / "new" / "a").exists()
        pause.lift(settings.DATA)
        assert collecting.collect() == 1

    def test_links_are_not_followed(self, maildir: Path, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("secret")
        (maildir / "new" / "a").symlink_to(tmp_path / "secret")
        assert collecting.collect() == 0
        assert (tmp_path / "secret").exists()

    def test_one_that_a_room_above_fails_at_keeps_no_other_waiting(
        self, maildir: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        letters = [bounced_letter(f"reader{number}@reader.example") for number in range(3)]
        for number, (_, raw) in enumerate(letters):
            (maildir / "new" / str(number)).write_bytes(raw)
        real = filing.take_report

        def fail_at_one(report: Report) -> bool:
            if report.recipient == letters[1][0].pk:
                raise RuntimeError("the room above is broken")
            return real(report)

        monkeypatch.setattr(collecting, "take_report", fail_at_one)
        assert collecting.collect() == 2
        assert [path.name for path in (maildir / "new").iterdir()] == ["1"]
        assert Letter.objects.filter(state="refused").count() == 2

    def test_while_the_database_is_away_all_stay(self, maildir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for number in range(2):
            (maildir / "new" / str(number)).write_bytes(bounced_letter()[1])

        def fail(report: Report) -> bool:
            raise OperationalError("the database is away")

        with monkeypatch.context() as patch:
            patch.setattr(collecting, "take_report", fail)
            with pytest.raises(OperationalError):
                collecting.collect()
        assert len(list((maildir / "new").iterdir())) == 2
        assert collecting.collect() == 2

    def test_a_folder_that_is_none_is_said_once_and_left_for_a_while(
        self, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.BOUNCES = Source("maildir", folder=str(tmp_path / "missing"))
        with caplog.at_level(logging.WARNING, "masthead.mail"):
            assert collecting.collect() == 0
            assert collecting.collect() == 0
        assert [record.getMessage() for record in caplog.records] == [
            f"event=bounces_wait reason={tmp_path / 'missing'} is no Maildir: it has no folder “new”."
        ]
        assert "no Maildir" in (collecting.problem(settings.BOUNCES) or "")

    def test_no_source_is_nothing_to_do(self, settings: Settings) -> None:
        settings.BOUNCES = None
        assert collecting.collect() == 0


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    running = Mailbox()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def emptied(mailbox: Mailbox, settings: Settings) -> Mailbox:
    box = mailbox.opened()
    if box.select("INBOX")[1] != [b"0"]:
        box.store("1:*", "+FLAGS", r"(\Deleted)")
        box.expunge()
    box.logout()
    settings.BOUNCES = Source("imap", "INBOX", "127.0.0.1", mailbox.port, USER, PASSWORD)
    return mailbox


@pytest.mark.django_db
class TestImap:
    def test_it_files_and_removes_bounces_and_leaves_the_rest_to_be_read(self, emptied: Mailbox) -> None:
        letter, raw = bounced_letter()
        emptied.put(raw)
        emptied.put(sample("human-reply"))
        emptied.put(sample("qmail", mailing=0, recipient=letter.pk), flags=r"(\Seen)")
        assert collecting.collect() == 2
        assert Suppression.objects.count() == 1
        held = emptied.held()
        assert len(held) == 2
        assert all("Seen" in flags and "Deleted" not in flags for flags in held)
        collecting.stop()
        assert collecting.collect() == 0

    def test_what_somebody_else_has_deleted_is_not_cleared(self, emptied: Mailbox) -> None:
        emptied.put(sample("human-reply"), flags=r"(\Deleted)")
        emptied.put(bounced_letter()[1])
        assert collecting.collect() == 1
        assert len(emptied.held()) == 1

    def test_what_was_in_hand_at_a_crash_is_read_again(self, emptied: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
        emptied.put(bounced_letter()[1])

        def die(report: Report) -> bool:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(collecting, "take_report", die)
            with pytest.raises(KeyboardInterrupt):
                collecting.collect()
        assert collecting.collect() == 1
        assert Suppression.objects.count() == 1
        assert emptied.held() == []

    @pytest.mark.parametrize("tls", ["implicit", "starttls"])
    def test_it_speaks_tls(self, emptied: Mailbox, tls: Any) -> None:
        port = emptied.sealed_port if tls == "implicit" else emptied.port
        source = Source("imap", "INBOX", "localhost", port, USER, PASSWORD, tls)
        emptied.put(sample("human-reply"))
        with imap.opened(source, emptied.context) as box:
            uid = imap.waiting(box)[0]
            assert b"Re: Morning briefing" in (imap.message(box, uid) or b"")
            assert imap.waiting(box) == [uid]

    @pytest.mark.parametrize("tls", ["implicit", "starttls"])
    def test_it_gives_no_password_to_a_server_that_nobody_vouches_for(self, emptied: Mailbox, tls: Any) -> None:
        port = emptied.sealed_port if tls == "implicit" else emptied.port
        source = Source("imap", "INBOX", "localhost", port, USER, PASSWORD, tls)
        assert "certificate" in (collecting.problem(source) or "").lower()

    def test_a_wrong_password_is_said_without_the_password(self, emptied: Mailbox) -> None:
        wrong = Source("imap", "INBOX", "127.0.0.1", emptied.port, USER, "not-the-word")
        said = collecting.problem(wrong) or ""
        assert "AUTHENTICATIONFAILED" in said.upper()
        assert "not-the-word" not in said

    def test_a_missing_folder_is_said(self, emptied: Mailbox) -> None:
        source = Source("imap", 'No "such" folder', "127.0.0.1", emptied.port, USER, PASSWORD)
        assert "exist" in (collecting.problem(source) or "")

    def test_a_server_that_is_away_is_said(self) -> None:
        with (
            pytest.raises(CannotCollect, match="refused"),
            imap.opened(Source("imap", "INBOX", "127.0.0.1", free_port(), "u", "p")),
        ):
            pass


@pytest.fixture
def port(settings: Settings, transactional_db: None) -> Iterator[int]:
    found = free_port()
    settings.BOUNCES = Source("lmtp", host="127.0.0.1", port=found)
    assert collecting.collect() == 0
    yield found
    collecting.stop()  # before the database under its thread is replaced


def hand_over(port: int, raw: bytes, *recipients: str) -> dict[str, tuple[int, bytes]]:
    """As a mail server does it; the recipients that were refused."""
    with smtplib.LMTP("127.0.0.1", port, timeout=20) as peer:
        return peer.sendmail("", recipients, raw)


@pytest.mark.django_db(transaction=True)
class TestLmtp:
    def test_it_answers_when_the_report_is_stored(self, port: int) -> None:
        letter, raw = bounced_letter()
        assert hand_over(port, raw, verp.sender_for(0, letter.pk)) == {}
        assert Suppression.objects.count() == 1
        assert collecting.collect() == 1
        assert collecting.collect() == 0

    def test_the_recipient_of_the_envelope_is_enough(self, port: int) -> None:
        letter, _ = bounced_letter()
        raw = sample("postfix-user-unknown", address="somebody@paper.example", ref="none")
        hand_over(port, raw, verp.sender_for(0, letter.pk))
        assert Suppression.objects.count() == 1

    def test_it_does_not_take_what_it_cannot_store(self, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
        letter, raw = bounced_letter()

        def fail(report: Report) -> bool:
            raise RuntimeError("the disk is full")

        with monkeypatch.context() as patch:
            patch.setattr("masthead.mail.bounces.lmtp.take_report", fail)
            with pytest.raises(smtplib.SMTPDataError) as refused:
                hand_over(port, raw, verp.sender_for(0, letter.pk))
        assert refused.value.smtp_code == 451
        assert hand_over(port, raw, verp.sender_for(0, letter.pk)) == {}
        assert Suppression.objects.count() == 1

    def test_it_takes_nothing_while_paused(self, port: int, settings: Settings) -> None:
        letter, raw = bounced_letter()
        pause.pause(settings.DATA, "restored")
        with pytest.raises(smtplib.SMTPDataError) as refused:
            hand_over(port, raw, verp.sender_for(0, letter.pk))
        assert refused.value.smtp_code == 451

    def test_a_second_recipient_is_asked_to_come_alone(self, port: int) -> None:
        letter, raw = bounced_letter()
        refused = hand_over(port, raw, verp.sender_for(0, letter.pk), "other@paper.example")
        assert refused["other@paper.example"][0] == 452
        assert Suppression.objects.count() == 1

    def test_it_takes_no_more_than_a_megabyte(self, port: int) -> None:
        line = b"x" * 70 + b"\r\n"
        with pytest.raises(smtplib.SMTPResponseException) as refused:
            hand_over(port, sample("human-reply") + line * 20_000, "bounces@paper.example")
        assert refused.value.smtp_code == 552

    def test_it_bears_long_lines(self, port: int) -> None:
        letter, raw = bounced_letter()
        raw = raw.replace(b"Reporting-MTA:", b"X-Long: " + b"y" * 5_000 + b"\r\nReporting-MTA:")
        assert hand_over(port, raw, verp.sender_for(0, letter.pk)) == {}
        assert Suppression.objects.count() == 1

    def test_many_servers_at_once_lose_none(self, port: int) -> None:
        pairs = [bounced_letter(f"olena@reader{number}.example") for number in range(12)]
        threads = [
            threading.Thread(target=hand_over, args=(port, raw, verp.sender_for(0, letter.pk))) for letter, raw in pairs
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert Letter.objects.filter(state="refused").count() == 12
        assert collecting.collect() == 12

    def test_a_port_that_is_taken_is_said_and_left_for_a_while(
        self, port: int, settings: Settings, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.BOUNCES = Source("lmtp", folder="another", host="127.0.0.1", port=port)
        with caplog.at_level(logging.WARNING, "masthead.mail"):
            assert collecting.collect() == 0
            assert collecting.collect() == 0
        assert len([record for record in caplog.records if "cannot be listened on" in record.getMessage()]) == 1
