"""A serialised message, taken apart again for a mail service that wants it in pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.policy import default

from anymail.message import AnymailMessage

from masthead.mail.transports.esp_table import Service

# What a service writes itself, from what it is told.
_ITS_OWN = frozenset(
    "from to cc bcc subject date mime-version content-type content-transfer-encoding return-path received".split()
)
REFERENCE = "X-Masthead-Ref"  # comes back with the webhooks
METADATA = "masthead_ref"


class _Raw(Message):
    """The message as it was serialised: made anew, ``List-Unsubscribe`` would be folded, and its one click fail."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self._raw = raw

    def as_bytes(self, unixfrom: bool = False, policy: object = None) -> bytes:
        """What anymail has set goes before it."""
        return "".join(f"{name}: {value}\r\n" for name, value in self.items()).encode("ascii") + self._raw


class _Mail(AnymailMessage):  # type: ignore[misc]  # anymail has no types
    """In pieces for most services, as a whole for Amazon."""

    raw: bytes

    def message(self) -> _Raw:
        """The whole."""
        return _Raw(self.raw)


def mail_of(message: bytes, recipient: str, service: Service) -> _Mail:
    """The same message for anymail, to this recipient alone, with all headers that are ours and no tracking."""
    parsed = message_from_bytes(message, policy=default)
    assert isinstance(parsed, EmailMessage)
    mail = _Mail(
        subject=str(parsed.get("Subject", "")),
        body=_body(parsed, "plain"),
        from_email=str(parsed.get("From", "")),
        to=[_named(parsed, recipient)],
        headers=_headers(parsed, service),
    )
    mail.raw = message
    if html := _body(parsed, "html"):
        mail.attach_alternative(html, "text/html")
    for part in parsed.iter_attachments():
        mail.attach(part.get_filename(), part.get_payload(decode=True), part.get_content_type())
    if reference := parsed.get(REFERENCE):
        mail.metadata = {METADATA: str(reference)}
    if service.can_leave_untracked:
        mail.track_clicks = mail.track_opens = False
    return mail


def _headers(parsed: EmailMessage, service: Service) -> dict[str, str]:
    headers = {name: str(value) for name, value in parsed.items() if name.lower() not in _ITS_OWN}
    if not service.keeps_message_id:
        headers = {name: value for name, value in headers.items() if name.lower() != "message-id"}
    for name, value in headers.items():
        if name.lower() == "list-id" and not value.isascii():  # some services take no such header; the name is for show
            headers[name] = "".join(re.findall(r"<[^>]+>", value)[-1:])
    return {**headers, **service.headers}


def _named(parsed: EmailMessage, recipient: str) -> str:
    """The address with the name that it has in the header."""
    to = parsed.get("To")
    addresses: Sequence[Address] = getattr(to, "addresses", ())
    return str(to) if len(addresses) == 1 and addresses[0].addr_spec == recipient else recipient


def _body(parsed: EmailMessage, kind: str) -> str:
    part = parsed.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""
