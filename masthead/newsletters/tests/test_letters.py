"""What single mails say, and the bytes of them."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from pytest_django import Settings

from masthead.mail.backend import seven_bit
from masthead.newsletters import letters, links
from masthead.newsletters.models import MailingList, Subscription
from masthead.newsletters.tests.markup import parsed
from masthead.newsletters.tests.reading_cast import a_list, signed_up, subscribed
from masthead.people.models import Author
from masthead.publication.models import Nameplate
from masthead.readers.models import Reader
from tests.ground.cast import CastPaper

pytestmark = pytest.mark.django_db
ADDRESS = "olena@reader.example"


@pytest.fixture
def morning(paper: CastPaper) -> MailingList:
    """A list with a host and a welcome."""
    return a_list(
        host=paper.authors[0],
        welcome_subject="Good morning!",
        welcome="<p>Hello from <b>Ada</b>. Begin with <a href='/city/'>the city</a>.</p><ul><li>Five stories</li></ul>",
    )


@pytest.fixture
def reader(morning: MailingList) -> Reader:
    """Who gets it."""
    return subscribed(ADDRESS, morning)


def sent(message: EmailMultiAlternatives) -> EmailMessage:
    """The mail as a mail program reads its bytes."""
    found = message_from_bytes(seven_bit(message), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def part(message: EmailMessage, kind: str) -> str:
    """One of the two bodies."""
    found = message.get_body((kind,))
    assert found
    text: str = found.get_content()
    return text


def welcome(reader: Reader) -> EmailMultiAlternatives:
    """The welcome of the only subscription."""
    return letters.welcome(reader, Subscription.objects.get(reader=reader))


def test_the_confirmation_leads_to_the_link_in_both_parts(morning: MailingList) -> None:
    reader, sign_up = signed_up(ADDRESS, morning)
    mail = sent(letters.confirmation(reader, sign_up, [morning]))
    text, html = part(mail, "plain"), parsed(part(mail, "html"))
    path = links.confirm_path(reader.pk, sign_up.pk, reader.token)
    paths = {settings.PUBLIC_URL + path, settings.PUBLIC_URL + links.confirm_path(reader.pk, sign_up.pk, reader.token)}
    assert {line for line in text.split() if "/confirm/" in line} <= paths
    assert {link for link in html.xpath("//a/@href") if "/confirm/" in link} <= paths
    assert "Morning" in text
    assert "Morning" in html.text_content()
    assert "The link is good for 14 days." in text
    assert html.get("lang") == "en"


def test_the_confirmation_repeats_nothing_that_a_stranger_typed(morning: MailingList) -> None:
    address = "buy.pills.at.evil-example@reader.example"
    reader, sign_up = signed_up(address, morning)
    sign_up.form, sign_up.language = "evil-example", "evil-example"
    mail = sent(letters.confirmation(reader, sign_up, [morning]))
    whole = (
        part(mail, "plain") + part(mail, "html") + "".join(str(value) for name, value in mail.items() if name != "To")
    )
    assert "evil-example" not in whole
    assert mail["To"] == address


def test_mails_of_machines_say_that_they_are(reader: Reader, morning: MailingList) -> None:
    _reader, sign_up = signed_up("new@reader.example", morning)
    mails = [
        letters.confirmation(reader, sign_up, [morning]), letters.already(reader, [morning]), welcome(reader),
        letters.new_address(reader, "new@reader.example"), letters.address_changed(reader, "old@reader.example"),
    ]  # fmt: skip
    for mail in map(sent, mails):
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["Message-ID"].endswith(f"@{settings.PUBLIC_HOST}>")
        assert settings.MAIL_FROM in mail["From"]
        assert mail["Reply-To"]
        assert mail.is_multipart()
    assert len({mail.extra_headers["Message-ID"] for mail in mails}) == 5


def test_only_the_mail_of_a_list_has_the_headers_of_one(
    reader: Reader, morning: MailingList, settings: Settings
) -> None:
    settings.PUBLIC_URL = "https://newsletters.a-rather-long-name-for-a-paper.example.org"
    row = Subscription.objects.get()
    raw = seven_bit(welcome(reader))
    leave = settings.PUBLIC_URL + links.leave_path(row.pk)
    head = raw.split(b"\r\n\r\n")[0]
    assert f"\r\nList-Unsubscribe: <{leave}>\r\n".encode() in head, "as it is, neither encoded nor folded"
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click" in head
    assert b"\r\nList-Id: <morning." in head
    for other in (letters.already(reader, [morning]), letters.new_address(reader, "n@reader.example")):
        assert not [name for name in sent(other).keys() if name.startswith("List-")]  # noqa: SIM118 - headers are no dict


def test_the_welcome_comes_from_the_host_with_whole_links(reader: Reader) -> None:
    Author.objects.filter(name="Ada Kovalenko").update(email="ada@tideway.example")
    mail = sent(welcome(reader))
    assert "Ada Kovalenko" in mail["From"]
    assert mail["Reply-To"] == "ada@tideway.example"
    assert mail["Subject"] == "Good morning!"
    html, text = parsed(part(mail, "html")), part(mail, "plain")
    assert f"{settings.PUBLIC_URL}/city/" in html.xpath("//a/@href")
    assert f"{settings.PUBLIC_URL}/city/" in text
    assert "<p>" not in text
    assert "- Five stories" in text
    assert not [link for link in html.xpath("//a/@href") if not link.startswith(("http", "mailto:"))]
    row = Subscription.objects.get()
    for path in (links.leave_path(row.pk), links.preferences_path(reader.pk, reader.token)):
        assert settings.PUBLIC_URL + path in text
        assert settings.PUBLIC_URL + path in html.xpath("//a/@href")


def test_a_list_in_ukrainian_writes_ukrainian(morning: MailingList) -> None:
    morning.language, morning.name = "uk", "Ранок"
    reader, sign_up = signed_up(ADDRESS, morning)
    mail = sent(letters.confirmation(reader, sign_up, [morning]))
    assert "Підтвердьте" in mail["Subject"]
    assert "Ранок" in part(mail, "plain")
    html = parsed(part(mail, "html"))
    assert html.get("lang") == "uk"
    assert "Так, надсилайте" in html.text_content()


def test_lists_in_two_languages_write_in_the_readers(morning: MailingList) -> None:
    evening = a_list("Evening", language="uk")
    reader, sign_up = signed_up(ADDRESS, morning, evening)
    assert "Please confirm" in letters.confirmation(reader, sign_up, [morning, evening]).subject
    reader.language = "uk"
    assert "Підтвердьте" in letters.confirmation(reader, sign_up, [morning, evening]).subject


def test_the_new_address_hears_nothing_of_the_old_one(reader: Reader) -> None:
    mail = sent(letters.new_address(reader, "new@reader.example"))
    assert mail["To"] == "new@reader.example"
    assert ADDRESS not in mail.as_string()
    [line] = [line for line in part(mail, "plain").split() if "/change/" in line]
    found = links.opened_change(line.rpartition("/")[2])
    assert found == (reader, "new@reader.example")


def test_the_old_address_hears_nothing_of_the_new_one(reader: Reader) -> None:
    mail = sent(letters.address_changed(reader, "old@reader.example"))
    assert mail["To"] == "old@reader.example"
    assert ADDRESS not in mail.as_string()
    assert "desk@tideway.example" in part(mail, "plain")


def test_strange_names_stay_words(morning: MailingList, reader: Reader) -> None:
    Nameplate.objects.update(name='The <b>"Post"</b> & Co,\r\nBcc: a@b.example')
    MailingList.objects.update(name="<script>x</script>", welcome_subject="")
    morning.refresh_from_db()
    for message in (welcome(reader), letters.already(reader, [morning])):
        mail = sent(message)
        assert "Bcc" not in mail
        assert len(mail["From"].addresses) == 1
        html = parsed(part(mail, "html"))
        assert not html.xpath("//script")
        assert "<script>x</script>" in html.text_content()
        assert "<script>x</script>" in part(mail, "plain")


def test_a_mail_fits_the_wire(reader: Reader) -> None:
    Nameplate.objects.update(name="Дуже довга назва видання, яке нічого не робить коротко " * 1)
    for message in (welcome(reader), letters.new_address(reader, "new@reader.example")):
        raw = seven_bit(message)
        assert raw.isascii()
        assert b"\n" not in raw.replace(b"\r\n", b"")
        assert max(map(len, raw.split(b"\r\n"))) <= 998
