"""Trees, reeds, leaves and pot plants."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, between
from ..palettes import Tone as T


def bare_tree(c: Canvas, x: float, y: float, h: float, tone: T, lean: float = 0.0) -> None:
    """A winter tree: a trunk that forks five times into twigs."""

    def grow(at: Point, angle: float, length: float, width: float, depth: int) -> None:
        end = (at[0] + math.sin(angle) * length, at[1] - math.cos(angle) * length)
        c.brush([at, end], [width, width * 0.68], tone, curved=False)
        if depth:
            for side in (-1, 1, 0) if depth == 4 else (-1, 1):
                turn = side * c.vary(0.28, 0.62) + c.vary(-0.12, 0.12) + lean * 0.12
                grow(end, angle + turn, length * c.vary(0.62, 0.82), width * 0.64, depth - 1)

    grow((x, y), lean, h * 0.3, h * 0.05, 5)


def crown_tree(c: Canvas, x: float, y: float, h: float, trunk: T, leaf: T, shade: T) -> None:
    """A leafy tree: one cut crown with its shaded side, on a short trunk."""
    c.brush([(x, y), (x - h * 0.01, y - h * 0.5)], [h * 0.07, h * 0.04], trunk)
    ring = []
    for k in range(11):
        a, r = k / 11 * 6.283, h * c.vary(0.3, 0.37)
        ring.append((x + math.cos(a) * r, y - h * 0.64 + math.sin(a) * r * 0.95))
    c.blob(ring, leaf)
    shift = [(px * 0.72 + x * 0.28 + h * 0.085, py * 0.8 + (y - h * 0.6) * 0.2 + h * 0.03) for px, py in ring]
    c.blob(shift, shade)


def poplar(c: Canvas, x: float, y: float, h: float, leaf: T, shade: T) -> None:
    """A tall narrow poplar, dark on its right side."""
    w = h * 0.11
    c.blob([(x, y), (x - w, y - h * 0.2), (x - w * 0.9, y - h * 0.6), (x, y - h), (x + w * 0.9, y - h * 0.6), (x + w, y - h * 0.2)], leaf)
    c.blob([(x + w * 0.1, y), (x + w * 0.2, y - h * 0.5), (x + w * 0.1, y - h * 0.93), (x + w * 0.85, y - h * 0.58), (x + w * 0.95, y - h * 0.2)], shade)


def reeds(c: Canvas, x0: float, x1: float, y: float, h: float, tone: T, count: int, wind: float = 0.12, heads: T | None = None) -> None:
    """A stand of reeds bent by the wind, some with seed heads."""
    for _ in range(count):
        x, tall = c.vary(x0, x1), h * c.vary(0.5, 1.1)
        sway = tall * (wind + c.vary(-0.12, 0.14))
        top = (x + sway, y - tall)
        c.brush([(x, y + 6), (x + sway * 0.25, y - tall * 0.55), top], [h * 0.016, h * 0.012, 1.0], tone)
        if heads is not None and c.rng.random() < 0.45:
            low = (top[0] - sway * 0.16, top[1] + tall * 0.13)
            c.brush([low, between(low, top, 0.5), (top[0] + 2, top[1] - 4)], [1.5, h * 0.035, 1.0], heads)
        if c.rng.random() < 0.5:
            side = 1 if wind > 0 else -1
            my = y - tall * c.vary(0.3, 0.6)
            c.brush([(x + sway * 0.2, my), (x + sway + side * tall * 0.1, my - tall * 0.2), (x + sway + side * tall * 0.26, my - tall * 0.16)], [h * 0.014, h * 0.016, 0.8], tone)


def leaf(c: Canvas, root: Point, tip: Point, width: float, tone: T, vein: T | None = None) -> None:
    """One pointed leaf from root to tip."""
    mx, my = between(root, tip, 0.45)
    dx, dy = tip[0] - root[0], tip[1] - root[1]
    n = math.hypot(dx, dy) or 1.0
    ox, oy = -dy / n * width / 2, dx / n * width / 2
    c.blob([root, (mx + ox, my + oy), tip, (mx - ox, my - oy)], tone)
    if vein is not None:
        c.brush([root, between(root, tip, 0.9)], [max(1.2, width * 0.06), 0.8], vein)


def pot_plant(c: Canvas, x: float, y: float, h: float, pot: T, foliage: T, leaves: int = 7, spread: float = 75) -> None:
    """A plant in a pot, its leaves fanned out."""
    w = h * 0.2
    for k in range(leaves):
        a = math.radians(-spread + 2 * spread * (k + 0.5) / leaves + c.vary(-8, 8))
        tall = h * 0.7 * c.vary(0.75, 1.05)
        leaf(c, (x, y - h * 0.28), (x + math.sin(a) * tall, y - h * 0.28 - math.cos(a) * tall), h * 0.14, foliage)
    c.poly([(x - w, y - h * 0.32), (x + w, y - h * 0.32), (x + w * 0.72, y), (x - w * 0.72, y)], pot)
    c.rect(x - w * 1.1, y - h * 0.36, x + w * 1.1, y - h * 0.28, pot)
