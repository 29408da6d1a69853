"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from masthead.fronts.arrangement import arrange
from masthead.fronts.json_ld import organisation
from masthead.fronts.models import Front
from masthead.newsfeed import queries as newsfeed
from masthead.press import reads
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import paper as the_paper


def front(request: HttpRequest) -> HttpResponse:
    """The front page as it stands now."""
    reads.note("front")
    return show_front(Front.objects.live().first())


def show_front(arrangement: Front | None) -> HttpResponse:
    """The front page, published or in preview."""
    paper = the_paper()
    page = PageInfo("front", paper.name, "/", paper.description, feed="/feed.xml")
    page.json_ld = organisation(paper)
    parts = arrange(arrangement, paper.sections)
    return show(
        "pages/front.html",
        page,
        paper=paper,
        updates=newsfeed.newest(7) if arrangement is None or arrangement.has_news_feed else [],
        appeal_is_placed=any(block.kind == "appeal" for block in parts.blocks),
        lead=parts.lead,
        second=parts.second,
        headlines=parts.headlines,
        picks=parts.picks,
        opinion=parts.opinion,
        blocks=parts.blocks,
    )
