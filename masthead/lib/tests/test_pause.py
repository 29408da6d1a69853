from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from masthead.lib import pause


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def test_a_newsroom_is_not_paused_by_itself() -> None:
    assert not pause.is_paused()
    assert pause.current_pause() is None


def test_it_is_paused_until_it_is_lifted() -> None:
    pause.pause("restored from monday.tar.")
    assert pause.is_paused()
    assert pause.lift()
    assert not pause.is_paused()
    assert not pause.lift()


def test_it_tells_why_and_since_when() -> None:
    pause.pause("restored from monday.tar.")
    found = pause.current_pause()
    assert found
    assert found.since
    assert abs((datetime.now(UTC) - found.since).total_seconds()) < 5
    assert str(found).endswith(" UTC: restored from monday.tar.")


@pytest.mark.parametrize("content", [b"", b"yes", b"\xff\xfe", b"2026-11-26"])
def test_a_file_of_any_content_pauses(data: Path, content: bytes) -> None:
    (data / "paused").write_bytes(content)
    assert pause.is_paused()
    assert "Mail and payments are paused" in str(pause.current_pause())
