"""Dovecot: a mailbox that is asked by IMAP, in the clear, by STARTTLS and by TLS."""

from __future__ import annotations

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import ssl
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.ground.browser import leave_out
from tests.ground.server import free_port

PROGRAMS = "/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin"
USER, PASSWORD = "bounces@paper.example", 'se"cret \\ word'
CONFIGURATION = """
protocols = imap
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
listen = 127.0.0.1
mail_location = maildir:{folder}/mail
mail_uid = {owner}
mail_gid = {group}
first_valid_uid = 1
first_valid_gid = 0
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_chars =
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/passwd
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={folder}/home
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {sealed_port}
    ssl = yes
  }}
}}
"""


@dataclass
class Mailbox:
    """A running Dovecot with one account. ``folder`` is short, since its sockets have long names."""

    port: int = field(default_factory=free_port)
    sealed_port: int = field(default_factory=free_port)
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp")))
    process: subprocess.Popen[bytes] | None = None

    @property
    def context(self) -> ssl.SSLContext:
        """Trusts its certificate and no other."""
        return ssl.create_default_context(cafile=str(self.folder / "cert.pem"))

    def start(self) -> None:
        """Start it and wait until it lets one in."""
        program = shutil.which("dovecot", path=PROGRAMS)
        if not program or not shutil.which("openssl"):
            leave_out("no Dovecot is here: `make test` installs it where it can")
        owner = "nobody" if os.geteuid() == 0 else getpass.getuser()
        group = grp.getgrgid(pwd.getpwnam(owner).pw_gid).gr_name
        self._certify()
        (self.folder / "passwd").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
        places = {"folder": self.folder, "owner": owner, "group": group}
        (self.folder / "dovecot.conf").write_text(
            CONFIGURATION.format(port=self.port, sealed_port=self.sealed_port, **places)
        )
        for name in ("mail", "home", "state"):
            (self.folder / name).mkdir()
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, owner, group)
        line = [program, "-F", "-c", str(self.folder / "dovecot.conf")]
        with (self.folder / "start.log").open("wb") as told:
            self.process = subprocess.Popen(line, stdout=told, stderr=told)
        until = time.monotonic() + 30
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                words = "".join(log.read_text(errors="replace")[-2_000:] for log in self.folder.glob("*.log"))
                self.stop()
                raise RuntimeError(f"Dovecot did not start: {words}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop it and clear its folder."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def opened(self) -> imaplib.IMAP4:
        """A client of the test's own, logged in."""
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        box.login(USER, PASSWORD)
        return box

    def put(self, raw: bytes, flags: str = "", folder: str = "INBOX") -> None:
        """A message that has come in."""
        box = self.opened()
        box.append(folder, flags, "", raw)
        box.logout()

    def held(self, folder: str = "INBOX") -> list[str]:
        """The flags of all that lies in the folder."""
        box = self.opened()
        is_empty = box.select(folder, readonly=True)[1] == [b"0"]
        data = [] if is_empty else box.fetch("1:*", "(FLAGS)")[1]
        box.logout()
        return [row.decode() for row in data if isinstance(row, bytes)]

    def _certify(self) -> None:
        line = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(self.folder / "key.pem"),
                "-out", str(self.folder / "cert.pem")]  # fmt: skip
        subprocess.run(line, check=True, capture_output=True, timeout=60)

    def _answers(self) -> bool:
        try:
            self.opened().logout()
        except (OSError, imaplib.IMAP4.error):
            return False
        return True
