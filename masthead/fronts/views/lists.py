"""Section, topic and author pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import strip_tags
from django.utils.translation import gettext, override

from masthead.articles import lists
from masthead.fronts.paging import address, turn_to
from masthead.media.queries import share_url
from masthead.people.queries import author_called, everyone
from masthead.press import reads
from masthead.publication.models import Section, Topic
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import paper as the_paper
from masthead.publication.views import static_page


def section_or_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A section's first page, or the standing page of this name: both have addresses of one word."""
    found = next((section for section in the_paper().sections if section.slug == slug), None)
    return _section(found, 0) if found else static_page(request, slug)


def section(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An older page of a section."""
    found = next((section for section in the_paper().sections if section.slug == slug), None)
    if found is None:
        raise Http404
    return _section(found, number)


def _section(found: Section, number: int) -> HttpResponse:
    stories, pages = turn_to(lists.of_section(found), number, found.address)
    lead = stories.pop(0) if number == 0 and stories else None
    page = PageInfo("section", found.name, address(found.address, number), found.standfirst, section=found)
    page.feed, page.prev, page.next = f"{found.address}feed.xml", pages.newer, pages.older
    reads.ask(page.feed)
    return show("pages/section.html", page, section=found, lead=lead, stories=stories, pages=pages)


def topic(request: HttpRequest, slug: str, number: int = 0) -> HttpResponse:
    """A page of a topic."""
    found = get_object_or_404(Topic, slug=slug)
    stories, pages = turn_to(lists.about(found), number, found.address)
    page = PageInfo("topic", found.name, address(found.address, number), found.description)
    page.prev, page.next = pages.newer, pages.older
    return show("pages/topic.html", page, topic=found, stories=stories, pages=pages)


def author(request: HttpRequest, slug: str, number: int = 0) -> HttpResponse:
    """A page of an author."""
    found = author_called(slug)
    if found is None:
        raise Http404
    stories, pages = turn_to(lists.by_author(found), number, found.address)
    page = PageInfo("author", found.name, address(found.address, number), strip_tags(found.bio)[:200])
    page.feed, page.prev, page.next = f"{found.address}feed.xml", pages.newer, pages.older
    page.share_picture = share_url(found.picture) if found.picture else ""
    reads.ask(page.feed)
    return show("pages/author.html", page, author=found, stories=stories, pages=pages)


def authors(request: HttpRequest) -> HttpResponse:
    """All authors."""
    paper = the_paper()
    with override(paper.language):
        page = PageInfo("authors", gettext("Authors"), "/authors/", gettext("Who writes this paper."))
    return show("pages/authors.html", page, paper=paper, authors=everyone())
