"""A scratch PostgreSQL: made in the temporary folder, reached by a socket there, gone after the run."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

USER = "masthead"
# Nothing in it outlives the run, so nothing needs to reach the disk.
SETTINGS = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": "",
    "max_connections": "60", "shared_buffers": "128MB", "autovacuum": "off",
}  # fmt: skip


@dataclass
class Server:
    """The running server."""

    process: subprocess.Popen[bytes]
    folder: Path

    def stop(self) -> None:
        """End it and remove its files."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``: the newest that Debian installed, or the one on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def start(folder: Path) -> Server | None:
    """Make a cluster in ``folder`` and start it; ``None`` where PostgreSQL is not installed."""
    where = programs()
    if where is None:
        return None
    folder.mkdir(parents=True)
    owner = _owner()
    if owner:
        folder.parent.chmod(0o755)
        shutil.chown(folder, owner)
    cluster = folder / "cluster"
    make = [str(where / "initdb"), f"--username={USER}", "--auth=trust", "--encoding=UTF8", "--no-sync",
            "--locale=C.UTF-8", f"--pgdata={cluster}"]  # fmt: skip
    subprocess.run(make, user=owner, check=True, stdout=subprocess.DEVNULL, cwd="/")
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    run = [str(where / "postgres"), "-D", str(cluster), "-k", str(folder), *options]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(run, user=owner, stdout=log, stderr=log, cwd="/")
    server = Server(process, folder)
    _wait(server)
    return server


def _owner() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as its own user, or as nobody."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _wait(server: Server) -> None:
    import psycopg

    for _ in range(300):
        try:
            _connect("postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    server.stop()
    raise RuntimeError("PostgreSQL did not start")


def socket_folder() -> Path:
    """Where the server of this run listens."""
    return Path(os.environ["TEST_GROUND"]) / "postgresql"


def _connect(name: str):  # type: ignore[no-untyped-def]  # psycopg is imported late
    import psycopg

    return psycopg.connect(host=str(socket_folder()), user=USER, dbname=name, autocommit=True)


def copy_database(source: str, target: str) -> None:
    """Replace ``target`` by a copy of ``source``."""
    with _connect("postgres") as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def make_template(name: str, dump: Path, migrate: Callable[[str], None]) -> None:
    """Make the migrated database, from the dump of an earlier run when there is one."""
    with _connect("postgres") as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    where, host = programs(), f"--host={socket_folder()}"
    if dump.exists():
        load = [f"{where}/psql", host, f"--username={USER}", "--quiet", "-v", "ON_ERROR_STOP=1", f"--file={dump}", name]
        subprocess.run(load, check=True, stdout=subprocess.DEVNULL)
        return
    for old in dump.parent.glob("template-*.sql"):
        old.unlink()
    migrate(f"postgresql://{USER}@{quote(str(socket_folder()), safe='')}/{name}")
    save = [f"{where}/pg_dump", host, f"--username={USER}", f"--file={dump}.new", name]
    subprocess.run(save, check=True)
    Path(f"{dump}.new").rename(dump)


if __name__ == "__main__":
    if programs() is None:
        print("PostgreSQL: no server programs on this machine, so nothing is tested on it.")
        raise SystemExit(1)
