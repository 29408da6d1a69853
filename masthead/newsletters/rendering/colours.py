"""A list's colour, made readable wherever mail shows it."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.lib.colours import contrast

INK, WHITE, NIGHT = "#14181b", "#ffffff", "#14181b"
READABLE = 4.5  # WCAG 2.2, text


@dataclass(frozen=True)
class Look:
    """``tone`` is the colour itself, ``on_tone`` what is written on it, ``text_tone`` the colour for words on white."""

    tone: str
    on_tone: str
    text_tone: str
    tone_in_dark: str


def look_of(colour: str) -> Look:
    """The colour of a list and its companions."""
    return Look(
        tone=colour,
        on_tone=WHITE if contrast(colour, WHITE) >= contrast(colour, INK) else INK,
        text_tone=_towards(INK, colour, WHITE),
        tone_in_dark=_towards(WHITE, colour, NIGHT),
    )


def _towards(end: str, colour: str, ground: str) -> str:
    """``colour``, moved towards ``end`` until it can be read on ``ground``."""
    for step in range(21):
        mixed = _mixed(colour, end, step / 20)
        if contrast(mixed, ground) >= READABLE:
            return mixed
    return end


def _mixed(one: str, other: str, share: float) -> str:
    pairs = [(int(one[place : place + 2], 16), int(other[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
