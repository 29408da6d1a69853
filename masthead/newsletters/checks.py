"""What is looked at before an issue goes out. Each check says in one line what is good, or what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import lxml.html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masthead.articles.models import Story
from masthead.mail.mime import slot
from masthead.mail.transports import transport
from masthead.newsletters.dead_links import dead_links, is_own
from masthead.newsletters.exceptions import BadTemplate
from masthead.newsletters.models import Issue
from masthead.newsletters.queries import confirmed
from masthead.newsletters.rendering.clicks import targets_of
from masthead.newsletters.rendering.content import blocks_of, content_of
from masthead.newsletters.rendering.html import html_of
from masthead.newsletters.rendering.items import Content, PictureItem, StoryItem
from masthead.newsletters.rendering.leads import Leads

Level = Literal["ok", "notice", "warning", "error"]
GOOD_SUBJECT, LONGEST_SUBJECT = (20, 70), 150
GOOD_PREVIEW = (30, 140)
CLIPPED = 100_000  # bytes; Gmail cuts a mail off at 102 KB and hides the rest with its link to leave


@dataclass(frozen=True)
class Check:
    """An error keeps the issue from going out, a warning does not."""

    level: Level
    text: str


def check_issue(issue: Issue, outside: bool = True) -> list[Check]:
    """All checks, the worst first. Without ``outside`` no other host is asked about links."""
    content = content_of(issue)
    found = [
        *_subject(issue), *_preview(issue), *_content(content), *_stories(issue), *_pictures(content),
        *_mail(content), *_links(content, outside), *_audience(issue), *_transport(),
    ]  # fmt: skip
    order = {"error": 0, "warning": 1, "notice": 2, "ok": 3}
    return sorted(found, key=lambda check: order[check.level])


def _subject(issue: Issue) -> Iterator[Check]:
    for subject in filter(None, [issue.subject.strip() or " ", issue.other_subject.strip()]):
        length = len(subject.strip())
        if not length:
            yield Check("error", _("The issue has no subject. Write one."))
        elif length > LONGEST_SUBJECT:
            yield Check("error", _("The subject is longer than %(most)s characters.") % {"most": LONGEST_SUBJECT})
        elif length > GOOD_SUBJECT[1]:
            yield Check("warning", _("The subject has %(length)s characters: phones cut it off.") % {"length": length})
        elif length < GOOD_SUBJECT[0]:
            yield Check("warning", _("The subject is very short. Say what the reader gets."))
        else:
            yield Check("ok", _("The subject has a good length."))


def _preview(issue: Issue) -> Iterator[Check]:
    length = len(issue.preview_text.strip())
    if not length:
        yield Check("warning", _("There is no preview text: mailboxes show the first words of the issue instead."))
    elif length < GOOD_PREVIEW[0]:
        yield Check("warning", _("The preview text is short: mailboxes have room for about 90 characters."))
    elif length > GOOD_PREVIEW[1]:
        yield Check("warning", _("The preview text is long: most mailboxes cut it off."))
    else:
        yield Check("ok", _("The preview text has a good length."))


def _content(content: Content) -> Iterator[Check]:
    if not content.items:
        yield Check("error", _("The issue is empty. Add a story or a text."))


def _stories(issue: Issue) -> Iterator[Check]:
    ids = [value.get("story") for kind, value in blocks_of(issue) if kind == "story"]
    stories: dict[int, Any] = {
        story.pk: story for story in Story.objects.filter(pk__in=filter(None, ids)).defer("body")
    }
    for pk in ids:
        story = stories.get(pk)
        if story is None:
            yield Check("error", _("A story of the issue does not exist any more. Take its block out."))
        elif not (story.live and story.address):
            text = _("“%(headline)s” is not published and would be left out. Publish it or take it out.")
            yield Check("error", text % {"headline": story.headline})
    doubles = sorted({pk for pk in ids if pk in stories and ids.count(pk) > 1})
    for pk in doubles:
        yield Check("warning", _("“%(headline)s” stands in the issue twice.") % {"headline": stories[pk].headline})


def _pictures(content: Content) -> Iterator[Check]:
    shots = [(item.headline, item.shot) for item in content.items if isinstance(item, StoryItem) and item.shot]
    shots += [(item.caption, item.shot) for item in content.items if isinstance(item, PictureItem)]
    for name, shot in shots:
        if not shot.alt.strip():
            text = _("The picture of “%(name)s” has no alternative text. Many read mail without pictures.")
            yield Check("warning", text % {"name": name})
    if shots and all(shot.alt.strip() for _name, shot in shots):
        yield Check("ok", _("All pictures have alternative texts."))


def _mail(content: Content) -> Iterator[Check]:
    leads = Leads(slot("leave"), slot("preferences"), content.browser)
    try:
        html = html_of(content, leads)
    except BadTemplate as error:
        yield Check("error", _("The template of the newsletter does not work: %(why)s") % {"why": error})
        return
    size = len(html.encode())
    if size > CLIPPED:
        yield Check(
            "warning", _("The mail has %(size)s KB: Gmail cuts it off. Take some stories out.") % _kilobytes(size)
        )
    else:
        yield Check("ok", _("The mail has %(size)s KB: Gmail shows all of it.") % _kilobytes(size))
    if leads.unsubscribe not in html:
        yield Check("error", _("The template has no link to unsubscribe. Write [[unsubscribe]] where it belongs."))
    images = [str(image.get("src", "")) for image in lxml.html.fromstring(html).iter("img")]
    if any(not is_own(address) for address in images):
        yield Check("warning", _("A picture comes from another host, which would see who opens the mail."))


def _kilobytes(size: int) -> dict[str, int]:
    return {"size": -(-size // 1000)}


def _links(content: Content, outside: bool) -> Iterator[Check]:
    addresses = targets_of(content)
    dead = dead_links(addresses, outside)
    for link in dead:
        text = _("This link leads nowhere: %(address)s (%(why)s)") % {"address": link.address, "why": link.why}
        yield Check("error" if link.is_own else "warning", text)
    if addresses and not dead and outside:
        count = len(addresses)
        yield Check(
            "ok",
            ngettext("%(count)s link leads somewhere.", "%(count)s links lead somewhere.", count) % {"count": count},
        )


def _audience(issue: Issue) -> Iterator[Check]:
    if not confirmed(issue.mailing_list).exists():
        yield Check("warning", _("Nobody has subscribed to this newsletter yet."))


def _transport() -> Iterator[Check]:
    if not transport().is_real:
        yield Check(
            "notice",
            _("Nobody would get it yet: mail stays in the outbox. Who keeps this machine sets EMAIL_URL."),
        )
