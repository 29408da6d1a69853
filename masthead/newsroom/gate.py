"""Who may come in: nobody without an account, and nobody who can publish with a password alone.

Wagtail asks for an account and a permission only, and whoever gets past its door may do everything
their role may. So the gate stands before every view below ``/newsroom/``, Wagtail's API and uploads
included, and looks at the account afresh each time: a role given a minute ago counts at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation

from masthead.newsroom import hint, place
from masthead.newsroom.permissions import needs_second_factor
from masthead.publication.queries import nameplate

INSIDE = "/newsroom/"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
ENROLLED_HERE = "masthead_enrolled"  # key in the session: who proved a new factor in it

# Views for those who have not logged in: the log-in itself, and what its pages need.
OPEN_TO_ALL = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "newsroom_old_reset",
        "newsroom_staff_bar",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
    }
)
ASKED_BY_SCRIPTS = frozenset({"/newsroom/staff-bar/"})  # which ask for anything, and can do nothing with a page
# Views for an account that has to enrol first. None of them shows or changes anything of the paper.
TO_ENROL = frozenset({"account_logout", "account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn"})
# Views for an account whose factor was not used in this session. It must not add another one here:
# a stolen password would do to replace the factor.
TO_PROVE = frozenset({"account_logout", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
# Where passwords are typed nothing runs and nothing is fetched that is not our own file.
ACCOUNT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Wagtail writes scripts and styles into its pages, so these must run; but nothing may come from or go to elsewhere.
NEWSROOM_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
POLICY = "Content-Security-Policy"


class SecondFactorMiddleware:
    """Stops requests that may not come in, and keeps the staff hint true."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(INSIDE):
            return self.get_response(request)
        paper = nameplate()
        with translation.override(_chosen_language(request) or paper.language), timezone.override(paper.zone):
            response = self.get_response(request)
        hint.keep(request, response)
        name = request.resolver_match.url_name if request.resolver_match else None
        if name and name.startswith(("account_", "mfa_")):
            response[POLICY] = ACCOUNT_POLICY
        response.setdefault(POLICY, NEWSROOM_POLICY)  # a preview has the readers' own
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Answer instead of the view when it must not be reached."""
        if not request.path_info.startswith(INSIDE):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if not request.user.is_authenticated:
            return None if name in OPEN_TO_ALL else _stop(request, "account_login")
        if may_pass(request):
            place.put_in_place(request)
            return None
        if has_factor(request):
            return None if name in TO_PROVE else _stop(request, _where_to_prove(request))
        return None if name in TO_ENROL else _stop(request, "mfa_index")


def _chosen_language(request: HttpRequest) -> str:
    """What somebody set for their own account; Wagtail minds it on its pages only, not where one logs in or enrols."""
    profile = getattr(request.user, "wagtail_userprofile", None)
    return profile.preferred_language if profile else ""


def may_pass(request: HttpRequest) -> bool:
    """Whether this session is as safe as the role of its account demands."""
    if not settings.SECOND_FACTOR_REQUIRED or not needs_second_factor(request.user):
        return True
    return has_factor(request) and was_used(request)


def has_factor(request: HttpRequest) -> bool:
    """Whether the account has an authenticator app or a passkey (recovery codes alone are none)."""
    found: bool = Authenticator.objects.filter(user_id=request.user.pk, type__in=FACTORS).exists()
    return found


def was_used(request: HttpRequest) -> bool:
    """Whether a factor was used in this session, at log-in, later, or when it was enrolled."""
    records = get_authentication_records(request, request.user)
    is_enrolled_here: bool = request.session.get(ENROLLED_HERE) == request.user.pk
    return is_enrolled_here or any(record.get("method") == "mfa" for record in records)


def _where_to_prove(request: HttpRequest) -> str:
    has_app = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
    return "mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn"


def _stop(request: HttpRequest, name: str) -> HttpResponse:
    """A page leads to where the way goes on, everything else is refused."""
    is_page = request.accepts("text/html") and request.path_info not in ASKED_BY_SCRIPTS
    if not is_page or request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"error": "Log in with a second factor first."}, status=403)
    return redirect("mfa_index") if name == "mfa_index" else redirect_to_login(request.get_full_path(), name)
