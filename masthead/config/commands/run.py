"""``masthead run``: the server, the newsroom and the worker in one command."""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import threading
import time
from typing import Any

from masthead.config.commands.opening import Opening
from masthead.config.commands.start import hold, set_up_django
from masthead.config.exceptions import CannotStart


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("run", help="run the newsroom: site, staff area and worker")
    command.add_argument(
        "--role",
        choices=["all", "web", "worker", "edge", "back", "post"],
        metavar="{all,web,worker,edge}",
        default="all",
        help="one part only, when scaled out; edge serves what is printed and nothing else",
    )
    command.add_argument("--parent", type=int, default=os.getppid(), help=argparse.SUPPRESS)
    command.set_defaults(call=call)


def call(chosen: argparse.Namespace) -> int:
    """Serve until stopped."""
    if chosen.role in ("worker", "back", "post"):
        return work(chosen.role, chosen.parent)
    if chosen.role == "edge":
        return serve_printed()
    set_up_django()
    from django.conf import settings

    refuse_used_port(*settings.BIND)
    opening = Opening((lambda: Worker("worker")) if chosen.role == "all" else None)
    opening.begin()
    threading.Thread(target=announce, args=settings.BIND, daemon=True).start()
    try:
        serve(*settings.BIND)
    finally:
        opening.close()
    return 0


def serve_printed() -> int:
    """Serve the printed paper without Django and without a database."""
    from masthead.config import options

    host, port = options.load()["MASTHEAD_BIND"]
    refuse_used_port(host, port)
    serve(host, port, "masthead.config.rsgi_edge:application")
    return 0


def serve(host: str, port: int, application: str = "masthead.config.rsgi:application") -> None:
    """Granian with one worker: the edge answers readers, a pool of threads answers staff."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        websockets=False,
        backlog=4096,
        backpressure=8192,  # the default leaves connections past 1,024 hanging without a word
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


def refuse_used_port(host: str, port: int) -> None:
    """``CannotStart`` when something listens there already, or the address is not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"MASTHEAD_BIND: {host}:{port} cannot be used ({error.strerror}). "
                "Stop what listens there, or set MASTHEAD_BIND to another port."
            ) from None


def announce(host: str, port: int) -> None:
    """Say where everything is, once the server answers."""
    from django.conf import settings

    from masthead.lib.pause import current_pause
    from masthead.newsroom.actions import known_first_account

    reachable = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    for _ in range(300):
        with socket.socket(socket.AF_INET6 if ":" in reachable else socket.AF_INET) as probe:
            if probe.connect_ex((reachable, port)) == 0:
                break
        time.sleep(0.1)
    print(f"\n  Front page  {settings.PUBLIC_URL}/\n  Newsroom    {settings.PUBLIC_URL}/newsroom/", flush=True)
    account = known_first_account(settings.DATA)
    if account:
        print(f"  E-mail      {account[0]}\n  Password    {account[1]}", flush=True)
    pause = current_pause(settings.DATA)
    if pause:
        print(f"\n  {pause} Lift it with: masthead go", flush=True)
    print("\n  Stop with Ctrl-C.\n", flush=True)


class Worker:
    """The worker, or its slow part, as a child process that is started again when it dies."""

    def __init__(self, role: str) -> None:
        self.role = role
        self.stopping = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        threading.Thread(target=self._keep_running, daemon=True).start()

    def _keep_running(self) -> None:
        while not self.stopping.is_set():
            # It is told whose child it is: who asked the system might ask after the parent has died.
            line = [sys.executable, "-m", "masthead.config.commands", "run", "--role", self.role]
            self.process = subprocess.Popen([*line, "--parent", str(os.getpid())], stdin=subprocess.DEVNULL)
            self.process.wait()
            self.stopping.wait(2)

    def stop(self) -> None:
        """Ask it to stop, and wait a little."""
        self.stopping.set()
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()


def work(role: str, parent: int) -> int:
    """Do what waits, for ever. The worker prints and minds the clock; pictures and mail have processes of their own."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    set_up_django()
    from django.conf import settings

    from masthead.config.work import AT_THE_PRESS, send_for_ever, work_behind_for_ever, work_for_ever

    hold(settings.DATA)
    if role == "back":
        work_behind_for_ever(parent)
        return 0
    if role == "post":
        send_for_ever(parent)
        return 0
    others = [Worker("back"), Worker("post")]
    try:
        work_for_ever(AT_THE_PRESS, 5, parent)  # readers and editors come first
    finally:
        for other in others:
            other.stop()
    return 0
