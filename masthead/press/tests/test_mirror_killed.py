"""A run that is killed, wherever it stands: what is left never passes for whole, and the next run goes on."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from masthead.press.mirrors.exceptions import MirrorError
from masthead.press.mirrors.verifying import signed_list, verify
from masthead.press.tests.newsstand import Newsstand

CHANGES = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"}
SIGNED = ("MANIFEST.sha256", "MANIFEST.sha256.minisig")


def killed_before_change(stand: Newsstand, number: int) -> bool:
    """Run in a child that kills itself before the change of this number; false when the run had fewer."""
    child = os.fork()
    if child == 0:
        left = number

        def count(event: str, facts: tuple[Any, ...]) -> None:
            nonlocal left
            if event in CHANGES and str(facts[0]).startswith(str(stand.folder)) and _changes(event, facts):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            stand.mirror()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _changes(event: str, facts: tuple[Any, ...]) -> bool:
    return event != "open" or "w" in str(facts[1] or "") or bool((facts[2] or 0) & (os.O_WRONLY | os.O_RDWR))


def content(stand: Newsstand) -> dict[str, bytes]:
    """What the folder says, without the signature, which names the second."""
    return {name: data for name, data in stand.files.items() if name not in SIGNED}


def verifies(stand: Newsstand) -> bool:
    """Whether a reader who checks signature and list as README.txt says would take it for whole."""
    try:
        found = verify(stand.folder, stand.key.public)
    except MirrorError:
        return False
    return not found.changed and not found.missing


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_killed_run_never_passes_for_whole_and_the_next_one_goes_on(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path)
    stand.page("/2026/11/26/ferry/", "a story")
    stand.mirror()
    old = content(stand)
    shutil.copytree(stand.folder, tmp_path / "kept")
    stand.page("/", '<a href="/city/">City</a>')
    stand.take_down("/2026/11/26/ferry/")
    stand.page("/2026/11/25/quay/", "another")
    reference = Newsstand.__new__(Newsstand)
    reference.__dict__.update(stand.__dict__, folder=tmp_path / "reference")
    reference.mirror()
    new = content(reference)
    unsigned = number = 0
    while killed_before_change(stand, number):
        number += 1
        if verifies(stand):
            listed, _ = signed_list(stand.folder, stand.key.public)
            shown = {name: data for name, data in content(stand).items() if name in listed}
            assert shown in (old, new), number
            added = [name for name in content(stand) if name not in listed]
            assert all(name.startswith((".masthead-new/", "MANIFEST.unfinished")) for name in added), added
        else:
            unsigned += 1
        stand.mirror()
        assert content(stand) == new
        assert verify(stand.folder, stand.key.public).is_right
        shutil.rmtree(stand.folder)
        shutil.copytree(tmp_path / "kept", stand.folder)
    assert number > 10
    assert unsigned > 4


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_first_run_that_was_killed_leaves_a_folder_that_the_next_one_takes(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path)
    number = 0
    while killed_before_change(stand, number):
        number += 1
        whole = verifies(stand)
        stand.mirror()
        assert verify(stand.folder, stand.key.public).is_right
        assert not whole or number > 10
        shutil.rmtree(stand.folder)
    assert number > 10
