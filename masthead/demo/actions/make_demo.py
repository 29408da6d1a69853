"""Fills an empty newsroom with the demo paper, through the same doors that editors use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from masthead.articles.views import show_story
from masthead.demo.actions.frame import make_frame, make_front, make_picks, make_static_pages, make_updates
from masthead.demo.actions.newsletters import make_newsletters
from masthead.demo.actions.pictures import make_pictures
from masthead.demo.actions.stories import Stories, make_stories
from masthead.demo.files import newsletters_file, paper_file, story_files, updates_file
from masthead.fronts.models import Front
from masthead.fronts.views.front import show_front

Say = Callable[[str], None]


def make_demo(seed: int = 1, say: Say = print, now: datetime | None = None) -> None:
    """The whole paper. All but the times, which count back from ``now``, is the same for the same seed.

    Everything is in one transaction: a demo that is stopped half-way leaves the newsroom empty.
    """
    now = (now or timezone.now()).replace(second=0, microsecond=0)
    paper, stories = paper_file(), story_files()
    with transaction.atomic():
        say("Drawing the pictures ...")
        pictures = make_pictures(paper, stories, seed)
        say("Setting up the paper ...")
        make_frame(paper, pictures)
        say(f"Publishing {len(stories)} stories ...")
        made = make_stories(stories, pictures, now)
        make_static_pages(paper, made, now)
        make_picks(paper, made)
        make_front(paper, made)
        make_updates(updates_file(), made, now - timedelta(minutes=1))
        make_newsletters(newsletters_file(), made, now)
    show_once(made)
    say(f"The demo paper is ready: {paper['nameplate']['name']}.")


def show_once(made: Stories) -> None:
    """Render the pages that are looked at first, so that their pictures have a size to begin with."""
    front = Front.objects.get()
    show_front(front)
    if front.lead:
        show_story(made[front.lead.slug])
