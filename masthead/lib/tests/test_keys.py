"""Derived keys."""

from __future__ import annotations

from typing import Any

from masthead.lib.keys import derived_key


def test_each_purpose_has_a_key_of_its_own(settings: Any) -> None:
    assert derived_key("bounces") == derived_key("bounces")
    assert derived_key("bounces") != derived_key("links")
    assert len(derived_key("bounces")) == 32


def test_another_secret_makes_other_keys(settings: Any) -> None:
    before = derived_key("bounces")
    settings.SECRET_KEY = "x" * 60
    assert derived_key("bounces") != before
