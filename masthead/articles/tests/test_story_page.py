"""What a story's page shows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from masthead.articles.models import Correction, RelatedStory, Source, Story

pytestmark = pytest.mark.django_db
MakeStory = Callable[..., Story]


def page(client: Client, story: Story) -> str:
    answer = client.get(str(story.address))
    assert answer.status_code == 200
    return str(answer.content.decode())


def json_ld(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found.group(1))
    return data


def test_every_kind_of_block_is_shown(paper: object, story_factory: MakeStory, client: Client, picture: Any) -> None:
    other = story_factory(title="The other story")
    use = {"picture": picture, "alt": "A tram", "caption": "At night.", "credit": "A. Photographer"}
    table = {"columns": [{"type": "text", "heading": "Year"}, {"type": "text", "heading": "Cost"}],
             "rows": [{"values": ["2024", "14.2"]}]}  # fmt: skip
    story = story_factory(
        title="All blocks",
        body=[
            ("paragraph", "<p>First <b>words</b>.</p>"),
            ("heading", "What the minutes show"),
            ("picture", {**use, "wide": True}),
            ("gallery", {"title": "", "pictures": [use, use]}),
            ("quote", {"text": "<p>We knew.</p>", "source": "Marta Example", "role": "councillor"}),
            ("list", {"ordered": True, "entries": ["<p>One</p>", "<p>Two</p>"]}),
            ("points", {"title": "", "entries": ["<p>It cost more</p>"]}),
            ("related", other),
            ("table", {"caption": "Cost by year", "table": table}),
            ("embed", {"address": "https://www.video.example/1", "title": "A film", "site": ""}),
            ("code", {"code": "print(1 < 2)", "language": "python", "caption": ""}),
            ("divider", None),
        ],
    )
    html = page(client, story)
    for piece in (
        "First <b>words</b>",
        '<h2 id="what-the-minutes-show">', "At night.", "A. Photographer", "<blockquote>We knew.",
        "<li>One</li>", "It cost more", str(other.address), "Cost by year",
        '<td class="num">14.2</td>', "video.example",
        "print(1 &lt; 2)", 'class="divider"',
    ):  # fmt: skip
        assert piece in html, piece
    assert "<img" in html
    assert "<iframe" not in html


def test_a_story_that_went_away_is_no_longer_shown_inside_another(
    paper: object, story_factory: MakeStory, client: Client
) -> None:
    other = story_factory(title="Withdrawn piece")
    story = story_factory(title="Pointing", body=[("related", other)])
    assert "Withdrawn piece" in page(client, story)
    other.unpublish()
    assert "Withdrawn piece" not in page(client, story)


def test_machines_learn_what_it_is(paper: object, story_factory: MakeStory, client: Client) -> None:
    story = story_factory(title="Free to read")
    data = json_ld(page(client, story))
    assert data["@type"] == "NewsArticle"
    assert data["isAccessibleForFree"] is True
    assert data["headline"] == "Free to read"
    assert data["datePublished"][-6] in "+-"


def test_a_headline_cannot_break_out_of_the_json(paper: object, story_factory: MakeStory, client: Client) -> None:
    evil = "</script><script>alert(1)</script>"
    html = page(client, story_factory(title=evil))
    assert json_ld(html)["headline"] == evil
    assert "<script>alert" not in html


def test_corrections_and_sources_are_public(paper: object, story_factory: MakeStory, client: Client) -> None:
    story = story_factory(
        title="Corrected",
        correction_notes=[Correction(text="An earlier version said 41 million. It is 14.")],
        source_notes=[Source(text="Minutes of 12 March")],
    )
    html = page(client, story)
    assert "It is 14." in html
    assert "Minutes of 12 March" in html
    number = json_ld(html)["correction"][0]["url"].rsplit("#", 1)[1]
    assert f'id="{number}"' in html


def test_a_story_in_another_language_says_so(paper: object, story_factory: MakeStory, client: Client) -> None:
    html = page(client, story_factory(title="Українська", language="uk"))
    assert '<html lang="en"' in html
    assert re.search(r'<article[^>]* lang="uk"', html)


def test_related_are_chosen_first_and_filled_by_shared_topics(
    paper: object, story_factory: MakeStory, client: Client
) -> None:
    from masthead.articles.related import related_to
    from masthead.publication.models import Topic

    sea, wall = (Topic.objects.create(name=name, slug=name) for name in ("related-sea", "related-wall"))
    chosen = story_factory(title="Chosen")
    one = story_factory(title="One shared", topics=[sea])
    both = story_factory(title="Both shared", topics=[sea, wall])
    story_factory(title="None shared")
    story = story_factory(title="Subject", topics=[sea, wall], related_links=[RelatedStory(other=chosen)])
    assert [found.pk for found in related_to(story)] == [chosen.pk, both.pk, one.pk]


def test_the_text_edition_has_the_words_and_nothing_heavy(
    paper: object, story_factory: MakeStory, client: Client, picture: Any
) -> None:
    story = story_factory(
        title="Light",
        lead_picture=picture,
        lead_alt="A pier",
        body=[("paragraph", "<p>All the words.</p>"),
              ("picture", {"picture": picture, "alt": "A boat", "caption": "", "credit": "", "wide": False})],
    )  # fmt: skip
    answer = client.get(story.text_address)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "All the words." in html
    assert "A boat" in html
    assert "<img" not in html
    assert "<script" not in html
    assert len(answer.content) < 15_000


def test_no_cookie_and_a_strict_policy(paper: object, story_factory: MakeStory, client: Client) -> None:
    answer = client.get(str(story_factory(title="Private reading").address))
    assert not answer.cookies
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe-inline" not in policy


def test_an_opinion_says_it_is_one(paper: object, story_factory: MakeStory, client: Client) -> None:
    from masthead.publication.models import Section

    section, _ = Section.objects.get_or_create(slug="views", defaults={"name": "Views", "is_opinion": True})
    assert json_ld(page(client, story_factory(title="I think", section=section)))["@type"] == "OpinionNewsArticle"


def test_reading_time_is_counted_from_the_body(paper: object, story_factory: MakeStory) -> None:
    story = story_factory(title="Long", body=[("paragraph", f"<p>{'word ' * 714}</p>")])
    assert (story.word_count, story.reading_minutes) == (714, 3)
