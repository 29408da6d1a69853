"""A reader's page beside the form in which it is written."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from wagtail.admin.userbar import Userbar

_POLICY_INSIDE = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n')


def show_in_preview(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page so that the newsroom can frame it, and so that its checks can read it. No reader gets it so."""
    policy = _with(response["Content-Security-Policy"], "frame-ancestors", "'self'")
    response.content = _POLICY_INSIDE.sub(b"", response.content, count=1)  # else the stricter of the two would hold
    if getattr(request, "in_preview_panel", False) and request.user.is_authenticated:
        _add_checks(request, response)
        # The checks are Wagtail's scripts: they set styles of their own and know no trusted types.
        policy = _with(policy, "style-src", "'self' 'unsafe-inline'")
        policy = policy.replace("; require-trusted-types-for 'script'", "")
    response["Content-Security-Policy"] = policy
    return response


def _with(policy: str, rule: str, value: str) -> str:
    return re.sub(rf"(^|; ){rule} [^;]*", rf"\1{rule} {value}", policy)


def _add_checks(request: HttpRequest, response: HttpResponse) -> None:
    checks = Userbar().render_html({"request": request})
    html = response.content.decode()
    response.content = html.replace("</body>", f"{checks}</body>") if "</body>" in html else html + checks
