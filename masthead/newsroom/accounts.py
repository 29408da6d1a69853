"""Staff accounts: made by staff, never by sign-up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Closes the sign-up that allauth would offer."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
