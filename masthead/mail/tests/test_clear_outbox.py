"""The outbox forgets who was erased, and what is old."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from masthead.mail.actions.clear_outbox import clear_outbox
from masthead.mail.actions.forget_recipients import forget_address
from masthead.mail.transports import Parcel, outbox
from masthead.mail.transports.spool import SpoolSession, messages


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return outbox()


def spool(folder: Path, *recipients: str) -> None:
    message = b"Subject: x\r\n\r\nX-Masthead-Envelope-To: other@mail.example\r\n"
    parcels = [Parcel("desk@tideway.example", recipient, message) for recipient in recipients]
    assert all(answer.is_taken for answer in SpoolSession(folder).send(parcels))


@pytest.mark.django_db(transaction=True)
def test_who_is_erased_is_not_found_in_the_outbox_any_more(folder: Path) -> None:
    spool(
        folder,
        "Ada@mail.example",
        "ada@mail.example",
        "ada@mail.example.org",
        "bada@mail.example",
        "other@mail.example",
    )
    forget_address("ada@MAIL.example")
    assert sorted(one.to for one in messages(folder)) == [
        "ada@mail.example.org", "bada@mail.example", "other@mail.example"
    ]  # fmt: skip


def test_what_is_older_than_a_month_goes(folder: Path) -> None:
    spool(folder, "ada@mail.example", "olena@mail.example")
    today = timezone.now().date()
    for days in (29, 31, 400):
        old = folder / (today - timedelta(days=days)).isoformat()
        old.mkdir()
        (old / "120000-000000.eml").write_bytes(b"x")
    assert clear_outbox() == 2
    assert len(list(folder.iterdir())) == 2
    assert clear_outbox() == 0


def test_without_an_outbox_there_is_nothing_to_clear(folder: Path) -> None:
    assert not folder.exists()
    assert clear_outbox() == 0
