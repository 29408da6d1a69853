"""DMARC: what becomes of mail in the domain's name that neither SPF nor DKIM vouches for (RFC 7489)."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.mail.sender_domain.advice import Advice, record
from masthead.mail.sender_domain.asking import Directory
from masthead.mail.sender_domain.dkim import read_tags

POLICIES = ("none", "quarantine", "reject")


def look(directory: Directory, domain: str, envelope: str) -> Iterator[Advice]:
    """Whether there is a policy, and whether the domain of the envelope counts as ours under it."""
    found, above = find(directory, domain)
    if not found:
        mend = record(f"_dmarc.{domain}", "TXT", f"v=DMARC1; p=none; rua=mailto:dmarc@{domain}")
        yield Advice("wrong", f"{domain} has no DMARC record; large providers refuse newsletters without one.", mend)
        return
    tags = read_tags(found[0])
    if len(found) > 1:
        yield Advice("wrong", f"_dmarc.{above} has {len(found)} DMARC records, which counts as none.",
                     f"Remove all but one: {found[0]}")  # fmt: skip
    elif tags.get("p", "").lower() not in POLICIES:
        yield Advice("wrong", f"The DMARC record at _dmarc.{above} has no policy (p=).",
                     f"Make it: v=DMARC1; p=none; rua=mailto:dmarc@{above}")  # fmt: skip
    else:
        yield from _details(above, tags)
    yield from _alignment(domain, envelope, above, is_strict=tags.get("aspf", "r").lower() == "s")


def find(directory: Directory, domain: str) -> tuple[list[str], str]:
    """The DMARC records that hold for a domain, and the domain at or above it where they stand."""
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        above = ".".join(labels[start:])
        found = [text for text in directory.texts(f"_dmarc.{above}") if text.replace(" ", "").startswith("v=DMARC1")]
        if found:
            return found, above
    return [], domain


def _details(above: str, tags: dict[str, str]) -> Iterator[Advice]:
    if not tags.get("rua"):
        yield Advice("advice", f"Nobody is sent the DMARC reports on {above}.",
                     f"Add to the record at _dmarc.{above}: ; rua=mailto:dmarc@{above}")  # fmt: skip
    if tags["p"].lower() == "none":
        yield Advice("advice", f"The DMARC policy of {above} lets forgeries through (p=none).",
                     "When the reports show that your own mail passes, change p=none to p=quarantine.")  # fmt: skip


def _alignment(domain: str, envelope: str, above: str, is_strict: bool) -> Iterator[Advice]:
    """SPF counts for DMARC only where the envelope is of the same domain: exactly (strict) or of one family."""
    is_same = envelope == domain
    is_family = f".{envelope}".endswith(f".{above}") or above.endswith(f".{envelope}")
    if is_same or (is_family and not is_strict):
        return
    yield Advice(
        "advice",
        f"Bounces go to {envelope} and mail comes from {domain}: SPF does not count for DMARC, DKIM alone must.",
        f"Set MASTHEAD_BOUNCE_ADDRESS to an address at {domain}, or take care that DKIM signs for {domain}.",
    )
