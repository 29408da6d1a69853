"""An issue goes out: at once, at a time, or when somebody says so after its time was missed.

An editor's word only changes the issue's state. The worker then writes the audience down and sends: whatever dies in
between, the next start goes on, and never a second time.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.lib.pause import is_paused
from masthead.mail.models import Mailing
from masthead.mail.sending.freezing import Withdrawn, freeze
from masthead.newsletters.addresses import address_for
from masthead.newsletters.exceptions import CannotSend, NewsletterError
from masthead.newsletters.mailing_kind import KIND
from masthead.newsletters.models import Issue
from masthead.newsletters.segments import Segment, audience
from masthead.people.models import Staff
from masthead.publication.queries import nameplate

log = logging.getLogger(__name__)
State = Issue.State
TOO_LATE = timedelta(minutes=30)  # a morning briefing that comes in the afternoon is worse than none


def send_now(issue: Issue, by: Staff | None = None) -> None:
    """Send it at once. ``CannotSend`` when it has gone out already or has nothing in it."""
    _refuse_empty(issue)
    _move(issue, (State.DRAFT, State.SCHEDULED, State.ASKS), State.SENDING, by, timezone.now())


def schedule(issue: Issue, moment: datetime, by: Staff | None = None) -> None:
    """Send it at ``moment``. ``CannotSend`` when that has passed, or the issue has gone out already."""
    _refuse_empty(issue)
    if moment <= timezone.now():
        raise CannotSend(_("This time has passed already. Choose a later one, or send now."))
    _move(issue, (State.DRAFT, State.SCHEDULED, State.ASKS), State.SCHEDULED, by, moment)


def unschedule(issue: Issue) -> None:
    """Back to a draft."""
    _move(issue, (State.SCHEDULED, State.ASKS), State.DRAFT, None, None)


def begin_due() -> int:
    """Begin what an editor or the clock let go; how many issues. A time missed by half an hour is asked about."""
    if is_paused(settings.DATA):
        return 0  # its time may be missed by then, and that is to be asked about
    now = timezone.now()
    due = Issue.objects.filter(state=State.SCHEDULED, scheduled_for__lte=now)
    asked = due.filter(scheduled_for__lt=now - TOO_LATE).update(state=State.ASKS)
    due.update(state=State.SENDING)
    mailed = Mailing.objects.filter(kind=KIND).values("about")
    waiting = Issue.objects.filter(state=State.SENDING).exclude(pk__in=mailed).select_related("mailing_list")
    return asked + sum(_begin_or_tell(issue) for issue in waiting)


def _begin_or_tell(issue: Issue) -> bool:
    """An issue that cannot be rendered goes back to its editors with the reason, and keeps no other waiting."""
    try:
        begin(issue)
    except Withdrawn:
        return False
    except (DatabaseError, InterfaceError):
        raise
    except NewsletterError as error:
        log.warning("event=issue_cannot_go issue=%s reason=%s", issue.pk, error)
        return _back_to_draft(issue, str(error))
    except Exception:
        log.exception("event=issue_failed issue=%s", issue.pk)
        return _back_to_draft(issue, _("It could not be made into a mail. The log of the server says why."))
    return True


def _back_to_draft(issue: Issue, trouble: str) -> bool:
    going = Issue.objects.filter(pk=issue.pk, state=State.SENDING)
    return bool(going.update(state=State.DRAFT, scheduled_for=None, trouble=trouble[:300]))


def begin(issue: Issue) -> Mailing:
    """Render the mail of an issue once for all, put the issue on its page, and freeze its audience.

    ``Withdrawn`` when an editor has stopped it meanwhile.
    """
    from masthead.newsletters.rendering.clicks import keep_links
    from masthead.newsletters.rendering.message import template_for

    is_new = not issue.address
    if is_new:
        issue.sent_at = timezone.now()
        issue.address = address_for(issue, issue.sent_at.astimezone(nameplate().zone).date())
    variants = ("A", "B") if issue.other_subject else ("",)
    keep_links(issue, variants)
    parts = {variant: template_for(issue, variant).to_bytes() for variant in variants}
    if is_new:
        if not Issue.objects.filter(pk=issue.pk, state=State.SENDING).exists():
            raise Withdrawn  # stopped while it was rendered: nobody gets it, so it has no page either
        issue.save(update_fields=["sent_at", "address"])  # from now on it has its page
    mailing = freeze(KIND, issue.pk, parts, _audience(issue), lambda: _is_still_wanted(issue))
    log.info("event=issue_begun issue=%s audience=%s", issue.pk, mailing.audience)
    return mailing


def _audience(issue: Issue) -> Iterator[tuple[int, str, str | None]]:
    """Everybody chosen; with two subjects a share gets either of them at first, by lot, and the others wait."""
    people = audience(Segment.read(issue.segment).chosen(issue.mailing_list))
    if not issue.other_subject:
        return ((pk, group, "") for pk, group in people)
    lot = random.Random(issue.pk)  # noqa: S311 - a fair draw, not a secret
    share = issue.trial_share / 100
    return ((pk, group, _drawn(lot.random(), share)) for pk, group in people)


def _drawn(number: float, share: float) -> str | None:
    if number >= share:
        return None
    return "A" if number < share / 2 else "B"


def _is_still_wanted(issue: Issue) -> bool:
    """Asked while the audience is written down: who stops the issue in this moment waits, and finds its mailing."""
    return Issue.objects.select_for_update().filter(pk=issue.pk, state=State.SENDING).exists()


def _move(issue: Issue, before: tuple[str, ...], after: str, by: Staff | None, moment: datetime | None) -> None:
    """One conditional step, so that two editors who press at once send once."""
    columns: dict[str, object] = {"state": after, "trouble": ""}
    columns["scheduled_for"] = moment if after == State.SCHEDULED else None
    if by is not None:
        columns["sent_by"] = by
    if not Issue.objects.filter(pk=issue.pk, state__in=before).update(**columns):
        raise CannotSend(_("This issue is on its way already, or has gone out."))
    issue.refresh_from_db()


def _refuse_empty(issue: Issue) -> None:
    if not issue.subject.strip():
        raise CannotSend(_("The issue has no subject."))
    if not issue.body and not issue.intro:
        raise CannotSend(_("The issue is empty."))
