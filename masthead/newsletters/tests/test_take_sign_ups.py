"""What came in by the form is decided by the worker: a confirmation, a note, or nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from masthead.mail import suppressions
from masthead.mail.models import Letter, Suppression
from masthead.newsletters.actions import take_sign_ups as room
from masthead.newsletters.actions.take_sign_ups import take_sign_ups
from masthead.newsletters.letters import confirmation
from masthead.newsletters.models import ListDay, MailingList, SignUp, Subscription
from masthead.newsletters.tests.reading_cast import a_list, confirm_link, signed_up, state_of, subscribed
from masthead.readers.models import Reader
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
ADDRESS = "olena@mail.example"
HOUR = timedelta(hours=1)
State = SignUp.State


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    return a_list()


def ask(*lists: MailingList, address: str = ADDRESS) -> SignUp:
    """A filled form that waits."""
    return SignUp.objects.create(
        address=address, lists=[row.slug for row in lists], form="story", network="net", is_proved=True
    )


def letters() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def sign_ups() -> list[str]:
    return list(SignUp.objects.order_by("pk").values_list("state", flat=True))


def test_somebody_new_is_mailed_a_confirmation(morning: MailingList) -> None:
    ask(morning)
    assert take_sign_ups() == 1
    assert (letters(), sign_ups()) == (["confirm"], ["mailed"])
    reader = Reader.objects.get()
    letter = Letter.objects.get()
    assert (reader.address, letter.recipient, letter.about) == (ADDRESS, ADDRESS, f"reader:{reader.pk}")
    assert state_of(reader, morning) == "unconfirmed"
    assert ListDay.objects.get().asked == 1
    assert take_sign_ups() == 0


def test_somebody_who_has_not_answered_is_mailed_again_after_a_day_and_three_times_ever(morning: MailingList) -> None:
    begin = timezone.now()
    for hours in (0, 1, 23, 25, 26, 51, 77, 103, 400):
        with freeze_time(begin + hours * HOUR):
            ask(morning)
            take_sign_ups()
    assert sign_ups() == ["mailed", "dropped", "dropped", "mailed", "dropped", "mailed", *["dropped"] * 3]
    assert letters() == ["confirm"] * 3
    assert Reader.objects.count() == Subscription.objects.count() == 1


def test_upper_and_lower_case_are_the_same_mailbox(morning: MailingList) -> None:
    ask(morning)
    ask(morning, address=ADDRESS.upper())
    take_sign_ups()
    assert (letters(), sign_ups()) == (["confirm"], ["mailed", "dropped"])


def test_a_mailbox_that_never_answered_is_left_alone_under_whatever_spelling(morning: MailingList) -> None:
    begin = timezone.now()
    for place, name in enumerate(("victim", "v.ictim", "victim+1", "vi.ctim", "victim+2")):
        with freeze_time(begin + place * 25 * HOUR):
            ask(morning, address=f"{name}@gmail.com")
            take_sign_ups()
    assert sign_ups() == [*["mailed"] * 3, *["dropped"] * 2]


def test_whoever_has_confirmed_since_may_be_mailed_three_times_more(morning: MailingList) -> None:
    begin = timezone.now()
    for days in range(3):
        with freeze_time(begin + days * 25 * HOUR):
            ask(morning)
            take_sign_ups()
    with freeze_time(begin + 60 * HOUR):
        SignUp.objects.filter(pk=SignUp.objects.latest("pk").pk).update(
            state=State.CONFIRMED, confirmed_at=timezone.now()
        )
    with freeze_time(begin + 100 * HOUR):
        ask(a_list("Evening"))
        take_sign_ups()
    assert letters() == ["confirm"] * 4


def test_who_has_it_is_told_so_and_stays_confirmed(morning: MailingList) -> None:
    reader = subscribed(ADDRESS, morning)
    ask(morning)
    take_sign_ups()
    assert (letters(), sign_ups()) == (["already"], ["known"])
    assert state_of(reader, morning) == "confirmed"
    assert not ListDay.objects.exists()
    ask(morning)
    take_sign_ups()
    assert letters() == ["already"]  # one a day


def test_a_further_list_asks_again_and_takes_nothing_away(morning: MailingList) -> None:
    evening = a_list("Evening")
    reader = subscribed(ADDRESS, morning)
    ask(morning, evening)
    take_sign_ups()
    assert letters() == ["confirm"]
    assert (state_of(reader, morning), state_of(reader, evening)) == ("confirmed", "unconfirmed")


def test_several_new_lists_are_one_mail(morning: MailingList) -> None:
    evening = a_list("Evening")
    ask(morning, evening)
    take_sign_ups()
    assert letters() == ["confirm"]
    assert set(Subscription.objects.values_list("state", flat=True)) == {"unconfirmed"}
    assert ListDay.objects.count() == 2


def test_who_left_may_come_back_by_confirming(morning: MailingList) -> None:
    reader = subscribed(ADDRESS, morning)
    Subscription.objects.update(state="unsubscribed")
    ask(morning)
    take_sign_ups()
    assert letters() == ["confirm"]
    assert state_of(reader, morning) == "unsubscribed"


def test_who_is_suppressed_is_mailed_nothing_and_kept_nowhere(morning: MailingList) -> None:
    suppressions.suppress(ADDRESS, Suppression.Reason.COMPLAINT)
    ask(morning)
    take_sign_ups()
    assert (letters(), sign_ups()) == ([], ["dropped"])
    assert not Reader.objects.exists()


def test_a_closed_list_is_left_out(morning: MailingList) -> None:
    closed = a_list("Old", is_open=False)
    ask(closed)
    ask(closed, morning, address="ada@mail.example")
    SignUp.objects.create(address="x@mail.example", lists=["nowhere"], form="story", network="net")
    take_sign_ups()
    assert sign_ups() == ["dropped", "mailed", "dropped"]
    assert list(Subscription.objects.values_list("mailing_list", flat=True)) == [morning.pk]


def test_one_that_waits_for_its_time_is_left(morning: MailingList) -> None:
    SignUp.objects.filter(pk=ask(morning).pk).update(due_at=timezone.now() + HOUR)
    assert take_sign_ups() == 0
    assert sign_ups() == ["waiting"]


def test_one_that_cannot_be_worked_off_keeps_no_other_waiting(
    morning: MailingList, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(reader: Reader, *rest: object) -> object:
        if reader.address == ADDRESS:
            raise LookupError("the template is broken")
        return confirmation(reader, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(room, "confirmation", fail)
    ask(morning)
    ask(morning, address="ada@mail.example")
    take_sign_ups()
    assert sign_ups() == ["waiting", "mailed"]
    assert SignUp.objects.earliest("pk").due_at > timezone.now()
    assert not Reader.objects.filter(address=ADDRESS).exists()
    assert ADDRESS not in caplog.text


def test_outside_nothing_tells_who_is_known(morning: MailingList) -> None:
    """Whoever asks: until the worker comes there is the form and nothing else, and the answer is the same."""
    subscribed("known@mail.example", morning)
    signed_up("pending@mail.example", morning)
    suppressions.suppress("silent@mail.example", Suppression.Reason.ASKED)
    before = (Reader.objects.count(), Subscription.objects.count(), SignUp.objects.count())
    answers = set()
    for name in ("new", "known", "pending", "silent"):
        filled = {"email": f"{name}@mail.example", "list": ["morning"], "form": "front"}
        answer = Client().post("/-/newsletters/sign-up", filled)
        answers.add((answer.status_code, answer.content, tuple(sorted(answer.headers.items()))))
    assert len(answers) == 1
    assert (Reader.objects.count(), Subscription.objects.count()) == before[:2]
    assert SignUp.objects.count() == before[2] + 4
    assert not Letter.objects.exists()


def test_the_link_in_the_letter_confirms(morning: MailingList) -> None:
    sign_up = ask(morning)
    take_sign_ups()
    reader = Reader.objects.get()
    link = confirm_link(reader, sign_up).rpartition("-")[0].rpartition("/")[2].partition("-")[0]
    assert link.encode() in bytes(Letter.objects.get().message).replace(b"=\r\n", b"")
    assert Client().post(confirm_link(reader, sign_up)).status_code == 200
    assert state_of(reader, morning) == "confirmed"
    assert sign_ups() == ["confirmed"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_mail_an_address_once(morning: MailingList) -> None:
    for _ in range(6):
        ask(morning)
    start = Barrier(3)

    def go(_: int) -> None:
        start.wait()
        try:
            take_sign_ups()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(go, range(3)))
    assert letters() == ["confirm"]
    assert sorted(sign_ups()) == [*["dropped"] * 5, "mailed"]
