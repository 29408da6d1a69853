"""The tests' settings: a data folder for each test process, and nothing of the developer's own environment."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote


def _ground() -> Path:
    """The folder of this run, made by the first process and shared by the workers it starts."""
    if "TEST_GROUND" not in os.environ:
        os.environ["TEST_GROUND"] = tempfile.mkdtemp(prefix="masthead-tests-")
        atexit.register(_clear, Path(os.environ["TEST_GROUND"]), os.getpid())
    return Path(os.environ["TEST_GROUND"])


def _clear(folder: Path, owner: int) -> None:
    if os.getpid() == owner:  # a forked child leaves by this door too
        shutil.rmtree(folder, ignore_errors=True)


def _wanted_database() -> str:
    """From ``--database`` on pytest's line, which workers learn by the environment."""
    for place, word in enumerate(sys.argv):
        if word.startswith("--database="):
            os.environ["TEST_DATABASE"] = word.partition("=")[2]
        elif word == "--database":
            os.environ["TEST_DATABASE"] = sys.argv[place + 1]
    return os.environ.get("TEST_DATABASE", "sqlite")


for _name in [name for name in os.environ if name.startswith(("MASTHEAD_", "DATABASE_URL", "EMAIL_URL"))]:
    del os.environ[_name]
GROUND = _ground()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["MASTHEAD_DATA"] = str(GROUND / WORKER)
if _wanted_database() == "postgresql":
    os.environ["DATABASE_URL"] = f"postgresql://masthead@{quote(str(GROUND / 'postgresql'), safe='')}/masthead_{WORKER}"

from masthead.config.settings import *  # noqa: E402, F403
from masthead.config.settings import DATABASES, IS_SQLITE, STORAGES  # noqa: E402

if IS_SQLITE:
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, not safe: for tests only
