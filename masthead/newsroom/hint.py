"""A cookie that tells the reader's page, in the browser, that it is worth asking for the staff bar.

It has no value of worth and gives no right. The session's own cookie never leaves ``/newsroom/``.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

NAME = "masthead_staff_hint"


def keep(request: HttpRequest, response: HttpResponseBase) -> None:
    """Set it where somebody is logged in, remove it where nobody is."""
    is_there = NAME in request.COOKIES
    is_staff = request.user.is_authenticated
    if is_staff and not is_there:
        response.set_cookie(
            NAME, "1", path="/", samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE), httponly=False
        )
    elif is_there and not is_staff:
        response.delete_cookie(NAME, path="/", samesite="Lax")
