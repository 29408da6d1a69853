"""The return address that names the message."""

from __future__ import annotations

import random
import string
import time

import pytest
from pytest_django import Settings

from masthead.mail.bounces import verp


@pytest.fixture(autouse=True)
def _address(settings: Settings) -> None:
    settings.BOUNCE_ADDRESS = "bounces@paper.example"
    settings.MAIL_FROM = "news@paper.example"


@pytest.mark.parametrize("ids", [(0, 1), (1, 1), (7, 991_823), (12, 2**31), (10**12, 10**13)])
def test_it_reads_back_what_it_wrote(ids: tuple[int, int]) -> None:
    address = verp.sender_for(*ids)
    assert address.startswith("bounces+")
    assert address.endswith("@paper.example")
    assert len(address.partition("@")[0]) <= 64
    assert verp.read(address) == ids


def test_it_fits_with_the_longest_name_that_an_operator_may_choose(settings: Settings) -> None:
    settings.BOUNCE_ADDRESS = "b" * 24 + "@paper.example"
    assert len(verp.sender_for(10**12, 10**13).partition("@")[0]) <= 64


def test_it_bears_another_case_and_angle_brackets() -> None:
    address = verp.sender_for(3, 4)
    assert verp.read(address.upper()) == (3, 4)
    assert verp.read(f" <{address}> ") == (3, 4)


def test_it_bears_a_server_that_writes_another_delimiter() -> None:
    assert verp.read(verp.sender_for(3, 4).replace("+", "-")) == (3, 4)


def test_it_believes_no_other_mailing_recipient_or_signature() -> None:
    local, _, signature = verp.sender_for(3, 4).partition("@")[0].rpartition("-")
    assert verp.read(f"bounces+3-5-{signature}@paper.example") is None
    assert verp.read(f"bounces+4-4-{signature}@paper.example") is None
    assert verp.read(f"bounces+03-4-{signature}@paper.example") is None
    for place in range(10):
        other = "a" if signature[place] != "a" else "b"
        assert verp.read(f"{local}-{signature[:place]}{other}{signature[place + 1 :]}@paper.example") is None


def test_a_signature_of_another_installation_is_none(settings: Settings) -> None:
    address = verp.sender_for(3, 4)
    settings.SECRET_KEY = "another key of another newsroom, fifty characters long"
    assert verp.read(address) is None


def test_it_answers_nothing_for_any_noise() -> None:
    dice = random.Random(4)
    letters = string.printable + "٣éй"
    for _ in range(3_000):
        noise = "".join(dice.choices(letters, k=dice.randrange(80)))
        assert verp.read(noise) is None
        assert verp.read(f"bounces+1-2-{noise}@paper.example") is None
        assert verp.read_token(noise) is None


@pytest.mark.parametrize("digits", ["٣", "²", "１"])
def test_digits_of_other_scripts_are_no_numbers(digits: str) -> None:
    assert verp.read(f"bounces+{digits}-2-abcdefghij@paper.example") is None


def test_a_token_is_found_within_a_header() -> None:
    token = verp.token(12, 34)
    assert verp.read_token(f"morning:{token}:newsletter:paper") == (12, 34)
    assert verp.read_token(f"<{token}@paper.example>") == (12, 34)
    assert verp.read_token(f"1-2-abcdefghij, {token}") == (12, 34)


def test_without_a_bounce_address_the_sender_is_the_paper(settings: Settings) -> None:
    settings.BOUNCE_ADDRESS = None
    assert verp.sender_for(3, 4) == "news@paper.example"


def test_it_takes_microseconds() -> None:
    verp.sender_for(3, 4)
    best = 1.0
    for _ in range(5):
        begun = time.process_time()
        for recipient in range(2_000):
            verp.sender_for(17, recipient)
        best = min(best, (time.process_time() - begun) / 2_000)
    assert best < 15e-6  # 3 to 5 on a quiet machine
