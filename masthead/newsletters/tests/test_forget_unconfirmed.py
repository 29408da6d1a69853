"""What nobody confirmed is forgotten after 30 days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from masthead.mail.models import Letter
from masthead.newsletters.actions.confirm import confirm_sign_up
from masthead.newsletters.actions.forget_unconfirmed import forget_unconfirmed
from masthead.newsletters.models import SignUp, Subscription, UsedProof
from masthead.newsletters.tests.reading_cast import State, a_list, signed_up, subscribed
from masthead.readers.models import Reader
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
NOW = timezone.now()
OLD, YOUNG = NOW - timedelta(days=31), NOW - timedelta(days=29)


def aged(reader: Reader, since: object) -> Reader:
    """The reader, known since then."""
    Reader.objects.filter(pk=reader.pk).update(since=since)
    return reader


def test_an_address_that_nobody_confirmed_goes_after_thirty_days(paper: CastPaper) -> None:
    morning = a_list()
    aged(signed_up("old@reader.example", morning, at=OLD)[0], OLD)
    young = aged(signed_up("young@reader.example", morning, at=YOUNG)[0], YOUNG)
    assert forget_unconfirmed() > 0
    assert list(Reader.objects.all()) == [young]
    assert [row.reader for row in Subscription.objects.all()] == [young]
    assert [row.address for row in SignUp.objects.order_by("at")] == ["", "young@reader.example"]
    assert {row.network for row in SignUp.objects.filter(address="")} == {""}
    assert forget_unconfirmed() == 0


def test_who_confirmed_anything_stays(paper: CastPaper) -> None:
    morning, evening = a_list(), a_list("Evening")
    reader, sign_up = signed_up("old@reader.example", morning, at=OLD)
    confirm_sign_up(aged(reader, OLD).pk, sign_up.pk)
    Subscription.objects.update(state=State.UNSUBSCRIBED)
    Subscription.objects.create(mailing_list=evening, reader=reader, asked_at=OLD)
    other = aged(subscribed("other@reader.example", morning, at=OLD), OLD)
    forget_unconfirmed()
    assert set(Reader.objects.all()) == {reader, other}
    assert not Subscription.objects.filter(mailing_list=evening).exists(), "an old request is void"
    assert Subscription.objects.filter(mailing_list=morning).count() == 2


def test_who_asks_again_and_again_stays_for_now(paper: CastPaper) -> None:
    reader, _sign_up = signed_up("again@reader.example", a_list(), at=YOUNG)
    aged(reader, OLD)
    forget_unconfirmed()
    assert Reader.objects.get() == reader
    assert Subscription.objects.get().reader == reader


def test_proofs_that_ran_out_go(paper: CastPaper) -> None:
    UsedProof.objects.create(signature="a", expires_at=NOW - timedelta(minutes=1))
    UsedProof.objects.create(signature="b", expires_at=NOW + timedelta(minutes=10))
    assert forget_unconfirmed() == 1
    assert UsedProof.objects.get().signature == "b"


def test_sign_ups_that_were_mailed_are_still_counted(paper: CastPaper) -> None:
    for state in SignUp.State.values:
        SignUp.objects.create(address="a@b.example", form="front", network="n", state=state, at=OLD, lists=["morning"])
    forget_unconfirmed()
    counts = {state: SignUp.objects.filter(state=state).count() for state in SignUp.State.values}
    assert counts == {"waiting": 0, "mailed": 1, "known": 1, "dropped": 1, "confirmed": 1}


def test_old_mails_go_but_not_those_that_wait(paper: CastPaper) -> None:
    for state in Letter.State.values:
        for at in (OLD, YOUNG):
            Letter.objects.create(kind="new_address", recipient="x@y.example", message=b"", state=state, posted_at=at)
    assert forget_unconfirmed() == 2
    kept = set(Letter.objects.filter(posted_at=OLD).values_list("state", flat=True))
    assert kept == {Letter.State.WAITING, Letter.State.ON_ITS_WAY}
    assert Letter.objects.filter(posted_at=YOUNG).count() == 4
