"""A single mail: its words, and from them the message with a text part and an HTML part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from email.header import Header
from email.utils import formataddr, make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from masthead.newsletters.models import MailingList
from masthead.newsletters.rendering.colours import INK, Look, look_of
from masthead.newsletters.rendering.message import one_line, reply_to_of, sender_name_of
from masthead.newsletters.rendering.mjml import PADDING, styled, to_html
from masthead.newsletters.rendering.text import prose
from masthead.newsletters.rendering.words import for_mail
from masthead.publication.pages import absolute
from masthead.publication.queries import paper

PAPER = "#eceae4"
ROBOT = {
    "Auto-Submitted": "auto-generated",  # RFC 3834: no answers from out of office
    "X-Auto-Response-Suppress": "All",  # the same for Exchange
}


@dataclass(frozen=True)
class Button:
    """Where the mail leads."""

    label: str
    path: str

    @property
    def address(self) -> str:
        """The whole address."""
        return absolute(self.path)


@dataclass(frozen=True)
class Letter:
    """What a mail says, in the language of its reader. All may be absent but subject and heading."""

    subject: str
    heading: str
    preview: str = ""
    lines: Sequence[str] = ()
    items: Sequence[tuple[str, str]] = ()  # names, and what is said of each
    body: str = ""  # rich text of the newsroom
    button: Button | None = None
    after: Sequence[str] = ()
    foot: Sequence[str] = ()
    preferences: str = ""
    leave: str = ""
    colour: str = INK
    sender: str = ""
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def to(self, address: str, language: str) -> EmailMultiAlternatives:
        """The message. ``language`` must be the active one. Raises ``BadTemplate``."""
        body, look = for_mail(self.body), _look(self.colour)
        context = {
            "letter": self,
            "body": styled(body, look) if body else "",
            "text": prose(body) if body else "",
            "paper": paper(),
            "language": language,
            "look": look,
            "padding": PADDING,
            "home": absolute("/"),
            "leave": self.leave and absolute(self.leave),
            "preferences": self.preferences and absolute(self.preferences),
        }
        reply_to = self.reply_to or paper().email
        message = _Mail(
            subject=one_line(self.subject),
            body=render_to_string("emails/letter.txt", context).strip() + "\n",
            from_email=formataddr((one_line(self.sender or paper().name), settings.MAIL_FROM)),
            to=[address],
            reply_to=[reply_to] if reply_to else None,
            headers={"Message-ID": make_msgid(domain=settings.PUBLIC_HOST), **ROBOT, **self.headers},
        )
        message.attach_alternative(to_html(render_to_string("emails/letter.mjml", context)), "text/html")
        return message


def of_list(letter: Letter, mailing_list: MailingList) -> Letter:
    """The letter as mail of a list, with what mail services look for (RFC 2369, 2919, 8058)."""
    headers = {
        "List-Id": f"<{mailing_list.slug}.{settings.PUBLIC_HOST}>",
        "List-Archive": f"<{absolute(mailing_list.address)}>",
        "List-Unsubscribe": f"<{absolute(letter.leave)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return replace(letter, sender=sender_name_of(mailing_list), reply_to=reply_to_of(mailing_list), headers=headers)


class _Mail(EmailMultiAlternatives):
    """Keeps the headers of lists on one line each: not every mail service reads a link behind a fold."""

    def message(self, **options: Any) -> Any:
        """The message as it is serialised."""
        found: Any = super().message(**options)
        for name in [name for name in found.keys() if name.startswith("List-")]:  # noqa: SIM118 - headers are no dict
            found.replace_header(name, _Whole(str(found[name])))
        return found


class _Whole(Header):
    """A header that is written as it is."""

    def encode(self, *args: Any, **kwargs: Any) -> str:
        """The value, not folded. It is ASCII: addresses of our own."""
        return str(self)


def _look(colour: str) -> Look:
    """Black on white is white on black in the dark, not grey."""
    return replace(look_of(INK), tone_in_dark=PAPER) if colour == INK else look_of(colour)
