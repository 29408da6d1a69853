"""The interface in Ukrainian: whole, and compiled from what stands beside it."""

from __future__ import annotations

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest

from tests.ground.database import ROOT

CATALOGUES = sorted((ROOT / "masthead").rglob("locale/*/LC_MESSAGES/django.po"))
FIELD = re.compile(r"^(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])? (\".*\")$|^(\".*\")$")
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")

Entry = dict[str, str]


def entries(path: Path) -> list[Entry]:
    """The entries of a .po file in use, by field; ``fuzzy`` is there when an entry is only guessed."""
    found = []
    for part in path.read_text(encoding="utf-8").split("\n\n"):
        entry: Entry = {}
        field = ""
        for line in part.splitlines():
            if line.startswith("#,") and "fuzzy" in line:
                entry["fuzzy"] = "yes"
            match = FIELD.match(line)
            if match:
                field = f"{match[1]}{match[2] or ''}" if match[1] else field
                entry[field] = entry.get(field, "") + ast.literal_eval(match[3] or match[4])
        if entry.get("msgid"):
            found.append(entry)
    return found


def translations(entry: Entry) -> list[str]:
    """All translated forms."""
    return [text for field, text in entry.items() if field.startswith("msgstr")]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.relative_to(ROOT / "masthead").as_posix())
def test_every_text_is_translated(path: Path) -> None:
    found = entries(path)
    assert found
    assert not [entry["msgid"] for entry in found if "fuzzy" in entry or not all(translations(entry))]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.relative_to(ROOT / "masthead").as_posix())
def test_translations_fill_the_same_places(path: Path) -> None:
    for entry in entries(path):
        wanted = set(PLACE.findall(entry["msgid"] + entry.get("msgid_plural", "")))
        for text in translations(entry):
            filled = set(PLACE.findall(text))
            # A plural form may leave out its number, and the newsroom says Wagtail's words in its own way.
            may_leave_out = "msgid_plural" in entry or "newsroom" in path.parts
            assert filled <= wanted if may_leave_out else filled == wanted, entry["msgid"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.relative_to(ROOT / "masthead").as_posix())
def test_the_compiled_catalogue_is_in_step(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for entry in entries(path):
        context = entry.get("msgctxt")
        if "msgid_plural" in entry:
            said = (
                compiled.npgettext(context, entry["msgid"], "", 1)
                if context
                else compiled.ngettext(entry["msgid"], "", 1)
            )
            assert said in translations(entry), entry["msgid"]
        else:
            said = compiled.pgettext(context, entry["msgid"]) if context else compiled.gettext(entry["msgid"])
            assert said == entry["msgstr"], entry["msgid"]


def test_every_text_of_the_templates_is_in_the_catalogue() -> None:
    known = {entry["msgid"] for path in CATALOGUES for entry in entries(path)}
    pattern = re.compile(r"\{% translate \"([^\"]+)\"")
    used = {
        text
        for path in (ROOT / "masthead" / "templates").rglob("*.*")
        for text in pattern.findall(path.read_text(encoding="utf-8"))
    }
    assert used
    assert used <= known
