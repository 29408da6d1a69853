"""The network is closed: a test reaches this machine and nothing else."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


class NetworkIsClosed(RuntimeError):
    """A test tried to reach another machine."""


def refuse_strangers(family: int, address: Any) -> None:
    """``NetworkIsClosed`` for an address that is not this machine's own."""
    if family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = str(address[0])
    if host == "localhost":
        return
    try:
        is_ours = ipaddress.ip_address(host).is_loopback or host in ("0.0.0.0", "::")
    except ValueError:
        is_ours = False
    if not is_ours:
        raise NetworkIsClosed(f"a test tried to reach {host}")


def _guarded_connect(self: socket.socket, address: Any) -> None:
    refuse_strangers(self.family, address)
    _connect(self, address)


def _guarded_connect_ex(self: socket.socket, address: Any) -> int:
    refuse_strangers(self.family, address)
    return _connect_ex(self, address)


@pytest.fixture(autouse=True, scope="session")
def _closed_network() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", _guarded_connect)
    patch.setattr(socket.socket, "connect_ex", _guarded_connect_ex)
    yield
    patch.undo()
