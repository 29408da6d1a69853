"""First words of addresses that no section and no standing page may take."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

RESERVED = frozenset(
    "authors archive topics news-feed newsletters join campaign feed podcast sitemap news-sitemap robots static media "
    "newsroom page styleguide members live today text search".split()
)


def free_first_word(slug: str) -> None:
    """Refuse a slug that would stand where the paper has something else (a year is one too)."""
    if slug in RESERVED or re.fullmatch(r"\d{4}", slug):
        raise ValidationError(_("“%(slug)s” is used by the paper itself; choose another."), params={"slug": slug})
