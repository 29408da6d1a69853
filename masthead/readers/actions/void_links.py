"""End all links that were mailed to a reader."""

from __future__ import annotations

from masthead.readers.actions.find_or_make_reader import new_token
from masthead.readers.models import Reader


def void_links(reader: Reader) -> None:
    """Every signed link made for the reader so far opens nothing any more; new mail brings new ones."""
    reader.token = new_token()
    reader.save(update_fields=["token"])
