"""Staff accounts and authors: two things, since a guest writes without an account."""

from masthead.people.models.author import Author
from masthead.people.models.staff import Staff

__all__ = ["Author", "Staff"]
