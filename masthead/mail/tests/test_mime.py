"""A filled template reads like the message that the standard library would have made, and is safe to send."""

from __future__ import annotations

import html
import itertools
import random
import time
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest

from masthead.mail.mime import Template, slot

HEADERS: list[tuple[str, bytes | str]] = [
    ("From", "The Tideway <news@tideway.example>"),
    ("To", slot("to")),
    ("Subject", "The morning briefing"),
    ("List-Unsubscribe", b"<" + slot("unsubscribe").encode() + b">"),
]
SLOTS = {"to": "reader@mail.example", "unsubscribe": "https://tideway.example/-/u/abc=def?x=1&y=2", "name": "Ada"}
ALPHABET = [
    *"abc XYZ 0189.,=&<>'\"-_?\t", *"Київ'їжак ґанок", *"éß漢字", "😀", "👩\u200d👧", ".", "..",
    "\n.", "\n..\n", "\n", "\n\n",
    "  \n", " \t\n", "From ", "\nFrom ", "=", "=20", "=\n", "long" * 30, "довге" * 40, "\r\n", "\r", "\u2028", "\x0b",
    "--=_", "\n--\n", "\xa0", "x" * 74, "x" * 75, "x" * 76, "x" * 77, "." * 80, "y" * 2000, "ї" * 700,
]  # fmt: skip


def parse(data: bytes) -> EmailMessage:
    parsed = message_from_bytes(data, policy=default)
    assert isinstance(parsed, EmailMessage)
    assert not parsed.defects
    return parsed


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part
    assert not part.defects
    return str(part.get_content()).replace("\r\n", "\n")


