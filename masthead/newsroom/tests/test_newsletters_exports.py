"""Everything goes out again, in open formats."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from masthead.mail.suppressions import suppress
from masthead.newsletters.models import Automatic, Issue, Link, MailingList
from masthead.newsroom.exporting.everything import everything
from masthead.newsroom.exporting.tables import cell, csv_of
from masthead.newsroom.tests.newsletter_cast import a_list, a_reader, an_issue
from masthead.people.models import Staff
from masthead.readers.models import Wording


@pytest.fixture
def desk(publisher: Staff, client: Client) -> Client:
    """A publisher's browser."""
    client.force_login(publisher)
    return client


@pytest.fixture
def morning(paper: Any) -> MailingList:
    return a_list()


def table(answer: Any) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("wicked", ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(A1)", "\tx", "\rx"])
def test_a_cell_runs_no_formula(wicked: str) -> None:
    assert cell(wicked) == f"'{wicked}"


def test_other_cells_stay_as_they_are() -> None:
    assert [cell(value) for value in ("a=b", "", None, 0, -5, True)] == ["a=b", "", "", "0", "-5", "True"]


def test_a_long_table_leaves_in_pieces() -> None:
    pieces = csv_of(("n",), ((number,) for number in range(5_000)))
    first = next(pieces)
    assert len(first) < 5_000
    whole = (first + b"".join(pieces)).decode("utf-8-sig")
    assert whole.split() == ["n", *map(str, range(5_000))]


def test_subscribers_come_with_the_words_they_agreed_to(desk: Client, morning: MailingList) -> None:
    reader = a_reader("+ada@paper.example", morning, language="uk")
    a_reader("ben@paper.example", a_list("Noon"))
    wording = Wording.objects.create(hash="0" * 64, text="Yes, send me Morning.")
    reader.consents.update(wording=wording)
    answer = desk.post(reverse("newsroom_export_subscribers", args=[morning.pk]))
    assert answer["Content-Type"].startswith("text/csv")
    rows = table(answer)
    assert len(rows) == 1
    assert rows[0]["address"] == "'+ada@paper.example"
    assert rows[0]["state"] == "confirmed"
    assert rows[0]["consent_words"] == "Yes, send me Morning."
    assert rows[0]["consent_confirmed_at"] == rows[0]["confirmed_at"] != ""


def test_results_are_a_row_for_each_issue_that_went_out(desk: Client, morning: MailingList) -> None:
    issue = an_issue(morning, state="sent", sent_at=timezone.now(), address="/newsletters/morning/x/")
    an_issue(morning)
    for place in range(2):
        Link.objects.create(issue=issue, target="https://paper.example/", place=place, clicks=4)
    rows = table(desk.post(reverse("newsroom_export_results", args=[morning.pk])))
    assert [(row["subject"], row["clicks"], row["submitted"]) for row in rows] == [(issue.subject, "8", "0")]


def test_suppressions_are_counts_alone(desk: Client, paper: Any) -> None:
    for name in ("a", "b"):
        suppress(f"{name}@paper.example", "complaint")
    answer = desk.post(reverse("newsroom_export_suppressions"))
    month = timezone.now().strftime("%Y-%m")
    assert table(answer) == [{"month": month, "reason": "complaint", "count": "2"}]


def test_everything_is_one_file_that_opens(desk: Client, morning: MailingList, story: Any) -> None:
    a_reader("ada@paper.example", morning)
    Automatic.objects.create(mailing_list=morning, hour=6)
    issue = an_issue(morning, story)
    answer: Any = desk.post(reverse("newsroom_export_everything"))
    file = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert file.testzip() is None
    names = set(file.namelist())
    base = f"issues/morning/{issue.pk}-the-ferry-runs-again-from-tomorrow"
    assert {"lists.json", "subscribers/morning.csv", "results/morning.csv", "consents.csv", "days.csv"} <= names
    assert {"suppressions.csv", f"{base}.json", f"{base}.html", f"{base}.txt"} <= names
    assert json.loads(file.read("lists.json"))[0]["automatic"]["hour"] == 6
    assert story.title in file.read(f"{base}.html").decode()
    assert story.title in file.read(f"{base}.txt").decode()
    assert json.loads(file.read(f"{base}.json"))["body"][0]["value"]["story"] == story.pk
    assert b"ada@paper.example" in file.read("subscribers/morning.csv")
    assert all(info.compress_type == zipfile.ZIP_DEFLATED for info in file.infolist())


def test_an_issue_whose_template_broke_goes_out_as_text(morning: MailingList) -> None:
    morning.template = "<mjml><mj-body>[[content]] [[unsubscribe]]"
    morning.save()
    an_issue(morning)
    names = zipfile.ZipFile(io.BytesIO(b"".join(everything()))).namelist()
    assert any(name.endswith(".txt") for name in names)
    assert not any(name.endswith(".html") for name in names)


def test_the_file_leaves_before_it_is_whole(morning: MailingList) -> None:
    for _ in range(30):
        an_issue(morning)
    pieces = everything()
    sizes = [len(piece) for piece in pieces]
    assert len(sizes) > Issue.objects.count()
    assert max(sizes) < sum(sizes) / 3
