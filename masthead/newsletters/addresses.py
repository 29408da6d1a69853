"""The address that an issue gets when it goes out, and keeps."""

from __future__ import annotations

from datetime import date

from masthead.lib.slugs import make_slug, with_suffix
from masthead.newsletters.models import Issue

LONGEST = 100


def address_for(issue: Issue, day: date) -> str:
    """``/newsletters/morning/2026-05-04-the-ferry-returns/``, one that no other issue has. It is not saved here."""
    slug = (issue.slug or make_slug(issue.subject, LONGEST))[:LONGEST].strip("-")
    dated = f"{day.isoformat()}-{slug}" if slug else day.isoformat()
    base = issue.mailing_list.address
    taken = set(
        Issue.objects.filter(address__startswith=f"{base}{dated}")
        .exclude(pk=issue.pk)
        .values_list("address", flat=True)
    )
    found, number = dated, 2
    while f"{base}{found}/" in taken:
        found, number = with_suffix(dated, number, LONGEST + 16), number + 1
    return f"{base}{found}/"
