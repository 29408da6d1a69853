"""Lists in pages that stay as they are: a new story reprints the first page and not the older ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from masthead.articles.models import Story
from masthead.press import paging
from tests.ground.cast import CastPaper, MakeStory
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 1, tzinfo=UTC)
PER_PAGE = 4


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "PER_PAGE", PER_PAGE)


@pytest.fixture
def section_of(story_factory: MakeStory) -> MakeStory:
    """Publishes so many more stories in City, an hour after each other; answers the last."""
    count = iter(range(10_000))

    def more(number: int) -> Story:
        made = [
            story_factory(title=f"Story {n}", slug=f"story-{n}-", published_at=START + timedelta(hours=n), body=[])
            for n in (next(count) for _ in range(number))
        ]
        return made[-1]

    return more


def shown(printed: Printed, path: str) -> list[int]:
    """The numbers of the stories on a page, in their order there."""
    html = printed.text(path).split("<main", 1)[1].split("</main", 1)[0]
    numbers = [int(part.split("-", 1)[0]) for part in html.split("/story-")[1:]]
    return list(dict.fromkeys(numbers))


def test_a_short_list_has_one_page(printed: Printed, section_of: MakeStory) -> None:
    section_of(2 * PER_PAGE - 1)
    printed.again()
    assert len(shown(printed, "/city/")) == 2 * PER_PAGE - 1
    assert not printed.has("/city/page/1/")


def test_pages_are_counted_from_the_oldest_and_lead_from_one_to_the_next(
    printed: Printed, section_of: MakeStory
) -> None:
    section_of(3 * PER_PAGE + 2)
    printed.again()
    assert shown(printed, "/city/") == list(range(13, 7, -1))
    assert shown(printed, "/city/page/2/") == list(range(7, 3, -1))
    assert shown(printed, "/city/page/1/") == list(range(3, -1, -1))
    assert not printed.has("/city/page/3/")
    assert 'href="/city/page/2/"' in printed.text("/city/")
    assert 'href="/city/page/1/"' in printed.text("/city/page/2/")
    assert 'href="/city/page/2/"' in printed.text("/city/page/1/")


def test_a_new_story_leaves_older_pages_alone_and_makes_a_new_one_when_there_is_room(
    printed: Printed, section_of: MakeStory
) -> None:
    section_of(2 * PER_PAGE)
    printed.again()
    assert printed.has("/city/page/1/")
    section_of(PER_PAGE - 1)
    assert "/city/page/1/" not in printed.changed()
    assert not printed.has("/city/page/2/")
    section_of(1)  # now there is room for a page of the next, to which the oldest leads
    assert {"/city/page/1/", "/city/page/2/"} <= printed.changed()
    section_of(1)
    again = printed.again()
    assert {"/city/", "/"} <= again
    assert "/city/page/1/" not in again


def test_a_withdrawn_old_story_moves_up_the_pages_after_it(printed: Printed, section_of: MakeStory) -> None:
    section_of(2 * PER_PAGE)
    printed.again()
    Story.objects.get(slug="story-3-").unpublish()
    printed.again()
    assert not printed.has("/city/page/1/")
    assert 3 not in shown(printed, "/city/")
    section_of(1)
    printed.again()
    assert shown(printed, "/city/page/1/") == [4, 2, 1, 0]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_page_that_is_not_there_is_not_found(
    paper: CastPaper, section_of: MakeStory, client: Client, number: int
) -> None:
    section_of(1)
    assert client.get(f"/city/page/{number}/").status_code == 404
