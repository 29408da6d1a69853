"""An editor's hand on an issue that is going out."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.mail.actions import steer_mailing
from masthead.mail.models import Chunk, Mailing, Undelivered
from masthead.mail.queries import counts, mailing_for
from masthead.newsletters.exceptions import CannotSend
from masthead.newsletters.mailing_kind import KIND
from masthead.newsletters.models import Issue, Link

JUDGED_AFTER = timedelta(hours=1)  # most who will open a mail at all have done so by then, or nearly


def pause_sending(issue: Issue) -> bool:
    """No further message leaves; whether it was sending."""
    mailing = mailing_for(KIND, issue.pk)
    return bool(mailing and steer_mailing.pause(mailing.pk))


def resume_sending(issue: Issue) -> bool:
    """Go on; whether it was paused."""
    mailing = mailing_for(KIND, issue.pk)
    return bool(mailing and steer_mailing.resume(mailing.pk))


def stop_sending(issue: Issue) -> bool:
    """End it for good, also when its mailing has not begun; whether there was anything to end."""
    mailing = mailing_for(KIND, issue.pk)
    if mailing is not None:
        return steer_mailing.stop(mailing.pk)
    with transaction.atomic():
        going = Issue.objects.filter(pk=issue.pk, state=Issue.State.SENDING)
        is_ended = bool(going.update(state=Issue.State.STOPPED))
        mailing = mailing_for(KIND, issue.pk)  # looked for last: it may have been frozen in this very moment
        return bool(mailing and steer_mailing.stop(mailing.pk)) or is_ended


def ask_about_due() -> int:
    """What should be on its way by now and has not begun asks whether to go: after a restore it may have gone out.

    How many issues.
    """
    going = Issue.objects.filter(state=Issue.State.SENDING)
    going = going.exclude(pk__in=Mailing.objects.filter(kind=KIND).values("about"))
    due = Issue.objects.filter(state=Issue.State.SCHEDULED, scheduled_for__lte=timezone.now())
    return sum(which.update(state=Issue.State.ASKS) for which in (going, due))


def send_to_doubtful(issue: Issue) -> int:
    """Send once more to everybody in doubt; how many. Some may get the issue twice: only an editor decides that."""
    mailing = mailing_for(KIND, issue.pk)
    if mailing is None:
        return 0
    count = steer_mailing.send_to_doubtful(mailing.pk)
    if count:
        Issue.objects.filter(pk=issue.pk, state=Issue.State.SENT).update(state=Issue.State.SENDING)
    return count


def choose_subject(issue: Issue, variant: str) -> int:
    """Those who wait get this subject, "A" or "B"; how many chunks. ``CannotSend``: there is nothing to choose."""
    mailing = mailing_for(KIND, issue.pk)
    if mailing is None or variant not in ("A", "B") or not issue.other_subject:
        raise CannotSend(_("There is no trial of subjects to decide."))
    return steer_mailing.choose(mailing.pk, variant)


def judge_trials() -> int:
    """Where clicks are counted, the better subject wins an hour after the trial went out; how many were judged."""
    judged = 0
    held = Chunk.objects.filter(state=Chunk.State.HELD, mailing__kind=KIND, mailing__state=Mailing.State.SENDING)
    for mailing in Mailing.objects.filter(pk__in=held.values("mailing")):
        issue = Issue.objects.select_related("mailing_list").get(pk=mailing.about)
        if issue.mailing_list.counts_clicks and _is_over(mailing):
            judged += bool(steer_mailing.choose(mailing.pk, better_subject(issue, mailing)))
    return judged


def better_subject(issue: Issue, mailing: Mailing) -> str:
    """The variant with more clicks for each message submitted; the first one when they are equal."""
    shares = {}
    for variant in ("A", "B"):
        clicks = sum(Link.objects.filter(issue=issue, variant=variant).values_list("clicks", flat=True))
        shares[variant] = clicks / max(1, counts(mailing, variant).submitted)
    return "B" if shares["B"] > shares["A"] else "A"


def _is_over(mailing: Mailing) -> bool:
    waiting = Chunk.objects.filter(mailing=mailing, state__in=(Chunk.State.WAITING, Chunk.State.WORKING))
    trying = Undelivered.objects.filter(mailing=mailing, state=Undelivered.State.TRYING)
    if waiting.exists() or trying.exists():
        return False
    # On a small list the lot may have chosen nobody for the trial: then there is nothing to wait for.
    return mailing.first_sent_at is None or mailing.first_sent_at < timezone.now() - JUDGED_AFTER
