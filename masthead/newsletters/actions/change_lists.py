"""Change which lists a reader gets."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from masthead.newsletters.actions.join_list import join_list
from masthead.newsletters.actions.leave import leave_list
from masthead.newsletters.models import Subscription
from masthead.newsletters.of_reader import offered_to
from masthead.readers.models import Reader


@transaction.atomic
def change_lists(reader: Reader, shown: Collection[str], wanted: Collection[str], wording: str = "") -> None:
    """Have the reader get the wanted ones of the lists that the page had shown them, and leave the others of them.

    A list that was not shown stays as it is, also one that came meanwhile. Nobody is asked to confirm by mail again,
    since the link of the page came by mail to the confirmed address. Raises ``Reader.DoesNotExist``.
    """
    Reader.objects.select_for_update().get(pk=reader.pk)  # one form after the other, and none after an erasure
    for offer in offered_to(reader):
        row = offer.mailing_list
        if row.slug not in shown:
            continue
        if row.slug in wanted:
            join_list(reader, row, "preferences", wording=wording)
        else:
            theirs = Subscription.objects.filter(reader=reader, mailing_list=row)
            for number in theirs.values_list("pk", flat=True):
                leave_list(number, "preferences")
