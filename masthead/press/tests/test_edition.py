"""The edition rises with every change that readers may see, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from masthead.articles.models import Story
from masthead.newsfeed.models import Update
from masthead.picks.models import PickList
from masthead.press import edition
from masthead.publication.models import Nameplate, Section, Topic

pytestmark = pytest.mark.django_db


def test_it_starts_and_rises() -> None:
    start = edition.current()
    edition.touch()
    edition.touch()
    assert edition.current() == max(start, 0) + 2 or edition.current() > start


@pytest.mark.parametrize(
    "change",
    [
        lambda: Update.objects.create(text="Ferry runs again"),
        lambda: Section.objects.create(name="Sport", slug="sport"),
        lambda: Topic.objects.create(name="Ferry", slug="ferry"),
        lambda: PickList.objects.create(name="Weekend", slug="weekend"),
        lambda: (Nameplate.objects.first() or Nameplate()).save(),
    ],
)
def test_what_readers_see_raises_it(paper: object, change: Callable[[], object]) -> None:
    before = edition.current()
    change()
    assert edition.current() > before


def test_publishing_and_withdrawing_raise_it(paper: object, story_factory: Callable[..., Story]) -> None:
    before = edition.current()
    story = story_factory(title="Out")
    out = edition.current()
    story.unpublish()
    assert before < out < edition.current()


def test_a_saved_draft_does_not(paper: object, story_factory: Callable[..., Story]) -> None:
    story = story_factory(title="Still")
    before = edition.current()
    story.title = "Draft headline"
    story.save_revision()
    assert edition.current() == before


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_taken_back_does_not(paper: object) -> None:
    before = edition.current()
    with transaction.atomic():
        Update.objects.create(text="Never said")
        transaction.set_rollback(True)
    assert edition.current() == before


@pytest.mark.django_db(transaction=True)
def test_this_process_hears_of_it_after_the_commit(paper: object, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    monkeypatch.setattr(edition, "_listeners", [lambda: heard.append(edition.current())])
    with transaction.atomic():
        Update.objects.create(text="Heard")
        assert heard == []
    assert heard == [edition.current()]
