"""Lets somebody in who lost password or second factor; done at the machine, not in the newsroom."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import transaction

from masthead.people.enums import Role
from masthead.people.models import Staff


def reset_account(email: str, password: str, role: str = "") -> bool:
    """Give the account this password, take its second factors off, make it active; ``True`` when it was made.

    ``role`` is a role's name in any case; empty leaves the role as it is, and makes a new account a publisher.
    ``ValueError`` when there is no such role.
    """
    chosen = _role(role) if role else None
    with transaction.atomic():
        staff = Staff.objects.filter(email__iexact=email).first()
        made = staff is None
        if staff is None:
            staff = Staff.objects.create_user(email, password)
            chosen = chosen or Role.PUBLISHER
        else:
            staff.is_active = True
            staff.set_password(password)
            staff.save()
        Authenticator.objects.filter(user=staff).delete()
        if chosen:
            staff.groups.set([Group.objects.get(name=chosen.value)])
    return made


def _role(name: str) -> Role:
    for role in Role:
        if role.value.lower() == name.strip().lower():
            return role
    raise ValueError(f"There is no role {name!r}.")
