"""The readers' search, on whichever database the tests run."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client

from masthead.articles.models import Story
from masthead.fronts.actions.rebuild_index import rebuild_index
from masthead.fronts.models import SearchEntry, SearchText
from masthead.fronts.search.find import find
from masthead.fronts.search.question import understand

pytestmark = pytest.mark.django_db
MakeStory = Callable[..., Story]


def body(text: str) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{text}</p>")]


def found(client: Client, q: str, **more: str) -> list[str]:
    """The headlines that a search answers, in order."""
    answer = client.get("/-/search", {"q": q, **more})
    assert answer.status_code == 200
    return [result.story.headline for result in answer.context["results"]]


def test_it_finds_any_form_of_a_word_in_headline_and_body(story_factory: MakeStory, client: Client) -> None:
    story_factory(title="Councils vote", body=body("On the second day."))
    story_factory(title="Rain", body=body("The council’s roof leaks."))
    story_factory(title="Sun", body=body("Nobody came."))
    assert found(client, "council") == ["Councils vote", "Rain"]


def test_it_finds_ukrainian_whatever_the_paper_speaks(story_factory: MakeStory, client: Client) -> None:
    story_factory(title="Вибори у місті", language="uk", body=body("Редакція стежить за підрахунком."))
    assert found(client, "виборів") == ["Вибори у місті"]
    assert found(client, "МІСТО редакцією") == ["Вибори у місті"]


def test_it_wants_all_words(story_factory: MakeStory, client: Client) -> None:
    story_factory(title="Both", body=body("A harbour and a bridge."))
    story_factory(title="One", body=body("A harbour."))
    assert found(client, "bridge harbour") == ["Both"]


def test_a_phrase_stands_in_its_order(story_factory: MakeStory, client: Client) -> None:
    story_factory(title="In order", body=body("The sea wall holds."))
    story_factory(title="Out of order", body=body("The wall by the sea."))
    assert found(client, '"sea wall"') == ["In order"]
    assert set(found(client, "sea wall")) == {"In order", "Out of order"}


def test_a_minus_keeps_stories_out(story_factory: MakeStory, client: Client) -> None:
    story_factory(title="Ferry", body=body("A ferry."))
    story_factory(title="Both", body=body("A ferry and the new bridge."))
    assert found(client, "ferry -bridge") == ["Ferry"]
    assert found(client, 'ferry -"new bridge"') == ["Ferry"]
    assert found(client, "-bridge") == []


def test_a_headline_counts_more_than_a_body(story_factory: MakeStory, client: Client) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    story_factory(title="Dredging begins", published_at=long_ago, body=body("At the quay. " * 20))
    story_factory(title="Other news", body=body("At the quay, dredging. " + "And so on. " * 20))
    assert found(client, "dredging") == ["Dredging begins", "Other news"]
    assert found(client, "dredging", sort="new") == ["Other news", "Dredging begins"]


def test_authors_are_found_by_name(story_factory: MakeStory, paper: Any, client: Client) -> None:
    story_factory(title="Hers", authors=paper.authors[:1])
    story_factory(title="His", authors=paper.authors[1:])
    assert found(client, "kovalenko") == ["Hers"]


def test_it_is_narrowed_by_section_author_and_days(story_factory: MakeStory, paper: Any, client: Client) -> None:
    paper.nameplate.time_zone = "Europe/Kyiv"
    paper.nameplate.save()
    story_factory(title="Old", published_at=datetime(2025, 3, 1, 22, 30, tzinfo=UTC))  # the 2nd in Kyiv
    story_factory(title="Mid", published_at=datetime(2025, 3, 2, 21, 59, tzinfo=UTC), section=paper.culture)
    story_factory(title="New", published_at=datetime(2025, 3, 2, 22, 0, tzinfo=UTC), authors=paper.authors)
    everything = {"q": "ferry", "sort": "new"}
    assert found(client, **everything) == ["New", "Mid", "Old"]
    assert found(client, **everything, section="culture") == ["Mid"]
    assert found(client, **everything, author="taras-bondar") == ["New"]
    assert found(client, **everything, since="2025-03-02", until="2025-03-02") == ["Mid", "Old"]
    assert found(client, **everything, since="2025-03-03") == ["New"]


@pytest.mark.parametrize(
    "filters",
    [
        {"section": "nowhere"}, {"author": "a\x00b"}, {"since": "2025-13-01"}, {"until": "20250301"}, {"page": "-1"},
        {"page": "٣"}, {"page": "9" * 50}, {"since": "0001-01-01", "until": "9999-12-31"}, {"sort": "'; --"},
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_left_out(story: Story, client: Client, filters: dict[str, str]) -> None:
    assert found(client, "ferry", **filters) == [story.headline]


def test_it_follows_a_story_through_its_life(story_factory: MakeStory, client: Client) -> None:
    story = story_factory(title="A zeppelin lands", live=False)
    assert found(client, "zeppelin") == []
    story.save_revision().publish()
    assert found(client, "zeppelin") == ["A zeppelin lands"]
    story = Story.objects.get(pk=story.pk)
    story.title = "A balloon lands"
    revision = story.save_revision()
    assert found(client, "zeppelin") == ["A zeppelin lands"]
    revision.publish()
    assert (found(client, "zeppelin"), found(client, "balloon")) == ([], ["A balloon lands"])
    Story.objects.get(pk=story.pk).unpublish()
    assert found(client, "balloon") == []
    assert not SearchText.objects.exists()


def test_a_deleted_story_leaves_nothing_behind(story: Story, client: Client) -> None:
    story.delete()
    assert not SearchEntry.objects.exists()
    assert found(client, "ferry") == []
    assert client.get("/-/search", {"q": "ferry"}).context["total"] == 0


def test_it_is_paged(story_factory: MakeStory, client: Client) -> None:
    for number in range(21):
        story_factory(title=f"Ferry number {number}", body=[])
    first = client.get("/-/search", {"q": "ferry", "sort": "new", "section": "city"})
    assert (first.context["total"], len(first.context["results"])) == (21, 20)
    older = first.context["pages"].older
    assert older == "/-/search?q=ferry&sort=new&section=city&page=2"
    second = client.get(older)
    assert [result.story.headline for result in second.context["results"]] == ["Ferry number 0"]
    assert second.context["pages"].newer == "/-/search?q=ferry&sort=new&section=city"
    assert second.context["pages"].older == ""
    assert client.get("/-/search?q=ferry&page=999").context["pages"].number == 2


def test_the_page_shows_the_words_marked_and_what_was_typed_escaped(story_factory: MakeStory, client: Client) -> None:
    story_factory(title="<b>Bold</b>", body=body("A ferry &lt;script&gt; here."))
    html = client.get("/-/search/", {"q": 'ferry "><script>x</script>'.replace("x", "")}).content.decode()
    assert "<script>x" not in html
    assert "&quot;&gt;&lt;script&gt;" in html
    html = client.get("/-/search", {"q": "ferry"}).content.decode()
    assert "A <mark>ferry</mark> &lt;script&gt; here." in html
    assert "&lt;b&gt;Bold&lt;/b&gt;" in html


def test_no_cache_keeps_a_search_and_no_crawler_lists_it(paper: Any, client: Client) -> None:
    answer = client.get("/-/search", {"q": "ferry"})
    assert answer["Cache-Control"] == "private, no-store"
    assert "Masthead-Printed" not in answer
    assert not answer.cookies
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert client.post("/-/search", {"q": "ferry"}).status_code == 405


def test_whatever_is_typed_there_is_a_page(story: Story, client: Client) -> None:
    chance = random.Random(7)  # the same each time, so that a failure can be looked at
    signs = [*"\"'-*():^+~&|!\\%\x00 öʼї\u0301½𞤀\ufffe", "<->", "NEAR", "AND", "OR", "NOT", "ferry", "日本", "1e5"]
    signs += ["{a b}:", "headline_stems:"]
    typed = ["".join(chance.choices(signs, k=chance.randrange(1, 14))) for _ in range(400)]
    for question in typed:
        find(understand(question), ZoneInfo("UTC"))
    for question in typed[:10]:
        assert client.get(f"/-/search?q={quote(question)}").status_code == 200, question
    assert client.get("/-/search?q=%ff%fe%00%ed%a0%80").status_code == 200


ODD = ["日本語", "1e5", "0x1f", "v2.0", "m²", "𞤀𞤁", "naïve", "п’ять", "10,000", "𝐛𝐨𝐥𝐝", "covid-19"]


@pytest.mark.parametrize("word", ODD)
def test_the_database_parts_words_as_python_does(story_factory: MakeStory, client: Client, word: str) -> None:
    story_factory(title="Odd", body=body(f"It says {word} here."))
    assert found(client, f'"says {word} here"') == ["Odd"]


def test_rebuilding_mends_an_index_that_fell_behind(story_factory: MakeStory, client: Client) -> None:
    kept, gone = story_factory(title="Kept ferry"), story_factory(title="Gone ferry")
    SearchText.objects.filter(pk=kept.pk).delete()
    Story.objects.filter(pk=gone.pk).update(live=False)
    heard: list[tuple[int, int]] = []
    assert rebuild_index(lambda done, of: heard.append((done, of))) == 1
    assert heard == [(1, 1)]
    assert found(client, "ferry") == ["Kept ferry"]
    assert list(SearchEntry.objects.values_list("pk", flat=True)) == [kept.pk]
    assert rebuild_index() == 1


def test_a_rebuild_of_what_is_missing_leaves_the_rest_alone(story_factory: MakeStory, client: Client) -> None:
    kept, missing = story_factory(title="Kept ferry"), story_factory(title="Missing ferry")
    SearchEntry.objects.filter(pk=missing.pk).delete()
    SearchText.objects.filter(pk=kept.pk).update(headline_stems="untouch")
    assert rebuild_index(only_missing=True) == 1
    assert SearchText.objects.get(pk=kept.pk).headline_stems == "untouch"
    assert "Missing ferry" in found(client, "missing")
    assert rebuild_index(only_missing=True) == 0


def test_the_database_index_agrees_with_its_table(story_factory: MakeStory) -> None:
    first, _ = story_factory(), story_factory()
    first.title = "Another headline"
    first.save_revision().publish()
    first.delete()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Raises when the index holds a word that the table does not, or the other way round.
            cursor.execute("INSERT INTO fronts_search(fronts_search, rank) VALUES ('integrity-check', 1)")
            cursor.execute("SELECT count(*) FROM fronts_search WHERE fronts_search MATCH '\"ferri\"'")
        else:
            cursor.execute("SELECT count(*) FROM fronts_searchtext WHERE stems @@ '''ferri'''::tsquery")
        assert cursor.fetchone() == (1,)
