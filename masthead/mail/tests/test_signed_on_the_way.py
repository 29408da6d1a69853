"""A relay signs what we send (DKIM, RFC 6376): what arrives must still be what was signed."""

from __future__ import annotations

import base64
from dataclasses import replace

import dkim
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from masthead.mail.mime import Template, slot
from masthead.mail.transports import Parcel
from masthead.mail.transports.address import read
from masthead.mail.transports.smtp import SmtpTransport
from tests.ground.smtp_peers import Peer

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
UNSUBSCRIBE = "https://tideway.example/-/newsletters/leave/123456789-0123456789abcdef01234567"
TEXT = "Добрий ранок.\n.\n.a dot at the beginning of a line\nFrom here on a line begins with From\n \ttrailing \t \n"


def signed(message: bytes) -> bytes:
    private = KEY.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    names = [b"From", b"To", b"Subject", b"List-Unsubscribe", b"List-Unsubscribe-Post"]
    canonical = (b"relaxed", b"simple")  # the body to the last space, as the strictest relays have it
    head: bytes = dkim.sign(
        message, b"mail", b"tideway.example", private, include_headers=names, canonicalize=canonical
    )
    return head + message


def test_a_signature_holds_when_the_message_has_arrived(smtp_peer: Peer) -> None:
    headers: list[tuple[str, bytes | str]] = [
        ("From", "Олена of The Tideway <news@tideway.example>"),
        ("To", slot("to")),
        ("Subject", "Ранок у гавані, and what else the night has brought to the quays of the town"),
        ("List-Unsubscribe", f"<{slot('leave')}>".encode()),
        ("List-Unsubscribe-Post", b"List-Unsubscribe=One-Click"),
    ]
    template = Template.build(headers, TEXT + slot("leave"), f"<p>{'word ' * 400}</p><a href='{slot('leave')}'>x</a>")
    message = signed(template.fill({"to": "ada@reader.example", "leave": UNSUBSCRIBE}))
    session = SmtpTransport(replace(read(smtp_peer.url()), timeout=5), "tideway.example").open()
    answers = list(session.send([Parcel("bounces@tideway.example", "ada@reader.example", message)]))
    session.close()
    assert [answer.code for answer in answers] == [250]
    arrived = smtp_peer.received[0].content
    public = base64.b64encode(KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    assert dkim.verify(arrived, dnsfunc=lambda name, timeout=5: b"v=DKIM1; k=rsa; p=" + public)
    assert f"\r\nList-Unsubscribe: <{UNSUBSCRIBE}>\r\n".encode() in arrived
    assert not dkim.verify(
        arrived.replace(b"word", b"wort", 1), dnsfunc=lambda name, timeout=5: b"v=DKIM1; p=" + public
    )
