"""Names of uploads cannot be guessed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from masthead.media.storage import Uploads


@pytest.mark.parametrize("name", ["documents/report.pdf", "images/a.max-165x165.jpg", "documents/noending"])
def test_a_free_name_is_not_kept_as_it_is(name: str, tmp_path: Path) -> None:
    saved = Uploads(location=tmp_path).save(name, ContentFile(b"x"))
    stem, dot, ending = name.partition(".")
    assert re.fullmatch(rf"{stem}_[A-Za-z0-9]{{7}}{re.escape(dot + ending)}", saved)


def test_a_long_name_stays_within_its_limit(tmp_path: Path) -> None:
    saved = Uploads(location=tmp_path).save("documents/" + "a" * 120 + ".pdf", ContentFile(b"x"), max_length=100)
    assert len(saved) <= 100
    assert re.search(r"_[A-Za-z0-9]{7}\.pdf$", saved)
