from __future__ import annotations

from collections.abc import Callable

import pytest

from masthead.articles.models import Story
from masthead.picks.models import Pick, PickList
from masthead.picks.queries import picks

pytestmark = pytest.mark.django_db
MakeStory = Callable[..., Story]


@pytest.fixture
def editors(paper: object) -> PickList:
    found: PickList = PickList.objects.get(slug="editors")
    return found


def test_they_keep_the_editors_order_and_titles(editors: PickList, story_factory: MakeStory) -> None:
    first, second = story_factory(title="Made first"), story_factory(title="Made second")
    Pick.objects.create(pick_list=editors, story=second, sort_order=0, title="Own words")
    Pick.objects.create(pick_list=editors, story=first, sort_order=1)
    found = picks()
    assert [story.pick_title for story in found.stories] == ["Own words", "Made first"]


def test_an_unpublished_story_is_left_out(editors: PickList, story_factory: MakeStory) -> None:
    story = story_factory()
    Pick.objects.create(pick_list=editors, story=story)
    story.unpublish()
    assert picks().stories == []


def test_a_story_does_not_pick_itself(editors: PickList, story_factory: MakeStory) -> None:
    story = story_factory()
    Pick.objects.create(pick_list=editors, story=story)
    assert picks(without=story.pk).stories == []


def test_a_list_that_is_not_there_is_empty() -> None:
    assert picks("nothing").stories == []
