"""A counted link of an issue: one more, and on to where it leads."""

from __future__ import annotations

import re

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from masthead.newsletters.models import Link
from masthead.newsletters.rendering.clicks import opened_link

# Those that say what they are. Scanners of mail that come as a plain browser cannot be told from readers: they follow
# every link of a mail, so the figures of an issue are too high for all of its links alike, and are for comparing.
_MACHINES = re.compile(
    r"bot\b|crawl|spider|preview|prefetch|scan|fetch|monitor|proofpoint|mimecast|barracuda|safelinks|facebookexternalhit"
    r"|whatsapp|python-|curl/|wget/|go-http|java/|okhttp|headless",
    re.IGNORECASE,
)
_AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")  # what browsers fetch before anybody asks


@csrf_exempt
@require_safe
def click(request: HttpRequest, token: str) -> HttpResponse:
    """Count and lead on. Nothing is kept of who came: no address, no cookie, no time."""
    opened = opened_link(token)
    if opened is None:
        raise Http404
    issue, variant, place = opened
    rows = Link.objects.filter(issue=issue, variant=variant, place=place)
    target = rows.values_list("target", flat=True).first()
    if target is None:
        raise Http404
    if _is_a_reader(request):
        rows.update(clicks=F("clicks") + 1)
    response = HttpResponseRedirect(target)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _is_a_reader(request: HttpRequest) -> bool:
    if request.method != "GET" or any("pre" in request.META.get(name, "").lower() for name in _AHEAD):
        return False
    agent = request.META.get("HTTP_USER_AGENT", "")
    return bool(agent) and not _MACHINES.search(agent)
