"""What the sending asks this room about the mailing of an issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import timezone

from masthead.mail.kinds import Recipient
from masthead.mail.models import Mailing
from masthead.newsletters.models import Issue, Subscription

KIND = "newsletter"  # a recipient of such a mailing is a subscription


class NewsletterKind:
    """Issues of newsletters; a recipient is a subscription."""

    def recipients(self, mailing: Mailing, ids: Sequence[int]) -> Mapping[int, Recipient]:
        """Who is still subscribed and not pausing, with the slots of their copy."""
        from masthead.newsletters.rendering.message import slots_for

        now = timezone.now()
        rows = Subscription.objects.filter(pk__in=ids, state=Subscription.State.CONFIRMED).values_list(
            "pk", "reader_id", "reader__address", "reader__token", "paused_until"
        )
        return {
            pk: Recipient(address, slots_for(mailing.about, mailing.pk, pk, reader, address, token))
            for pk, reader, address, token, paused_until in rows
            if paused_until is None or paused_until <= now
        }

    def address_of(self, recipient: int) -> str | None:
        """The address of a subscription."""
        found = Subscription.objects.filter(pk=recipient)
        return found.values_list("reader__address", flat=True).first()

    def finished(self, mailing: Mailing) -> None:
        """The issue has gone out, or was stopped."""
        state = Issue.State.STOPPED if mailing.state == Mailing.State.STOPPED else Issue.State.SENT
        Issue.objects.filter(pk=mailing.about, state=Issue.State.SENDING).update(state=state)
