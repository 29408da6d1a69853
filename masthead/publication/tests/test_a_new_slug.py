"""A section, a topic or an author that moves leaves a redirect behind."""

from __future__ import annotations

from tests.ground.cast import CastPaper, MakeStory
from tests.ground.printing import Printed


def test_the_old_address_of_a_section_and_of_its_feed_lead_to_the_new_ones(
    printed: Printed, paper: CastPaper, story_factory: MakeStory
) -> None:
    story_factory(section=paper.city)
    printed.again()
    paper.city.slug = "town"
    paper.city.save()
    printed.again()
    assert (printed.moved("/city"), printed.moved("/city/feed.xml")) == ("/town/", "/town/feed.xml")
    assert printed.has("/town/")
    assert not printed.has("/city/")


def test_a_section_that_comes_back_stands_at_its_old_address(printed: Printed, paper: CastPaper) -> None:
    for slug in ("town", "city"):
        paper.city.slug = slug
        paper.city.save()
        printed.again()
    assert printed.has("/city/")
    assert printed.moved("/city") is None
    assert printed.moved("/town") == "/city/"


def test_the_old_address_of_an_author_and_of_a_topic_lead_on(printed: Printed, paper: CastPaper) -> None:
    author, topic = paper.authors[0], paper.topics[0]
    old = [author.address, topic.address]
    author.slug, topic.slug = "ada", "the-harbour"
    author.save()
    topic.save()
    printed.again()
    assert [printed.moved(path.rstrip("/")) for path in old] == ["/authors/ada/", "/topics/the-harbour/"]
