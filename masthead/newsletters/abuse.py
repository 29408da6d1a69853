"""Limits of what strangers can have mailed in our name. A form that mails whatever address is typed is a weapon.

Three things are at stake: people who never asked (their mailboxes are flooded by thousands of such forms at once), our
name with the mail providers, and the reader who did ask. So nothing is refused to a reader's face, what is too much
waits, and what has waited for a day is dropped. The view asks `is_flood`; the worker asks `decide` before each mail.
How often one address is written to is counted where confirmations are mailed.

Every limit counts rows of `SignUp` and keeps nothing else; `due_at` of a row that was mailed is when it was mailed.
Who shows no proof of work gets a fifth.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from disposable_email_domains import blocklist
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from masthead.mail.groups import OTHER, group_of
from masthead.newsletters.mailboxes import of_mailbox
from masthead.newsletters.models import SignUp

HOUR = timedelta(hours=1)
WITHOUT_PROOF = 5  # what limits are divided by: reading without script is welcome, but a machine does it for nothing

# A /24 is an office, a campus, or the one address behind which a mobile provider keeps thousands.
NETWORK_FORMS = 100  # forms that are taken an hour; more is nobody's household
NETWORK_MAILS = 30  # confirmations an hour
# A small provider that gets many at once is being flooded through us, or is made of invented addresses.
DOMAIN_MAILS = 60
# The great ones have most of our readers: after a good story hundreds an hour are right.
GREAT_DOMAIN_MAILS = 3_000
# Throw-away addresses are anybody's right, and a machine's habit: it has moved on by the time the mail comes.
DISPOSABLE_DELAY = timedelta(minutes=15)
DISPOSABLE_MAILS = 10
# name+1@, name+2@ and so on are one mailbox, at Gmail na.me@ too, and each would pass for another address.
MAILBOX_MAILS = 3
# Whoever has networks without number fills the queue with forms that cost nothing; readers' forms wait behind them.
MOST_WAITING = 20_000
WAITS_AT_MOST = timedelta(days=1)  # nobody remembers what they asked for later than that

# The breaker: real readers confirm within minutes, a third of them and more; invented ones never do.
BREAKER_MAILS = 200
BREAKER_SHARE = 0.05
BREAKER_USUAL = 0.10  # a paper whose readers never confirm more than that would be stopped for nothing
BREAKER_DAYS = timedelta(days=30)
BREAKER_PAUSE = timedelta(minutes=5)

MAILED = (SignUp.State.MAILED, SignUp.State.CONFIRMED, SignUp.State.KNOWN)


@dataclass(frozen=True)
class Decision:
    """Whether a confirmation goes out now. ``until``: it waits; neither: it is dropped. ``reason`` is for the log."""

    goes: bool
    until: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Breaker:
    """Whether confirmations are held back because hardly anybody confirms them."""

    is_open: bool
    mailed: int  # in the last hour
    confirmed: int  # of these
    usual: float | None = None  # the share of the month before; none when too few were mailed to tell


def network_of(client: str, day: str = "") -> str:
    """The /24 or /56 of a client as a hash with our key that changes daily: enough to count, too little to follow."""
    day = day or f"{timezone.now():%Y-%m-%d}"
    return salted_hmac("masthead.newsletters.network", f"{day} {_network(client)}", algorithm="sha256").hexdigest()


def is_flood(network: str, is_proved: bool) -> bool:
    """Whether this network has sent more forms in an hour than are worth keeping, or all of them more than can wait."""
    if not is_proved and _reaches(SignUp.objects.filter(state=SignUp.State.WAITING), MOST_WAITING):
        return True
    most = _limit(NETWORK_FORMS, is_proved)
    return _reaches(SignUp.objects.filter(network=network, at__gt=timezone.now() - HOUR), most)


def decide(sign_up: SignUp, breaker: Breaker) -> Decision:
    """What the worker does with a form whose turn has come. It asks `breaker_state` once for a handful of forms."""
    now = timezone.now()
    if now - sign_up.at > WAITS_AT_MOST:
        return Decision(False, reason="waited for too long")
    if is_disposable(sign_up.address) and now < sign_up.at + DISPOSABLE_DELAY:
        return Decision(False, sign_up.at + DISPOSABLE_DELAY, "disposable address")
    if is_network_busy(sign_up):
        return Decision(False, now + HOUR, "network")
    if is_domain_busy(sign_up):
        return Decision(False, now + HOUR, "mail domain")
    if is_mailbox_busy(sign_up):
        return Decision(False, now + HOUR, "mailbox")
    if breaker.is_open:
        return Decision(False, now + BREAKER_PAUSE, "breaker")
    return Decision(True)


def is_network_busy(sign_up: SignUp) -> bool:
    """Whether this network has had its confirmations for the hour."""
    return _reaches(_mailed(HOUR, Q(network=sign_up.network)), _limit(NETWORK_MAILS, sign_up.is_proved))


def is_domain_busy(sign_up: SignUp) -> bool:
    """Whether this mail domain has had its confirmations for the hour."""
    of_domain = Q(address__iendswith=f"@{domain_of(sign_up.address)}")
    return _reaches(_mailed(HOUR, of_domain), _limit(mails_for(sign_up.address), sign_up.is_proved))


def is_mailbox_busy(sign_up: SignUp) -> bool:
    """Whether this mailbox, under whatever tag or spelling, has had its confirmations for the day."""
    return _reaches(of_mailbox(_mailed(24 * HOUR, Q()), "address", sign_up.address), MAILBOX_MAILS)


def mails_for(address: str) -> int:
    """How many confirmations an hour the domain of this address gets."""
    if is_disposable(address):
        return DISPOSABLE_MAILS
    return DOMAIN_MAILS if group_of(address) == OTHER else GREAT_DOMAIN_MAILS


def is_disposable(address: str) -> bool:
    """Whether the domain, or one above it, is known to give addresses away for minutes."""
    parts = domain_of(address).split(".")
    return any(".".join(parts[place:]) in blocklist for place in range(len(parts) - 1))


def breaker_state() -> Breaker:
    """Whether confirmations wait: many went out in the last hour, hardly any was confirmed, and usually more are."""
    since = timezone.now() - HOUR
    asked = SignUp.objects.filter(state__in=(SignUp.State.MAILED, SignUp.State.CONFIRMED))
    mailed, confirmed = _counts(asked.filter(due_at__gt=since))
    if mailed <= BREAKER_MAILS or confirmed >= mailed * BREAKER_SHARE:
        return Breaker(False, mailed, confirmed)
    before, before_confirmed = _counts(asked.filter(due_at__gt=since - BREAKER_DAYS, due_at__lte=since))
    usual = before_confirmed / before if before > BREAKER_MAILS else None
    return Breaker(usual is None or usual >= BREAKER_USUAL, mailed, confirmed, usual)


def domain_of(address: str) -> str:
    """What stands behind the @."""
    return address.rpartition("@")[2].lower()


def _limit(most: int, is_proved: bool) -> int:
    return most if is_proved else max(1, most // WITHOUT_PROOF)


def _mailed(within: timedelta, which: Q) -> QuerySet[SignUp]:
    return SignUp.objects.filter(which, state__in=MAILED, due_at__gt=timezone.now() - within)


def _reaches(rows: QuerySet[SignUp], most: int) -> bool:
    return rows[:most].count() >= most


def _counts(rows: QuerySet[SignUp]) -> tuple[int, int]:
    return rows.count(), rows.filter(state=SignUp.State.CONFIRMED).count()


def _network(client: str) -> str:
    try:
        address = ip_address(client)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network((address, 24 if address.version == 4 else 56), strict=False))
