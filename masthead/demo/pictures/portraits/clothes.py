"""What the writers wear: jacket, rollneck, oilskin, shirt, scarf, cardigan."""

# A shape is easiest to read with its points on one line.
# fmt: off

from collections.abc import Callable
from dataclasses import dataclass

from ..canvas import Canvas
from ..geometry import Point, shifted
from ..palettes import Tone as T

SHOULDERS: list[Point] = [(-60, 178), (-130, 206), (-206, 240), (-246, 310), (-260, 400), (260, 400), (246, 310), (206, 240), (130, 206), (60, 178), (0, 220)]


@dataclass(frozen=True)
class Fitting:
    """A canvas, the place of the head above the clothes, and the cloth and trim to cut from."""

    c: Canvas
    at: Point
    cloth: T
    trim: T
    side: int

    def put(self, points: list[Point]) -> list[Point]:
        """Points measured from the head, moved to where it is."""
        return shifted(points, *self.at)

    def both(self, points: list[Point], tone: T) -> None:
        """A piece and its mirror image: two lapels, two collar points."""
        self.c.poly(self.put(points), tone)
        self.c.poly(self.put([(-x, y) for x, y in points]), tone)


def rollneck(f: Fitting) -> None:
    """A ribbed jumper closed at the throat."""
    f.c.blob(f.put([(-64, 140), (0, 158), (64, 140), (76, 206), (0, 232), (-76, 206)]), f.cloth)
    f.c.brush(f.put([(-64, 146), (0, 164), (64, 146)]), [10, 12, 10], f.trim)
    for k in range(9):
        x = -176 + k * 44
        f.c.brush(f.put([(x * 0.62, 232), (x, 400)]), [2, 4], f.trim, curved=False)


def blazer(f: Fitting) -> None:
    """A jacket over an open-necked shirt."""
    f.c.poly(f.put([(-62, 176), (0, 330), (62, 176), (40, 400), (-40, 400)]), f.trim)
    f.c.poly(f.put([(-48, 172), (0, 262), (48, 172), (20, 200), (-20, 200)]), T.RUST)
    f.both([(-66, 168), (-112, 198), (-96, 262), (-118, 276), (-20, 400), (-2, 400), (-2, 336)], T.DARK)
    f.both([(-66, 168), (-40, 176), (-2, 268), (-34, 306)], f.trim)
    f.c.line(f.put([(-96, 262), (-118, 276)]), 3, f.trim)
    f.c.line(f.put([(96, 262), (118, 276)]), 3, f.trim)


def oilskin(f: Fitting) -> None:
    """A yellow coat buttoned to the collar."""
    f.both([(-54, 142), (-96, 176), (-92, 226), (-8, 286), (-2, 240)], T.SOFT)
    f.both([(-54, 142), (-70, 158), (-10, 244), (-2, 240)], f.trim)
    f.c.line(f.put([(0, 250), (0, 400)]), 5, f.trim)
    for y in (296, 350):
        f.c.disc(*f.put([(18, y)])[0], 9, f.trim)
    f.c.brush(f.put([(-170, 250), (-178, 400)]), [3, 5], f.trim, curved=False)
    f.c.brush(f.put([(170, 250), (178, 400)]), [3, 5], f.trim, curved=False)


def embroidered(f: Fitting) -> None:
    """A white shirt with a worked placket."""
    f.both([(-60, 164), (-74, 206), (-6, 262), (0, 236)], T.HAZE)
    f.c.poly(f.put([(-20, 250), (20, 250), (20, 400), (-20, 400)]), T.HAZE)
    for k in range(7):
        y = 268 + k * 20
        for x in (-10, 10):
            f.c.poly(f.put([(x, y - 9), (x + 8, y), (x, y + 9), (x - 8, y)]), T.MID if (k + (x > 0)) % 2 else f.trim)
    f.both([(-150, 226), (-140, 222), (-164, 400), (-176, 400)], T.HAZE)


def scarf(f: Fitting) -> None:
    """A striped scarf, one end down the front."""
    side = f.side
    f.c.blob(f.put([(-84, 150), (-40, 176), (40, 178), (86, 150), (104, 198), (60, 240), (-60, 240), (-104, 198)]), f.trim)
    f.c.blob(f.put([(-30 * side, 210), (26 * side, 206), (48 * side, 300), (60 * side, 410), (-20 * side, 410), (-14 * side, 300)]), f.trim)
    for k in range(5):
        f.c.brush(f.put([(-84 + k * 10, 172 + k * 12), (0, 198 + k * 9), (84 - k * 10, 172 + k * 12)]), [2, 4, 2], T.PAPER)
    for k in range(4):
        f.c.line(f.put([(-8 * side, 270 + k * 32), (50 * side, 262 + k * 32)]), 5, T.PAPER)


def tie(f: Fitting) -> None:
    """A dark suit, a white shirt, a striped tie."""
    f.c.poly(f.put([(-66, 172), (0, 300), (66, 172), (44, 400), (-44, 400)]), f.trim)
    f.c.poly(f.put([(-16, 238), (16, 238), (12, 262), (26, 400), (-26, 400), (-12, 262)]), T.MID)
    for k in range(5):
        f.c.line(f.put([(-20, 300 + k * 26), (20, 282 + k * 26)]), 5, T.DARK)
    f.both([(-62, 150), (-84, 200), (-26, 266), (0, 236)], f.trim)
    f.both([(-80, 188), (-116, 208), (-102, 268), (-126, 284), (-40, 400), (-28, 400), (-44, 300)], T.INK)
    f.both([(-80, 188), (-44, 300), (-28, 400), (-34, 400), (-52, 302), (-88, 196)], f.cloth)
    f.c.line(f.put([(-62, 152), (-84, 200), (-26, 266), (0, 238)]), 2.4, T.GREY)
    f.c.line(f.put([(62, 152), (84, 200), (26, 266), (0, 238)]), 2.4, T.GREY)


def cardigan(f: Fitting) -> None:
    """A ribbed cardigan over a collared shirt."""
    f.c.poly(f.put([(-70, 176), (0, 330), (70, 176), (60, 400), (-60, 400)]), f.trim)
    f.both([(-58, 164), (-72, 204), (-20, 256), (0, 234)], f.trim)
    f.c.line(f.put([(-20, 256), (0, 234), (20, 256)]), 3, T.STONE)
    f.c.brush(f.put([(-84, 186), (-34, 310), (-20, 400)]), [12, 14, 14], T.INK)
    f.c.brush(f.put([(84, 186), (34, 310), (20, 400)]), [12, 14, 14], T.INK)
    for k in range(7):
        f.c.line(f.put([(-200 + k * 22, 252 - k * 4), (-214 + k * 24, 400)]), 2.4, T.INK)
        f.c.line(f.put([(200 - k * 22, 252 - k * 4), (214 - k * 24, 400)]), 2.4, T.INK)


WARDROBE: dict[str, Callable[[Fitting], None]] = {"rollneck": rollneck, "blazer": blazer, "oilskin": oilskin, "embroidered": embroidered, "scarf": scarf, "tie": tie, "cardigan": cardigan}


def dress(c: Canvas, at: Point, wear: str, cloth: T, trim: T, side: int) -> None:
    """Shoulders and collar over the neck, leaving the throat bare where it should be."""
    fitting = Fitting(c, at, cloth, trim, side)
    low = 14 if wear in ("blazer", "tie", "embroidered") else 0
    c.blob(fitting.put([(x, y + low) for x, y in SHOULDERS]), cloth)
    WARDROBE[wear](fitting)
