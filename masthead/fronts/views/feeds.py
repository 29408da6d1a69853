"""Feeds of the paper, of a section and of an author."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from masthead.articles import queries as articles
from masthead.articles.models import Story
from masthead.fronts.feeds import json_feed, rss
from masthead.fronts.feeds.channel import Channel
from masthead.fronts.feeds.entry import entries
from masthead.people.models import Author
from masthead.publication.models import Section
from masthead.publication.pages import absolute, show_plain
from masthead.publication.queries import Paper

LONGEST = 30


def paper_rss(request: HttpRequest) -> HttpResponse:
    """The newest stories of the whole paper."""
    paper = Paper()
    channel = _channel(paper, articles.published(), "", "/", "/feed.xml", paper.description or paper.motto)
    return show_plain(rss.rss(channel), rss.CONTENT_TYPE)


def paper_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON Feed."""
    paper = Paper()
    channel = _channel(paper, articles.published(), "", "/", "/feed.json", paper.description or paper.motto)
    return show_plain(json_feed.json_feed(channel), json_feed.CONTENT_TYPE)


def section_rss(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest stories of a section."""
    found = get_object_or_404(Section, slug=slug)
    stories = articles.published().filter(section=found)
    channel = _channel(Paper(), stories, found.name, found.address, f"{found.address}feed.xml", found.standfirst)
    return show_plain(rss.rss(channel), rss.CONTENT_TYPE)


def author_rss(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest stories with the author's name over them."""
    found = get_object_or_404(Author, slug=slug)
    stories = articles.published().filter(story_authors__author=found)
    channel = _channel(Paper(), stories, found.name, found.address, f"{found.address}feed.xml", found.role)
    return show_plain(rss.rss(channel), rss.CONTENT_TYPE)


def _channel(paper: Paper, stories: QuerySet[Story], part: str, page: str, address: str, description: str) -> Channel:
    newest = stories.prefetch_related("story_authors__author", "lead_picture__renditions", "topics")[:LONGEST]
    return Channel(
        title=f"{part} | {paper.name}" if part else paper.name,
        page=absolute(page),
        address=absolute(address),
        description=description,
        language=paper.language,
        entries=entries(newest, paper),
    )
