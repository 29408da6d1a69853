"""The day's edition to take away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from masthead.fronts.offline.edition import CONTENT_TYPE, edition
from masthead.fronts.offline.moment import EDITION, edition_time
from masthead.press import reads
from masthead.publication.pages import show_plain
from masthead.publication.queries import paper as the_paper


def today(request: HttpRequest) -> HttpResponse:
    """The edition of the last passing of the hour that editors chose: the same bytes until the hour passes again."""
    paper = the_paper()
    reads.note(EDITION)
    return show_plain(edition(paper, edition_time(paper.nameplate, timezone.now())), CONTENT_TYPE)
