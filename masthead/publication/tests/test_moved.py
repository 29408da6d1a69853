"""Old addresses lead to new ones."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from masthead.articles.models import Story
from tests.ground.printing import Printed

pytestmark = pytest.mark.django_db


def test_an_old_path_leads_to_the_story(story: Story, client: Client) -> None:
    Redirect.add_redirect("/2014/05/old-words", story)
    for path in ("/2014/05/old-words/", "/2014/05/old-words"):
        answer = client.get(path, follow=False)
        while answer.status_code == 301 and answer["Location"].endswith("old-words/"):
            answer = client.get(answer["Location"])
        assert (answer.status_code, answer["Location"].endswith(str(story.address))) == (301, True)


def test_a_short_link_with_a_query_leads_too(story: Story, client: Client) -> None:
    Redirect.add_redirect("/?p=123", story)
    answer = client.get("/?p=123")
    assert answer.status_code == 301
    assert answer["Location"].endswith(str(story.address))


def test_another_query_on_the_front_page_is_the_front_page(story: Story, client: Client) -> None:
    assert client.get("/?utm_source=x").status_code == 200


def test_a_percent_encoded_cyrillic_path_leads(story: Story, client: Client) -> None:
    Redirect.add_redirect("/2014/05/%D1%81%D0%BB%D0%BE%D0%B2%D0%BE", story)
    answer = client.get("/2014/05/%D1%81%D0%BB%D0%BE%D0%B2%D0%BE/")
    assert answer.status_code == 301


def test_a_redirect_to_itself_is_no_loop(client: Client, paper: object) -> None:
    Redirect.objects.create(old_path="/nowhere", redirect_link="/nowhere/")
    assert client.get("/nowhere/").status_code == 404


def test_a_withdrawn_story_is_not_led_to(story: Story, client: Client) -> None:
    Redirect.add_redirect("/old", story)
    story.unpublish()
    assert client.get("/old/").status_code == 404


def test_a_page_that_is_there_wins(story: Story, client: Client) -> None:
    Redirect.objects.create(old_path=Redirect.normalise_path("/city/"), redirect_link="/elsewhere/")
    assert client.get("/city/").status_code == 200


@pytest.mark.parametrize("path", ["//[", "//[bad]/", "/a\0b/"])
def test_what_cannot_be_an_address_is_not_here(client: Client, paper: object, path: str) -> None:
    assert client.get("/", PATH_INFO=path).status_code == 404


def test_an_old_address_is_printed_as_a_redirect_with_its_query_and_without(printed: Printed, story: Story) -> None:
    Redirect.add_redirect("/?p=123", story)
    Redirect.add_redirect("/2014/05/old-words/", story)
    printed.again()
    assert printed.moved("/?p=123") == story.address
    assert printed.moved("/2014/05/old-words/") == printed.moved("/2014/05/old-words") == story.address


def test_a_redirect_follows_its_story_and_goes_with_it(printed: Printed, story: Story) -> None:
    kept = Redirect.add_redirect("/2014/05/old-words/", story)
    printed.again()
    story.unpublish()
    printed.again()
    assert printed.moved("/2014/05/old-words") is None
    Story.objects.get(pk=story.pk).save_revision().publish()
    printed.again()
    assert printed.moved("/2014/05/old-words") == story.address
    kept.delete()
    printed.again()
    assert printed.moved("/2014/05/old-words") is None


def test_an_old_address_that_is_mended_leaves_nothing_where_it_was(printed: Printed, story: Story) -> None:
    redirect = Redirect.add_redirect("/2014/05/old-wrods", story)
    printed.again()
    assert printed.moved("/2014/05/old-wrods") == story.address
    redirect.old_path = "/2014/05/old-words"
    redirect.save()
    printed.again()
    assert printed.moved("/2014/05/old-words") == story.address
    assert printed.moved("/2014/05/old-wrods") is None
