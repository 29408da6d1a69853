"""Rooms seen straight on."""

# A shape is easiest to read with its points on one line.
# fmt: off

from ..canvas import Canvas
from ..geometry import Point
from ..palettes import Tone as T


def room(c: Canvas, back: tuple[float, float, float, float], wall: T, side: T, floor: T, ceiling: T) -> list[list[Point]]:
    """A room seen straight on; gives back its left and right walls as panels."""
    x0, y0, x1, y1 = back
    c.rect(x0, y0, x1, y1, wall)
    left: list[Point] = [(-20, -20), (x0, y0), (x0, y1), (-20, 1087)]
    right: list[Point] = [(x1, y0), (1620, -20), (1620, 1087), (x1, y1)]
    c.poly(left, side)
    c.poly(right, side)
    c.poly([(-20, 1087), (x0, y1), (x1, y1), (1620, 1087)], floor)
    c.poly([(-20, -20), (1620, -20), (x1, y0), (x0, y0)], ceiling)
    return [left, right]
