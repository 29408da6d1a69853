"""Limits of what strangers can have mailed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from masthead.newsletters import abuse
from masthead.newsletters.abuse import Breaker, decide
from masthead.newsletters.models import SignUp

pytestmark = pytest.mark.django_db
State = SignUp.State
CALM = Breaker(False, 0, 0)
HOUR = timedelta(hours=1)


def came(
    count: int = 1, address: str = "reader{}@tideway.example", ago: timedelta = timedelta(), **fields: Any
) -> None:
    """Forms that came in before, mailed unless said otherwise, each from a network of its own."""
    moment = timezone.now() - ago
    fields = {"state": State.MAILED, "is_proved": True, **fields}
    SignUp.objects.bulk_create(
        SignUp(**{"network": f"n{n}", **fields}, address=address.format(n), at=moment, due_at=moment)
        for n in range(count)
    )


def asks(address: str = "ada@tideway.example", is_proved: bool = True, **fields: Any) -> SignUp:
    """A form whose turn has come."""
    return SignUp(address=address, is_proved=is_proved, **{"network": "own", **fields})


def test_a_reader_gets_a_confirmation() -> None:
    assert decide(asks(), CALM).goes


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [("192.0.2.1", "192.0.2.254", True), ("192.0.2.1", "192.0.3.1", False), ("192.0.2.9", "::ffff:192.0.2.1", True),
     ("2001:db8:0:1::1", "2001:db8:0:fe::9", True), ("2001:db8:0:1::1", "2001:db8:0:100::1", False),
     ("", "no address", True)],
)  # fmt: skip
def test_neighbours_are_one_network(one: str, other: str, is_same: bool) -> None:
    assert (abuse.network_of(one) == abuse.network_of(other)) is is_same


def test_a_network_is_kept_under_another_name_each_day() -> None:
    today, tomorrow = (abuse.network_of("192.0.2.1", day) for day in ("2026-05-04", "2026-05-05"))
    assert today != tomorrow
    assert set(today) <= set("0123456789abcdef")
    assert len(today) == 64


def test_a_network_that_floods_us_is_not_listened_to() -> None:
    came(99, network="own", state=State.WAITING)
    assert not abuse.is_flood("own", is_proved=True)
    came(1, network="own", state=State.DROPPED)
    assert abuse.is_flood("own", is_proved=True)
    assert not abuse.is_flood("other", is_proved=True)


def test_without_proof_a_fifth_is_a_flood() -> None:
    came(20, network="own")
    assert abuse.is_flood("own", is_proved=False)
    assert not abuse.is_flood("own", is_proved=True)


def test_a_flood_is_forgotten_after_an_hour() -> None:
    came(200, network="own", ago=HOUR + timedelta(seconds=1))
    assert not abuse.is_flood("own", is_proved=True)


def test_a_network_that_had_its_mails_waits() -> None:
    came(abuse.NETWORK_MAILS, "reader@n{}.example", network="own")
    decision = decide(asks(), CALM)
    assert not decision.goes
    assert decision.until
    assert decision.until > timezone.now()
    assert decision.reason == "network"


def test_only_what_was_mailed_counts_against_a_network() -> None:
    came(abuse.NETWORK_MAILS, "reader@n{}.example", network="own", state=State.WAITING)
    came(abuse.NETWORK_MAILS, "reader@n{}.example", network="own", ago=HOUR)
    assert decide(asks(), CALM).goes


def test_a_mail_domain_that_had_its_mails_waits() -> None:
    came(abuse.DOMAIN_MAILS)
    assert decide(asks("ada@TIDEWAY.example"), CALM).reason == "mail domain"
    assert decide(asks("ada@sub.tideway.example"), CALM).goes


def test_without_proof_a_mail_domain_waits_sooner() -> None:
    came(abuse.DOMAIN_MAILS // 5)
    assert decide(asks(is_proved=False), CALM).reason == "mail domain"
    assert decide(asks(), CALM).goes


def test_most_readers_have_their_mail_with_a_few_providers() -> None:
    came(500, "reader{}@gmail.com")
    assert decide(asks("ada@gmail.com"), CALM).goes


def test_tags_do_not_make_another_mailbox() -> None:
    came(abuse.MAILBOX_MAILS, "Ada+{}@tideway.example", ago=3 * HOUR)
    assert decide(asks("ada+9@tideway.example"), CALM).reason == "mailbox"
    assert decide(asks("ada@tideway.example"), CALM).reason == "mailbox"
    assert decide(asks("adam@tideway.example"), CALM).goes


@pytest.mark.parametrize("domain", ["mailinator.com", "MAILINATOR.com", "box.mailinator.com"])
def test_a_throw_away_address_waits_a_little_and_is_not_refused(domain: str) -> None:
    fresh = asks(f"ada@{domain}")
    assert decide(fresh, CALM).until == fresh.at + abuse.DISPOSABLE_DELAY
    assert decide(asks(f"ada@{domain}", at=timezone.now() - abuse.DISPOSABLE_DELAY), CALM).goes


def test_throw_away_addresses_are_few() -> None:
    came(abuse.DISPOSABLE_MAILS, "reader{}@mailinator.com")
    later = asks("ada@mailinator.com", at=timezone.now() - HOUR)
    assert decide(later, CALM).reason == "mail domain"


def test_what_waited_for_a_day_is_dropped() -> None:
    decision = decide(asks(at=timezone.now() - timedelta(hours=25)), CALM)
    assert not decision.goes
    assert decision.until is None


def test_the_breaker_holds_confirmations_that_hardly_anybody_confirms() -> None:
    came(300)
    state = abuse.breaker_state()
    assert (state.is_open, state.mailed, state.confirmed) == (True, 300, 0)
    decision = decide(asks("ada@other.example"), state)
    assert decision.reason == "breaker"
    assert decision.until


def test_the_breaker_stays_closed_while_readers_confirm() -> None:
    came(280)
    came(20, "other{}@tideway.example", state=State.CONFIRMED)
    assert not abuse.breaker_state().is_open


def test_the_breaker_stays_closed_while_few_are_mailed() -> None:
    came(abuse.BREAKER_MAILS)
    assert not abuse.breaker_state().is_open


def test_the_breaker_knows_a_paper_whose_readers_seldom_confirm() -> None:
    came(300)
    came(300, "before{}@tideway.example", ago=timedelta(days=3))
    assert not abuse.breaker_state().is_open
    came(60, "confirmed{}@tideway.example", ago=timedelta(days=3), state=State.CONFIRMED)
    assert abuse.breaker_state().is_open


def test_the_breaker_closes_by_itself() -> None:
    came(300, ago=HOUR)
    assert not abuse.breaker_state().is_open


@pytest.mark.parametrize("other", ["a.d.a@gmail.com", "ADA+1@googlemail.com", "a.da+x.y@gmail.com"])
def test_spellings_at_gmail_do_not_make_another_mailbox(other: str) -> None:
    came(2, "ada@gmail.com", ago=2 * HOUR)
    assert decide(asks(other), CALM).goes
    came(1, "a.da@gmail.com", ago=3 * HOUR)
    assert not decide(asks(other), CALM).goes
    assert decide(asks("adam@gmail.com"), CALM).goes


def test_dots_are_part_of_the_name_elsewhere() -> None:
    came(3, "a.da@tideway.example", ago=2 * HOUR)
    assert decide(asks("ada@tideway.example"), CALM).goes
    assert decide(asks("a_da@tideway.example"), CALM).goes


def test_forms_that_cost_nothing_do_not_fill_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(abuse, "MOST_WAITING", 50)
    came(50, state=State.WAITING, is_proved=False)
    assert abuse.is_flood("new", is_proved=False)
    assert not abuse.is_flood("new", is_proved=True)
