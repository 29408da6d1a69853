"""The message of an issue: headers and both bodies, with slots for what differs from reader to reader."""

from __future__ import annotations

import hmac
from email.utils import format_datetime, formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from masthead.lib.keys import derived_key
from masthead.mail.bounces import verp
from masthead.mail.headers import mailbox
from masthead.mail.mime import Template, slot
from masthead.newsletters import links
from masthead.newsletters.models import Issue, MailingList
from masthead.newsletters.rendering.clicks import counted
from masthead.newsletters.rendering.content import content_of
from masthead.newsletters.rendering.html import html_of
from masthead.newsletters.rendering.items import Content
from masthead.newsletters.rendering.leads import Leads, of_preview
from masthead.newsletters.rendering.text import text_of
from masthead.publication.queries import paper as the_paper

OTHER = "B"  # the variant with the other subject


def template_for(issue: Issue, variant: str = "") -> Template:
    """The message with its slots, for everybody who gets this variant. Raises ``BadTemplate``."""
    content = content_of(issue)
    if content.counts_clicks:
        content = counted(content, variant)
    leads = Leads(slot("leave"), slot("preferences"), content.browser)
    subject = issue.other_subject if variant == OTHER and issue.other_subject else issue.subject
    return Template.build(_headers(issue, content, subject), text_of(content, leads), html_of(content, leads))


def slots_for(issue: int, mailing: int, subscription: int, reader: int, address: str, token: str) -> dict[str, str]:
    """What stands in the slots for one reader. Millions are made of these: no query, no rendering."""
    base = settings.PUBLIC_URL
    mark = f"{issue}.{subscription}"
    return {
        "to": address,
        "leave": base + links.leave_path(subscription),
        "preferences": base + links.preferences_path(reader, token),
        "message_id": f"<{mark}.{_hash(mark)}@{settings.PUBLIC_HOST}>",
        "ref": verp.token(mailing, subscription),
    }


def test_message(issue: Issue, address: str) -> EmailMultiAlternatives:
    """The issue as it would arrive now, for an editor. Its links to leave and to the preferences lead nowhere.

    Raises ``BadTemplate``.
    """
    content = content_of(issue)
    leads = of_preview(content.browser)
    with override(content.language):
        subject = _("[Test] %(subject)s") % {"subject": one_line(issue.subject)}
    message = EmailMultiAlternatives(
        subject=subject,
        body=text_of(content, leads),
        from_email=formataddr((sender_name_of(issue.mailing_list), settings.MAIL_FROM)),
        to=[address],
        reply_to=[reply] if (reply := reply_to_of(issue.mailing_list)) else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html_of(content, leads), "text/html")
    return message


test_message.__test__ = False  # type: ignore[attr-defined]  # no test of pytest's


def sender_name_of(mailing_list: MailingList) -> str:
    """Whose name stands over the mail."""
    paper, host = the_paper(), mailing_list.host
    with override(mailing_list.language or paper.language):
        named = _("%(host)s of %(paper)s") % {"host": host.name, "paper": paper.name} if host else paper.name
    return one_line(mailing_list.sender_name or named)


def reply_to_of(mailing_list: MailingList) -> str:
    """Who reads the answers of readers: the list's own address, its host, the newsroom."""
    host = mailing_list.host.email if mailing_list.host else ""
    return str(mailing_list.reply_to or host or the_paper().email)


def _headers(issue: Issue, content: Content, subject: str) -> list[tuple[str, bytes | str]]:
    mailing_list, host = issue.mailing_list, settings.PUBLIC_HOST
    reply_to = reply_to_of(mailing_list)
    found: list[tuple[str, bytes | str]] = [
        ("From", mailbox(sender_name_of(mailing_list), settings.MAIL_FROM)),
        ("To", slot("to").encode()),
        ("Subject", one_line(subject)),
        (
            "Date",
            format_datetime(timezone.localtime(issue.sent_at or timezone.now(), timezone=the_paper().nameplate.zone)),
        ),
        ("Message-ID", slot("message_id").encode()),
        ("List-Id", f"<{mailing_list.slug}.{host}>".encode()),
        ("List-Archive", f"<{content.list_address}>".encode()),
        ("List-Unsubscribe", f"<{slot('leave')}>".encode()),
        ("List-Unsubscribe-Post", b"List-Unsubscribe=One-Click"),
        # Gmail groups complaints by these four: issue, list, kind of mail, sender.
        ("Feedback-ID", f"{issue.pk}:{mailing_list.slug}:newsletter:masthead".encode()),
        ("X-Masthead-Ref", slot("ref").encode()),
        ("Precedence", b"bulk"),
        ("Content-Language", content.language.encode()),
    ]
    if reply_to:
        found.insert(1, ("Reply-To", reply_to))
    if issue.is_automatic:
        found.append(("Auto-Submitted", b"auto-generated"))
    return found


def _hash(mark: str) -> str:
    """So that nobody can guess the Message-IDs of other readers' copies."""
    return hmac.digest(derived_key("masthead newsletters message-id"), mark.encode(), "sha256").hex()[:16]


def one_line(text: str) -> str:
    """Fit for a header."""
    return " ".join(text.split())
