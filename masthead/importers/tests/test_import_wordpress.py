"""The whole way of a small archive into the paper."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from freezegun import freeze_time
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from masthead.articles.actions.publish_due import publish_due
from masthead.articles.models import Story
from masthead.fronts.models import SearchEntry
from masthead.importers.models import ImportRun, Mapping
from masthead.importers.tests.exports import TOWN, category, export, item
from masthead.importers.wordpress.run import import_wordpress
from masthead.people.models import Author
from masthead.press.models import Touch
from masthead.publication.models import Section, StaticPage, Topic
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(paper: Any) -> Any:
    paper.nameplate.time_zone = "Europe/Kyiv"
    paper.nameplate.save()
    return import_wordpress(TOWN)


def kinds(story: Story) -> list[str]:
    return [child.block_type for child in story.body]


def test_a_story_comes_with_its_words_time_author_and_place(town: Any) -> None:
    story = Story.objects.get(slug="council-buys-ten-buses")
    assert (story.title, story.standfirst) == ("Council buys ten buses", "Ten new buses, says the council.")
    assert story.address == "/2019/03/05/council-buys-ten-buses/"
    assert story.published_at.isoformat() == story.first_published_at.isoformat() == "2019-03-05T07:30:00+00:00"
    assert story.updated_at.isoformat() == "2019-03-06T10:00:00+00:00"
    assert story.search_description == "For searchers"
    assert [author.name for author in story.byline] == ["Mira Halas"]
    assert story.live
    assert story.word_count > 10


def test_the_primary_category_s_parent_is_the_section_and_the_rest_are_topics(town: Any) -> None:
    story = Story.objects.get(slug="council-buys-ten-buses")
    assert (story.section.slug, story.section.name) == ("news", "Town News")
    assert {topic.slug for topic in story.topics.all()} == {"kultura", "council", "buses"}
    assert Topic.objects.get(slug="buses").name == "Buses & trams"


def test_a_section_of_the_paper_with_the_same_slug_is_used(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1, extra=category("culture", "Arts"))))
    import_wordpress(path)
    assert Story.objects.get().section == paper.culture


def test_uncategorized_becomes_neither_section_nor_topic(town: Any) -> None:
    assert not Section.objects.filter(slug="uncategorized").exists()
    assert not Topic.objects.filter(slug="uncategorized").exists()


def test_a_story_without_a_category_stands_in_news(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1), item(2, extra=category("uncategorized"))))
    report = import_wordpress(path)
    assert [story.section.slug for story in Story.objects.all()] == ["news", "news"]
    assert report.left["stories whose categories became no section: they stand in “News”"].count == 2


def test_small_categories_of_a_large_archive_become_topics(paper: Any, tmp_path: Path) -> None:
    large = [item(n, extra=category(f"desk-{n % 5}")) for n in range(15)]
    path = tmp_path / "x.xml"
    path.write_text(
        export(*large, item(20, extra=category("tiny")), item(21, extra=category("tiny") + category("desk-1")))
    )
    import_wordpress(path)
    ours = Section.objects.exclude(slug__in=["city", "culture", "opinion"])
    assert set(ours.values_list("slug", flat=True)) == {"desk-0", "desk-1", "desk-2", "desk-3", "desk-4", "news"}
    assert Story.objects.filter(topics__slug="tiny").count() == 2
    assert Story.objects.filter(topics__slug="tiny", section__slug="desk-1").count() == 1


def test_what_became_a_section_once_stays_one(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1, extra=category("town"))))
    import_wordpress(path)
    Section.objects.filter(slug="town").update(slug="the-town", name="The Town")
    path.write_text(export(item(2, extra=category("town"))))
    import_wordpress(path)
    assert {story.section.slug for story in Story.objects.all()} == {"the-town"}


def test_a_category_never_takes_an_address_of_the_paper_itself(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1, extra=category("live", "Live"))))
    import_wordpress(path)
    assert Story.objects.get().section.slug == "live-2"


def test_a_classic_body_becomes_blocks(town: Any) -> None:
    story = Story.objects.get(slug="council-buys-ten-buses")
    assert kinds(story) == ["paragraph", "embed"]
    text = str(story.body[0].value)
    assert "<p>The council met <b>twice</b>.<br>It voted.</p>" in text
    assert '<a href="/2018/12/trams/">about trams</a>' in text
    assert "Ten is enough" in text
    assert "alert" not in text
    assert "A bus" not in text
    assert story.body[1].value["site"] == "YouTube"


def test_a_block_body_becomes_blocks(town: Any) -> None:
    story = Story.objects.get(title="Театр відкрив сезон")
    assert kinds(story) == ["paragraph", "heading", "quote", "list", "table", "divider", "code", "embed", "paragraph"]
    _text, heading, quote, entries, table, _rule, code, embed, reused = (child.value for child in story.body)
    assert heading == "Що далі?"
    assert (str(quote["text"]), quote["source"]) == ("<p>Ми чекали.</p>", "Глядачка")
    assert [str(entry) for entry in entries["entries"]] == ["<p>один</p>", "<p>два</p>"]
    assert table["caption"] == "Афіша"
    assert [column["heading"] for column in table["table"].columns] == ["День", "Вистава"]
    assert code["code"] == "a < b"
    assert embed["address"] == "https://vimeo.com/1234"
    assert "Допоможіть нам." in str(reused)


def test_a_cyrillic_slug_is_transliterated_and_local_time_is_the_paper_s(town: Any) -> None:
    story = Story.objects.get(title="Театр відкрив сезон")
    assert story.address == "/2020/09/01/teatr-vidkryv-sezon/"
    assert story.published_at.isoformat() == "2020-09-01T17:00:00+00:00"
    assert story.language == "uk"


def test_co_authors_and_guests_stand_in_the_byline_in_their_order(town: Any) -> None:
    story = Story.objects.get(title="Театр відкрив сезон")
    assert [author.name for author in story.byline] == ["Ольга Гість", "Mira Halas"]


def test_only_who_wrote_becomes_an_author_and_no_address_is_printed(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    head = "<wp:author><wp:author_login>idle</wp:author_login></wp:author>"
    path.write_text(export(item(1, extra="<dc:creator>paul@old.example</dc:creator>"), head=head))
    import_wordpress(path)
    assert not Author.objects.filter(name="idle").exists()
    assert [author.name for author in Story.objects.get().byline] == ["paul"]


def test_only_what_was_public_is_public(town: Any) -> None:
    states = {story.title: story.live for story in Story.objects.all()}
    assert states == {
        "Council buys ten buses": True, "Театр відкрив сезон": True, "Behind a password": False, "Private": False,
        "Half written": False, "To come": False,
    }  # fmt: skip
    assert not Story.objects.filter(live=False, address__isnull=False).exists()
    assert "was private; brought as a draft" in town.left
    assert town.left["was behind a password; brought as a draft"].names == ["“Behind a password” (post 12)"]
    assert town.left["thrown away on the old site (trash)"].count == 1


def test_what_is_to_come_waits_for_its_time(town: Any) -> None:
    story = Story.objects.get(title="To come")
    assert story.go_live_at.isoformat() == "2099-05-01T06:00:00+00:00"
    assert story.latest_revision.approved_go_live_at == story.go_live_at
    assert story.approved_schedule


def test_what_was_scheduled_goes_out_by_itself(town: Any) -> None:
    with freeze_time("2099-05-01 06:00:05"):
        assert publish_due() == 1
    story = Story.objects.get(title="To come")
    assert story.live
    assert story.address == "/2099/05/01/to-come/"
    with freeze_time("2099-05-01 07:00:00"):
        assert import_wordpress(TOWN).came["stories", "unchanged"] == 6


def test_a_missed_schedule_is_a_draft_and_named(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1, status="future")))
    report = import_wordpress(path)
    assert not Story.objects.get().live
    assert any("time that has passed" in reason for reason in report.left)


def test_a_published_post_with_a_date_to_come_is_not_public_before_it(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1, post_date_gmt="2099-01-01 00:00:00")))
    import_wordpress(path)
    assert not Story.objects.get().live


def test_a_page_becomes_a_standing_page(town: Any, paper: Any) -> None:
    page = StaticPage.objects.get(slug="about")
    assert page.live
    assert page.get_parent().specific == paper.front
    assert "<h2>Who we are</h2>" in page.body
    assert "<li>One</li>" in page.body


@pytest.mark.parametrize(
    "old",
    [
        "/2019/03/council-buys-ten-buses/",
        "/2019/03/council-buys-ten-buses",
        "/?p=10",
        "/2019/03/ten-buses/",
    ],
)
def test_every_old_address_leads_to_the_new_one(town: Any, client: Client, old: str) -> None:
    answer = client.get(old)
    assert answer.status_code == 301
    assert answer["location"].endswith("/2019/03/05/council-buys-ten-buses/")


def test_an_encoded_old_address_leads_on_in_either_case(town: Any, client: Client) -> None:
    old = "/2020/09/%d1%82%d0%b5%d0%b0%d1%82%d1%80-%d0%b2%d1%96%d0%b4%d0%ba%d1%80%d0%b8%d0%b2-%d1%81%d0%b5%d0%b7%d0%be%d0%bd/"  # noqa: E501
    for address in (old, old.upper(), "/2020/09/театр-відкрив-сезон/"):
        assert client.get(address).status_code == 301, address


def test_pages_categories_tags_and_authors_lead_on_too(town: Any, client: Client) -> None:
    places = {
        "/about/team/": "/about/", "/?page_id=20": "/about/", "/category/news/": "/news/", "/tag/buses/": "/topics/buses/",  # noqa: E501
        "/category/news/council/": "/topics/council/", "/author/mira/": "/authors/mira-halas/",
    }  # fmt: skip
    for old, new in places.items():
        assert client.get(old)["location"].endswith(new), old


def test_readers_see_the_imported_story_and_find_it(town: Any, client: Client) -> None:
    answer = client.get("/2019/03/05/council-buys-ten-buses/")
    assert answer.status_code == 200
    assert "The council met <b>twice</b>" in answer.content.decode()
    assert SearchEntry.objects.count() == 2


def test_editors_can_go_on_with_an_imported_story(town: Any) -> None:
    story = Story.objects.get(slug="council-buys-ten-buses").get_latest_revision_as_object()
    assert [author.name for author in story.byline] == ["Mira Halas"]
    story.title = "Council buys twelve buses"
    story.save_revision().publish()
    story = Story.objects.get(pk=story.pk)
    assert (story.title, story.address) == ("Council buys twelve buses", "/2019/03/05/council-buys-ten-buses/")
    assert story.story_authors.count() == 1
    assert story.topics.count() == 3


def test_the_tree_is_whole(town: Any) -> None:
    assert not any(Page.find_problems())
    story = Story.objects.get(slug="to-come")
    assert story.get_parent().slug == "2099"
    assert story.url_path.endswith("/2099/to-come/")


def test_the_report_names_what_did_not_come(town: Any) -> None:
    text = town.text()
    assert town.losses["picture"] == 3
    assert town.losses["gallery"] == 1
    assert town.losses["shortcode [poll_box]"] == 1
    assert town.losses["block “latest-posts”"] == 1
    for words in ("pictures and files", "“recipe”", "“A recipe” (post 50)", "empty items", "comments"):
        assert words in text


def test_a_second_run_brings_nothing_twice_and_changes_nothing(town: Any) -> None:
    before = (
        Page.objects.count(),
        Redirect.objects.count(),
        Topic.objects.count(),
        Author.objects.count(),
        Touch.objects.count(),
    )
    report = import_wordpress(TOWN)
    after = (
        Page.objects.count(),
        Redirect.objects.count(),
        Topic.objects.count(),
        Author.objects.count(),
        Touch.objects.count(),
    )
    assert before == after
    assert report.came == {("stories", "unchanged"): 6, ("pages", "unchanged"): 1}


def test_what_changed_in_the_archive_is_changed_here_if_nobody_edited_it(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1, "One"), item(2, "Two"), item(3, "Three", post_type="page")))
    import_wordpress(path)
    edited = Story.objects.get(title="Two")
    edited.title = "Two, better"
    edited.save_revision()
    path.write_text(
        export(item(1, "One", "New.", category("arts")), item(2, "Two", "New."), item(3, "3", post_type="page"))
    )
    report = import_wordpress(path)
    story = Story.objects.get(title="One")
    assert "New." in str(story.body[0].value)
    assert story.live
    assert story.updated_at is None
    assert story.section.slug == "arts"
    assert "Words." in str(Story.objects.get(title="Two").body[0].value)
    assert StaticPage.objects.get(slug="three").title == "3"
    assert report.came["stories", "updated"] == 1
    assert next(left.names for reason, left in report.left.items() if "edited in the newsroom" in reason) == [
        "“Two” (post 2)"
    ]


def test_what_the_newsroom_deleted_does_not_come_back(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1)))
    import_wordpress(path)
    Story.objects.get().delete()
    import_wordpress(path)
    path.write_text(export(item(1, body="Changed.")))
    report = import_wordpress(path)
    assert not Story.objects.exists()
    assert any("deleted in the newsroom" in reason for reason in report.left)


def test_what_the_newsroom_withdrew_is_not_published_again(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1)))
    import_wordpress(path)
    Story.objects.get().unpublish()
    path.write_text(export(item(1, body="Changed.")))
    import_wordpress(path)
    assert not Story.objects.get().live


def test_items_without_a_number_are_known_by_their_guid(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    guid = "<guid>https://small.example/?p=7</guid>"
    path.write_text(export(item(None, extra=guid)))
    import_wordpress(path)
    path.write_text(export(item(7, body="Now with a number.", extra=guid)))
    import_wordpress(path)
    assert "number" in str(Story.objects.get().body[0].value)


def test_of_two_items_with_one_number_the_first_is_taken_and_the_other_named(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1, "First"), item(2), item(1, "Second")))
    for _run in range(2):
        report = import_wordpress(path, batch=1)
        assert Story.objects.filter(title="First").count() == 1
        assert Story.objects.count() == 2
        names = [left.names for reason, left in report.left.items() if "same number" in reason]
        assert names == [["“Second” (post 1)"]]


def test_http_and_https_are_the_same_site(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1)))
    import_wordpress(path)
    path.write_text(export(item(1)).replace("https://small.example", "http://www.small.example/"))
    import_wordpress(path)
    assert Story.objects.count() == 1


def test_a_run_that_was_killed_is_gone_on_with(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(*(item(n, f"Story {n}") for n in range(1, 8))))

    def kill(done: int, total: int) -> None:
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_wordpress(path, on_progress=kill, batch=2)
    assert Story.objects.count() == 4
    report = import_wordpress(path, batch=2)
    assert sorted(Story.objects.values_list("title", flat=True)) == [f"Story {n}" for n in range(1, 8)]
    assert report.came["stories", "unchanged"] == 4
    assert [run.finished_at is None for run in ImportRun.objects.order_by("pk")] == [True, False]
    assert not any(Page.find_problems())


def test_one_item_that_cannot_be_written_keeps_no_other_out(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(
        export(item(1, "Good"), item(2, "Bad", post_date_gmt="9999-12-31 23:59:59", status="draft"), item(3, "Fine"))
    )
    paper.nameplate.time_zone = "Pacific/Auckland"  # there it is the year 10000
    paper.nameplate.save()
    report = import_wordpress(path)
    assert set(Story.objects.values_list("title", flat=True)) == {"Good", "Fine"}
    assert report.left["could not be written"].count == 1
    assert Mapping.objects.filter(kind="story").count() == 2
    assert not any(Page.find_problems())


def test_stories_of_the_same_slug_get_a_suffix(paper: Any, story_factory: Any, tmp_path: Path) -> None:
    story_factory(title="Fire", slug="fire")
    path = tmp_path / "x.xml"
    path.write_text(
        export(item(1, "A", post_name="fire"), item(2, "B", post_name="fire"), item(3, "C", post_name="Fire"))
    )
    import_wordpress(path)
    slugs = Story.objects.values_list("slug", flat=True)
    assert sorted(slugs) == ["fire", "fire-2", "fire-3", "fire-4"]


def test_the_press_prints_what_came_and_old_addresses_lead_to_it(printed: Printed) -> None:
    import_wordpress(TOWN)
    printed.again()
    stories = Story.objects.filter(live=True)
    assert stories
    assert all(printed.has(str(story.address)) for story in stories)
    assert any(str(story.address) in printed.text("/feed.xml") for story in stories)
    led = {old: printed.moved(old) for old in Redirect.objects.values_list("old_path", flat=True)}
    assert set(filter(None, led.values())) <= set(printed.digests())
    unled = Redirect.objects.filter(old_path__in=[old for old, target in led.items() if target is None])
    assert not any(kept.redirect_page is None or kept.redirect_page.live for kept in unled)


def test_a_packed_file_is_read_too(paper: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.xml.gz"
    path.write_bytes(gzip.compress(export(item(1)).encode()))
    import_wordpress(path)
    assert Story.objects.count() == 1


def test_an_old_address_that_an_editor_sends_elsewhere_stays_so(paper: Any, tmp_path: Path) -> None:
    Redirect.objects.create(old_path="/?p=1", redirect_link="/join/")
    path = tmp_path / "x.xml"
    path.write_text(export(item(1)))
    import_wordpress(path)
    assert Redirect.objects.get(old_path="/?p=1").redirect_link == "/join/"


def test_the_map_of_the_day_says_that_a_story_was_changed_in_the_archive(printed: Printed, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(export(item(1, "One", "Words.")))
    import_wordpress(path)
    printed.again()
    path.write_text(export(item(1, "One", "Terms.", post_modified_gmt="2020-02-01 03:04:05")))
    import_wordpress(path)
    printed.again()
    assert "2020-02-01T" in printed.text("/sitemap/2020-01-02.xml")
