"""The message: its headers byte by byte, its slots, and that each reader's copy differs in nothing else."""

from __future__ import annotations

import email
import time
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from typing import Any

import pytest

from masthead.mail.bounces import verp
from masthead.mail.mime import Template, slot
from masthead.newsletters import links
from masthead.newsletters.models import Issue, MailingList
from masthead.newsletters.rendering.message import slots_for, template_for, test_message
from masthead.newsletters.tests.issues import make_issue, make_list, put_out
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _public(settings: Any) -> None:
    settings.PUBLIC_URL, settings.PUBLIC_HOST = "https://tideway.example", "tideway.example"
    settings.MAIL_FROM = "news@tideway.example"


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    return make_list(host=paper.authors[0])


@pytest.fixture
def issue(morning: MailingList) -> Issue:
    return put_out(make_issue(morning), NOON)


def filled(issue: Issue, variant: str = "") -> bytes:
    template = Template.from_bytes(template_for(issue, variant).to_bytes())
    return bytes(template.fill(slots_for(issue.pk, 3, 41, 9, "ada@reader.example", "salt")))


def read(message: bytes) -> EmailMessage:
    return email.message_from_bytes(message, policy=policy.default)


def test_the_headers_are_those_that_mail_services_look_for(issue: Issue) -> None:
    head = filled(issue).split(b"\r\n\r\n", 1)[0].decode()
    leave = "https://tideway.example" + links.leave_path(41)
    for line in (
        "From: Ada Kovalenko of The Tideway Post <news@tideway.example>",
        "Reply-To: desk@tideway.example",
        "To: ada@reader.example",
        "Subject: The ferry is back",
        "Date: Mon, 04 May 2026 10:00:00 +0000",
        "List-Id: <morning.tideway.example>",
        "List-Archive: <https://tideway.example/newsletters/morning/>",
        f"List-Unsubscribe: <{leave}>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        f"Feedback-ID: {issue.pk}:morning:newsletter:masthead",
        f"X-Masthead-Ref: {verp.token(3, 41)}",
        "Precedence: bulk",
        "MIME-Version: 1.0",
    ):
        assert line in head.split("\r\n")
    assert f"Message-ID: <{issue.pk}.41." in head
    assert "@tideway.example>" in head
    assert "Auto-Submitted" not in head


def test_both_parts_have_the_links_of_this_reader(issue: Issue) -> None:
    message = read(filled(issue))
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        assert part is not None
        text = part.get_content()
        assert "https://tideway.example" + links.leave_path(41) in text
        assert "https://tideway.example" + links.preferences_path(9, "salt") in text
        assert f"https://tideway.example{issue.address}" in text
        assert "mslot" not in text


def test_a_copy_sent_again_is_the_same_message_to_mail_programs(issue: Issue) -> None:
    first, again = (slots_for(issue.pk, mailing, 41, 9, "ada@reader.example", "salt") for mailing in (3, 4))
    assert first["message_id"] == again["message_id"]
    assert first["message_id"] != slots_for(issue.pk, 3, 42, 9, "ada@reader.example", "salt")["message_id"]


def test_names_and_subjects_in_ukrainian_arrive(morning: MailingList) -> None:
    morning.sender_name, morning.language = "Ранок, «Приплив»", "uk"
    morning.save()
    message = read(filled(make_issue(morning, subject="Пором повернувся: 40 років, «нарешті»")))
    assert message["Subject"] == "Пором повернувся: 40 років, «нарешті»"
    assert message["From"].addresses[0].display_name == "Ранок, «Приплив»"
    assert message["Content-Language"] == "uk"


def test_the_other_subject_goes_to_the_other_variant(morning: MailingList) -> None:
    issue = make_issue(morning, other_subject="Forty years later")
    assert read(filled(issue, "A"))["Subject"] == "The ferry is back"
    assert read(filled(issue, "B"))["Subject"] == "Forty years later"


def test_an_automatic_issue_says_so(morning: MailingList) -> None:
    issue = make_issue(morning)
    issue.is_automatic = True
    assert read(filled(issue))["Auto-Submitted"] == "auto-generated"


def test_a_line_break_in_a_subject_makes_no_header(morning: MailingList) -> None:
    message = read(filled(make_issue(morning, subject="One\r\nBcc: all@reader.example")))
    assert message["Subject"] == "One Bcc: all@reader.example"
    assert message["Bcc"] is None


def test_answers_reach_the_host(morning: MailingList, paper: CastPaper) -> None:
    paper.authors[0].email = "ada@tideway.example"
    paper.authors[0].save()
    assert read(filled(make_issue(MailingList.objects.get())))["Reply-To"] == "ada@tideway.example"
    MailingList.objects.update(reply_to="morning@tideway.example")
    assert read(filled(make_issue(MailingList.objects.get())))["Reply-To"] == "morning@tideway.example"


def test_a_test_mail_is_marked_and_its_links_end_nobodys_subscription(issue: Issue) -> None:
    message = test_message(issue, "editor@tideway.example")
    assert message.subject == "[Test] The ferry is back"
    assert message.to == ["editor@tideway.example"]
    whole = message.message().as_string()
    assert "/-/newsletters/leave/" not in whole
    assert "List-Unsubscribe" not in whole


def test_the_slots_of_a_reader_cost_microseconds(issue: Issue) -> None:
    started = time.process_time()
    for subscription in range(2000):
        slots_for(issue.pk, 3, subscription, 9, "ada@reader.example", "salt")
    assert (time.process_time() - started) / 2000 < 0.0002


def test_what_an_editor_writes_is_never_filled_with_a_readers_own_links(morning: MailingList) -> None:
    """In other programs the marks of slots are the same everywhere, and stand in the source."""
    known = "mslot8kq3vz5xpreferencesx5zv3qk8tolsm"
    issue = make_issue(morning, [("text", f'<p><a href="https://evil.example/?{known}">{slot("leave")[:12]}</a></p>')])
    secret = slots_for(issue.pk, 3, 41, 9, "ada@reader.example", "salt")["preferences"]
    content = filled(issue).replace(b"=\r\n", b"").decode()
    assert known in content
    assert f"evil.example/?{secret}" not in content.replace("=3D", "=")


def test_the_marks_of_slots_are_another_installations_secret(settings: Any) -> None:
    ours = slot("preferences")
    settings.SECRET_KEY = "another"
    assert slot("preferences") != ours


@pytest.mark.parametrize(
    "name",
    [
        "Smith, Jane", "Ada @ The Post", 'The "Post"', "Новини, Пост", "Ада: новини", "Ada <security@bank.example>",
        "a;b", "Новини @ «Пост» <security@bank.example>", "Dr. Ada (news)", "back\\slash, Inc.", "=?utf-8?q?x?=", "Ada",
        "довге ім’я, " * 6,
    ],
)  # fmt: skip
def test_whatever_a_sender_is_called_the_mail_comes_from_one_address(morning: MailingList, name: str) -> None:
    morning.sender_name = name.strip()
    morning.save()
    message = email.message_from_bytes(filled(make_issue(morning)), policy=policy.default)
    (sender,) = message["From"].addresses
    assert sender.addr_spec == "news@tideway.example"
    assert sender.display_name.replace(" ", "") == name.replace(" ", "")  # the library puts spaces where a line ended
