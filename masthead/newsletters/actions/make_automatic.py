"""Issues that make themselves, at their time."""

from __future__ import annotations

import logging
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from masthead.newsletters.actions.send_issue import TOO_LATE
from masthead.newsletters.automatic import (
    as_stream,
    blocks_for,
    due_day,
    moment_on,
    preview_for,
    stories_since_last,
    subject_for,
)
from masthead.newsletters.models import Automatic, Issue
from masthead.publication.queries import nameplate

log = logging.getLogger(__name__)


def make_due_automatic() -> int:
    """Make the issues whose time has come; how many. Without stories there is none. One that is late asks first."""
    now, zone = timezone.now(), nameplate().zone
    made = 0
    for order in Automatic.objects.filter(is_on=True).select_related("mailing_list", "section"):
        day = due_day(order, now, zone)
        if day:
            made += _run(order, day, now, zone)
    return made


def _run(order: Automatic, day: date, now: datetime, zone: ZoneInfo) -> int:
    """Once for each day, whoever comes first; should it fail, the day is not over."""
    due = moment_on(order, day, zone)
    is_late = now - due > TOO_LATE
    not_run = Automatic.objects.filter(pk=order.pk).filter(Q(last_run_on=None) | Q(last_run_on__lt=day))
    with transaction.atomic():
        if not not_run.update(last_run_on=day):
            return 0
        if order.last_run_on is None and is_late:
            return 0  # the order was given after its hour: it begins tomorrow
        stories = stories_since_last(order.mailing_list, order.section, order.most)
        if not stories:
            log.info("event=automatic_issue_skipped list=%s", order.mailing_list_id)
            return 0
        issue = Issue(
            mailing_list=order.mailing_list,
            subject=subject_for(order, stories, day),
            preview_text=preview_for(stories),
            state=_state(order, is_late),
            scheduled_for=None if order.waits_for_editor else due,
            is_automatic=True,
        )
        issue.body = as_stream(blocks_for(stories))
        issue.save()
        log.info("event=automatic_issue_made list=%s issue=%s state=%s", order.mailing_list_id, issue.pk, issue.state)
    return 1


def _state(order: Automatic, is_late: bool) -> str:
    if order.waits_for_editor:
        return Issue.State.DRAFT
    return Issue.State.ASKS if is_late else Issue.State.SCHEDULED
