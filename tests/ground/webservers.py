"""nginx and Caddy with the configuration that an operator gets from ``masthead configure``."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ground.browser import leave_out
from tests.ground.database import ROOT
from tests.ground.server import free_port, plain_environ

PROGRAMS = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"
NGINX = """
{user}
worker_processes 1;
daemon off;
pid "{folder}/nginx.pid";
error_log "{folder}/nginx.log";
{brotli}
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path "{folder}/body";
    proxy_temp_path "{folder}/proxy";
    fastcgi_temp_path "{folder}/fastcgi";
    uwsgi_temp_path "{folder}/uwsgi";
    scgi_temp_path "{folder}/scgi";
    include "{folder}/masthead.conf";
}}
"""
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


@dataclass
class WebServer:
    """A running server, asked as a reader of https://paper.example behind it would."""

    port: int
    folder: Path

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers with lower-case names, body; the path goes out as it is written."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {"Host": "paper.example"} | {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, body, named)
        answer = line.getresponse()
        data = answer.read()
        line.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, data


def configure(
    name: str, data: Path, upstream: str, *arguments: str, url: str = "http://paper.example", **options: str
) -> subprocess.CompletedProcess[str]:
    """Run ``masthead configure``."""
    own = {"MASTHEAD_DATA": str(data), "MASTHEAD_BIND": upstream, "MASTHEAD_URL": url}
    line = [sys.executable, "-m", "masthead.config.commands", "configure", name, *arguments]
    environ = plain_environ() | own | options
    return subprocess.run(line, env=environ, cwd=ROOT, text=True, capture_output=True, timeout=120)


def configured(name: str, data: Path, upstream: str, *arguments: str, **options: str) -> str:
    """What ``masthead configure`` prints."""
    done = configure(name, data, upstream, *arguments, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def running(name: str, data: Path, folder: Path, upstream: str, **options: str) -> Iterator[WebServer]:
    """The server over the data folder, until the block ends."""
    program = shutil.which(name, path=PROGRAMS)
    if program is None:
        leave_out(f"{name} is not installed: `make test` installs it where it can")
    port = free_port()
    own = configured(name, data, upstream, *(["--brotli"] if name == "nginx" and BROTLI.exists() else []), **options)
    line = (_nginx if name == "nginx" else _caddy)(program, own, folder, port)
    environ = {**plain_environ(), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(line, env=environ, stdout=log, stderr=log)
    try:
        _wait(process, port, folder)
        yield WebServer(port, folder)
    finally:
        process.terminate()
        process.wait(20)


def _nginx(program: str, own: str, folder: Path, port: int) -> list[str]:
    own = own.replace("    listen 80;\n    listen [::]:80;\n    server_name", f"    listen {port};\n    server_name", 1)
    (folder / "masthead.conf").write_text(own)
    frame = NGINX.format(
        folder=folder,
        user="user root;" if os.geteuid() == 0 else "",
        brotli=f"load_module {BROTLI};" if BROTLI.exists() else "",
    )
    (folder / "nginx.conf").write_text(frame)
    line = [program, "-p", str(folder), "-e", str(folder / "nginx.log"), "-c", str(folder / "nginx.conf")]
    subprocess.run([*line, "-t", "-q"], check=True)
    return line


def _caddy(program: str, own: str, folder: Path, port: int) -> list[str]:
    listening = own.replace("http://paper.example {", f"http://paper.example:{port} {{", 1)
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{listening}")
    return [program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"the server did not start:\n{(folder / 'server.log').read_text(errors='replace')}")
