"""SPF: which machines may send for the domain of the envelope (RFC 7208)."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.mail.sender_domain.advice import Advice, record
from masthead.mail.sender_domain.asking import Directory

MOST_LOOKUPS = 10
ASKING = ("include", "a", "mx", "ptr", "exists")


def look(directory: Directory, domain: str, allowed: str, is_needed: bool = True) -> Iterator[Advice]:
    """What is wrong with the SPF record; ``allowed`` is the mechanism that lets our relay send."""
    found = records(directory, domain)
    if not found and not is_needed:
        return
    if not found:
        mend = record(domain, "TXT", f"v=spf1 {allowed} ~all")
        yield Advice("wrong", f"{domain} has no SPF record, so that nobody can tell our mail from a forgery.", mend)
        return
    if len(found) > 1:
        together = " ".join(term for text in found for term in text.split()[1:] if not _is_all(term))
        mend = f"Remove all but one, and make it: v=spf1 {together} ~all"
        yield Advice("wrong", f"{domain} has {len(found)} SPF records, which counts as none.", mend)
        return
    yield from _ending(domain, found[0])
    lookups = count_lookups(directory, domain)
    if lookups > MOST_LOOKUPS:
        yield Advice(
            "wrong",
            f"The SPF record of {domain} needs {lookups} questions to the DNS; with more than {MOST_LOOKUPS} it is "
            "not believed.",
            "Take out the include: terms of services that no longer send for you.",
        )


def records(directory: Directory, domain: str) -> list[str]:
    """The SPF records of a domain; there should be one."""
    return [text for text in directory.texts(domain) if text.lower().split(" ")[0] == "v=spf1"]


def count_lookups(directory: Directory, domain: str, above: tuple[str, ...] = ()) -> int:
    """How many questions a receiver must ask; counting stops when it is too many in any case."""
    found = records(directory, domain)
    if not found or domain in above or len(above) > MOST_LOOKUPS:
        return 0
    count = 0
    for term in found[0].split()[1:]:
        name, _, value = term.lstrip("+-~?").lower().partition("=" if term.lower().startswith("redirect=") else ":")
        if name.split("/")[0] not in (*ASKING, "redirect"):
            continue
        count += 1
        if name in ("include", "redirect") and "%" not in value and count <= MOST_LOOKUPS:
            count += count_lookups(directory, value, (*above, domain))
    return count


def _ending(domain: str, text: str) -> Iterator[Advice]:
    terms = text.lower().split()[1:]
    last = next((term for term in reversed(terms) if _is_all(term)), "")
    if last in ("all", "+all"):
        mend = f"Let it end in ~all instead of +all: {_ended(text)}"
        yield Advice("wrong", f"The SPF record of {domain} lets everybody send in its name (+all).", mend)
    elif last not in ("~all", "-all") and not any(term.startswith("redirect=") for term in terms):
        mend = f"Let it end in ~all: {_ended(text)}"
        yield Advice("advice", f"The SPF record of {domain} does not say that other machines may not send.", mend)


def _ended(text: str) -> str:
    return " ".join([term for term in text.split() if not _is_all(term)] + ["~all"])


def _is_all(term: str) -> bool:
    return term.lstrip("+-~?").lower() == "all"
