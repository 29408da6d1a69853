"""The front page for bad lines: headlines and times, no picture and no script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, override

from masthead.articles.models import Story
from masthead.fronts.arrangement import Arrangement, Block, arrange
from masthead.fronts.models import Front
from masthead.newsfeed import queries as newsfeed
from masthead.press import reads
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import paper as the_paper

UPDATES = 4


def text_front(request: HttpRequest) -> HttpResponse:
    """The same choice of stories as on the front page; every headline leads to its text edition."""
    reads.note("front")
    paper = the_paper()
    front = Front.objects.live().first()
    parts = arrange(front, paper.sections)
    with override(paper.language):
        page = PageInfo("text_front", gettext("Text edition"), "/", paper.description)
    return show(
        "pages/text_front.html",
        page,
        light=True,
        paper=paper,
        updates=newsfeed.newest(UPDATES) if front is None or front.has_news_feed else [],
        lead=parts.lead,
        top=_top(parts),
        picks=parts.picks,
        blocks=_blocks(parts),
    )


def _top(parts: Arrangement) -> list[Story]:
    """The second rank and the headlines, as the front page shows them above its sections."""
    return parts.second + parts.headlines


def _blocks(parts: Arrangement) -> list[Block]:
    """The sections in the order of the front page, opinion first, as it stands there."""
    opinion = [Block("section", parts.opinion[0].section, parts.opinion)] if parts.opinion else []
    return opinion + [block for block in parts.blocks if block.section]
