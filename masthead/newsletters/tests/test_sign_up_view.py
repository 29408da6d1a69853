"""The form's address: the same answer for everybody, whole pages without script, JSON with it."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from masthead.newsletters import abuse, proof
from masthead.newsletters.models import MailingList, SignUp, UsedProof
from masthead.newsletters.tests.markup import parsed
from masthead.newsletters.tests.test_proof import solved
from masthead.newsletters.views.sign_up import challenge, sign_up
from masthead.publication.models import StaticPage
from masthead.readers.models import Wording
from tests.ground.cast import CastPaper
from tests.ground.checkers import html_errors

THANKS = "Thank you. We've sent you a confirmation email."
FILLED = {"email": "ada@tideway.example", "list": ["morning"], "form": "front"}


@pytest.fixture(autouse=True)
def lists(paper: CastPaper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two open newsletters and a closed one, and little work for devices."""
    MailingList.objects.create(name="Morning", slug="morning", summary="Five stories", frequency="Daily")
    MailingList.objects.create(name="Long Read", slug="long-read", summary="One story", frequency="Weekly", position=2)
    MailingList.objects.create(name="Old", slug="old", summary="None", frequency="Never", is_open=False)
    monkeypatch.setattr(proof, "MOST", 500)


def post(data: Any = None, **headers: Any) -> HttpResponse:
    """Send the form; headers as ``HTTP_…``."""
    answer = sign_up(RequestFactory().post("/-/newsletters/sign-up", FILLED if data is None else data, **headers))
    assert isinstance(answer, HttpResponse)
    return answer


def by_script(data: dict[str, Any]) -> HttpResponse:
    return post(data, HTTP_ACCEPT="application/json")


def headline(answer: HttpResponse) -> str:
    return str(parsed(answer.content).xpath("string(//h1)")).strip()


def test_it_thanks_and_queues_what_was_asked_for() -> None:
    answer = post()
    assert answer.status_code == 200
    assert headline(answer) == THANKS
    row = SignUp.objects.get()
    assert (row.address, row.lists, row.form, row.language) == ("ada@tideway.example", ["morning"], "front", "en")
    assert (row.state, row.is_proved, row.network) == (SignUp.State.WAITING, False, abuse.network_of("127.0.0.1"))


def test_it_answers_a_script_in_few_words() -> None:
    answer = by_script(FILLED)
    assert answer.status_code == 200
    assert json.loads(answer.content)["title"] == THANKS


def test_it_needs_neither_cookie_nor_token() -> None:
    assert sign_up.csrf_exempt  # type: ignore[attr-defined]  # Django's mark
    assert not post().cookies


def test_the_form_leads_where_it_says() -> None:
    page = parsed(post({}).content)
    [form] = page.xpath("//form[contains(@class, 'sign-up-form')]")
    assert resolve(form.get("action")).func is sign_up
    assert resolve(form.get("data-challenge")).func is challenge
    assert finders.find(form.get("data-worker").removeprefix("/static/"))


def test_no_answer_is_kept_or_printed() -> None:
    get = sign_up(RequestFactory().get("/-/newsletters/sign-up"))
    for answer in (get, post(), post({}), by_script({}), by_script(FILLED), challenge(RequestFactory().get("/"))):
        assert answer["Cache-Control"] == "private, no-store"
        assert not answer.has_header("Masthead-Printed")


def test_it_says_beside_the_field_what_to_mend_and_keeps_the_rest() -> None:
    answer = post({"email": "ada@", "list": ["long-read"]})
    page = parsed(answer.content)
    field = page.xpath("//input[@name='email']")[0]
    assert answer.status_code == 422
    assert field.get("value") == "ada@"
    assert field.get("aria-invalid") == "true"
    assert field.get("autofocus") is not None
    words = page.get_element_by_id(field.get("aria-describedby"))
    assert words.text_content() == "Please enter a correct email address"
    assert words.get("hidden") is None
    assert page.xpath("//input[@name='list' and @checked]/@value") == ["long-read"]
    assert not SignUp.objects.exists()


def test_it_asks_for_a_newsletter_and_puts_the_focus_there() -> None:
    page = parsed(post({"email": "ada"}).content)
    first = page.xpath("//input[@name='list']")[0]
    assert (
        page.get_element_by_id(first.get("aria-describedby")).text_content() == "Please choose at least one newsletter"
    )
    assert page.xpath("//*[@autofocus]") == [first]


def test_it_tells_a_script_what_to_mend() -> None:
    answer = by_script({"email": "ada", "form": "front"})
    assert answer.status_code == 422
    assert json.loads(answer.content) == {
        "errors": {
            "email": "Please enter a correct email address",
            "list": "Please choose at least one newsletter",
        }
    }


def test_what_was_typed_is_escaped() -> None:
    answer = post({"email": '"><script>alert(1)</script>'})
    assert b"<script>alert" not in answer.content


def test_a_closed_newsletter_cannot_be_asked_for() -> None:
    assert post({**FILLED, "list": ["old"]}).status_code == 422


def test_the_queue_is_asked_nothing_about_the_address() -> None:
    post()  # the wording is on record from now on
    said = []
    for address in ("ada@tideway.example", "stranger@other.example", "bo@mailinator.com"):
        with CaptureQueriesContext(connection) as queries:
            assert headline(post({**FILLED, "email": address})) == THANKS
        asked = [query["sql"] for query in queries]
        assert not [sql for sql in asked if address in sql and not sql.startswith("INSERT")]
        said.append([re.sub(r"'[^']*'|_x\d+", "?", sql) for sql in asked])
    assert said[0] == said[1] == said[2]


def test_the_answer_is_the_same_to_the_last_letter() -> None:
    first = post().content
    for row in SignUp.State.values:
        SignUp.objects.update(state=row)
        assert post().content == first


