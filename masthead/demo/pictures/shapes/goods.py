"""Things bought and sold: loaves, fish, crates, fruit."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import move
from ..palettes import Tone as T


def loaf(c: Canvas, x: float, y: float, w: float, crust: T, cut: T) -> None:
    """A round-topped loaf resting at ``y``, slashed three times."""
    h = w * 0.52
    c.blob([(x - w * 0.46, y - h * 0.02), (x - w * 0.48, y - h * 0.5), (x - w * 0.25, y - h), (x + w * 0.25, y - h), (x + w * 0.48, y - h * 0.5), (x + w * 0.46, y - h * 0.02), (x, y + h * 0.03)], crust)
    for k in (-1, 0, 1):
        c.brush([(x + k * w * 0.22 - w * 0.07, y - h * 0.42), (x + k * w * 0.22 + w * 0.06, y - h * 0.86)], [w * 0.02, w * 0.06, w * 0.01], cut, curved=False)


def fish(c: Canvas, x: float, y: float, size: float, back: T, belly: T, turn: float = 0.0) -> None:
    """A whole fish, dark above and pale below, lying at an angle."""
    body = [(-0.5, 0.0), (-0.3, -0.13), (0.0, -0.17), (0.3, -0.1), (0.42, -0.02), (0.42, 0.02), (0.3, 0.09), (0.0, 0.15), (-0.3, 0.11)]
    c.poly(move([(0.36, 0), (0.58, -0.17), (0.53, 0), (0.58, 0.17)], (x, y), size=size, turn=turn), back)
    c.poly(move([(-0.08, -0.14), (0.12, -0.24), (0.2, -0.12)], (x, y), size=size, turn=turn), back)
    c.blob(move(body, (x, y), size=size, turn=turn), back)
    c.blob(move([(-0.49, 0.01), (-0.25, 0.03), (0.1, 0.02), (0.4, 0.0), (0.3, 0.08), (0.0, 0.14), (-0.3, 0.1)], (x, y), size=size, turn=turn), belly)
    c.line(move([(-0.26, -0.11), (-0.22, 0.0), (-0.26, 0.09)], (x, y), size=size, turn=turn), max(1.4, size * 0.014), T.INK)
    c.disc(*move([(-0.37, -0.035)], (x, y), size=size, turn=turn)[0], size * 0.03, T.PAPER)
    c.disc(*move([(-0.37, -0.035)], (x, y), size=size, turn=turn)[0], size * 0.015, T.INK)
    for k in range(4):
        c.line(move([(-0.1 + k * 0.11, -0.09), (-0.07 + k * 0.11, -0.03)], (x, y), size=size, turn=turn), max(1.2, size * 0.01), T.INK)


def crate(c: Canvas, x: float, y: float, w: float, h: float, wood: T, gap: T) -> None:
    """A slatted crate whose bottom left corner is at ``x``, ``y``."""
    c.rect(x, y - h, x + w, y, gap)
    for k in range(3):
        c.rect(x, y - h + k * h * 0.36, x + w, y - h + k * h * 0.36 + h * 0.25, wood)
    for px in (x, x + w - w * 0.08):
        c.rect(px, y - h, px + w * 0.08, y, wood)


def fruit_pile(c: Canvas, x: float, y: float, w: float, tone: T, kind: int) -> None:
    """A heap: round fruit, leeks, cabbages, or (kind 9) one ribbed pumpkin."""
    if kind == 9:
        for k in (-2, 2, -1, 1, 0):
            c.oval(x + k * w * 0.17, y - w * 0.3, w * 0.19, w * 0.3, tone if k % 2 == 0 else T.RUST)
        c.brush([(x, y - w * 0.56), (x + w * 0.04, y - w * 0.72)], [w * 0.09, w * 0.05], T.DARK)
        return
    if kind == 1:
        for k in range(8):
            px = x - w * 0.45 + k * w * 0.128
            c.brush([(px, y), (px + 6, y - w * 0.42)], [w * 0.1, w * 0.07], T.PAPER, curved=False)
            c.brush([(px + 4, y - w * 0.36), (px + 16 * math.sin(k), y - w * 0.85)], [w * 0.11, 3], T.DEEP, curved=False)
        return
    for row in range(4):
        count = 6 - row
        r = w / 12
        for k in range(count):
            px = x + (k - (count - 1) / 2) * r * 1.95
            py = y - r * 0.6 - row * r * 1.45
            c.disc(px, py, r, tone)
            c.brush([(px - r * 0.5, py - r * 0.3), (px, py - r * 0.62)], [1, r * 0.22], T.PAPER if tone != T.PAPER else T.PALE, curved=False)
