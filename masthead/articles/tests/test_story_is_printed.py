"""A story's life at the press: each act prints exactly the pages that show it, and withdraws what must go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from freezegun import freeze_time

from masthead.articles.actions.publish_due import publish_due
from masthead.articles.models import RelatedStory, Story
from masthead.picks.models import Pick, PickList
from tests.ground.cast import CastPaper, MakeStory
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db


def publish(story: Story, **fields: object) -> Story:
    """Change a story as an editor does, without a mark of the time."""
    found: Story = Story.objects.get(pk=story.pk)
    for name, value in {"is_minor_change": True, **fields}.items():
        setattr(found, name, value)
    found.save_revision().publish()
    made: Story = Story.objects.get(pk=story.pk)
    return made


def test_a_new_story_prints_itself_and_the_lists_that_it_stands_in(
    paper: CastPaper, printed: Printed, story_factory: MakeStory
) -> None:
    story = story_factory(title="Ferry", topics=paper.topics[:1])
    day = f"{story.published_at:%Y/%m/%d}"
    changed = printed.changed()
    assert changed == {
        str(story.address), story.text_address, "/", "/text/", "/city/", "/city/feed.xml", "/authors/ada-kovalenko/",
        "/authors/ada-kovalenko/feed.xml", "/topics/harbour/", "/feed.xml", "/feed.json", "/live.json", "/archive/",
        f"/{day[:7]}/", f"/{day}/", "/sitemap.xml", f"/sitemap/{day.replace('/', '-')}.xml", "/news-sitemap.xml",
        "/404.html", *({"/today.epub"} & changed),
    }  # fmt: skip


def test_a_story_of_another_section_leaves_this_one_alone(
    paper: CastPaper, printed: Printed, story_factory: MakeStory
) -> None:
    story_factory(title="Ferry")
    printed.again()
    story_factory(title="Opera", section=paper.culture, authors=paper.authors[1:])
    again = printed.again()
    assert "/culture/" in again
    assert not {"/city/", "/city/feed.xml", "/authors/ada-kovalenko/", "/topics/harbour/", "/opinion/"} & again


def test_a_correction_of_the_text_prints_the_story_its_text_edition_and_the_feeds_alone(
    paper: CastPaper, printed: Printed, story_factory: MakeStory
) -> None:
    story, _ = story_factory(title="Ferry", topics=paper.topics), story_factory(title="Bridge", topics=paper.topics)
    printed.again()
    publish(story, body=[("paragraph", f"<p>{'The ferry left at eight. ' * 20}</p>")], word_count=story.word_count)
    printed.again()
    story = publish(story, body=[("paragraph", f"<p>{'The ferry left at nine. ' * 20}</p>")])
    again = printed.again()
    feeds = {"/feed.xml", "/feed.json", "/city/feed.xml", "/authors/ada-kovalenko/feed.xml"}
    assert {story.address, story.text_address} <= again
    assert again - {story.address, story.text_address} <= feeds | {"/today.epub"}
    assert "left at nine" in printed.text(story.text_address)


def test_a_new_headline_is_on_every_page_that_shows_it_and_no_other(
    paper: CastPaper, printed: Printed, story_factory: MakeStory
) -> None:
    story = story_factory(title="Ferry runs again")
    printed.again()
    story_factory(title="Opera", section=paper.culture, authors=paper.authors[1:])
    printed.again()
    publish(story, title="Ferry stops")
    printed.again()
    assert printed.holds("Ferry runs again") == []
    assert "Ferry stops" in printed.text("/")
    assert "Ferry stops" in printed.text("/city/")
    assert "Ferry stops" not in printed.text("/culture/")


def test_an_unpublished_story_leaves_no_file_and_no_list(
    paper: CastPaper, printed: Printed, story_factory: MakeStory
) -> None:
    story = story_factory(title="Ferry sinks", topics=paper.topics)
    other = story_factory(title="Bridge", related_links=[RelatedStory(other=story)])
    printed.again()
    assert "Ferry sinks" in printed.text(str(other.address))
    story.unpublish()
    printed.again()
    assert printed.holds("Ferry sinks") == []
    assert printed.holds(str(story.slug)) == []
    assert not (printed.folder / str(story.address).strip("/")).exists()
    assert story.address not in printed.digests()
    assert story.text_address not in printed.digests()


def test_a_deleted_story_leaves_no_file(printed: Printed, story: Story) -> None:
    printed.again()
    story.delete()
    printed.again()
    assert printed.holds(str(story.slug)) == []
    assert not printed.has(str(story.address))


def test_a_story_that_is_out_again_is_printed_again(printed: Printed, story: Story) -> None:
    printed.again()
    before = printed.text(str(story.address))
    story.unpublish()
    printed.again()
    publish(story)
    printed.again()
    assert printed.text(str(story.address)) == before
    assert str(story.address) in printed.text("/city/feed.xml")


def test_the_old_address_of_a_renamed_story_leads_to_the_new_one(printed: Printed, story: Story) -> None:
    printed.again()
    old = str(story.address)
    new = str(publish(story, slug="another-name").address)
    printed.again()
    assert new != old
    assert printed.has(new)
    assert not printed.has(old)
    assert printed.moved(old) == new
    assert all("redirect" in name for name in printed.holds(old))


def test_another_story_may_take_the_place_of_a_renamed_one(
    printed: Printed, story: Story, story_factory: MakeStory
) -> None:
    old, slug = str(story.address), str(story.slug)
    publish(story, slug="another-name")
    printed.again()
    newcomer = story_factory(title="Newcomer", slug=slug)
    printed.again()
    assert newcomer.address == old
    assert "Newcomer" in printed.text(old)
    assert printed.moved(old) is None


def test_a_scheduled_story_is_in_no_file_before_its_time(printed: Printed, story_factory: MakeStory) -> None:
    story = story_factory(title="Harbour closes", slug="harbour-closes", live=False)
    story.go_live_at = timezone.now() + timedelta(minutes=5)
    story.save_revision().publish()
    printed.again()
    with freeze_time(timezone.now() + timedelta(minutes=4, seconds=59)):
        publish_due()
        printed.again()
    assert printed.holds("Harbour closes") == printed.holds("harbour-closes") == []
    with freeze_time(timezone.now() + timedelta(minutes=5, seconds=1)):
        publish_due()
        printed.again()
        out = Story.objects.get(pk=story.pk)
        assert "Harbour closes" in printed.text(str(out.address))
        assert "Harbour closes" in printed.text("/")


def test_a_draft_of_a_published_story_is_in_no_file(printed: Printed, story: Story) -> None:
    printed.again()
    story.title = "Not yet said"
    story.save_revision()
    assert printed.again() == set()
    assert printed.holds("Not yet said") == []


def test_a_renamed_section_is_renamed_on_its_pages_and_its_old_name_is_nowhere(
    paper: CastPaper, printed: Printed, story: Story
) -> None:
    printed.again()
    paper.city.name, paper.city.slug = "Harbour and town", "town"
    paper.city.save()
    printed.again()
    assert printed.has("/town/")
    assert printed.has("/town/feed.xml")
    assert not printed.has("/city/")
    assert not printed.has("/city/feed.xml")
    assert "Harbour and town" in printed.text(str(story.address))
    assert printed.holds('href="/city/"') == []


def test_a_story_that_moves_to_another_section_changes_lists(paper: CastPaper, printed: Printed, story: Story) -> None:
    printed.again()
    publish(story, section=paper.culture)
    printed.again()
    assert str(story.address) not in printed.text("/city/feed.xml")
    assert str(story.address) in printed.text("/culture/feed.xml")
    assert story.headline in printed.text("/culture/")


def test_a_renamed_author_is_renamed_over_each_story_and_moves(
    paper: CastPaper, printed: Printed, story: Story
) -> None:
    printed.again()
    ada = paper.authors[0]
    ada.name = "Ada Shevchenko"
    ada.save()
    printed.again()
    assert "Ada Shevchenko" in printed.text(str(story.address))
    assert printed.holds(">Ada Kovalenko<") == []


def test_related_stories_are_no_later_than_three_days_after(
    paper: CastPaper, printed: Printed, story_factory: MakeStory
) -> None:
    start = timezone.now() - timedelta(days=10)
    story = story_factory(title="First", topics=paper.topics, published_at=start)
    near = story_factory(title="Soon after", topics=paper.topics, published_at=start + timedelta(days=2))
    printed.again()
    assert str(near.address) in printed.text(str(story.address))
    far = story_factory(title="Much later", topics=paper.topics, published_at=start + timedelta(days=4))
    printed.again()
    assert str(far.address) not in printed.text(str(story.address))
    assert str(near.address) in printed.text(str(far.address))


def test_a_new_pick_changes_the_front_and_what_shows_picks(printed: Printed, story: Story) -> None:
    printed.again()
    picks, _ = PickList.objects.get_or_create(slug="editors", defaults={"name": "Editors' picks"})
    Pick.objects.create(pick_list=picks, story=story, title="A pick of words")
    printed.again()
    assert "A pick of words" in printed.text("/")
    assert "A pick of words" in printed.text("/live.json")


def test_a_story_that_becomes_an_opinion_reaches_who_lists_opinions(
    paper: CastPaper, printed: Printed, story_factory: MakeStory
) -> None:
    old = story_factory(title="Ferry", published_at=timezone.now() - timedelta(days=9))
    for _ in range(31):  # so that no news and no block of the front page shows it
        story_factory()
    printed.again()
    assert "Ferry</" not in printed.text("/")
    publish(old, section=paper.opinion)
    printed.again()
    assert str(old.address) in printed.text("/")