@pytest.mark.parametrize("sign", [{"homepage": "https://pills.example"}, {"open": "300"}])
def test_a_machine_hears_the_same_and_leaves_a_row_to_count(sign: dict[str, str]) -> None:
    answer = post({**FILLED, **sign})
    assert (answer.status_code, headline(answer)) == (200, THANKS)
    row = SignUp.objects.get()
    assert (row.state, row.address, row.lists) == (SignUp.State.DROPPED, "", [])


def test_work_that_was_done_is_noted_and_counts_once() -> None:
    work = solved()
    post({**FILLED, "proof": work})
    post({**FILLED, "proof": work})
    assert list(SignUp.objects.order_by("pk").values_list("is_proved", flat=True)) == [True, False]
    assert UsedProof.objects.count() == 1


def test_a_mistake_does_not_use_the_work_up() -> None:
    work = solved()
    post({**FILLED, "email": "ada", "proof": work})
    post({**FILLED, "proof": work})
    assert SignUp.objects.get().is_proved


def test_a_flood_hears_the_same_and_is_not_kept() -> None:
    for _ in range(abuse.NETWORK_FORMS // abuse.WITHOUT_PROOF):
        post()
    kept = SignUp.objects.count()
    answer = post({**FILLED, "email": "one.more@tideway.example"})
    assert (answer.status_code, headline(answer)) == (200, THANKS)
    assert SignUp.objects.count() == kept
    post({**FILLED, "proof": solved()})
    assert SignUp.objects.count() == kept + 1


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://pills.example"}, {"HTTP_ORIGIN": "null"},
     {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"}],
)  # fmt: skip
def test_a_form_on_somebody_elses_page_is_shown_to_its_reader_first(headers: dict[str, str]) -> None:
    answer = post(**headers)
    page = parsed(answer.content)
    assert answer.status_code == 403
    assert "Another site sent us this form" in page.text_content()
    assert page.xpath("//input[@name='email']/@value") == ["ada@tideway.example"]
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [{}, {"HTTP_SEC_FETCH_SITE": "same-origin"}, {"HTTP_SEC_FETCH_SITE": "none"}, {"HTTP_ORIGIN": "http://testserver"}],
)
def test_our_own_pages_and_programs_are_listened_to(headers: dict[str, str]) -> None:
    assert post(**headers).status_code == 200


def test_the_words_that_were_agreed_to_are_on_record() -> None:
    page = parsed(post({}).content)
    shown = page.xpath("//input[@name='wording']/@value")[0]
    post({**FILLED, "wording": shown})
    wording = Wording.objects.get()
    assert SignUp.objects.get().wording == wording.hash == shown
    assert wording.text in page.text_content()
    assert "The Tideway Post" in wording.text


def test_who_saw_older_words_agreed_to_those(paper: CastPaper) -> None:
    post()
    older = SignUp.objects.get().wording
    paper.nameplate.name = "The New Post"
    paper.nameplate.save()
    post({**FILLED, "wording": older})
    post({**FILLED, "wording": "f" * 64})  # never ours
    first, second, third = SignUp.objects.order_by("pk").values_list("wording", flat=True)
    assert first == second == older
    assert third == Wording.objects.get(text__contains="The New Post").hash


def test_the_form_leads_to_the_privacy_page_when_there_is_one(paper: CastPaper) -> None:
    link = "//form[contains(@class, 'sign-up-form')]//a/@href"
    assert parsed(post({}).content).xpath(link) == []
    paper.front.get_parent().add_child(
        instance=StaticPage(title="Privacy", slug="privacy", kind=StaticPage.Kind.PRIVACY, body="<p>None.</p>")
    )
    assert parsed(post({}).content).xpath(link) == ["/privacy/"]


def test_its_address_can_be_visited() -> None:
    answer = sign_up(RequestFactory().get("/-/newsletters/sign-up"))
    page = parsed(answer.content)
    assert answer.status_code == 200
    assert headline(answer) == "Sign up for our newsletters"
    assert page.xpath("//input[@name='list']/@value") == ["morning", "long-read"]
    assert not page.xpath("//*[@aria-invalid]")


def test_a_paper_without_newsletters_says_so() -> None:
    MailingList.objects.all().delete()
    answer = sign_up(RequestFactory().get("/-/newsletters/sign-up"))
    assert "There is no newsletter" in parsed(answer.content).text_content()


def test_it_answers_in_the_language_of_the_paper(paper: CastPaper) -> None:
    paper.nameplate.language = "uk"
    paper.nameplate.save()
    assert json.loads(by_script({"email": "ada", "list": ["morning"]}).content) == {
        "errors": {"email": "Вкажіть правильну адресу електронної пошти"}
    }
    by_script(FILLED)
    assert SignUp.objects.get().language == "uk"


def test_work_is_handed_out_without_asking_the_database() -> None:
    with CaptureQueriesContext(connection) as queries:
        task = json.loads(challenge(RequestFactory().get("/-/newsletters/challenge")).content)
    assert len(queries) == 0
    assert proof.spend(solved(task))
    assert base64.b16decode(task["signature"].upper())


def test_the_form_is_valid_html(tmp_path: Path) -> None:
    pages = {"filled": post({"email": "ada"}).content, "thanks": post().content}
    MailingList.objects.filter(slug="long-read").delete()
    assert html_errors({**pages, "single": post({"email": ""}).content}, tmp_path) == []


@pytest.mark.parametrize("said", ["\0" * 64, "x" * 64, "ab", "a" * 65])
def test_words_that_were_never_shown_are_not_put_on_record(said: str) -> None:
    assert post({**FILLED, "wording": said}).status_code == 200
    assert SignUp.objects.get().wording == Wording.objects.get().hash != said
