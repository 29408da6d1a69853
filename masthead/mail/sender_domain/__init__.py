"""Whether the domain that mail is sent from is set up so that large providers take it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import dns.resolver

from masthead.mail.sender_domain import dkim, dmarc, spf
from masthead.mail.sender_domain.advice import Advice
from masthead.mail.sender_domain.asking import CannotAsk, Directory

__all__ = ["Advice", "look"]


def look(
    domain: str,
    resolver: dns.resolver.Resolver | None = None,
    host: str | None = None,
    *,
    selectors: Sequence[str] = (),
    bounces: str | None = None,
    has_own_envelope: bool = True,
) -> list[Advice]:
    """What to mend at ``domain``, that of the sender's address; nothing when all is well.

    ``host`` is the relay, for the record that lets it send; ``selectors`` name the DKIM keys; ``bounces`` is the
    domain of the bounce address, whose SPF record is the one that receivers look at. A mail service has no envelope of
    our domain but of its own: then no SPF record is missed.
    """
    directory = Directory(resolver)
    envelope = (bounces or domain).lower()
    domain = domain.lower()
    checks: tuple[Callable[[], Iterator[Advice]], ...] = (
        lambda: spf.look(directory, envelope, _allowing(host), is_needed=has_own_envelope),
        lambda: dkim.look(directory, domain, selectors),
        lambda: dmarc.look(directory, domain, envelope),
        lambda: _way_back(directory, envelope) if bounces else iter(()),
    )
    found: list[Advice] = []
    for check in checks:
        try:
            found += check()
        except CannotAsk as error:
            what = f"The DNS could not be asked about {error}, so that the sender's domain was not checked in full."
            return [*found, Advice("advice", what, "Try again when this machine has a name server: masthead check")]
    return found


def _allowing(host: str | None) -> str:
    return f"a:{host}" if host else "mx"


def _way_back(directory: Directory, domain: str) -> Iterator[Advice]:
    """Bounces must find a server that takes them."""
    exchangers = directory.exchangers(domain)
    if "." in exchangers:
        yield Advice("wrong", f"{domain} says that it takes no mail (MX .), so that no bounce comes back.",
                     "Set MASTHEAD_BOUNCE_ADDRESS to an address at a domain that takes mail.")  # fmt: skip
    elif not exchangers and not directory.has_address(domain):
        yield Advice("wrong", f"No mail server is named for {domain}, so that no bounce comes back.",
                     f"Add this record to the DNS: name {domain}, type MX, value: 10 YOUR-MAIL-SERVER")  # fmt: skip
