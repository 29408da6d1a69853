"""Feeds of the paper, of a section and of an author."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from masthead.articles import lists
from masthead.articles.feeds import rss
from masthead.articles.feeds.channel import Channel
from masthead.articles.feeds.entry import entries
from masthead.articles.lists import StoryList
from masthead.fronts.feeds import json_feed
from masthead.people.queries import author_called
from masthead.publication.pages import absolute, show_plain
from masthead.publication.queries import Paper
from masthead.publication.queries import paper as the_paper

LONGEST = 30


def paper_rss(request: HttpRequest) -> HttpResponse:
    """The newest stories of the whole paper."""
    return show_plain(rss.rss(_of_the_paper("/feed.xml")), rss.CONTENT_TYPE)


def paper_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON Feed."""
    return show_plain(json_feed.json_feed(_of_the_paper("/feed.json")), json_feed.CONTENT_TYPE)


def section_rss(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest stories of a section."""
    paper = the_paper()
    found = next((section for section in paper.sections if section.slug == slug), None)
    if found is None:
        raise Http404
    stories = lists.of_section(found)
    channel = _channel(paper, stories, found.name, found.address, f"{found.address}feed.xml", found.standfirst)
    return show_plain(rss.rss(channel), rss.CONTENT_TYPE)


def author_rss(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest stories with the author's name over them."""
    found = author_called(slug)
    if found is None:
        raise Http404
    stories = lists.by_author(found)
    channel = _channel(the_paper(), stories, found.name, found.address, f"{found.address}feed.xml", found.role)
    return show_plain(rss.rss(channel), rss.CONTENT_TYPE)


def _of_the_paper(address: str) -> Channel:
    paper = the_paper()
    return _channel(paper, lists.every_story(), "", "/", address, paper.description or paper.motto)


def _channel(paper: Paper, stories: StoryList, part: str, page: str, address: str, description: str) -> Channel:
    return Channel(
        title=f"{part} | {paper.name}" if part else paper.name,
        page=absolute(page),
        address=absolute(address),
        description=description,
        language=paper.language,
        entries=entries(stories.newest_ids(LONGEST), paper),
    )
