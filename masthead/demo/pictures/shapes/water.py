"""Sea, river, rain and spray."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, Points
from ..palettes import Tone as T


def ripples(c: Canvas, top: float, bottom: float, tone: T, count: int, left: float = 0, right: float = 1600, size: float = 1.0) -> None:
    """Tapered dashes lying on water, finer towards the far edge at ``top``."""
    for _ in range(count):
        t = float(c.rng.random()) ** 1.3
        y = top + (bottom - top) * t
        x = c.vary(left, right)
        long = (14 + 130 * t) * size * c.vary(0.5, 1.2)
        thick = (1.4 + 6.5 * t) * size * c.vary(0.6, 1.1)
        c.poly([(x - long, y), (x - long * 0.2, y - thick / 2), (x + long, y), (x + long * 0.1, y + thick / 2)], tone)


def glitter(c: Canvas, x: float, top: float, bottom: float, tone: T, spread0: float, spread1: float, count: int = 60) -> None:
    """The broken path a low sun or a lamp lays on water."""
    for _ in range(count):
        t = float(c.rng.random()) ** 0.9
        y = top + (bottom - top) * t
        reach = spread0 + (spread1 - spread0) * t
        at = x + float(c.rng.normal()) * reach * 0.45
        long = (10 + 46 * t) * c.vary(0.5, 1.3)
        thick = 2 + 6 * t
        c.poly([(at - long, y), (at, y - thick / 2), (at + long, y), (at, y + thick / 2)], tone)


def swell(c: Canvas, y: float, height: float, tone: T, length: float, phase: float, bottom: float = 1080) -> list[Point]:
    """A band of sea whose top edge rises and falls in pointed crests; gives the edge back."""
    edge: list[Point] = []
    x = -length * (1 + phase % 1)
    while x < 1600 + length:
        run = length * c.vary(0.8, 1.2)
        lift = height * c.vary(0.7, 1.15)
        for t, v in ((0.0, 0.0), (0.2, -0.3), (0.36, -0.75), (0.46, -1.0), (0.52, -0.92), (0.66, -0.42), (0.82, -0.1)):
            edge.append((x + run * t, y + lift * v))
        x += run
    c.poly([*edge, (1620, bottom), (-20, bottom)], tone)
    return edge


def rain(c: Canvas, tone: T, count: int, turn: float = 12.0, area: tuple[float, float, float, float] = (0, 0, 1600, 1067), length: float = 46, width: float = 1.5) -> None:
    """Slanting rain, each drop a fine tapered cut."""
    x0, y0, x1, y1 = area
    for _ in range(count):
        x, y = c.vary(x0, x1), c.vary(y0, y1)
        run = length * c.vary(0.4, 1.3)
        dx = -run * turn / 57.3
        c.poly([(x, y), (x + width, y), (x + dx, y + run)], tone)


def spray(c: Canvas, origin: Point, towards: Point, tone: T, count: int, spread: float, size: float = 7.0) -> None:
    """Flung drops, thick near ``origin`` and sparse and small towards the far point."""
    for _ in range(count):
        t = float(c.rng.random()) ** 0.8
        x = origin[0] + (towards[0] - origin[0]) * t + float(c.rng.normal()) * spread * (0.3 + 0.7 * t)
        y = origin[1] + (towards[1] - origin[1]) * t + float(c.rng.normal()) * spread * (0.3 + 0.7 * t)
        c.disc(x, y, max(0.8, size * (1.05 - t) * c.vary(0.25, 1.0)), tone)


def foam_edge(c: Canvas, edge: Points, tone: T, low: float, high: float) -> None:
    """Foam strung along an edge in beads of uneven size."""
    for x, y in edge:
        c.disc(x + c.vary(-6, 6), y + c.vary(-4, 8), c.vary(low, high), tone)


def burst(c: Canvas, x: float, y: float, height: float, lean: float, tone: T, shade: T) -> None:
    """A wave thrown up by a wall: curved jets that fray into drops, leaning with the wind."""
    streaks: list[list[Point]] = []
    for k in range(34):
        a = math.radians(-158 + 128 * ((k * 13) % 34) / 33 + c.vary(-3, 3))
        length = height * (0.42 + 0.58 * max(0.0, -math.sin(a)) ** 2.2) * c.vary(0.72, 1.08)
        path: list[Point] = []
        for n in range(9):
            t = n / 8
            path.append((x + c.vary(-8, 8) + math.cos(a) * length * t * 0.82 + lean * t * t, y + math.sin(a) * length * t + height * 0.16 * t * t))
        wide = height * c.vary(0.1, 0.17)
        c.brush(path, [wide * 0.8, wide, wide * 0.8, wide * 0.42, 3], tone)
        streaks.append(path)
        dx, dy = path[-1][0] - path[-2][0], path[-1][1] - path[-2][1]
        for n in range(7):
            spread = 4 + n * 5
            c.disc(path[-1][0] + dx * n * 0.36 + c.vary(-spread, spread), path[-1][1] + dy * n * 0.34 + n * n * 1.6 + c.vary(-spread, spread), max(1.4, 9 - n * 1.1) * c.vary(0.5, 1.1), tone)
        c.disc(*path[5], wide * c.vary(0.3, 0.48), tone)
    for path in streaks[::2]:
        c.brush(path[1:7], [2, 7, 1], shade)
    for _ in range(60):
        a, r = c.vary(-3.3, 0.2), height * 0.2 * c.vary(0.2, 1.3)
        c.disc(x + math.cos(a) * r * 1.7, y + math.sin(a) * r * 0.5 + 16, c.vary(10, 34), tone)
