"""A server that is killed leaves no process behind that holds its port, so the next one can start."""

from __future__ import annotations

import shutil
import socket
import time
from pathlib import Path

import pytest

from tests.ground.database import make_template, sqlite_template
from tests.ground.server import Site, free_port

PATIENCE = 30.0


@pytest.mark.parametrize("role", ["edge", "all"])
def test_it_can_be_started_again_after_a_kill(tmp_path: Path, role: str) -> None:
    make_template()
    data = tmp_path / "data"
    data.mkdir()
    shutil.copyfile(sqlite_template(), data / "masthead.sqlite3")
    site = Site(data, free_port(), role)
    site.start()
    assert site.process
    site.process.kill()
    site.process.wait()
    until = time.monotonic() + PATIENCE
    while _listens(site.port):
        assert time.monotonic() < until, "somebody still holds the port"
        time.sleep(0.1)
    try:
        site.start()
        assert site.get("/static/none").status == 404
    finally:
        site.stop()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
