"""A story's address: made of its date and slug, kept for ever, redirecting when it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from masthead.articles.models import Story
from masthead.publication.models import Nameplate

pytestmark = pytest.mark.django_db
MakeStory = Callable[..., Story]


def republish(story: Story, **changes: object) -> Story:
    fresh: Story = Story.objects.get(pk=story.pk)
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()
    saved: Story = Story.objects.get(pk=story.pk)
    return saved


def test_it_is_made_of_the_day_in_the_newsrooms_zone(paper: object, story_factory: MakeStory) -> None:
    Nameplate.objects.update(time_zone="Europe/Kyiv")
    story = story_factory(title="Late night", published_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    assert story.address == "/2026/03/02/late-night/"


def test_a_cyrillic_headline_gets_a_latin_slug(paper: object, story_factory: MakeStory) -> None:
    assert story_factory(title="Зграя чайок повернулася").slug == "zghraia-chaiok-povernulasia"


def test_a_headline_without_letters_gets_a_slug_too(paper: object, story_factory: MakeStory) -> None:
    assert story_factory(title="!!!").slug == "story"


def test_a_clash_gets_a_suffix(paper: object, story_factory: MakeStory) -> None:
    slugs = [story_factory(title="Same words").slug for _ in range(3)]
    assert slugs == ["same-words", "same-words-2", "same-words-3"]


def test_two_years_may_not_meet_at_one_address(paper: object, story_factory: MakeStory) -> None:
    day = datetime(2025, 12, 31, 12, tzinfo=UTC)
    first = story_factory(title="Meeting", published_at=day)
    second = story_factory(title="Other")
    moved = republish(second, slug="meeting", published_at=day)
    assert first.address == "/2025/12/31/meeting/"
    assert moved.address == "/2025/12/31/meeting-2/"


def test_a_draft_has_none_and_cannot_be_read(paper: object, story_factory: MakeStory, client: Client) -> None:
    story = story_factory(title="Not yet", live=False)
    assert story.address is None
    assert client.get(f"/{timezone.now():%Y/%m/%d}/{story.slug}/").status_code == 404


def test_a_changed_slug_redirects_for_ever(paper: object, story_factory: MakeStory, client: Client) -> None:
    story = story_factory(title="First words")
    old = str(story.address)
    story = republish(story, slug="better-words")
    story = republish(story, slug="best-words")
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["Location"].endswith(str(story.address))


def test_a_changed_date_redirects(paper: object, story_factory: MakeStory, client: Client) -> None:
    story = story_factory(title="Dated", published_at=datetime(2026, 5, 5, 12, tzinfo=UTC))
    story = republish(story, published_at=datetime(2026, 5, 4, 12, tzinfo=UTC))
    answer = client.get("/2026/05/05/dated/")
    assert answer.status_code == 301
    assert answer["Location"].endswith("/2026/05/04/dated/")


def test_a_story_may_return_to_its_old_address(paper: object, story_factory: MakeStory, client: Client) -> None:
    story = story_factory(title="There and back")
    home = str(story.address)
    republish(republish(story, slug="away"), slug="there-and-back")
    assert client.get(home).status_code == 200
    assert client.get(home.replace("there-and-back", "away"))["Location"].endswith(home)


def test_the_text_edition_moves_and_returns_with_its_story(
    paper: object, story_factory: MakeStory, client: Client
) -> None:
    story = story_factory(title="Light page")
    home = story.text_address
    moved = republish(story, slug="away")
    assert client.get(home)["Location"].endswith(moved.text_address)
    republish(moved, slug="light-page")
    assert client.get(home).status_code == 200
    assert client.get(moved.text_address)["Location"].endswith(home)


def test_a_saved_draft_moves_nothing(paper: object, story_factory: MakeStory, client: Client) -> None:
    story = story_factory(title="Steady")
    story.slug = "draft-slug"
    story.save_revision()
    assert client.get(str(story.address)).status_code == 200


def test_a_revision_from_before_publishing_keeps_address_and_time(paper: object, story_factory: MakeStory) -> None:
    draft = story_factory(title="Slow", live=False)
    early = draft.save_revision()
    draft.save_revision().publish()
    out = Story.objects.get(pk=draft.pk)
    early.publish()
    again = Story.objects.get(pk=draft.pk)
    assert (again.address, again.published_at) == (out.address, out.published_at)


def test_an_unpublished_story_is_gone_and_comes_back(paper: object, story_factory: MakeStory, client: Client) -> None:
    story = story_factory(title="Gone")
    story.unpublish()
    assert client.get(str(story.address)).status_code == 404
    Story.objects.get(pk=story.pk).save_revision().publish()
    assert client.get(str(story.address)).status_code == 200


def test_republishing_says_updated(paper: object, story_factory: MakeStory) -> None:
    story = story_factory(title="News", published_at=timezone.now() - timedelta(hours=1))
    assert story.updated_at is None
    story = republish(story, standfirst="More is known now.")
    assert story.updated_at == story.last_published_at


def test_a_minor_change_says_nothing_and_is_asked_again_next_time(paper: object, story_factory: MakeStory) -> None:
    story = republish(story_factory(title="Typo"), is_minor_change=True)
    assert story.updated_at is None
    assert not story.is_minor_change
    assert republish(story).updated_at is not None


@pytest.mark.parametrize("path", ["/2026/02/30/x/", "/2026/13/01/x/", "/0000/00/00/x/", "/9999/99/99/x/text/"])
def test_an_impossible_day_is_not_found(paper: object, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
