"""Setting up the demo's newsletters and their past issues."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from masthead.demo.actions.prose import prose
from masthead.demo.actions.stories import Stories
from masthead.newsletters.addresses import address_for
from masthead.newsletters.models import Automatic, Issue, MailingList
from masthead.people.models import Author
from masthead.publication.queries import nameplate

PLAIN = ("name", "slug", "language", "frequency", "summary", "colour", "is_default", "welcome_subject")


def make_newsletters(files: list[dict[str, Any]], stories: Stories, now: datetime) -> None:
    """Every list with its host, its issues, and its standing order if it has one. Nobody is subscribed."""
    for position, facts in enumerate(files):
        made = MailingList.objects.create(
            **{name: facts[name] for name in PLAIN if name in facts},
            host=Author.objects.get(slug=facts["host"]),
            description=prose(facts["description"], stories),
            welcome=prose(facts["welcome"], stories),
            position=position,
        )
        for issue in facts["issue"]:
            _make_issue(made, issue, facts["at"], stories, now)
        if "automatic" in facts:
            _make_automatic(made, facts, now)


def moment_of(issue: dict[str, Any], at: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When the issue went out: so many days ago at the list's time. ``None`` for a draft, and before that time."""
    if "days" not in issue:
        return None
    day = now.astimezone(zone).date() - timedelta(days=issue["days"])
    moment = datetime.combine(day, time.fromisoformat(at), tzinfo=zone)
    return moment if moment < now else None


def _make_issue(mailing_list: MailingList, facts: dict[str, Any], at: str, stories: Stories, now: datetime) -> None:
    sent_at = moment_of(facts, at, now, nameplate().zone)
    if sent_at is None and "days" in facts:
        return  # it is earlier today than the list's time
    issue = Issue(
        mailing_list=mailing_list,
        subject=facts["subject"],
        preview_text=facts["preview_text"],
        intro=prose(facts["intro"], stories),
        body=[_block(block, stories) for block in facts.get("block", [])],
    )
    if sent_at:
        issue.state, issue.sent_at = Issue.State.SENT, sent_at
        issue.address = address_for(issue, sent_at.astimezone(nameplate().zone).date())
    issue.save()
    written_at = sent_at or now
    Issue.objects.filter(pk=issue.pk).update(made_at=written_at, changed_at=written_at)


def _make_automatic(mailing_list: MailingList, facts: dict[str, Any], now: datetime) -> None:
    """The order stands from its next time on: what was due today has gone out already."""
    zone, at = nameplate().zone, time.fromisoformat(facts["at"])
    here = now.astimezone(zone)
    last_run_on = here.date() if here.time() >= at else here.date() - timedelta(days=1)
    Automatic.objects.create(
        mailing_list=mailing_list, hour=at.hour, minute=at.minute, last_run_on=last_run_on, **facts["automatic"]
    )


def _block(facts: dict[str, Any], stories: Stories) -> tuple[str, Any]:
    kind, words = facts["kind"], {name: value for name, value in facts.items() if name != "kind"}
    match kind:
        case "story":
            text = prose(words.get("text", ""), stories)
            return kind, {"look": "picture", "headline": "", **words, "story": stories[words["story"]], "text": text}
        case "text":
            return kind, prose(words["text"], stories)
        case "heading":
            return kind, words["text"]
        case "appeal":
            return kind, {**words, "text": prose(words["text"], stories)}
        case "divider":
            return kind, None
    return kind, words
