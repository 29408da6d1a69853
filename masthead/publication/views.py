"""Standing pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.templatetags.wagtailcore_tags import richtext

from masthead.publication.models import StaticPage
from masthead.publication.pages import PageInfo, show


def static_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The published standing page with this slug."""
    found = StaticPage.objects.live().filter(slug=slug).first()
    if found is None:
        raise Http404
    return show_static_page(found)


def show_static_page(standing: StaticPage) -> HttpResponse:
    """A standing page, published or in preview."""
    page = PageInfo(
        "static",
        standing.seo_title or standing.title,
        standing.address,
        standing.search_description or standing.standfirst,
    )
    return show(
        "pages/static.html",
        page,
        title=standing.title,
        standfirst=standing.standfirst,
        body=richtext(standing.body),
        updated_at=standing.last_published_at,
    )
