"""What is written down is true: options, commands, slots, links, and a reason for every dependency."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from masthead.config import commands
from masthead.config.document_options import PAGE, document
from masthead.press.slots import SLOTS

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {".venv", "node_modules", "data", ".test-tools", "stories"}
PAGES = [path for path in ROOT.rglob("*.md") if not ELSEWHERE & set(path.relative_to(ROOT).parts)]


def test_the_page_of_options_is_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == document()


@pytest.mark.parametrize("slot", sorted(SLOTS))
def test_every_slot_stands_on_a_page(slot: str) -> None:
    templates = (ROOT / "masthead/templates").rglob("*.html")
    assert any(f'{{% slot "{slot}"' in path.read_text(encoding="utf-8") for path in templates)


def test_every_command_in_the_documents_exists() -> None:
    known = {module.__name__.rsplit(".", 1)[1].replace("import_archive", "import") for module in commands.COMMANDS}
    written = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"(?:^|`|bin/)masthead ([a-z]+)", written, re.MULTILINE))
    assert named
    assert named <= known


def test_every_link_between_documents_leads_somewhere() -> None:
    lost = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:\s/][^)#:\s]*)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                lost.append(f"{page.relative_to(ROOT)}: {target}")
    assert lost == []


def test_every_dependency_has_its_reason() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = re.findall(r'^    "([A-Za-z][A-Za-z0-9-]*)[\[>=",<]', project.split("[tool.", 1)[0], re.MULTILINE)
    reasons = (ROOT / "docs/decisions/0003-dependencies.md").read_text(encoding="utf-8").lower()
    assert len(names) > 15
    assert [name for name in names if name.lower() not in reasons] == []
