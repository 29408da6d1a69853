"""What may be wrong with mail: the way out, the name it goes by, and the way back. Only where mail really leaves."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

from django.conf import settings

from masthead.config.finding import Finding


def relay() -> Iterator[Finding]:
    """Whether the relay can be reached and takes our password. It is greeted and left; no message is sent."""
    from masthead.mail.transports import CannotConnect, transport

    if not settings.MAIL.is_real:
        return
    try:
        transport().open().close()
    except CannotConnect as error:
        yield Finding("wrong", f"Mail cannot leave: {error}", "Mend EMAIL_URL, or the relay, and look again.")


def sender_domain() -> Iterator[Finding]:
    """SPF, DKIM, DMARC: only where mail really leaves, since the name servers are asked."""
    from masthead.mail.sender_domain import look

    if not settings.MAIL.is_real:
        return
    domain = settings.MAIL_FROM.rpartition("@")[2]
    if not _is_a_name(domain):
        yield Finding(
            "wrong",
            f"Mail would come from {settings.MAIL_FROM}, and no provider takes mail from there.",
            "Set MASTHEAD_MAIL_FROM to an address at a domain of yours: newsletters@paper.example",
        )
        return
    is_own_relay = settings.MAIL.service is None
    host = settings.MAIL.host if settings.MAIL.host not in ("127.0.0.1", "localhost", "::1") else settings.PUBLIC_HOST
    for advice in look(
        domain,
        host=host if is_own_relay else None,
        selectors=settings.DKIM_SELECTORS,
        bounces=settings.BOUNCE_ADDRESS.rpartition("@")[2] if settings.BOUNCE_ADDRESS and is_own_relay else None,
        has_own_envelope=is_own_relay,
    ):
        yield Finding(advice.level, advice.what, advice.mend)


def bounces() -> Iterator[Finding]:
    """Whether what comes back is read. A mail service reads it itself, and tells."""
    from masthead.mail.bounces.collecting import problem

    if not settings.MAIL.is_real or settings.MAIL.service:
        return
    if settings.BOUNCES is None:
        yield Finding("advice", "Nobody reads what mail servers send back, so that dead addresses are mailed for ever.",
                      "Set MASTHEAD_BOUNCES and MASTHEAD_BOUNCE_ADDRESS: docs/operators/bounces.md")  # fmt: skip
        return
    if not settings.BOUNCE_ADDRESS:
        yield Finding("wrong", "Bounces are fetched, but none tells whose message it was.",
                      "Set MASTHEAD_BOUNCE_ADDRESS to the address that they come to.")  # fmt: skip
    trouble = problem(settings.BOUNCES)
    if trouble:
        yield Finding("wrong", f"Bounces cannot be fetched: {trouble}", "Check MASTHEAD_BOUNCES.")


def _is_a_name(domain: str) -> bool:
    """Whether receivers can look it up: no bare number, and not the name of this machine to itself."""
    try:
        ip_address(domain.strip("[]"))
    except ValueError:
        return "." in domain
    return False
