"""Waking the worker: a datagram on this machine. A worker elsewhere, or one that missed it, looks by itself."""

from __future__ import annotations

import contextlib
import hashlib
import socket
import sys
import time

from django.conf import settings


def wake() -> None:
    """Something is due. Nobody may be there to hear it."""
    if not _can():
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        sender.sendto(b"!", _address())


class Bed:
    """Where a worker sleeps. The first worker of a machine is woken; the others only look now and then."""

    def __init__(self) -> None:
        self.socket: socket.socket | None = None
        if _can():
            ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            try:
                ear.bind(_address())
                self.socket = ear
            except OSError:
                ear.close()

    def sleep(self, seconds: float) -> None:
        """Sleep until woken, at most so long."""
        if self.socket is None:
            time.sleep(seconds)
            return
        self.socket.settimeout(seconds)
        with contextlib.suppress(TimeoutError, InterruptedError):
            self.socket.recv(16)
            self.socket.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                while self.socket.recv(16):
                    pass  # many changes are one reason to get up


def _can() -> bool:
    """Names without a file are Linux's; they go when the worker does."""
    return sys.platform == "linux"


def _address() -> str:
    return f"\0masthead-{hashlib.sha256(str(settings.DATA).encode()).hexdigest()[:32]}"
