"""Staff accounts: made by staff, never by sign-up."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from masthead.publication.pages import absolute
from masthead.publication.queries import nameplate


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Closes the sign-up that allauth would offer, and asks for the password again only after some minutes."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Before a factor is added or taken off. Who logged in a moment ago has just shown who they are."""
        records = get_authentication_records(self.request, self.request.user)
        oldest = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > oldest for record in records)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Under the public address, whatever host or port the request for the mail named."""
        return absolute(urlsplit(super().get_reset_password_from_key_url(key)).path)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Signed by the paper: allauth would sign with the host that the request named."""
        paper = {"name": nameplate().name, "domain": absolute("/")}
        super().send_mail(template_prefix, email, {**context, "current_site": paper})
