"""What is written down is true, and what there is is written down."""

from __future__ import annotations

import argparse
import importlib
import re
from pathlib import Path

import pytest
from django.dispatch import Signal

from masthead.config.commands import parser
from masthead.config.document_options import PAGE, document
from masthead.config.options import OPTIONS
from masthead.press.slots import SLOTS
from tests.ground.database import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "masthead").glob("*/README.md")])
SLOT = re.compile(r"\{% slot \"(\w+)\"")
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:^|`|bin/)masthead ([a-z]+)", re.MULTILINE)
REQUIREMENT = re.compile(r"^    \"([A-Za-z][A-Za-z0-9-]*)[\[>=\",<]", re.MULTILINE)


def read(*parts: str) -> str:
    """A file of the project as text."""
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command by what an operator types: ``run``, ``import wordpress``."""
    found: dict[str, argparse.ArgumentParser] = {}

    def walk(above: str, one: argparse.ArgumentParser) -> None:
        for action in one._actions:
            if isinstance(action, argparse._SubParsersAction):
                for name, child in action.choices.items():
                    found[f"{above}{name}"] = child
                    walk(f"{above}{name} ", child)

    walk("", parser())
    return found


def test_the_page_of_options_is_made_from_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == document()


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_option_is_documented(option: object) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert f"## {option.name}\n\n{option.help}\n" in text  # type: ignore[attr-defined]  # an Option


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parser().parse_args([*name.split(), "--help"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: masthead {name}")


@pytest.mark.parametrize("name", sorted(name for name, one in commands().items() if not one._subparsers))
def test_every_command_is_documented_for_operators(name: str) -> None:
    assert f"masthead {name}" in read("docs", "operators", "README.md")


def test_every_command_in_the_documents_exists() -> None:
    named = {word for path in DOCUMENTS for word in COMMAND.findall(path.read_text(encoding="utf-8"))}
    assert named
    assert named <= set(commands())


@pytest.mark.parametrize("name", sorted(SLOTS))
def test_every_slot_is_documented_and_stands_in_a_template(name: str) -> None:
    assert f"`{name}`" in read("docs", "developers", "fill-a-slot.md")
    assert name in _slots_in_templates()


def test_no_template_names_an_unknown_slot() -> None:
    assert _slots_in_templates() <= set(SLOTS)


def _slots_in_templates() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "masthead" / "templates").rglob("*.html"))
    return {name for text in texts for name in SLOT.findall(text)}


@pytest.mark.parametrize("path", sorted((ROOT / "masthead").glob("*/signals.py")), ids=lambda path: path.parent.name)
def test_every_signal_is_documented_in_its_room(path: Path) -> None:
    module = importlib.import_module(f"masthead.{path.parent.name}.signals")
    told = (path.parent / "README.md").read_text(encoding="utf-8")
    assert not [name for name, value in vars(module).items() if isinstance(value, Signal) and name not in told]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in [link for link in LINK.findall(text) if not re.match(r"[a-z]+:", link)]:
        target, _, anchor = link.partition("#")
        found = (path.parent / target).resolve() if target else path
        assert found.exists(), link
        if anchor and found.suffix == ".md":
            assert anchor in _anchors(found), link


def _anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_decision_is_in_the_list() -> None:
    told = read("docs", "decisions", "README.md")
    assert not [path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md") if path.name not in told]


def test_every_dependency_has_its_reason() -> None:
    names = REQUIREMENT.findall(read("pyproject.toml").split("[tool.", 1)[0])
    reasons = read("docs", "decisions", "0003-dependencies.md").lower()
    assert len(names) > 15
    assert not [name for name in names if name.lower() not in reasons]


def test_make_alone_tells_every_target() -> None:
    text = read("Makefile")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert phony
    assert set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE)) == set(phony.group(1).split())
