"""What sending services tell, in the form that they document, through the real views of django-anymail."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from masthead.mail import suppressions, webhooks
from masthead.mail.bounces import verp
from masthead.mail.models import Letter, SoftBounce, Suppression

pytestmark = [pytest.mark.django_db, pytest.mark.urls("masthead.mail.urls")]
OLENA = "olena@reader.example"
SECRET = "service:a-long-secret"


@pytest.fixture(autouse=True)
def _secret(settings: Settings) -> None:
    settings.ANYMAIL = {
        "WEBHOOK_SECRET": SECRET,
        "MAILGUN_API_KEY": "key",
        "MAILGUN_WEBHOOK_SIGNING_KEY": "signing-key",
    }


def tell(service: str, event: Any, secret: str | None = SECRET) -> int:
    """The status that the service gets."""
    headers = {} if secret is None else {"authorization": "Basic " + base64.b64encode(secret.encode()).decode()}
    client = Client(enforce_csrf_checks=True)
    address = f"/-/mail/webhooks/{service}/"
    return client.post(address, json.dumps(event), content_type="application/json", headers=headers).status_code


def postmark(**changes: Any) -> dict[str, Any]:
    """Postmark's bounce, as its documentation shows it."""
    return {
        "RecordType": "Bounce", "ID": 42, "Type": "HardBounce", "TypeCode": 1, "Name": "Hard bounce", "Tag": "",
        "MessageID": "00000000-0000-0000-0000-000000000000", "Metadata": {}, "MessageStream": "broadcast",
        "Description": "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
        "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist.", "Email": OLENA,
        "From": "news@paper.example", "BouncedAt": "2026-11-26T07:00:09Z", "DumpAvailable": True, "Inactive": True,
        "CanActivate": True, "Subject": "Morning briefing",
    } | changes  # fmt: skip


def mailgun(**changes: Any) -> dict[str, Any]:
    """Mailgun's failure, signed."""
    signature = hmac.new(b"signing-key", b"1764140409token", hashlib.sha256).hexdigest()
    data = {
        "event": "failed", "severity": "permanent", "reason": "bounce", "id": "G9Bn5sl1TC6nu79C8C0bwg",
        "timestamp": 1764140409.5, "recipient": OLENA, "tags": [], "user-variables": {},
        "message": {"headers": {"message-id": "20261126070000@paper.example", "to": OLENA}},
        "delivery-status": {"code": 550, "message": "5.1.1 The email account does not exist", "description": ""},
    } | changes  # fmt: skip
    return {"signature": {"timestamp": "1764140409", "token": "token", "signature": signature}, "event-data": data}


def test_a_hard_bounce_suppresses_the_address() -> None:
    assert tell("postmark", postmark()) == 200
    kept = Suppression.objects.get()
    assert kept.reason == "hard_bounce"
    assert kept.detail.startswith("Postmark: smtp;550 5.1.1")
    assert suppressions.is_suppressed(OLENA)


@pytest.mark.parametrize("secret", [None, "service:wrong", "", ":", "service"])
def test_without_the_secret_nothing_is_believed(secret: str | None) -> None:
    assert tell("postmark", postmark(), secret) == 400
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("service", ["nobody", "postmark/tracking", "admin"])
def test_a_service_that_is_none_is_not_found(service: str) -> None:
    assert tell(service, postmark()) == 404


@pytest.mark.parametrize("kept", [{}, {"WEBHOOK_SECRET": ""}, {"WEBHOOK_SECRET": []}])
def test_without_a_secret_of_ours_nobody_is_heard(settings: Settings, kept: dict[str, Any]) -> None:
    settings.ANYMAIL = kept
    assert tell("postmark", postmark()) == 404
    assert not Suppression.objects.exists()


