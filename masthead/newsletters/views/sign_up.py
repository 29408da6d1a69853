"""The sign-up form's address. It takes a form from everybody in the same way and at the same speed.

Nothing here looks an address up: the form's own mistakes are told, all else is put into the queue, and the worker
decides what is mailed. So nobody learns from the answer who reads the paper.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from masthead.newsletters import abuse, proof, wording
from masthead.newsletters.forms import SignUpForm
from masthead.newsletters.models import SignUp
from masthead.newsletters.queries import open_lists
from masthead.newsletters.sign_up_box import ADDRESS, SignUpBox
from masthead.press.rendering import PRINTED
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import Paper


@csrf_exempt  # printed pages are the same for every reader, so they hold no token; there is no cookie to ride on
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """The form's page, and what becomes of a form that was sent."""
    paper = Paper()
    with override(paper.language):
        if request.method != "POST":
            return _page(paper, None, 200)
        form = SignUpForm(request.POST, open_lists())
        if not _is_from_here(request):
            return _page(paper, form, 403)  # from somebody else's page, whose reader may not even know
        if not form.is_valid():
            return _mistakes(request, paper, form)
        _take(request, paper, form)
        return _thanks(request, paper)


@require_safe
def challenge(request: HttpRequest) -> HttpResponse:
    """Work for the reader's device, begun when the form is touched."""
    return _unkept(JsonResponse(proof.challenge()))


def _take(request: HttpRequest, paper: Paper, form: SignUpForm) -> None:
    """Queue what was asked for. Of a machine only a row without an address is kept, for the count."""
    network = abuse.network_of(request.META.get("REMOTE_ADDR", ""))
    is_machine, asked = form.is_by_machine, form.cleaned_data
    with transaction.atomic():
        is_proved = not is_machine and proof.spend(asked["proof"] or "")
        if abuse.is_flood(network, is_proved):
            return
        SignUp.objects.create(
            address="" if is_machine else asked["email"],
            lists=[] if is_machine else asked["list"],
            form=asked["form"],
            wording=wording.keep(wording.words(paper.name), asked["wording"] or ""),
            language=paper.language,
            network=network,
            is_proved=is_proved,
            state=SignUp.State.DROPPED if is_machine else SignUp.State.WAITING,
        )


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our pages sent this. Programs say nothing, and meet the limits."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "same-site", "none")
    origin = request.headers.get("Origin")
    if not origin:
        return True
    return origin in settings.CSRF_TRUSTED_ORIGINS or urlsplit(origin).netloc == request.get_host()


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _mistakes(request: HttpRequest, paper: Paper, form: SignUpForm) -> HttpResponse:
    if _wants_json(request):
        return _unkept(JsonResponse({"errors": form.problems}, status=422))
    return _page(paper, form, 422)


def _thanks(request: HttpRequest, paper: Paper) -> HttpResponse:
    title = _("Thank you. We've sent you a confirmation email.")
    text = _(
        "Open it and press the button in it: only then will newsletters come. If you cannot find it, look among spam."
    )
    if _wants_json(request):
        return _unkept(JsonResponse({"title": title, "text": text}))
    page = PageInfo("signed-up", title, robots="noindex")
    return _unkept(show("pages/signed_up.html", page, paper=paper, text=text))


def _page(paper: Paper, form: SignUpForm | None, status: int) -> HttpResponse:
    """The form by itself: filled as it came when a reader sent it, with what to mend."""
    title = _("Please check what you entered") if status == 422 else _("Sign up for our newsletters")
    page = PageInfo("sign-up", title, "" if form else ADDRESS, robots="noindex")
    box = SignUpBox("page", open_lists(), paper, form)
    notice = _("Another site sent us this form. If it was you who filled it in, press the button once more.")
    notice = notice if status == 403 else ""
    return _unkept(show("pages/sign_up.html", page, status, paper=paper, box=box, notice=notice))


def _unkept(response: HttpResponse) -> HttpResponse:
    """An answer for one reader: no cache on the way keeps it, and it is never printed."""
    if response.has_header(PRINTED):
        del response[PRINTED]
    response["Cache-Control"] = "private, no-store"
    return response
