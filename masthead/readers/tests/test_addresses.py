"""Addresses as readers type them."""

from __future__ import annotations

from typing import Any

import pytest

from masthead.readers.addresses import key_of, read_address
from masthead.readers.exceptions import NotAnAddress


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("olena@reader.example", "olena@reader.example"),
        ("  Olena.K+news@Reader.Example\t", "Olena.K+news@reader.example"),
        ("o@пошта.укр", "o@xn--80a1acn3a.xn--j1amh"),
        ("o'hara@reader.example", "o'hara@reader.example"),
    ],
)
def test_it_reads_what_is_an_address(typed: str, address: str) -> None:
    assert read_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "", "@", "olena", "olena@", "@reader.example", "a b@reader.example", "a@reader", "a@@reader.example",
        "a@reader.example\nBcc: b@c.example", "a@reader.example\r", "a@[127.0.0.1]",
        "a@reader.example,b@reader.example", "<a@reader.example>", "a@" + "r" * 250 + ".example", "\x00@reader.example",
    ],
)  # fmt: skip
def test_it_refuses_what_is_none(typed: str) -> None:
    if typed.strip() != typed:
        typed = f"{typed}x"
    with pytest.raises(NotAnAddress, match="Please enter a correct email address"):
        read_address(typed)


def test_it_says_politely_what_cannot_be_mailed_yet() -> None:
    with pytest.raises(NotAnAddress, match="Latin letters only before the @"):
        read_address("олена@reader.example")


def test_names_for_trying_things_are_good_on_a_machine_of_ones_own(settings: Any) -> None:
    settings.IS_LOCAL = True
    assert read_address("ada@reader.test") == "ada@reader.test"
    settings.IS_LOCAL = False
    with pytest.raises(NotAnAddress):
        read_address("ada@reader.test")


def test_one_mailbox_has_one_key() -> None:
    assert key_of(" Olena@Reader.example") == key_of("olena@reader.EXAMPLE ") == "olena@reader.example"
