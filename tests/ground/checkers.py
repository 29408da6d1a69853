"""axe-core, the Nu HTML checker and epubcheck, as `make test` installs them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.ground.browser import leave_out
from tests.ground.database import ROOT

TOOLS = ROOT / ".test-tools" / "node_modules"
EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
# One file with its address in its name for each page, so that a complaint says where.
Pages = dict[str, bytes]
STYLE = re.compile(rb"(?<=<style>).*?(?=</style>)", re.DOTALL)


@lru_cache(maxsize=1)
def _axe_source() -> str:
    path = TOOLS / "axe-core" / "axe.min.js"
    if not path.exists():
        leave_out("axe-core is not installed: `make test` installs it where npm is there")
    return path.read_text(encoding="utf-8")


def axe_violations(page: Page, *rules: str) -> list[str]:
    """What axe finds wrong with the page as it stands, by all its rules or by these, one line each."""
    source = _axe_source()
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(f"() => {{ {source} }}")
    options: dict[str, Any] = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def html_errors(pages: Pages, folder: Path) -> list[str]:
    """What the Nu HTML checker calls an error in any of the pages, one line each.

    Styles are taken out: its CSS part knows no container queries.
    """
    jar = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.exists() or not shutil.which("java"):
        leave_out("the Nu HTML checker or Java is not installed: `make test` installs them where it can")
    for address, body in pages.items():
        name = re.sub(r"[^a-z0-9-]+", "~", address.strip("/")) or "front"
        (folder / f"{name}.html").write_bytes(STYLE.sub(b"", body))
    line = ["java", "-Xss4m", "-jar", str(jar), "--errors-only", "--format", "json", "--exit-zero-always", str(folder)]
    answer = subprocess.run(line, capture_output=True, text=True, timeout=240, check=True)
    messages = json.loads(answer.stderr or answer.stdout)["messages"]
    return [
        f"{Path(found.get('url', '')).name}: {found['message']} … {found.get('extract', '')[:160]!r}"
        for found in messages
    ]


def epub_complaints(book: Path) -> list[str]:
    """What epubcheck calls an error or a warning in an EPUB, one line each."""
    if not EPUBCHECK.exists() or not shutil.which("java"):
        leave_out("epubcheck or Java is not installed: `make test` installs them where it can")
    line = ["java", "-Xss4m", "-jar", str(EPUBCHECK), "--failonwarnings", "--quiet", str(book)]
    answer = subprocess.run(line, capture_output=True, text=True, timeout=240)
    return answer.stderr.splitlines() or answer.stdout.splitlines() if answer.returncode else []
