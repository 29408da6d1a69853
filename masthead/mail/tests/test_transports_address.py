"""EMAIL_URL: every form that is taken, and one clear line for each that is not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from masthead.mail.transports import transport
from masthead.mail.transports.address import MailAddress, anymail_settings, read
from masthead.mail.transports.esp_table import SERVICES


@pytest.mark.parametrize("text", ["", " ", "spool:", "spool://"])
def test_without_a_value_nothing_leaves(text: str) -> None:
    address = read(text)
    assert not address.is_real
    assert address.label == "spool (nothing leaves this machine)"
    assert anymail_settings(address) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("smtp://relay.example", MailAddress("smtp", "relay.example", 587, tls="starttls", connections=4)),
        ("smtp://Relay.example:25?tls=none", MailAddress("smtp", "relay.example", 25, tls="none", connections=4)),
        ("smtp://127.0.0.1:25", MailAddress("smtp", "127.0.0.1", 25, tls="none", connections=4)),
        ("smtp://localhost?tls=starttls", MailAddress("smtp", "localhost", 587, tls="starttls", connections=4)),
        ("smtp://[::1]:2525", MailAddress("smtp", "::1", 2525, tls="none", connections=4)),
        ("smtps://u:p@h", MailAddress("smtps", "h", 465, "u", "p", tls="implicit", connections=4)),
        (
            "smtp://news%40paper.example:p%40s%2Fs%23:x@relay.example/?tls=optional&connections=9&timeout=60",
            MailAddress(
                "smtp",
                "relay.example",
                587,
                "news@paper.example",
                "p@s/s#:x",
                tls="optional",
                connections=9,
                timeout=60,
            ),
        ),
    ],
)
def test_a_relay_is_read(text: str, expected: MailAddress) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "label", "settings"),
    [
        ("postmark://To-Ken", "Postmark", {"POSTMARK_SERVER_TOKEN": "To-Ken"}),
        ("sendgrid://SG.a_B", "SendGrid", {"SENDGRID_API_KEY": "SG.a_B"}),
        ("brevo://xkeysib-1", "Brevo", {"BREVO_API_KEY": "xkeysib-1"}),
        ("resend://re_1", "Resend", {"RESEND_API_KEY": "re_1"}),
        ("mailjet://a:b%2Fc", "Mailjet", {"MAILJET_API_KEY": "a", "MAILJET_SECRET_KEY": "b/c"}),
        (
            "mailgun://Key@MG.paper.example?region=eu",
            "Mailgun mg.paper.example",
            {
                "MAILGUN_API_KEY": "Key",
                "MAILGUN_SENDER_DOMAIN": "mg.paper.example",
                "MAILGUN_API_URL": "https://api.eu.mailgun.net/v3",
            },
        ),
        (
            "sparkpost://key?api_url=https://api.example/v1/",
            "SparkPost",
            {"SPARKPOST_API_KEY": "key", "SPARKPOST_API_URL": "https://api.example/v1/"},
        ),
    ],
)
def test_a_service_is_read(text: str, label: str, settings: dict[str, str]) -> None:
    address = read(text)
    assert address.is_real
    assert address.label == label
    assert anymail_settings(address) == settings


def test_amazon_is_asked_once_for_each_message() -> None:
    given = anymail_settings(read("ses://KEY:SECRET@eu-west-1"))["AMAZON_SES_CLIENT_PARAMS"]
    assert (given["aws_access_key_id"], given["aws_secret_access_key"]) == ("KEY", "SECRET")
    assert given["region_name"] == "eu-west-1"
    assert given["config"]["retries"] == {"total_max_attempts": 1}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("relay.example", "does not begin with one of smtp, smtps, mailgun"),
        ("foo://relay.example", "does not begin"),
        ("smtp://", "has no host"),
        ("smtp://:25", "has no host"),
        ("smtp://u@h", "has a user without a password"),
        ("smtp://:p@h", "has a user without a password, or a password without a user"),
        ("smtp://h:0", "has a port that is not between"),
        ("smtp://h:abc", "has a port that is not between"),
        ("smtp://::1", "IPv6 address without brackets"),
        ("smtp://[::1", "is not an address"),
        ("smtp://u:p/x@h", "%2F"),
        ("smtp://u:p#x@h", "%23"),
        ("smtp://h?tls=yes", "has tls=yes, which is not one of starttls, none, optional"),
        ("smtps://h?tls=none", "has the option tls"),
        ("smtp://h?ssl=1", "has the option ssl"),
        ("smtp://h?connections=0", "has connections=0"),
        ("smtp://h?timeout=1e3", "has timeout=1e3"),
        ("smtp://a b@h", "has a space"),
        ("postmark://", "is not of the form postmark://TOKEN"),
        ("postmark://a:b", "is not of the form postmark://TOKEN"),
        ("postmark://a@b", "is not of the form postmark://TOKEN"),
        ("mailgun://key", "is not of the form mailgun://KEY@DOMAIN"),
        ("mailgun://@d", "is not of the form"),
        ("mailjet://key", "is not of the form mailjet://KEY:SECRET"),
        ("ses://a:b", "is not of the form ses://KEY:SECRET@REGION"),
        ("mailgun://k@d?region=mars", "has region=mars, which is not one of us, eu"),
        ("brevo://k?region=eu", "has the option region"),
        ("spool:x", "does not begin"),
    ],
)
def test_a_wrong_value_is_told_in_a_line(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=r"^(is|has|does) ") as told:
        read(text)
    assert reason in str(told.value)


@pytest.mark.parametrize("text", ["smtp://user:hunter2@h", "mailjet://hunter2:hunter2", "postmark://hunter2"])
def test_no_secret_is_shown(text: str) -> None:
    address = read(text)
    assert "hunter2" not in f"{address!r} {address} {address.label}"


@pytest.mark.parametrize("scheme", SERVICES)
def test_each_service_has_its_back_end(scheme: str) -> None:
    pytest.importorskip("boto3")
    form = SERVICES[scheme].form
    address = read(form)
    assert address.service is SERVICES[scheme]
    from masthead.mail.transports.esp import EspTransport

    EspTransport(address).open().close()


def test_it_is_read_before_there_are_settings() -> None:
    line = "import sys; from masthead.mail.transports.address import read; read('postmark://T'); "
    line += "sys.exit(any(name in sys.modules for name in ('django.conf', 'anymail', 'smtplib', 'requests')))"
    assert subprocess.run([sys.executable, "-c", line], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "label"), [("", "spool (nothing leaves this machine)"), ("smtp://h:1", "SMTP h:1"), ("brevo://k", "Brevo")]
)
def test_the_way_is_chosen_by_the_setting(settings: pytest.FixtureRequest, text: str, label: str) -> None:
    settings.MAIL = read(text)  # type: ignore[attr-defined]  # pytest-django's own
    assert transport().label == label
    assert transport().is_real is bool(text)
