"""An account for the newsroom; the e-mail address is the name one logs in with."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffManager(BaseUserManager["Staff"]):
    """Makes accounts by e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Staff:
        """A staff account. ``ValueError`` without an address."""
        if not email:
            raise ValueError("A staff account needs an e-mail address.")
        staff = self.model(email=self.normalize_email(email).lower(), **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Staff:
        """An account that may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Staff:
        return self.get(email__iexact=username)


class Staff(AbstractUser):
    """A person who works here."""

    username = None  # type: ignore[assignment]  # the e-mail address takes its place
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = StaffManager()  # type: ignore[assignment,misc]  # AbstractUser fixes its own manager's type

    class Meta:
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")

    def __str__(self) -> str:
        return self.get_full_name() or self.email
