"""Sealed tokens."""

from __future__ import annotations

import pytest

from masthead.lib.seals import Seal


def test_it_opens_what_it_made() -> None:
    assert Seal("leave").open(Seal("leave").make(17, "abc")) == ["17", "abc"]


@pytest.mark.parametrize(
    "change", [lambda t: "18" + t[2:], lambda t: t[:-1], lambda t: t + "a", lambda t: "", str.upper]
)
def test_it_refuses_a_changed_token(change: object) -> None:
    token = Seal("leave").make(17)
    assert Seal("leave").open(change(token)) is None  # type: ignore[operator]


def test_it_refuses_a_token_of_another_purpose() -> None:
    assert Seal("confirm").open(Seal("leave").make(17)) is None


def test_a_new_salt_ends_old_tokens() -> None:
    token = Seal("leave").make(17, salt="old")
    assert Seal("leave").open(token, "old") == ["17"]
    assert Seal("leave").open(token, "new") is None
    assert Seal("leave").open(token, lambda words: {"17": "old"}.get(words[0])) == ["17"]
    assert Seal("leave").open(token, lambda words: None) is None


def test_it_refuses_other_secrets(settings: object) -> None:
    token = Seal("leave").make(17)
    settings.SECRET_KEY = "x" * 60  # type: ignore[attr-defined]
    assert Seal("leave").open(token) is None


def test_words_with_a_hyphen_cannot_stand_in_a_token() -> None:
    with pytest.raises(ValueError, match="cannot stand"):
        Seal("leave").make("a-b")
