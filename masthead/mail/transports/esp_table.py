"""The mail services that django-anymail speaks to: a row each. Needs no Django, since the options are read by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Service:
    """A row. ``key``, ``secret`` and ``place`` name anymail's settings for what stands in SCHEME://KEY:SECRET@PLACE."""

    name: str
    prefix: str  # of its settings in anymail
    key: str
    form: str  # as the operator writes it
    secret: str = ""
    place: str = ""
    regions: Mapping[str, str] = field(default_factory=dict)  # ?region=... and the API's address there
    can_leave_untracked: bool = True  # per message; elsewhere the account's own settings decide
    keeps_message_id: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)  # that it wants besides ours
    account_faults: frozenset[int | str] = frozenset()  # its codes for what is no reader's fault, beside HTTP's own

    @property
    def backend(self) -> str:
        """The dotted path of anymail's back end."""
        return f"anymail.backends.{self.prefix.lower()}.EmailBackend"


SERVICES: Mapping[str, Service] = {
    "mailgun": Service(
        "Mailgun", "MAILGUN", "API_KEY", "mailgun://KEY@DOMAIN", place="SENDER_DOMAIN", keeps_message_id=True,
        regions={"us": "https://api.mailgun.net/v3", "eu": "https://api.eu.mailgun.net/v3"},
    ),
    "postmark": Service(
        "Postmark", "POSTMARK", "SERVER_TOKEN", "postmark://TOKEN", keeps_message_id=True,
        headers={"X-PM-KeepID": "true"}, account_faults=frozenset({10, 400, 401, 405, 412, 413}),
    ),
    "sendgrid": Service(
        "SendGrid", "SENDGRID", "API_KEY", "sendgrid://KEY", keeps_message_id=True,
        regions={"global": "https://api.sendgrid.com/v3/", "eu": "https://api.eu.sendgrid.com/v3/"},
    ),
    "brevo": Service("Brevo", "BREVO", "API_KEY", "brevo://KEY", can_leave_untracked=False),
    "mailjet": Service("Mailjet", "MAILJET", "API_KEY", "mailjet://KEY:SECRET", secret="SECRET_KEY"),  # noqa: S106
    "resend": Service("Resend", "RESEND", "API_KEY", "resend://KEY", can_leave_untracked=False),
    "sparkpost": Service(
        "SparkPost", "SPARKPOST", "API_KEY", "sparkpost://KEY",
        regions={"us": "https://api.sparkpost.com/api/v1/", "eu": "https://api.eu.sparkpost.com/api/v1/"},
    ),
    # Its settings are boto3's, so the names are ours alone; `anymail_settings` puts them in place.
    "ses": Service(
        "Amazon SES", "AMAZON_SES", "aws_access_key_id", "ses://KEY:SECRET@REGION", secret="aws_secret_access_key",  # noqa: S106
        place="region_name", can_leave_untracked=False,
        account_faults=frozenset({
            "AccountSuspendedException", "SendingPausedException", "MailFromDomainNotVerifiedException",
        }),
    ),
}  # fmt: skip