def test_a_service_that_is_not_set_up_is_not_found(settings: Settings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    assert tell("mailgun", mailgun()) == 404


def test_a_full_mailbox_is_counted_and_mail_that_arrives_forgets_it() -> None:
    tell("postmark", postmark(Type="SoftBounce", Details="smtp;552 5.2.2 Mailbox full"))
    assert SoftBounce.objects.get().count == 1
    delivered = {"RecordType": "Delivery", "MessageID": "x", "Recipient": OLENA, "DeliveredAt": "2026-11-27T07:00:09Z",
                 "Details": "Test", "Tag": "", "ServerID": 23, "Metadata": {}}  # fmt: skip
    assert tell("postmark", delivered) == 200
    assert not SoftBounce.objects.exists()


def test_a_complaint_suppresses() -> None:
    tell("postmark", postmark(RecordType="SpamComplaint", Type="SpamComplaint", Details=""))
    assert Suppression.objects.get().reason == "complaint"


def test_leaving_at_the_service_is_kept_as_asked_for() -> None:
    left = {
        "RecordType": "SubscriptionChange", "MessageID": "x", "Recipient": OLENA, "Metadata": {}, "Origin": "Recipient",
        "ChangedAt": "2026-11-27T07:00:09Z", "SuppressSending": True, "SuppressionReason": "ManualSuppression",
    }  # fmt: skip
    assert tell("postmark", left) == 200
    assert Suppression.objects.get().reason == "asked"


@pytest.mark.parametrize(
    "kind",
    ["Transient", "DnsError", "AutoResponder", "AddressChange", "ChallengeVerification", "Unknown", "Blocked",
     "DMARCPolicy", "SMTPApiError", "ManuallyDeactivated"],
)  # fmt: skip
def test_what_says_nothing_of_the_reader_changes_nothing(kind: str) -> None:
    assert tell("postmark", postmark(Type=kind, Details="")) == 200
    assert not Suppression.objects.exists()
    assert not SoftBounce.objects.exists()


def test_the_signed_reference_finds_the_letter_and_the_address_is_the_services_word() -> None:
    letter = Letter.objects.create(kind="confirm", recipient=OLENA, message=b"", state=Letter.State.SUBMITTED)
    tell("postmark", postmark(Metadata={"ref": verp.token(0, letter.pk)}))
    letter.refresh_from_db()
    assert letter.state == "refused"
    assert suppressions.is_suppressed(OLENA)


def test_a_wrong_reference_is_none() -> None:
    letter = Letter.objects.create(kind="confirm", recipient=OLENA, message=b"", state=Letter.State.SUBMITTED)
    tell("postmark", postmark(Metadata={"ref": f"0-{letter.pk}-abcdefghij"}))
    letter.refresh_from_db()
    assert letter.state == "submitted"


def test_mailgun_is_heard_with_its_signature_and_not_without() -> None:
    forged = mailgun()
    forged["signature"]["signature"] = "0" * 64
    assert tell("mailgun", forged) == 400
    assert not Suppression.objects.exists()
    assert tell("mailgun", mailgun()) == 200
    assert Suppression.objects.get().reason == "hard_bounce"


def test_mailguns_temporary_failure_is_ignored_and_its_block_is_no_fault_of_the_reader() -> None:
    tell("mailgun", mailgun(severity="temporary", reason="generic"))
    policy = {"code": 550, "message": "5.7.1 Message blocked due to spam content", "description": ""}
    tell("mailgun", mailgun(**{"delivery-status": policy}))
    assert not Suppression.objects.exists()
    assert not SoftBounce.objects.exists()


def test_sendgrid_tells_several_at_once() -> None:
    common = {"timestamp": 1764140409, "smtp-id": "<x@paper.example>", "sg_message_id": "m", "category": []}
    gone = {"event": "bounce", "type": "bounce", "email": OLENA, "sg_event_id": "a", "status": "5.0.0",
            "reason": "500 unknown recipient", "bounce_classification": "Invalid Address"}  # fmt: skip
    blocked = {"event": "bounce", "type": "blocked", "email": "bohdan@reader.example", "sg_event_id": "b",
               "status": "5.7.1", "reason": "550 5.7.1 blocked by policy"}  # fmt: skip
    reported = {"event": "spamreport", "email": "iryna@reader.example", "sg_event_id": "c"}
    dropped = {"event": "dropped", "email": "taras@reader.example", "sg_event_id": "d", "reason": "Bounced Address",
               "status": "5.0.0"}  # fmt: skip
    assert tell("sendgrid", [event | common for event in (gone, blocked, reported, dropped)]) == 200
    everybody = [f"{name}@reader.example" for name in ("olena", "bohdan", "iryna", "taras")]
    assert suppressions.suppressed(everybody) == set(everybody) - {"bohdan@reader.example"}


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({"event": "hard_bounce", "email": OLENA, "reason": "server is down: unable to connect"}, "hard_bounce"),
        ({"event": "hard_bounce", "email": OLENA, "reason": "550 5.7.1 blocked by policy"}, None),
        ({"event": "soft_bounce", "email": OLENA, "reason": "server is down"}, None),
        ({"event": "spam", "email": OLENA}, "complaint"),
        ({"event": "blocked", "email": OLENA, "reason": "blocked"}, None),
        ({"event": "deferred", "email": OLENA, "reason": "later"}, None),
        ({"event": "opened", "email": OLENA}, None),
    ],
)
def test_brevo_is_understood(event: dict[str, Any], reason: str | None) -> None:
    assert tell("brevo", event | {"ts_epoch": 1764140409000, "message-id": "<x@paper.example>", "tags": []}) == 200
    assert [kept.reason for kept in Suppression.objects.all()] == ([reason] if reason else [])


def heard(event_type: str, reject_reason: str | None = None, said: Any = None, words: str = "") -> str:
    """The kind of report that an event of anymail's is."""
    return webhooks.kind_of(
        SimpleNamespace(
            event_type=event_type, reject_reason=reject_reason, mta_response=words, description=None, esp_event=said
        )
    )


def test_a_message_that_a_server_took_for_spam_is_no_complaint_of_a_reader() -> None:
    assert heard("bounced", "spam", {"msys": {"message_event": {"bounce_class": "51"}}}) == "refused"
    assert heard("rejected", "spam") == "complaint"


@pytest.mark.parametrize(
    ("said", "words", "kind"),
    [
        ({"msys": {"message_event": {"bounce_class": "10"}}}, "", "hard"),
        ({"msys": {"message_event": {"bounce_class": "22"}}}, "552 mailbox full", "soft"),
        ({"bounce": {"bounceType": "Permanent"}}, "", "hard"),
        ({"bounce": {"bounceType": "Transient"}}, "", "soft"),
        ({"data": {"bounce": {"type": "Permanent"}}}, "", "hard"),
        ({"hard_bounce": True}, "", "hard"),
        ({"hard_bounce": False}, "", "soft"),
        ({"hard_bounce": True}, "552 5.2.2 mailbox full", "soft"),
        (None, "", "soft"),
        ("not a table", "", "soft"),
    ],
)
def test_services_say_in_their_own_words_that_it_is_no_use(said: Any, words: str, kind: str) -> None:
    assert heard("bounced", "bounced", said, words) == kind
