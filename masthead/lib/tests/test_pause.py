from datetime import UTC, datetime
from pathlib import Path

import pytest

from masthead.lib import pause


def test_a_newsroom_is_not_paused_by_itself(tmp_path: Path) -> None:
    assert not pause.is_paused(tmp_path)
    assert pause.current_pause(tmp_path) is None


def test_it_is_paused_until_it_is_lifted(tmp_path: Path) -> None:
    pause.pause(tmp_path, "restored from monday.tar.")
    assert pause.is_paused(tmp_path)
    assert pause.lift(tmp_path)
    assert not pause.is_paused(tmp_path)
    assert not pause.lift(tmp_path)


def test_it_tells_why_and_since_when(tmp_path: Path) -> None:
    pause.pause(tmp_path, "restored from monday.tar.")
    found = pause.current_pause(tmp_path)
    assert found
    assert found.since
    assert abs((datetime.now(UTC) - found.since).total_seconds()) < 5
    assert str(found).endswith(" UTC: restored from monday.tar.")


@pytest.mark.parametrize("content", [b"", b"yes", b"\xff\xfe", b"2026-11-26"])
def test_a_file_of_any_content_pauses(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "paused").write_bytes(content)
    assert pause.is_paused(tmp_path)
    assert "Mail and payments are paused" in str(pause.current_pause(tmp_path))
