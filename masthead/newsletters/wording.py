"""The words that a reader agrees to by signing up. They are kept with the consent, under their hash."""

from __future__ import annotations

import hashlib
import re

from django.utils.translation import gettext as _

from masthead.readers.models import Wording

_HASH = re.compile(r"[0-9a-f]{64}")


def words(name: str) -> str:
    """The line beside the button, in the language that is active; ``name`` is the paper's."""
    return _(
        "By signing up you agree to get the newsletters you chose from %(paper)s by email."
        " Each one has a link to leave with one click."
    ) % {"paper": name}


def hash_of(text: str) -> str:
    """What a wording is kept under."""
    return hashlib.sha256(text.encode()).hexdigest()


def keep(text: str, shown: str = "") -> str:
    """The hash of the wording that the reader saw, and its text on record.

    ``shown`` is what the form says it showed: a page that was opened before the words changed. It counts only when
    such words are on record.
    """
    if _HASH.fullmatch(shown) and shown != hash_of(text) and Wording.objects.filter(hash=shown).exists():
        return shown
    return Wording.objects.get_or_create(hash=hash_of(text), defaults={"text": text})[0].hash
