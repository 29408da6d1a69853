"""The option of the onion service."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from masthead.config import options
from masthead.config.exceptions import WrongOption
from tests.ground.server import plain_environ

HOST = f"{'tideway2' * 7}.onion"


def load(folder: Path, text: str) -> str:
    found: str = options.load({"MASTHEAD_DATA": str(folder), "MASTHEAD_ONION": text})["MASTHEAD_ONION"]
    return found


def test_it_is_empty_at_first_and_loses_its_last_slash(tmp_path: Path) -> None:
    assert load(tmp_path, "") == ""
    assert load(tmp_path, f"http://{HOST.upper()}/") == f"http://{HOST}"
    assert load(tmp_path, f"http://www.{HOST}") == f"http://www.{HOST}"


@pytest.mark.parametrize(
    "text", [HOST, "http://short.onion", f"http://{HOST}/paper", "https://paper.example", f"http://{HOST}.example"]
)
def test_what_is_no_onion_service_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(WrongOption, match=r"MASTHEAD_ONION: .* is not the address of an onion service"):
        load(tmp_path, text)


def test_forms_answer_under_the_onion_address(tmp_path: Path) -> None:
    program = "from django.conf import settings as s; print(s.ONION, s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS)"
    environ = plain_environ() | {
        "DJANGO_SETTINGS_MODULE": "masthead.config.settings",
        "MASTHEAD_DATA": str(tmp_path),
        "MASTHEAD_ONION": f"http://{HOST}",
    }
    said = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, timeout=60)
    assert f"'{HOST}'" in said.stdout, said.stderr
    assert f"'http://{HOST}'" in said.stdout
