"""What the script on a reader's page asks when the staff hint is there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from masthead.articles.queries import at_address
from masthead.fronts.models import Front
from masthead.newsroom.gate import may_pass
from masthead.publication.models import StaticPage


@never_cache
def staff_bar(request: HttpRequest) -> HttpResponse:
    """Where the page at ``path`` is edited, with the bar's words in the account's language.

    403 for who may not, nothing where nothing is edited.
    """
    if not request.user.is_authenticated or not may_pass(request):
        return JsonResponse({"edit": None}, status=403)
    page, label = _page_at(request.GET.get("path", ""))
    if page is None:
        return JsonResponse({"edit": None, "label": ""})
    if not page.permissions_for_user(request.user).can_edit():
        return JsonResponse({"edit": None}, status=403)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return JsonResponse({"edit": edit, "label": label, "name": gettext("Newsroom"), "language": get_language()})


def _page_at(path: str) -> tuple[Page | None, str]:
    """The page that readers see at the path, and what to call editing it."""
    if path == "/":
        return Front.objects.live().first(), gettext("Edit front page")
    story = at_address(path.removesuffix("text/"))
    if story:
        return story, gettext("Edit story")
    return StaticPage.objects.live().filter(slug=path.strip("/")).first(), gettext("Edit page")
