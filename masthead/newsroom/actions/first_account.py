"""The first account: without it nobody could come in and make the others."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.contrib.auth.models import Group

from masthead.people.enums import Role
from masthead.people.models import Staff

Account = tuple[str, str]  # e-mail address and password

EMAIL = "publisher@newsroom.example"
FILE = "first-password"


def first_account(data: Path) -> Account | None:
    """Make a publisher with a generated password when there is no account at all; answer both.

    With accounts there it makes nothing, and answers what the file still holds. The password is
    written before the account is made, so that a crash between the two locks nobody out.
    """
    path = data / FILE
    if Staff.objects.exists():
        password = _read(path)
        return (EMAIL, password) if password else None
    password = _write_once(path, secrets.token_urlsafe(12))
    staff = Staff.objects.create_user(EMAIL, password)
    staff.groups.add(Group.objects.get(name=Role.PUBLISHER.value))
    return EMAIL, password


def known_first_account(data: Path) -> Account | None:
    """The first account, if its generated password still opens it. Slow: it checks the password's hash."""
    password = _read(data / FILE)
    staff = Staff.objects.filter(email=EMAIL, is_active=True).first() if password else None
    return (EMAIL, password) if staff and staff.check_password(password) else None


def forget_first_password(data: Path) -> None:
    """Delete the file, once the password in it is no longer the one."""
    (data / FILE).unlink(missing_ok=True)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def _write_once(path: Path, password: str) -> str:
    """The password that the file holds: an older one, or this one, readable by the owner only."""
    kept = _read(path)
    if kept:
        return kept
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # an empty one, left by a crash
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(password + "\n")
    return password
