"""Houses and roofs: terraces, gables, windows, a far skyline."""

# A shape is easiest to read with its points on one line.
# fmt: off

from ..canvas import Canvas
from ..geometry import Points, quad_cell
from ..palettes import Tone as T


def gable(c: Canvas, x: float, base: float, w: float, h: float, wall: T, roof: T, pitch: float = 0.5) -> None:
    """A house seen gable on: wall, steep roof, chimney."""
    peak = base - h - w * pitch
    c.rect(x + w * 0.68, peak + w * 0.02, x + w * 0.8, base - h, roof)
    c.poly([(x, base), (x, base - h), (x + w / 2, peak), (x + w, base - h), (x + w, base)], wall)
    c.brush([(x - w * 0.05, base - h + w * 0.04), (x + w / 2, peak - 2)], [w * 0.07, w * 0.07], roof)
    c.brush([(x + w * 1.05, base - h + w * 0.04), (x + w / 2, peak - 2)], [w * 0.07, w * 0.07], roof)


def terrace(c: Canvas, x: float, base: float, w: float, h: float, wall: T, roof: T, chimney: T) -> None:
    """A house in a row, its roof a flat slab, with a chimney and pots."""
    c.rect(x, base - h, x + w, base, wall)
    c.poly([(x - 3, base - h), (x + w * 0.06, base - h - w * 0.34), (x + w * 0.94, base - h - w * 0.34), (x + w + 3, base - h)], roof)
    cx = x + w * 0.78
    c.rect(cx, base - h - w * 0.52, cx + w * 0.14, base - h - w * 0.26, chimney)
    for k in (0.02, 0.09):
        c.rect(cx + w * k, base - h - w * 0.58, cx + w * (k + 0.035), base - h - w * 0.5, chimney)


def windows(c: Canvas, quad: Points, columns: int, rows: int, tones: list[T], share: float = 0.5, tall: float = 0.62, bar: T | None = None) -> None:
    """A grid of windows in a four-cornered wall, each lit in a tone drawn from ``tones``."""
    for row in range(rows):
        for col in range(columns):
            u, v = (col + (1 - share) / 2) / columns, (row + (1 - tall) / 2) / rows
            cell = quad_cell(quad, u, v, u + share / columns, v + tall / rows)
            tone = tones[int(c.rng.integers(0, len(tones)))]
            c.poly(cell, tone)
            if bar is not None:
                mid = quad_cell(cell, 0.46, 0, 0.54, 1)
                c.poly(mid, bar)
                c.poly(quad_cell(cell, 0, 0.4, 1, 0.46), bar)


def skyline(c: Canvas, base: float, low: float, high: float, tone: T, left: float = 0, right: float = 1600, step: float = 70, lights: T | None = None) -> None:
    """A far row of roofs, a few spires and chimneys among them, some windows lit."""
    x = left
    while x < right:
        w, h = step * c.vary(0.6, 1.5), c.vary(low, high)
        kind = int(c.rng.integers(0, 5))
        c.rect(x, base - h, x + w + 1, base + 2, tone)
        if kind in (0, 1):
            c.poly([(x - 2, base - h), (x + w / 2, base - h - w * 0.42), (x + w + 2, base - h)], tone)
        elif kind == 2:
            c.rect(x + w * 0.6, base - h - step * 0.3, x + w * 0.72, base - h, tone)
        elif kind == 3 and h > (low + high) / 2:
            c.poly([(x + w * 0.35, base - h), (x + w * 0.5, base - h - step * 1.1), (x + w * 0.65, base - h)], tone)
        if lights is not None:
            for _ in range(int(h * w / 900)):
                lx, ly = c.vary(x + 4, x + w - 8), c.vary(base - h + 6, base - 8)
                c.rect(lx, ly, lx + step * 0.06, ly + step * 0.09, lights)
        x += w


def brickwork(c: Canvas, quad: Points, tone: T, rows: int, share: float = 0.35) -> None:
    """A scatter of single bricks picked out on a wall, laid in courses."""
    for row in range(rows):
        count = 26
        for col in range(count):
            if c.rng.random() < share:
                u = (col + 0.5 * (row % 2)) / count
                if u + 0.75 / count < 1:
                    c.poly(quad_cell(quad, u, (row + 0.15) / rows, u + 0.8 / count, (row + 0.85) / rows), tone)
