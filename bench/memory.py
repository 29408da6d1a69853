"""How much memory the server takes for 100,000 printed pages that were all read once, over its empty start.

.venv/bin/python bench/memory.py [--pages 100000]
"""

from __future__ import annotations

import argparse
import http.client
import os
import subprocess
import tempfile
from pathlib import Path

from newsroom import MASTHEAD, free_port, wait_for

WORDS = "harbour council tide bridge ferry school budget storm market tram wall river light winter report vote "


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=100_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="masthead-bench-") as folder:
        print_pages(Path(folder) / "site", chosen.pages)
        port = free_port()
        environ = {**os.environ, "MASTHEAD_DATA": folder, "MASTHEAD_BIND": f"127.0.0.1:{port}"}
        server = subprocess.Popen([*MASTHEAD, "run", "--role", "edge"], env=environ)
        try:
            wait_for(f"http://127.0.0.1:{port}/p0/")
            empty = resident(server.pid)
            read_all(port, chosen.pages)
            full = resident(server.pid)
        finally:
            server.terminate()
            server.wait(15)
    print(
        f"{chosen.pages} pages: {empty:.0f} MB at the start, {full:.0f} MB after each was read, {full - empty:.0f} more"
    )


def print_pages(site: Path, count: int) -> None:
    """Pages of 15 KB with a compressed sibling that stands for both."""
    body = f"<!DOCTYPE html><title>Page</title><p>{WORDS * 130}".encode()
    for number in range(count):
        place = site / f"p{number}"
        place.mkdir(parents=True)
        (place / "index.html").write_bytes(body + str(number).encode())
        (place / "index.html.br").write_bytes(body[:4000])


def read_all(port: int, count: int) -> None:
    """Each page once, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for number in range(count):
        connection.request("GET", f"/p{number}/", headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, number


def resident(parent: int) -> float:
    """Resident megabytes of a process and its children."""
    found, waiting = 0.0, [parent]
    while waiting:
        pid = waiting.pop()
        status = Path(f"/proc/{pid}/status").read_text()
        found += int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
        for task in Path(f"/proc/{pid}/task").iterdir():
            waiting += [int(child) for child in (task / "children").read_text().split()]
    return found


if __name__ == "__main__":
    main()
