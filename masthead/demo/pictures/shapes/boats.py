"""Trawlers, ferries, freighters, rowing boats, and the cranes that serve them."""

# A shape is easiest to read with its points on one line.
# fmt: off

from collections.abc import Callable

from ..canvas import Canvas
from ..geometry import Point, move
from ..palettes import Tone as T

Put = Callable[[list[Point]], list[Point]]


def _frame(x: float, y: float, size: float, turn: float, face: int) -> Put:
    def put(points: list[Point]) -> list[Point]:
        return move(points, (x, y), size=size, turn=turn, flip=face)

    return put


def trawler(c: Canvas, x: float, y: float, size: float, turn: float = 0.0, face: int = 1, hull: T = T.ACCENT, house: T = T.PAPER) -> None:
    """A small trawler, bow forwards, wheelhouse aft, gallows and mast."""
    put = _frame(x, y, size, turn, face)
    w = max(1.6, size * 0.011)
    c.line(put([(0.06, -0.3), (0.06, -0.86)]), w * 1.6, T.INK)
    c.line(put([(0.06, -0.84), (0.49, -0.26)]), w * 0.6, T.INK)
    c.line(put([(0.06, -0.84), (-0.46, -0.2)]), w * 0.6, T.INK)
    c.line(put([(0.06, -0.4), (0.34, -0.66)]), w * 1.2, T.INK)
    c.line(put([(-0.44, -0.1), (-0.44, -0.42), (-0.34, -0.42), (-0.34, -0.1)]), w * 1.6, T.INK)
    c.poly(put([(-0.28, -0.1), (-0.28, -0.46), (-0.02, -0.46), (0.01, -0.1)]), house)
    c.poly(put([(-0.31, -0.46), (-0.31, -0.5), (0.02, -0.5), (0.02, -0.46)]), T.INK)
    for wx in (-0.25, -0.165, -0.08):
        c.poly(put([(wx, -0.42), (wx + 0.06, -0.42), (wx + 0.06, -0.32), (wx, -0.32)]), T.DARK)
    c.poly(put([(-0.2, -0.5), (-0.18, -0.62), (-0.11, -0.62), (-0.1, -0.5)]), hull)
    c.blob(put([(-0.5, -0.2), (-0.2, -0.12), (0.15, -0.13), (0.4, -0.22), (0.56, -0.33), (0.5, -0.15), (0.42, 0.04), (0.2, 0.1), (-0.3, 0.1), (-0.46, 0.05)]), hull)
    c.brush(put([(-0.49, -0.17), (-0.2, -0.1), (0.15, -0.105), (0.4, -0.19), (0.53, -0.29)]), [w * 2, w * 1.6, w * 2], T.PAPER)
    c.poly(put([(-0.47, 0.0), (0.44, 0.0), (0.4, 0.07), (0.2, 0.11), (-0.3, 0.11), (-0.45, 0.06)]), T.DARK)


def rowing_boat(c: Canvas, x: float, y: float, size: float, hull: T, inside: T, turn: float = 0.0) -> None:
    """A clinker rowing boat lying empty, its thwarts showing."""
    put = _frame(x, y, size, turn, 1)
    c.blob(put([(-0.5, -0.1), (-0.2, -0.06), (0.25, -0.07), (0.52, -0.16), (0.42, 0.04), (0.2, 0.1), (-0.3, 0.1), (-0.45, 0.05)]), hull)
    c.blob(put([(-0.47, -0.09), (-0.2, -0.13), (0.2, -0.14), (0.48, -0.145), (0.2, -0.055), (-0.2, -0.04)]), inside)
    c.line(put([(-0.2, -0.125), (-0.17, -0.05)]), size * 0.02, hull)
    c.line(put([(0.14, -0.13), (0.17, -0.055)]), size * 0.02, hull)


def freighter(c: Canvas, x: float, y: float, size: float, hull: T, boot: T, boxes: list[T], face: int = 1) -> None:
    """A container ship lying at the quay, stacked five high."""
    put = _frame(x, y, size, 0, face)
    c.poly(put([(-0.5, -0.12), (0.47, -0.12), (0.5, -0.15), (0.46, 0.03), (-0.47, 0.03)]), hull)
    c.poly(put([(-0.475, 0.0), (0.465, 0.0), (0.455, 0.035), (-0.465, 0.035)]), boot)
    for col in range(14):
        high = 3 + int(c.rng.integers(0, 3))
        for row in range(high):
            bx, by = -0.26 + col * 0.05, -0.125 - row * 0.035
            tone = boxes[int(c.rng.integers(0, len(boxes)))]
            c.poly(put([(bx, by), (bx + 0.047, by), (bx + 0.047, by - 0.032), (bx, by - 0.032)]), tone)
    c.poly(put([(-0.44, -0.12), (-0.44, -0.34), (-0.31, -0.34), (-0.31, -0.12)]), T.PAPER)
    c.poly(put([(-0.46, -0.31), (-0.46, -0.335), (-0.28, -0.335), (-0.28, -0.31)]), hull)
    for row in range(3):
        c.poly(put([(-0.43, -0.26 + 0.045 * row), (-0.32, -0.26 + 0.045 * row), (-0.32, -0.245 + 0.045 * row), (-0.43, -0.245 + 0.045 * row)]), hull)
    c.poly(put([(-0.42, -0.34), (-0.41, -0.42), (-0.36, -0.42), (-0.35, -0.34)]), boot)


