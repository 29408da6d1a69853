"""Scheduled stories go out, and those whose time is over come off."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from wagtail.models import Page, Revision

log = logging.getLogger(__name__)
_failed: set[int] = set()


def publish_due() -> int:
    """Publish every revision whose time has come and unpublish every page whose time is over; how many.

    Each stands in a transaction of its own: one that fails is logged, and keeps no other waiting.
    """
    return _publish() + _unpublish()


def _publish() -> int:
    done = 0
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).exclude(pk__in=_failed)
    for pk in list(due.order_by("approved_go_live_at").values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__isnull=False).first()
                if revision is None:
                    continue
                revision.publish(log_action="wagtail.publish.scheduled")
                done += 1
        except (OperationalError, InterfaceError):
            raise  # the database is busy or away: it is tried again at once, and not given up until the next start
        except Exception:
            _failed.add(pk)  # tried again at the next start, not every half second
            log.exception("event=scheduled_publish_failed revision=%s", pk)
    return done


def _unpublish() -> int:
    done = 0
    for page in Page.objects.filter(live=True, expire_at__lte=timezone.now()).specific():
        try:
            with transaction.atomic():
                page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
                done += 1
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("event=scheduled_unpublish_failed page=%s", page.pk)  # tried again at the next look
    return done
