"""The package that operators install: whole, and nothing in it that is ours alone."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.ground.database import ROOT
from tests.ground.server import free_port, plain_environ


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built package."""
    folder = tmp_path_factory.mktemp("dist")
    line = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(line, check=True, capture_output=True, env=plain_environ())
    found: Path = next(folder.glob("masthead-*.whl"))
    return found


def test_the_wheel_has_all_that_the_source_has(wheel: Path) -> None:
    source = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "masthead").rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not {"tests", "__pycache__"} & set(path.parts)
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("masthead/")}
    assert packed == source - {"masthead/config/settings_test.py"}


@pytest.mark.parametrize(
    "kind",
    ["templates/base.html", "static/css/masthead.css", "locale/uk/LC_MESSAGES/django.mo", "demo/paper.toml",
     "demo/stories/mayor-interview.md", "static/fonts/literata-latin.woff2"],
)  # fmt: skip
def test_the_wheel_carries_what_is_not_code(wheel: Path, kind: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.getinfo(f"masthead/{kind}").file_size > 0


def test_the_wheel_gives_the_command_and_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        entry = next(name for name in names if name.endswith("entry_points.txt"))
        assert "masthead = masthead.config.commands:main" in archive.read(entry).decode()
    licences = {Path(name).name for name in names if "/licenses/" in name}
    assert {"LICENSE", "OFL-Literata.txt"} <= licences


def test_the_unpacked_wheel_runs_by_itself(wheel: Path, tmp_path: Path) -> None:
    """In an empty folder, with nothing of this checkout to be found."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "packed")
    work = tmp_path / "work"
    work.mkdir()
    environ = plain_environ() | {"PYTHONPATH": str(tmp_path / "packed"), "MASTHEAD_BIND": f"127.0.0.1:{free_port()}"}
    program = (
        "import masthead, sys; print(masthead.__file__); from masthead.config.commands import main; main(['check'])"
    )
    line = [sys.executable, "-c", program]
    said = subprocess.run(line, cwd=work, env=environ, text=True, capture_output=True, timeout=120)
    assert str(tmp_path / "packed") in said.stdout
    assert "MASTHEAD_DATA" in said.stdout, said.stderr
    assert "Traceback" not in said.stderr
