"""An S3-compatible server in a process of its own, which keeps its objects over a crash. It looks at no signature."""

from __future__ import annotations

import shutil
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.ground.browser import leave_out
from tests.ground.database import ROOT

PROGRAM = ROOT / ".test-tools" / "node_modules" / "s3rver" / "bin" / "s3rver.js"
WEBSITE = """<WebsiteConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
<IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>"""
KEY = "S3RVER"


@dataclass
class ObjectStore:
    """The server and its folder. ``website`` is a bucket that is served as one."""

    folder: Path
    port: int
    bucket: str = "paper"
    website: str = "site"
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The endpoint."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        """What a client of it needs."""
        return {
            "AWS_ENDPOINT_URL": self.url, "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": KEY,
            "AWS_DEFAULT_REGION": "us-east-1", "AWS_CONFIG_FILE": "/dev/null", "AWS_EC2_METADATA_DISABLED": "true",
        }  # fmt: skip

    def start(self) -> None:
        """Start it and wait until it answers."""
        if not PROGRAM.exists() or not shutil.which("node"):
            leave_out("no S3-compatible server is here: `make test` installs one where npm is there")
        self.folder.mkdir(exist_ok=True)
        rules = self.folder.with_suffix(".xml")
        rules.write_text(WEBSITE)
        # Its marks of where a long list goes on use a cipher that newer OpenSSL gives only on request.
        line = ["node", "--openssl-legacy-provider", str(PROGRAM), "--directory", str(self.folder), "--silent",
                "--address", "127.0.0.1", "--port", str(self.port),
                "--configure-bucket", self.bucket, "--configure-bucket", self.website, str(rules)]  # fmt: skip
        self.process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 30
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError("the object store did not start")
            time.sleep(0.05)

    def kill(self) -> None:
        """End it as a power cut does."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def _answers(self) -> bool:
        try:
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(self.url, timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True
