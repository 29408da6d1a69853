"""Two subjects are tried on a share of the readers; the others get the better one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from masthead.mail.actions.steer_mailing import finish_mailings
from masthead.mail.models import Chunk, Mailing
from masthead.mail.queries import counts
from masthead.mail.sending.freezing import unpacked
from masthead.newsletters.actions.send_issue import _audience, begin_due, send_now
from masthead.newsletters.actions.steer_sending import better_subject, choose_subject, judge_trials
from masthead.newsletters.exceptions import CannotSend
from masthead.newsletters.models import Issue, Link, MailingList, Subscription
from masthead.newsletters.tests.issues import make_issue, make_list
from masthead.readers.models import Reader
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
AUDIENCE = 2000


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    """A list that counts clicks, with many subscribers."""
    made = make_list(counts_clicks=True)
    fill(made, AUDIENCE)
    return made


def fill(mailing_list: MailingList, count: int) -> None:
    addresses = [f"r{number}@{mailing_list.slug}.example" for number in range(count)]
    readers = Reader.objects.bulk_create(
        Reader(address=address, key=address, group="other", token="tokentoken22") for address in addresses
    )
    now = timezone.now()
    Subscription.objects.bulk_create(
        Subscription(mailing_list=mailing_list, reader=reader, state="confirmed", confirmed_at=now)
        for reader in readers
    )


def begun(mailing_list: MailingList, **fields: object) -> Issue:
    """An issue with two subjects that was let go."""
    text = [("text", '<p><a href="https://harbour.example/">The harbour</a></p>')]
    issue = make_issue(mailing_list, text, other_subject="The boat is back", **fields)
    send_now(issue)
    begin_due()
    return issue


def shares() -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for state, variant, size in Chunk.objects.values_list("state", "variant", "size"):
        found[state, variant] = found.get((state, variant), 0) + size
    return found


def the_trial_is_out(ago: timedelta = timedelta(hours=2)) -> Mailing:
    for chunk in Chunk.objects.filter(state="waiting"):
        chunk.state, chunk.place, chunk.taken = "done", chunk.size, chunk.size
        chunk.save()
    Mailing.objects.update(first_sent_at=timezone.now() - ago)
    return Mailing.objects.get()


def test_a_share_is_drawn_by_lot_and_the_others_are_held(morning: MailingList) -> None:
    begun(morning, trial_share=20)
    found = shares()
    assert set(found) == {("waiting", "A"), ("waiting", "B"), ("held", "")}
    assert sum(found.values()) == AUDIENCE
    assert 150 < found["waiting", "A"] < 250
    assert 150 < found["waiting", "B"] < 250
    everybody = [number for chunk in Chunk.objects.all() for number in unpacked(chunk.recipients)]
    assert len(everybody) == len(set(everybody)) == AUDIENCE


def test_the_same_lot_is_drawn_again_after_a_crash(morning: MailingList) -> None:
    issue = make_issue(morning, other_subject="The boat is back")
    assert list(_audience(issue)) == list(_audience(issue))


@pytest.mark.parametrize(("share", "tried"), [(0, 0), (100, AUDIENCE)])
def test_nobody_or_everybody_may_be_tried(share: int, tried: int, morning: MailingList) -> None:
    begun(morning, trial_share=share)
    assert sum(size for (state, _), size in shares().items() if state == "waiting") == tried


def test_the_subject_with_more_clicks_for_each_message_wins_after_an_hour(morning: MailingList) -> None:
    issue = begun(morning)
    assert judge_trials() == 0
    the_trial_is_out(timedelta(minutes=50))
    Link.objects.filter(issue=issue, variant="B").update(clicks=7)
    assert judge_trials() == 0
    mailing = the_trial_is_out()
    assert better_subject(issue, mailing) == "B"
    assert judge_trials() == 1
    assert not Chunk.objects.filter(state="held").exists()
    assert set(Chunk.objects.filter(state="waiting").values_list("variant", flat=True)) == {"B"}
    assert judge_trials() == 0
    assert counts(mailing, "A").audience + counts(mailing, "B").audience == AUDIENCE


def test_the_first_subject_wins_when_neither_is_better(morning: MailingList) -> None:
    issue = begun(morning)
    assert better_subject(issue, the_trial_is_out()) == "A"


def test_nothing_is_judged_while_it_is_paused(morning: MailingList) -> None:
    begun(morning)
    the_trial_is_out()
    Mailing.objects.update(state="paused")
    assert judge_trials() == 0


def test_on_a_list_so_small_that_nobody_was_tried_all_are_sent_to(paper: CastPaper) -> None:
    small = make_list("small", counts_clicks=True)
    fill(small, 1)
    begun(small, trial_share=0)
    assert judge_trials() == 1
    assert shares() == {("waiting", "A"): 1}


def test_without_counted_clicks_an_editor_chooses(paper: CastPaper) -> None:
    plain = make_list("plain")
    fill(plain, 30)
    issue = begun(plain)
    the_trial_is_out()
    assert judge_trials() == 0
    assert finish_mailings() == 0
    with pytest.raises(CannotSend):
        choose_subject(issue, "C")
    assert choose_subject(issue, "B") == 1
    assert choose_subject(issue, "A") == 0


def test_without_a_trial_there_is_nothing_to_choose(paper: CastPaper) -> None:
    issue = make_issue(make_list("plain"))
    with pytest.raises(CannotSend):
        choose_subject(issue, "A")
    send_now(issue)
    begin_due()
    with pytest.raises(CannotSend):
        choose_subject(issue, "A")
