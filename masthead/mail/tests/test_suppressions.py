"""Whom never to mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from freezegun import freeze_time
from pytest_django import Settings

from masthead.mail import suppressions
from masthead.mail.models import SoftBounce, Suppression

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BEGIN = datetime(2026, 11, 1, 7, tzinfo=UTC)


def bounce_on(*days: int) -> list[bool]:
    """A soft bounce on each day after the first of the month."""
    answers = []
    for day in days:
        with freeze_time(BEGIN + day * DAY):
            answers.append(suppressions.note_soft_bounce("olena@reader.example"))
    return answers


def test_it_keeps_no_address() -> None:
    suppressions.suppress("Olena@Reader.example", "complaint", "abuse")
    kept = Suppression.objects.get()
    assert len(kept.key) == 64
    assert "olena" not in f"{kept.key} {kept.detail}".lower()


def test_case_and_space_do_not_matter() -> None:
    suppressions.suppress(" Olena@Reader.example ", "hard_bounce")
    assert suppressions.is_suppressed("olena@reader.EXAMPLE")
    assert not suppressions.is_suppressed("olena@other.example")


def test_the_key_is_of_this_installation_and_no_plain_hash(settings: Settings) -> None:
    here = suppressions.address_key("olena@reader.example")
    assert here == suppressions.address_key("OLENA@reader.example")
    settings.SECRET_KEY = "another key of another newsroom, fifty characters long"
    assert suppressions.address_key("olena@reader.example") != here


def test_many_are_asked_about_at_once(django_assert_num_queries: Callable[[int], Any]) -> None:
    for number in (3, 500, 999):
        suppressions.suppress(f"reader{number}@reader.example", "hard_bounce")
    asked = [f"reader{number}@reader.example" for number in range(1_000)] + ["READER3@reader.example"]
    with django_assert_num_queries(1):
        found = suppressions.suppressed(asked)
    assert found == {
        "reader3@reader.example",
        "READER3@reader.example",
        "reader500@reader.example",
        "reader999@reader.example",
    }
    with django_assert_num_queries(0):
        assert suppressions.suppressed([]) == set()


def test_a_graver_reason_stays() -> None:
    suppressions.suppress("olena@reader.example", "hard_bounce", "gone")
    suppressions.suppress("olena@reader.example", "complaint", "spam")
    suppressions.suppress("olena@reader.example", "hard_bounce", "gone again")
    kept = Suppression.objects.get()
    assert (kept.reason, kept.detail) == ("complaint", "spam")


def test_a_long_detail_is_cut() -> None:
    suppressions.suppress("olena@reader.example", "hard_bounce", "x" * 5_000)
    assert len(Suppression.objects.get().detail) == 300


def test_it_is_lifted() -> None:
    suppressions.suppress("olena@reader.example", "hard_bounce")
    assert suppressions.lift("Olena@reader.example")
    assert not suppressions.is_suppressed("olena@reader.example")
    assert not suppressions.lift("olena@reader.example")


def test_five_soft_bounces_over_ten_days_are_one_too_many() -> None:
    assert bounce_on(0, 3, 6, 9) == [False] * 4
    assert not suppressions.is_suppressed("olena@reader.example")
    assert bounce_on(10) == [True]
    assert Suppression.objects.get().reason == "hard_bounce"
    assert not SoftBounce.objects.exists()


def test_many_within_a_few_days_are_not() -> None:
    """A full mailbox and three newsletters a day: its owner is on holiday."""
    assert not any(bounce_on(*sorted(list(range(9)) * 3)))
    assert not suppressions.is_suppressed("olena@reader.example")


def test_four_over_a_long_time_are_not() -> None:
    assert not any(bounce_on(0, 10, 20, 30))


def test_a_long_silence_begins_anew() -> None:
    """Weekly mail that was taken for months lies in between."""
    assert not any(bounce_on(0, 7, 14, 21, 80, 87))
    assert SoftBounce.objects.get().count == 2


def test_mail_that_was_taken_is_the_end_of_the_count() -> None:
    bounce_on(0, 3, 6, 9)
    suppressions.forget_soft_bounces("OLENA@reader.example")
    assert bounce_on(10, 13, 16, 19) == [False] * 4


def test_each_address_has_its_own_count() -> None:
    bounce_on(0, 3, 6, 9)
    with freeze_time(BEGIN + 20 * DAY):
        assert not suppressions.note_soft_bounce("bohdan@reader.example")
