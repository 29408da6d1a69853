"""What pages ask about authors."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.people.models import Author
from masthead.press import reads

ALL_AUTHORS = "authors"


def everyone() -> list[Author]:
    """All authors by name, with their portraits."""
    reads.note(ALL_AUTHORS)
    return list(Author.objects.select_related("picture").prefetch_related("picture__renditions"))


def author_called(slug: str) -> Author | None:
    """The author at ``/authors/SLUG/``."""
    found = Author.objects.select_related("picture").prefetch_related("picture__renditions").filter(slug=slug)
    return found.first()


def addresses() -> Iterator[str]:
    """Every address of an author."""
    yield "/authors/"
    yield from (author.address for author in Author.objects.all())
