"""Postfix as a newsroom's relay, with the settings that docs/operators/bounces.md gives."""

from __future__ import annotations

import os
import re
import shutil
import smtplib
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.ground.browser import leave_out
from tests.ground.database import ROOT
from tests.ground.server import free_port

PROGRAMS = "/usr/sbin:/usr/local/sbin"
PAGE = ROOT / "docs" / "operators" / "bounces.md"
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = relay.paper.example
mydestination = paper.example
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps = texthash:{folder}/etc/aliases
alias_database =
relayhost = [127.0.0.1]:{onward}
maillog_file = /dev/stdout
smtpd_relay_restrictions = permit_mynetworks, reject
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


def documented(name: str) -> str:
    """The block of the operators' page that stands under this name of a file."""
    found = re.search(rf"```\n# {re.escape(name)}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found, name
    return found[1]


@dataclass
class Relay:
    """A running Postfix that hands everything on to ``onward`` and bounces for the paper to ``bounces``."""

    onward: int
    bounces: int
    port: int = field(default_factory=free_port)
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="relay-", dir="/tmp")))
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        program = shutil.which("postfix", path=PROGRAMS)
        if not program:
            leave_out("no Postfix is here: `make test` installs it where it can")
        if os.geteuid() != 0:
            pytest.skip("Postfix starts only as root")
        self._write()
        with (self.folder / "log").open("wb") as told:
            line = [program, "-c", str(self.folder / "etc"), "start-fg"]
            self.process = subprocess.Popen(line, stdout=told, stderr=told)
        until = time.monotonic() + 30
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                words = (self.folder / "log").read_text(errors="replace")[-2_000:]
                self.stop()
                raise RuntimeError(f"Postfix did not start: {words}")
            time.sleep(0.1)

    def send(self, sender: str, recipient: str, message: bytes) -> None:
        """One message, as Masthead sends it."""
        with smtplib.SMTP("127.0.0.1", self.port, timeout=20) as line:
            line.sendmail(sender, [recipient], message)

    def stop(self) -> None:
        """Stop it and clear its folder."""
        program = shutil.which("postfix", path=PROGRAMS)
        if self.process and program:  # asked to stop: a signal to the one we started would leave its own behind
            subprocess.run([program, "-c", str(self.folder / "etc"), "stop"], capture_output=True, timeout=60)
            self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self) -> None:
        self.folder.chmod(0o755)
        for name in ("etc", "spool", "data"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        etc = self.folder / "etc"
        ours = documented("/etc/postfix/main.cf").replace("/etc/postfix", str(etc))
        (etc / "main.cf").write_text(MAIN.format(folder=self.folder, onward=self.onward) + ours)
        (etc / "master.cf").write_text(MASTER.format(port=self.port))
        (etc / "aliases").write_text(documented("/etc/aliases"))
        (etc / "bounces").write_text(documented("/etc/postfix/bounces").replace("2424", str(self.bounces)))

    def _answers(self) -> bool:
        try:
            smtplib.SMTP("127.0.0.1", self.port, timeout=5).quit()
        except (OSError, smtplib.SMTPException):
            return False
        return True
