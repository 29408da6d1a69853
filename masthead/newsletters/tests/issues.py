"""Lists and issues for tests, made as editors make them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from masthead.articles.models import Story
from masthead.newsletters.addresses import address_for
from masthead.newsletters.models import Issue, MailingList

Blocks = list[tuple[str, Any]]


def make_list(slug: str = "morning", **fields: Any) -> MailingList:
    """A newsletter."""
    given = {"name": "Morning", "summary": "What the day brings.", "frequency": "Every weekday at 7:00", **fields}
    return MailingList.objects.create(slug=slug, **given)


def make_issue(mailing_list: MailingList, blocks: Blocks | None = None, **fields: Any) -> Issue:
    """A draft; without blocks it holds a text."""
    given = {"subject": "The ferry is back", "preview_text": "And so is the rain, says the harbour.", **fields}
    body = [("text", "<p>Good morning.</p>")] if blocks is None else blocks
    issue = Issue.objects.create(mailing_list=mailing_list, body=body, **given)
    return Issue.objects.select_related("mailing_list").get(pk=issue.pk)


def put_out(issue: Issue, moment: datetime) -> Issue:
    """What the sending does first: the issue has its page now."""
    issue.sent_at, issue.state = moment, Issue.State.SENT
    issue.address = address_for(issue, moment.date())
    issue.save()
    return issue


def told(story: Story, **fields: Any) -> tuple[str, dict[str, Any]]:
    """The block of a story."""
    return "story", {"story": story, "headline": "", "text": "", "look": "picture", **fields}
