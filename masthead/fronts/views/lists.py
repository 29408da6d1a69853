"""Section, topic and author pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import strip_tags
from django.utils.translation import gettext, override

from masthead.articles import queries as articles
from masthead.fronts.paging import address, turn_to
from masthead.media.queries import share_url
from masthead.people.models import Author
from masthead.publication.models import Section, Topic
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import Paper
from masthead.publication.views import static_page


def section_or_page(request: HttpRequest, slug: str) -> HttpResponse:
    """A section's first page, or the standing page of this name: both have addresses of one word."""
    if Section.objects.filter(slug=slug).exists():
        return section(request, slug)
    return static_page(request, slug)


def section(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """A page of a section."""
    found = get_object_or_404(Section, slug=slug)
    stories, pages = turn_to(articles.in_section(found), number, found.address)
    lead = stories.pop(0) if number == 1 and stories else None
    page = PageInfo("section", found.name, address(found.address, number), found.standfirst, section=found)
    page.feed, page.prev, page.next = f"{found.address}feed.xml", pages.newer, pages.older
    return show("pages/section.html", page, section=found, lead=lead, stories=stories, pages=pages)


def topic(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """A page of a topic."""
    found = get_object_or_404(Topic, slug=slug)
    stories, pages = turn_to(articles.about(found), number, found.address)
    page = PageInfo("topic", found.name, address(found.address, number), found.description)
    page.prev, page.next = pages.newer, pages.older
    return show("pages/topic.html", page, topic=found, stories=stories, pages=pages)


def author(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """A page of an author."""
    found = get_object_or_404(Author, slug=slug)
    stories, pages = turn_to(articles.by_author(found), number, found.address)
    page = PageInfo("author", found.name, address(found.address, number), strip_tags(found.bio)[:200])
    page.feed, page.prev, page.next = f"{found.address}feed.xml", pages.newer, pages.older
    page.share_picture = share_url(found.picture) if found.picture else ""
    return show("pages/author.html", page, author=found, stories=stories, pages=pages)


def authors(request: HttpRequest) -> HttpResponse:
    """All authors."""
    paper = Paper()
    with override(paper.language):
        page = PageInfo("authors", gettext("Authors"), "/authors/", gettext("Who writes this paper."))
    everyone = Author.objects.select_related("picture").prefetch_related("picture__renditions")
    return show("pages/authors.html", page, paper=paper, authors=everyone)
