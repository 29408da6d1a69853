"""Drawing numbers: bars over days, as places in an SVG of fixed size. The same numbers stand in a table below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 720.0, 160.0
GAP = 0.25  # of a bar's width


@dataclass(frozen=True)
class Day:
    """What came and went on a day."""

    day: date
    joined: int
    left: int


@dataclass(frozen=True)
class Bar:
    """A day's bar upwards for who joined, and one downwards for who left."""

    day: Day
    x: str
    width: str
    up: str  # top of the upper bar
    up_height: str
    down_height: str


@dataclass(frozen=True)
class Chart:
    """Bars and the line they stand on."""

    bars: list[Bar]
    base: str
    most: int  # what the highest bar says
    joined: int
    left: int
    width: int = int(WIDTH)
    height: int = int(HEIGHT)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened at all."""
        return not self.joined and not self.left


def chart(days: Sequence[Day]) -> Chart:
    """Both directions on one scale, so that a glance tells which is more."""
    highest = max((each.joined for each in days), default=0)
    lowest = max((each.left for each in days), default=0)
    scale = (HEIGHT - 4) / max(1, highest + lowest)
    base = 2 + highest * scale
    step = WIDTH / max(1, len(days))
    bars = [
        Bar(
            day=each,
            x=_place(number * step),
            width=_place(step * (1 - GAP)),
            up=_place(base - each.joined * scale),
            up_height=_place(each.joined * scale),
            down_height=_place(each.left * scale),
        )
        for number, each in enumerate(days)
    ]
    joined, left = sum(each.joined for each in days), sum(each.left for each in days)
    return Chart(bars, _place(base), max(highest, lowest), joined, left)


def _place(number: float) -> str:
    """With a point in every language: SVG knows no comma."""
    return f"{number:.2f}"
