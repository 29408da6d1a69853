"""Enrolling a second factor counts as using it: the app's code was checked, the passkey has answered.

Without this, who has just enrolled would be asked at once for another code, and the app shows none for half a minute.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpResponse
from django.utils.translation import gettext

from masthead.newsroom.gate import ENROLLED_HERE


class EnrolApp(ActivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    """An authenticator app."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.request.session[ENROLLED_HERE] = self.request.user.pk
        return response


class EnrolPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """A passkey or a security key."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["name"].label = gettext("Name of the key")  # allauth leaves it to Django, in English
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.request.session[ENROLLED_HERE] = self.request.user.pk
        return response
