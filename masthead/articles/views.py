"""The story's pages."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from masthead.articles import queries
from masthead.articles.beside import beside
from masthead.articles.blocks.text_edition import render_text
from masthead.articles.horizon import is_fresh
from masthead.articles.json_ld import news_article
from masthead.articles.models import Story
from masthead.articles.related import related_to
from masthead.media.queries import share_url
from masthead.press import reads
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import paper as the_paper


def story(request: HttpRequest, day: date, slug: str) -> HttpResponse:
    """The story published on this day under this slug."""
    return show_story(_found(day, slug))


def text_edition(request: HttpRequest, day: date, slug: str) -> HttpResponse:
    """The same story as a light page."""
    return show_text_edition(_found(day, slug))


def show_story(found: Story) -> HttpResponse:
    """The story's page, published or in preview."""
    paper = the_paper()
    found.related = related_to(found)
    page = _page(found)
    is_archived = not is_fresh(found)
    if found.address:
        reads.ask(found.text_address)
    page.json_ld = news_article(found, paper)
    return show(
        "pages/story.html",
        page,
        paper=paper,
        story=found,
        body=_body(found),
        topics=list(found.topics.all()),
        is_archived=is_archived,
        **({} if is_archived else beside(found)),
    )


def show_text_edition(found: Story) -> HttpResponse:
    """The light page, published or in preview."""
    page = _page(found)
    return show("pages/text.html", page, light=True, story=found, text_body=_text_body(found))


def _body(found: Story) -> SafeString:
    """The blocks one after another, without the wrappers that Wagtail would put around each."""
    return mark_safe("\n".join(child.render() for child in found.body))  # noqa: S308 - our own templates


def _text_body(found: Story) -> SafeString:
    return mark_safe("\n".join(render_text(child) for child in found.body))  # noqa: S308 - our own templates


def _page(found: Story) -> PageInfo:
    picture = found.picture
    return PageInfo(
        "story",
        found.seo_title or found.headline,
        found.address or "",
        found.search_description or found.standfirst,
        section=found.section,
        share_picture=share_url(picture.picture) if picture else "",
        image_alt=picture.alt if picture else "",
        feed="/feed.xml",
        published_at=found.published_at,
        updated_at=found.updated_at,
    )


def _found(day: date, slug: str) -> Story:
    found = queries.at_address(f"/{day:%Y/%m/%d}/{slug}/")
    if found is None:
        raise Http404
    return found