def made_by_the_library(headers: list[tuple[str, str]], text: str, markup: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in headers:
        message[name] = value
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(markup, subtype="html", cte="quoted-printable")
    return parse(message.as_bytes(policy=SMTP))


def check_lines(data: bytes) -> None:
    assert data.endswith(b"\r\n")
    assert data.isascii()
    assert b"\0" not in data
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    assert b"\n." not in data
    assert not data.startswith(b".")
    _, _, content = data.partition(b"\r\n\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 76


def drawn(chance: random.Random, names: tuple[str, ...]) -> tuple[str, str, str]:
    """A body with slots, and the same with their values in text and in HTML."""
    parts = [chance.choice(ALPHABET) for _ in range(chance.randrange(0, 60))]
    chosen = [chance.choice(names) if chance.random() < 0.15 else "" for _ in parts]
    parts, chosen = [*parts, "The end"], [*chosen, ""]
    # A line break that is half of the value and half of the text is two; the library, which sees one text, has one.
    values = {
        name: "".join(chance.choice(ALPHABET) for _ in range(chance.randrange(0, 8))).strip("\r\n") or "v"
        for name in names
    }
    VALUES.update(values)
    return (
        "".join(slot(name) if name else part for part, name in zip(parts, chosen, strict=True)),
        "".join(values[name] if name else part for part, name in zip(parts, chosen, strict=True)),
        "".join(html.escape(values[name]) if name else part for part, name in zip(parts, chosen, strict=True)),
    )


VALUES: dict[str, str] = {}


@pytest.mark.parametrize("seed", range(60))
def test_any_text_arrives_as_the_library_would_send_it(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(8):
        VALUES.clear()
        text, full_text, _ = drawn(chance, ("a", "b", "c_1"))
        markup, _, full_markup = drawn(chance, ("d", "e", "f_2"))  # never empty
        filled = Template.build(HEADERS, text, markup).fill({**SLOTS, **VALUES})
        check_lines(filled)
        message = parse(filled)
        expected = made_by_the_library([], full_text, full_markup)
        assert body(message, "plain") == body(expected, "plain")
        assert body(message, "html") == body(expected, "html")


@pytest.mark.parametrize("place", range(160))
def test_a_slot_may_stand_at_every_position(place: int) -> None:
    words = ("Тут є слова. " * 8 + "\n. \n" + "z" * 70)[:160]
    text = words[:place] + slot("a") + words[place:]
    for value in ("", "x", ".", " ", "a b ", "=", "й" * 90, "w" * 76, "1\n.2"):
        message = parse(filled := Template.build(HEADERS, text, text).fill({**SLOTS, "a": value}))
        check_lines(filled)
        whole = (words[:place] + value + words[place:]).removesuffix("\n") + "\n"
        assert body(message, "plain") == whole
        assert body(message, "html") == words[:place] + html.escape(value) + words[place:] + "\n"


def test_two_slots_may_stand_side_by_side() -> None:
    text = slot("a") + slot("b") + slot("a")
    message = parse(Template.build(HEADERS, text, text).fill({**SLOTS, "a": "1", "b": "."}))
    assert body(message, "plain") == "1.1\n"


@pytest.mark.parametrize(
    "subject",
    [
        "Plain", "Ранкова пошта: що сталося вчора, і чому це важливо для кожного з нас сьогодні, завтра й потім",
        "Emoji 😀 in the middle " * 6, "A long one in ASCII " * 12, "=?utf-8?q?not_encoded?=", "two  spaces", "é",
        "w" * 200, "w" * 2000, "ж" * 300, "", "a\u2028b", "Tab-free: quotes \" and <brackets>, commas; colons:",
    ],
)  # fmt: skip
def test_a_subject_is_read_as_it_was_written(subject: str) -> None:
    filled = Template.build([("Subject", subject)], "x", "x").fill({})
    expected = subject.replace("\u2028", " ").strip()
    assert parse(filled)["Subject"] == expected
    lines = filled.partition(b"\r\n\r\n")[0].split(b"\r\n")
    longest_word = max(len(word) for word in expected.split(" ")) if expected.isascii() and len(expected) < 990 else 0
    assert max(map(len, lines)) <= max(78, longest_word + len("Subject: "))


@pytest.mark.parametrize(
    ("given", "name", "address"),
    [
        ("The Tideway <news@tideway.example>", "The Tideway", "news@tideway.example"),
        ("Хвиля: новини <news@tideway.example>", "Хвиля: новини", "news@tideway.example"),
        ('"Wave, The" <news@tideway.example>', "Wave, The", "news@tideway.example"),
        ('"Хвиля, газета" <news@tideway.example>', "Хвиля, газета", "news@tideway.example"),
        ('"Say \\"hello\\" café" <news@tideway.example>', 'Say "hello" café', "news@tideway.example"),
        ("news@tideway.example", "", "news@tideway.example"),
        ("Олена 😀 Ткач <o@tideway.example>", "Олена 😀 Ткач", "o@tideway.example"),
    ],
)
def test_a_sender_is_read_as_it_was_written(given: str, name: str, address: str) -> None:
    filled = Template.build([("From", given), ("Reply-To", given)], "x", "x").fill({})
    sender = parse(filled)["From"]
    assert [(found.display_name, found.addr_spec) for found in sender.addresses] == [(name, address)]
    assert sender.addresses[0] == Address(name, addr_spec=address)
    assert max(map(len, filled.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 76


def test_a_long_name_is_split_into_words_that_readers_join() -> None:
    name = "Дуже довга назва газети, яка ніяк не вміщується в один рядок"
    filled = Template.build([("From", f"{name} <news@tideway.example>")], "x", "x").fill({})
    # Not by the default policy: it keeps the space between two encoded words of a name, against RFC 2047.
    sender = str(make_header(decode_header(message_from_bytes(filled)["From"])))
    assert sender == f"{name} <news@tideway.example>"
    assert max(map(len, filled.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 76


def test_a_list_id_keeps_its_brackets_whatever_the_name() -> None:
    filled = Template.build([("List-Id", "Ранкова пошта <morning.tideway.example>")], "x", "x").fill({})
    assert b"<morning.tideway.example>\r\n" in filled
    assert parse(filled)["List-Id"] == "Ранкова пошта <morning.tideway.example>"


def test_the_way_out_is_neither_encoded_nor_folded() -> None:
    address = "https://tideway.example/-/newsletters/unsubscribe/" + "a1B2-_" * 40
    filled = Template.build(HEADERS, slot("unsubscribe"), "x").fill({**SLOTS, "unsubscribe": address})
    assert f"\r\nList-Unsubscribe: <{address}>\r\n".encode() in filled
    assert parse(filled)["List-Unsubscribe"] == f"<{address}>"
    assert body(parse(filled), "plain") == f"{address}\n"


def test_without_html_it_is_plain_text_alone() -> None:
    filled = Template.build(HEADERS, f"Доброго ранку, {slot('name')}.\n.\n", "").fill(SLOTS)
    check_lines(filled)
    message = parse(filled)
    assert message.get_content_type() == "text/plain"
    assert body(message, "plain") == "Доброго ранку, Ada.\n.\n"
    assert message.get_body(("html",)) is None


def test_a_value_is_escaped_in_html_and_not_in_text() -> None:
    filled = parse(Template.build(HEADERS, slot("name"), f"<p>{slot('name')}</p>").fill({**SLOTS, "name": "<b>&'\""}))
    assert body(filled, "plain") == "<b>&'\"\n"
    assert body(filled, "html") == "<p>&lt;b&gt;&amp;&#x27;&quot;</p>\n"


@pytest.mark.parametrize("value", ["a@b.example\r\nBcc: all@c.example", "a\nb", "a\0b", "é@b.example", "x" * 901])
def test_a_value_cannot_begin_a_header(value: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in a header"):
        Template.build(HEADERS, "x", "x").fill({**SLOTS, "to": value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Subject", "a\r\nBcc: all@c.example"), ("Subject", b"a\nb"), ("X-A", "Приклад".encode()), ("X A", "b"),
        ("X:A", "b"), ("", "b"), ("Content-Type", "text/html"), ("mime-version", "1.0"), ("X-A", "a\0b"),
        ("Subject", f"Привіт, {slot('name')}"), ("To", "Олена <>"), ("To", "Олена, a@b.example"),
        ("X-A", b"x" * 1000), (".X", "a"),
    ],
    ids=itertools.count(),  # marks of slots differ from process to process
)  # fmt: skip
def test_it_refuses_a_header_that_would_break_the_message(name: str, value: bytes | str) -> None:
    with pytest.raises(ValueError, match="header"):
        Template.build([(name, value)], "x", "x")


@pytest.mark.parametrize("name", ["", "Name", "na me", "1a", "é"])
def test_it_refuses_a_slot_that_could_not_be_found_again(name: str) -> None:
    with pytest.raises(ValueError, match="slot"):
        slot(name)


def test_a_slot_that_is_not_filled_is_told() -> None:
    template = Template.build(HEADERS, slot("name"), "x")
    assert template.slots == {"to", "unsubscribe", "name"}
    with pytest.raises(KeyError, match="name"):
        template.fill({"to": "a@b.example", "unsubscribe": "x"})


def test_a_template_comes_back_from_the_database() -> None:
    template = Template.build(HEADERS, f"{slot('name')}: є.", f"<p>{slot('name')}{slot('unsubscribe')}</p>")
    again = Template.from_bytes(template.to_bytes())
    assert again.slots == template.slots
    assert again.fill(SLOTS) == template.fill(SLOTS)
    assert again.to_bytes() == template.to_bytes()


@pytest.mark.parametrize("data", [b"", b"x", b"masthead template 1", b"masthead template 1\0a\0tname", b"other\0a"])
def test_other_bytes_are_no_template(data: bytes) -> None:
    with pytest.raises(ValueError, match="no template"):
        Template.from_bytes(data)


def test_filling_takes_microseconds() -> None:
    line = "<td class='x'>Ранок у місті: water in the harbour, see below.</td>\n"
    text = slot("unsubscribe") + " words and words\n" * 300
    markup = (line * 30 + slot("unsubscribe") + slot("name") + line * 80) * 2
    template = Template.build(HEADERS, text, markup)
    assert 30_000 < len(template.fill(SLOTS)) < 60_000
    started = time.process_time()
    for _ in range(1000):
        template.fill(SLOTS)
    assert time.process_time() - started < 0.1  # a hundred microseconds each, were the machine ten times slower
