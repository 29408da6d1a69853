"""Finding the author that somebody with an account writes as."""

from __future__ import annotations

from masthead.people.models import Author, Staff


def link_author(staff: Staff) -> Author | None:
    """The account's author. The first time it is found by its e-mail address or its name, and linked."""
    linked = Author.objects.filter(staff=staff).first()
    if linked:
        return linked
    found = _alike(staff)
    if found:
        found.staff = staff
        found.save(update_fields=["staff"])
    return found


def _alike(staff: Staff) -> Author | None:
    """The one author without an account who has this address or name; none when two have."""
    free = Author.objects.filter(staff=None)
    for match in ({"email__iexact": staff.email}, {"name__iexact": staff.get_full_name()}):
        found = list(free.filter(**match)[:2]) if all(match.values()) else []
        if len(found) == 1:
            return found[0]
    return None
