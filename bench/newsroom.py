"""A newsroom of its own for a benchmark: a scratch data folder, the demo paper, the real server."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

MASTHEAD = [sys.executable, "-m", "masthead.config.commands"]


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(role: str = "web") -> Iterator[tuple[str, Path]]:
    """The address and the data folder of a server with the printed demo paper; thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as folder:
        port = free_port()
        environ = {**os.environ, "MASTHEAD_DATA": folder, "MASTHEAD_BIND": f"127.0.0.1:{port}"}
        subprocess.run([*MASTHEAD, "demo"], env=environ, check=True, stdout=sys.stderr)
        subprocess.run([*MASTHEAD, "print"], env=environ, check=True, stdout=sys.stderr)
        log = open(Path(folder) / "server.log", "wb")  # noqa: SIM115 - closed with the process
        server = subprocess.Popen([*MASTHEAD, "run", "--role", role], env=environ, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address)
            yield address, Path(folder)
        finally:
            server.terminate()
            server.wait(15)


def wait_for(address: str, seconds: float = 60) -> None:
    """Return when the address answers; ``TimeoutError`` when it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise TimeoutError(f"{address} does not answer")
