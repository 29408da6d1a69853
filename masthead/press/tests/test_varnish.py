"""A real Varnish with the VCL of the operators' page, in front of a server that counts how often it is asked."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from masthead.press.purging import purge
from masthead.press.purging.addresses import read_cache
from masthead.press.targets.target import DeliveryFailed
from tests.ground.browser import leave_out
from tests.ground.database import ROOT
from tests.ground.recorder import Recorder, recording
from tests.ground.server import free_port

PAGE = ROOT / "docs" / "operators" / "purge.md"


@pytest.fixture(scope="module")
def origin() -> Iterator[Recorder]:
    with recording() as running:
        running.content_type, running.body = "text/html; charset=utf-8", b"<p>one</p>"
        yield running


def start(folder: Path, origin: Recorder, vcl: str) -> tuple[subprocess.Popen[bytes], int]:
    program = shutil.which("varnishd", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if program is None:
        leave_out("Varnish is not installed: `make test` installs it where it can")
    file, port = folder / "masthead.vcl", free_port()
    file.write_text(vcl.replace('"8000"', f'"{origin.url.rpartition(":")[2]}"'))
    line = [program, "-F", "-n", str(folder / "work"), "-a", f"127.0.0.1:{port}", "-f", str(file), "-s", "malloc,16m"]
    folder.chmod(0o755)
    running = subprocess.Popen([*line, "-j", "none"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return running, port
        time.sleep(0.1)
    running.kill()
    raise RuntimeError("Varnish did not start")


def documented_vcl() -> str:
    found = re.search(r"```vcl\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def varnish(tmp_path_factory: pytest.TempPathFactory, origin: Recorder) -> Iterator[int]:
    running, port = start(tmp_path_factory.mktemp("varnish"), origin, documented_vcl())
    yield port
    running.terminate()
    running.wait(10)


@pytest.fixture(autouse=True)
def _in_front(varnish: int, settings: Settings, origin: Recorder) -> None:
    settings.PURGE = [read_cache(f"varnish://127.0.0.1:{varnish}")]
    settings.PUBLIC_URL = "https://paper.example"
    origin.asked.clear()


def read(port: int, path: str, method: str = "GET", **headers: str) -> str:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request(method, path, headers={"Host": "paper.example", **headers})
    answer = line.getresponse()
    return f"{answer.status} {answer.read().decode()}"


def test_a_page_is_fetched_once_until_it_is_purged(varnish: int, origin: Recorder) -> None:
    origin.body = b"<p>before</p>"
    assert read(varnish, "/city/") == read(varnish, "/city/", Cookie="a=1") == "200 <p>before</p>"
    origin.body = b"<p>after</p>"
    assert read(varnish, "/city/?utm_source=mail") == "200 <p>before</p>"
    assert len(origin.asked) == 1
    purge(["/city/"])
    assert read(varnish, "/city/") == "200 <p>after</p>"
    assert len(origin.asked) == 2


def test_a_purge_leaves_other_pages_alone(varnish: int, origin: Recorder) -> None:
    read(varnish, "/kept/")
    purge(["/never-asked-for/", "/kept"])
    read(varnish, "/kept/")
    assert len(origin.asked) == 1


def test_an_address_that_is_not_latin_is_purged(varnish: int, origin: Recorder) -> None:
    encoded = "/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC/"
    read(varnish, encoded)
    purge(["/паром/"])
    read(varnish, encoded)
    assert len(origin.asked) == 2


def test_what_differs_between_people_is_not_kept(varnish: int, origin: Recorder) -> None:
    for path in ("/newsroom/", "/-/search?q=tide"):
        read(varnish, path, Cookie="masthead_session=1")
        read(varnish, path, Cookie="masthead_session=2")
    assert len(origin.asked) == 4
    assert origin.asked[0].headers["cookie"] == "masthead_session=1"


def test_a_varnish_that_does_not_let_us_needs_the_operator(
    origin: Recorder, tmp_path: Path, settings: Settings
) -> None:
    vcl = documented_vcl().replace('"127.0.0.1";\n    "::1";', '"192.0.2.1";')
    running, port = start(tmp_path, origin, vcl)
    try:
        settings.PURGE = [read_cache(f"varnish://127.0.0.1:{port}")]
        with pytest.raises(DeliveryFailed, match="405") as failed:
            purge(["/"])
        assert failed.value.permanent
    finally:
        running.terminate()
        running.wait(10)