def ferry(c: Canvas, x: float, y: float, size: float, turn: float = 0.0) -> None:
    """The island ferry: a white hull with a banded funnel and a rail for looking over."""
    put = _frame(x, y, size, turn, 1)
    w = max(1.6, size * 0.006)
    c.line(put([(0.2, -0.36), (0.2, -0.56)]), w * 1.4, T.INK)
    c.line(put([(0.16, -0.5), (0.24, -0.5)]), w, T.INK)
    c.poly(put([(-0.16, -0.36), (-0.14, -0.53), (-0.04, -0.53), (-0.02, -0.36)]), T.ACCENT)
    c.poly(put([(-0.145, -0.49), (-0.14, -0.535), (-0.04, -0.535), (-0.035, -0.49)]), T.INK)
    c.poly(put([(0.1, -0.27), (0.12, -0.38), (0.29, -0.38), (0.33, -0.27)]), T.PAPER)
    c.poly(put([(0.13, -0.35), (0.295, -0.35), (0.31, -0.305), (0.125, -0.305)]), T.DARK)
    for k in range(1, 5):
        c.line(put([(0.13 + 0.036 * k, -0.36), (0.13 + 0.036 * k, -0.3)]), w, T.PAPER)
    c.poly(put([(-0.4, -0.16), (-0.38, -0.28), (0.36, -0.28), (0.4, -0.16)]), T.PAPER)
    for k in range(13):
        wx = -0.355 + k * 0.054
        c.poly(put([(wx, -0.245), (wx + 0.036, -0.245), (wx + 0.036, -0.195), (wx, -0.195)]), T.DARK)
    c.line(put([(-0.39, -0.335), (0.1, -0.335)]), w * 0.7, T.INK)
    for k in range(15):
        c.line(put([(-0.39 + k * 0.035, -0.335), (-0.39 + k * 0.035, -0.28)]), w * 0.6, T.INK)
    c.poly(put([(-0.5, -0.15), (0.46, -0.15), (0.56, -0.22), (0.5, 0.0), (0.46, 0.06), (-0.46, 0.06), (-0.5, -0.04)]), T.PAPER)
    c.poly(put([(-0.5, -0.1), (0.52, -0.1), (0.505, -0.045), (-0.5, -0.045)]), T.ACCENT)
    c.poly(put([(-0.49, 0.0), (0.5, 0.0), (0.46, 0.065), (-0.46, 0.065)]), T.DARK)
    for k in range(3):
        c.oval(*put([(0.3 - 0.27 * k, -0.16)])[0], size * 0.03, size * 0.012, T.ACCENT)


def quay_crane(c: Canvas, x: float, base: float, h: float, tone: T, face: int = 1, cab: T = T.PAPER) -> None:
    """A ship-to-shore crane: portal legs, an A-frame, a long boom on stays, a cab."""
    put = _frame(x, base, h, 0, face)
    w = max(2.0, h * 0.016)
    for lx in (-0.14, 0.14):
        c.line(put([(lx, 0), (lx, -0.62)]), w * 1.5, tone)
        c.line(put([(lx - 0.04, 0), (lx + 0.04, 0)]), w * 2.4, tone)
    c.line(put([(-0.14, -0.24), (0.14, -0.24)]), w * 1.4, tone)
    c.line(put([(-0.14, -0.24), (0.14, -0.6)]), w * 0.7, tone)
    c.line(put([(0.14, -0.24), (-0.14, -0.6)]), w * 0.7, tone)
    c.line(put([(-0.4, -0.6), (0.86, -0.6)]), w * 1.2, tone)
    c.line(put([(-0.4, -0.645), (0.86, -0.645)]), w * 0.8, tone)
    for k in range(21):
        bx = -0.4 + k * 0.06
        c.line(put([(bx, -0.6), (bx + 0.03, -0.645), (bx + 0.06, -0.6)]), w * 0.4, tone)
    c.line(put([(-0.14, -0.62), (0.1, -0.96), (0.14, -0.62)]), w, tone)
    c.line(put([(0.1, -0.96), (0.5, -0.645)]), w * 0.5, tone)
    c.line(put([(0.1, -0.96), (0.82, -0.645)]), w * 0.5, tone)
    c.line(put([(0.1, -0.96), (-0.38, -0.645)]), w * 0.5, tone)
    c.poly(put([(-0.36, -0.645), (-0.36, -0.74), (-0.18, -0.74), (-0.18, -0.645)]), tone)
    c.poly(put([(0.36, -0.59), (0.44, -0.59), (0.43, -0.52), (0.36, -0.52)]), tone)
    c.poly(put([(0.385, -0.575), (0.43, -0.575), (0.425, -0.545), (0.385, -0.545)]), cab)


def hoist(c: Canvas, x: float, top: float, y: float, w: float, box: T, rope: T) -> None:
    """A container hanging from its spreader."""
    for dx in (-0.3, 0.3):
        c.line([(x + dx * w * 0.5, top), (x + dx * w, y)], 1.6, rope)
    c.rect(x - w / 2, y, x + w / 2, y + w * 0.05, rope)
    c.rect(x - w / 2, y + w * 0.05, x + w / 2, y + w * 0.4, box)
