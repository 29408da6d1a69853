"""What can be seen through the twelve windows of one house at night."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math
from collections.abc import Callable

from ..canvas import Canvas
from ..geometry import arc
from ..palettes import Tone as T
from .people import Look, person
from .trees import pot_plant

Vignette = Callable[[Canvas, float, float], None]
WIDE, TALL = 300, 262


def reader(c: Canvas, x: float, y: float) -> None:
    """Somebody reads in a high-backed chair under a lamp."""
    c.blob([(x + 50, y + 280), (x + 44, y + 120), (x + 70, y + 84), (x + 128, y + 90), (x + 140, y + 280)], T.RUST)
    c.line([(x + 262, y + 280), (x + 262, y + 96)], 4, T.INK)
    c.poly([(x + 236, y + 50), (x + 288, y + 50), (x + 300, y + 100), (x + 224, y + 100)], T.ACCENT)
    person(c, x + 118, y + 440, 380, Look(T.DEEP, T.INK, T.BLEND, T.INK, "bun"), "book", 1)
    c.poly([(x + 120, y + 176), (x + 158, y + 190), (x + 204, y + 172), (x + 204, y + 216), (x + 158, y + 236), (x + 120, y + 222)], T.PAPER)


def waterer(c: Canvas, x: float, y: float) -> None:
    """Somebody reaches out to the window box."""
    person(c, x + 150, y + 392, 350, Look(T.DEEP, T.INK, T.BLEND, T.INK, "long"), "reach", -1)
    c.poly([(x + 30, y + 96), (x + 70, y + 96), (x + 66, y + 130), (x + 34, y + 130)], T.INK)
    c.line([(x + 34, y + 124), (x + 8, y + 104)], 5, T.INK)


def stargazer(c: Canvas, x: float, y: float) -> None:
    """In a dark room a child looks up through a telescope."""
    person(c, x + 110, y + 320, 250, Look(T.MID, T.DEEP, T.PALE, T.DEEP, "short"), "lean", 1)
    c.brush([(x + 158, y + 134), (x + 262, y + 56)], [16, 26], T.ACCENT, curved=False)
    for dx in (-36, 0, 36):
        c.line([(x + 206, y + 104), (x + 206 + dx, y + 280)], 5, T.MID)


def cat_and_plant(c: Canvas, x: float, y: float) -> None:
    """A cat sits on the sill beside a plant."""
    low = y + TALL
    c.rect(x, low - 40, x + WIDE, low, T.BLEND)
    c.blob(
        [(x + 80, low), (x + 70, low - 70), (x + 90, low - 110), (x + 84, low - 150), (x + 102, low - 136), (x + 122, low - 136), (x + 138, low - 150), (x + 134, low - 104), (x + 160, low - 60), (x + 158, low)], T.INK
    )
    pot_plant(c, x + 236, low, 190, T.ACCENT, T.DEEP, 7)


def fiddler(c: Canvas, x: float, y: float) -> None:
    """Somebody practises the violin."""
    low = y + TALL
    person(c, x + 90, low + 150, 380, Look(T.MID, T.INK, T.BLEND, T.INK, "short"), "hold", 1)
    c.brush([(x + 106, low - 136), (x + 136, low - 150), (x + 160, low - 160)], [44, 30, 36], T.RUST)
    c.line([(x + 160, low - 160), (x + 232, low - 190)], 9, T.INK)
    c.line([(x + 100, low - 70), (x + 206, low - 216)], 4, T.INK)
    c.line([(x + 262, low), (x + 262, low - 96)], 4, T.INK)
    c.poly([(x + 226, low - 150), (x + 298, low - 132), (x + 294, low - 82), (x + 222, low - 98)], T.PALE)


def embrace(c: Canvas, x: float, y: float) -> None:
    """Two people greet each other."""
    person(c, x + 112, y + 392, 370, Look(T.INK, T.INK, T.BLEND, T.INK, "short"), "reach", 1)
    person(c, x + 186, y + 402, 350, Look(T.ACCENT, T.INK, T.GLOW, T.INK, "long"), "reach", -1)


def washing(c: Canvas, x: float, y: float) -> None:
    """Shirts hang on a line across a kitchen."""
    c.line([(x, y + 92), (x + WIDE, y + 92)], 3, T.INK)
    for n, tone in enumerate((T.PAPER, T.DEEP, T.BLEND, T.MID)):
        left = x + 14 + n * 72
        c.poly([(left + 14, y + 92), (left + 46, y + 92), (left + 64, y + 122), (left + 50, y + 134), (left + 48, y + 196), (left + 12, y + 196), (left + 10, y + 134), (left - 4, y + 122)], tone)


def goodnight(c: Canvas, x: float, y: float) -> None:
    """Somebody reaches up to draw the curtain."""
    person(c, x + 150, y + 400, 350, Look(T.RUST, T.INK, T.BLEND, T.INK, "bun"), "raise", 1)
    c.poly([(x + 196, y - 4), (x + 310, y - 4), (x + 310, y + 270), (x + 232, y + 270), (x + 214, y + 130)], T.ACCENT)
    for n in range(3):
        c.brush([(x + 222 + n * 28, y), (x + 240 + n * 24, y + 130), (x + 246 + n * 22, y + 270)], [5, 4, 8], T.BLEND)


def supper(c: Canvas, x: float, y: float) -> None:
    """Two people at a small table, a pan between them."""
    person(c, x + 66, y + 370, 330, Look(T.MID, T.INK, T.BLEND, T.INK, "short"), "hold", 1)
    person(c, x + 236, y + 370, 330, Look(T.DEEP, T.INK, T.BLEND, T.RUST, "long"), "hold", -1)
    c.rect(x, y + 214, x + WIDE, y + TALL, T.PAPER)
    c.poly([(x + 120, y + 178), (x + 184, y + 178), (x + 178, y + 214), (x + 126, y + 214)], T.INK)
    c.brush([(x + 144, y + 168), (x + 136, y + 140), (x + 152, y + 112)], [2, 6, 1], T.PAPER)


def television(c: Canvas, x: float, y: float) -> None:
    """Two heads on a sofa against the blue of a screen."""
    c.rect(x + 60, y + 70, x + 240, y + 176, T.MID)
    c.poly(arc(x + 110, y + 176, 70, 60, 200, 330, 12), T.PALE)
    for dx in (100, 196):
        c.oval(x + dx, y + 178, 25, 31, T.INK)
    c.blob([(x + 30, y + 280), (x + 36, y + 206), (x + 150, y + 196), (x + 264, y + 206), (x + 270, y + 280)], T.DEEP)


def books(c: Canvas, x: float, y: float) -> None:
    """Nothing but shelves of books."""
    for n in range(6):
        low = y + 40 + n * 44
        c.rect(x, low, x + WIDE, low + 4, T.INK)
        for b in range(22):
            c.rect(x + 4 + b * 14, low - c.vary(22, 36), x + 13 + b * 14, low, (T.DEEP, T.RUST, T.ACCENT, T.INK)[int(c.rng.integers(0, 4))])


def set_table(c: Canvas, x: float, y: float) -> None:
    """A lamp over a table laid for one, a late supper kept under a plate."""
    low = y + TALL
    c.line([(x + 150, y - 4), (x + 150, y + 20)], 4, T.INK)
    c.poly([(x + 128, y + 16), (x + 172, y + 16), (x + 226, y + 84), (x + 74, y + 84)], T.INK)
    c.oval(x + 150, y + 86, 24, 12, T.PAPER)
    c.rect(x, low - 60, x + WIDE, low, T.INK)
    c.oval(x + 150, low - 62, 74, 12, T.PAPER)
    c.poly([*arc(x + 150, low - 64, 50, 40, 180, 360, 20)], T.PALE)
    for dx in (52, 248):
        c.line([(x + dx, low - 62), (x + dx, low - 62 - 34 * math.cos(0.2))], 4, T.INK)


ROOMS: tuple[Vignette, ...] = (reader, waterer, stargazer, cat_and_plant, fiddler, embrace, washing, goodnight, supper, television, books, set_table)
