"""Where things stand, what they are called, how long they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ground.database import ROOT

PACKAGE = ROOT / "masthead"
ROOMS = sorted(path.parent for path in PACKAGE.glob("*/__init__.py"))
CODE = sorted(
    path
    for folder in ("masthead", "tests", "bench")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((PACKAGE / "templates").rglob("*.html"))
COMPONENTS = [path for path in TEMPLATES if path.parent.name == "components"]
# Names that say nothing of the job.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "services", "misc", "core", "base", "managers"}
LONGEST = {"code": 400, "test": 450, "template": 80, "readme": 30}


def name(path: Path) -> str:
    """The path as the project says it."""
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_room_says_what_it_is_for(room: Path) -> None:
    assert (room / "__init__.py").read_text(encoding="utf-8").startswith('"""')
    assert 0 < lines(room / "README.md") <= LONGEST["readme"]


@pytest.mark.parametrize("room", [room for room in ROOMS if room.name != "lib"], ids=lambda room: room.name)
def test_every_room_has_tests(room: Path) -> None:
    assert list((room / "tests").glob("test_*.py"))


def test_no_file_is_a_drawer() -> None:
    assert not [name(path) for path in CODE if path.stem in EMPTY_NAMES]


def test_no_file_is_too_long() -> None:
    long = [path for path in CODE if lines(path) > LONGEST["test" if path.stem.startswith("test_") else "code"]]
    assert not [(name(path), lines(path)) for path in long]


def test_templates_are_short() -> None:
    assert not [(name(path), lines(path)) for path in TEMPLATES if lines(path) > LONGEST["template"]]


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "templates" / "components").glob("*.html")), ids=lambda path: path.stem
)
def test_every_component_begins_with_its_variables(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("{#")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_reader_template_styles_or_scripts_in_an_attribute(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    is_mail = "emails" in path.parts  # many mail programs know styles in attributes only
    assert not re.findall(r"<[^>]*\s(?:on[a-z]+)\s*=" if is_mail else r"<[^>]*\s(?:style|on[a-z]+)\s*=", text)
    assert "|safe" not in text


def test_nothing_that_readers_get_names_another_host() -> None:
    served = [*TEMPLATES, *(PACKAGE / "static").rglob("*.css"), *(PACKAGE / "static").rglob("*.js")]
    pattern = re.compile(r"(?:src|href|url|import)\s*[=(]\s*[\"']?(?:https?:)?//")
    assert not [name(path) for path in served if pattern.search(path.read_text(encoding="utf-8"))]


def test_every_test_folder_can_be_found() -> None:
    folders = {path.parent for path in CODE if path.stem.startswith("test_")}
    assert not [name(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_no_file_names_a_home_of_somebody() -> None:
    places = re.compile(r"/(?:home|root|Users|work)/[a-z]")
    texts = [*CODE, ROOT / "Makefile", ROOT / ".ci" / "run", *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
    assert not [name(path) for path in texts if places.search(path.read_text(encoding="utf-8"))]
