"""Groups of mail providers that look at a sender in the same way, so that each can be sent to at its own pace."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

OTHER = "other"
LABELS = {
    "gmail": "Gmail",
    "microsoft": "Outlook, Hotmail",
    "yahoo": "Yahoo, AOL",
    "apple": "iCloud",
    "ukrnet": "ukr.net, i.ua, meta.ua",
    OTHER: _("all others"),
}
_DOMAINS = {
    "gmail": "gmail.com googlemail.com",
    "microsoft": "outlook.com hotmail.com live.com msn.com passport.com windowslive.com",
    "yahoo": "yahoo.com ymail.com rocketmail.com aol.com aim.com verizon.net",
    "apple": "icloud.com me.com mac.com",
    "ukrnet": "ukr.net i.ua ua.fm email.ua meta.ua bigmir.net online.ua",
}
_BY_DOMAIN = {domain: group for group, domains in _DOMAINS.items() for domain in domains.split()}
_BY_NAME = {"outlook": "microsoft", "hotmail": "microsoft", "live": "microsoft", "yahoo": "yahoo"}  # yahoo.co.uk


def group_of(address: str) -> str:
    """The group of an address, by its domain."""
    domain = address.rpartition("@")[2].lower()
    return _BY_DOMAIN.get(domain) or _BY_NAME.get(domain.partition(".")[0], OTHER)
