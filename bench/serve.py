"""Requests per second of printed pages: Masthead's own server against nginx over the same site folder.

Both with one worker process, in turn, so that a noisy machine is noisy for both. Run:

    .venv/bin/python bench/serve.py [--seconds 4] [--rounds 5]
"""

from __future__ import annotations

import argparse
import contextlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from newsroom import free_port, running, wait_for

NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  include /etc/nginx/mime.types; access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  open_file_cache max=1000 inactive=60s;
  server {{ listen 127.0.0.1:{port} backlog=1024; root {site}; gzip_static on; index index.html; }}
}}
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=4)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing:
        sys.exit(f"bench: install {' and '.join(missing)} first, for example: apt-get install {' '.join(missing)}")
    with running() as (paper, data):
        front = fetch(f"{paper}/")
        path = re.search(r'href="(/\d{4}/\d\d/\d\d/[^"/]+/)"', front.decode())
        assert path, "the front page names no story"
        story = path.group(1)
        with nginx(data / "site") as yardstick:
            print(f"{'page':8}{'bytes':>8}{'encoding':>10}{'masthead':>10}{'nginx':>10}{'ratio':>8}   p99 ms of both")
            for name, place in (("front", "/"), ("story", story), ("text", f"{story}text/")):
                for coding in ("identity", "gzip"):
                    size = len(fetch(paper + place))
                    report(name, size, coding, compare(paper + place, yardstick + place, coding, chosen))


def compare(ours: str, theirs: str, coding: str, chosen: argparse.Namespace) -> list[tuple[float, float]]:
    """For each of the two, the median requests per second and 99th percentile in ms."""
    rounds: list[list[tuple[float, float]]] = [[], []]
    for _ in range(chosen.rounds):
        for place, address in enumerate((ours, theirs)):
            rounds[place].append(wrk(address, coding, chosen.seconds))
    return [(statistics.median(r for r, _ in runs), statistics.median(p for _, p in runs)) for runs in rounds]


def report(name: str, size: int, coding: str, found: list[tuple[float, float]]) -> None:
    (rate, late), (yard_rate, yard_late) = found
    ratio = rate / yard_rate
    print(f"{name:8}{size:8}{coding:>10}{rate:10.0f}{yard_rate:10.0f}{ratio:8.2f}   {late:.1f} / {yard_late:.1f}")


def wrk(address: str, coding: str, seconds: int) -> tuple[float, float]:
    """Requests per second and the 99th percentile in milliseconds."""
    command = ["wrk", "-t1", "-c32", f"-d{seconds}", "--latency", "-H", f"Accept-Encoding: {coding}", address]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in text, text
    late = re.search(r"99%\s+([\d.]+)(us|ms|s)", text)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    assert late, text
    assert rate, text
    return float(rate.group(1)), float(late.group(1)) * {"us": 0.001, "ms": 1, "s": 1000}[late.group(2)]


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return bytes(answer.read())


@contextlib.contextmanager
def nginx(site: Path) -> Iterator[str]:
    """nginx over the printed paper with its ready-made siblings."""
    with tempfile.TemporaryDirectory(prefix="masthead-nginx-") as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)
        for above in (site.parent, site):
            above.chmod(0o755)  # nginx's worker is another user
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, site=site, port=port))
        server = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)])
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
