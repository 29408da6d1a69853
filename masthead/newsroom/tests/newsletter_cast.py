"""A newsletter with readers, and an issue of it, for the newsroom's tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from masthead.articles.models import Story
from masthead.mail.groups import group_of
from masthead.mail.sending import claiming
from masthead.mail.sending.crew import Bench
from masthead.newsletters.actions.send_issue import begin_due
from masthead.newsletters.automatic import as_stream, blocks_for
from masthead.newsletters.models import Issue, MailingList, Subscription
from masthead.people.models import Staff
from masthead.readers.models import Consent, Reader

SUBJECT = "The ferry runs again from tomorrow"


def a_list(name: str = "Morning", **fields: Any) -> MailingList:
    """An open newsletter."""
    given = {"summary": "What the day brings.", "frequency": "Every weekday", "slug": name.lower(), **fields}
    return MailingList.objects.create(name=name, **given)


def a_reader(address: str, *lists: MailingList, language: str = "", days: int = 3) -> Reader:
    """Somebody who confirmed these lists some days ago."""
    at = timezone.now() - timedelta(days=days)
    group = group_of(address)
    reader = Reader.objects.create(
        address=address, key=address.lower(), language=language, group=group, token="t", since=at, confirmed_at=at
    )
    for one in lists:
        Subscription.objects.create(mailing_list=one, reader=reader, state="confirmed", asked_at=at, confirmed_at=at)
        Consent.objects.create(reader=reader, purpose=one.purpose, form="front", asked_at=at, confirmed_at=at)
    return reader


def an_issue(mailing_list: MailingList, *stories: Story, by: Staff | None = None, **fields: Any) -> Issue:
    """A draft with these stories, or with a few words when there are none."""
    text = [{"type": "text", "value": "<p>Good morning, Tideway.</p>", "id": "8f0c6a55-41a4-4c0e-9a53-8f1d1b1d3b11"}]
    body = as_stream(blocks_for(stories) if stories else text)
    given = {"subject": SUBJECT, "preview_text": "And what else the harbour has in store today.", **fields}
    return Issue.objects.create(mailing_list=mailing_list, body=body, written_by=by, **given)


def carry(messages_at_most: int = 50) -> None:
    """Do what the workers do: begin what is due, and send."""
    begin_due()
    with claiming.carriers.alive() as me:
        bench = Bench(me, lambda: False, lambda seconds: None)
        for _ in range(messages_at_most):
            if not bench.work_once():
                break
        bench.close()
