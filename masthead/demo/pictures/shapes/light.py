"""Lamps, stars, clouds and beams."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, move
from ..palettes import Tone as T


def lamp_post(c: Canvas, x: float, y: float, h: float, tone: T, light: T) -> None:
    """A street lamp with one arm and a hooded lantern."""
    w = h * 0.022
    c.brush([(x, y), (x, y - h * 0.9)], [w * 1.6, w], tone)
    c.rect(x - w * 1.8, y - h * 0.06, x + w * 1.8, y, tone)
    c.brush([(x, y - h * 0.88), (x + h * 0.02, y - h), (x + h * 0.12, y - h)], [w, w, w * 0.8], tone)
    c.poly([(x + h * 0.08, y - h * 0.97), (x + h * 0.16, y - h * 0.97), (x + h * 0.19, y - h * 0.93), (x + h * 0.05, y - h * 0.93)], tone)
    c.oval(x + h * 0.12, y - h * 0.93, h * 0.05, h * 0.022, light)


def stars(c: Canvas, count: int, bottom: float, tone: T, left: float = 0, right: float = 1600) -> None:
    """A clear night's stars, a few of them larger."""
    for _ in range(count):
        x, y = c.vary(left, right), c.vary(0, 1) ** 1.2 * bottom
        c.disc(x, y, 1.0 + 2.4 * float(c.rng.random()) ** 5, tone)


def cloud_bank(c: Canvas, y: float, h: float, tone: T, left: float = -40, right: float = 1640, step: float = 120) -> None:
    """A flat-bottomed bank of cloud with a heaped upper edge."""
    points: list[Point] = [(left, y)]
    x = left
    count = max(3, int((right - left) / step))
    for k in range(count):
        swell = math.sin(math.pi * (k + 0.5) / count) * h
        width = (right - left) / count
        lift = swell * c.vary(0.65, 1.1)
        points += [(x + width * 0.15, y - lift * 0.75), (x + width * 0.5, y - lift), (x + width * 0.88, y - lift * 0.72)]
        x += width
    points += [(right, y), ((left + right) / 2, y + h * 0.06)]
    c.blob(points, tone)


def streak_cloud(c: Canvas, x: float, y: float, w: float, h: float, tone: T) -> None:
    """A long cloud drawn out by the wind, pointed at both ends."""
    c.blob([(x - w / 2, y), (x - w * 0.2, y - h * 0.4), (x + w * 0.1, y - h * 0.5), (x + w / 2, y - h * 0.1), (x + w * 0.15, y + h * 0.3), (x - w * 0.15, y + h * 0.25)], tone)


def pendant(c: Canvas, x: float, y: float, w: float, tone: T, light: T, cord: float = 400) -> None:
    """A hanging enamel shade with its bulb, on a cord."""
    c.rect(x - 1.6, y - cord, x + 1.6, y - w * 0.4, T.INK)
    c.oval(x, y, w * 0.16, w * 0.12, light)
    c.poly([(x - w * 0.08, y - w * 0.46), (x + w * 0.08, y - w * 0.46), (x + w * 0.16, y - w * 0.32), (x + w * 0.5, y), (x - w * 0.5, y), (x - w * 0.16, y - w * 0.32)], tone)


def beam(c: Canvas, at: Point, turn: float, length: float, spread: float, tone: T, d0: float = 0.85, d1: float = 0.1) -> None:
    """A stippled wedge of light leaving ``at`` in direction ``turn``."""
    wedge = move([(0, -4), (length, -spread / 2), (length, spread / 2), (0, 4)], at, turn=turn)
    end = move([(length, 0)], at, turn=turn)[0]
    c.fade(wedge, tone, at, end, d0, d1)
