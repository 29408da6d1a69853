"""Points, splines and outlines: the geometry the canvas cuts its shapes from."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Points = Sequence[Point]
Floats = npt.NDArray[np.float64]


def as_points(array: Floats) -> list[Point]:
    """A two-column array as a list of points."""
    return [(float(x), float(y)) for x, y in array]


def spline(points: Points, closed: bool = False, steps: int = 10) -> list[Point]:
    """A Catmull-Rom curve through ``points``."""
    p = np.asarray(points, dtype=np.float64)
    if closed:
        p = np.vstack([p[-1], p, p[0], p[1]])
    else:
        p = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    t = np.linspace(0.0, 1.0, steps, endpoint=False)[None, :, None]
    a, b, c, d = p[:-3, None], p[1:-2, None], p[2:-1, None], p[3:, None]
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    flat = curve.reshape(-1, 2)
    if not closed:
        flat = np.vstack([flat, p[-2]])
    return as_points(flat)


def arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float, steps: int = 32) -> list[Point]:
    """Points along an ellipse from ``start`` to ``end`` degrees, clockwise on the page."""
    a = np.radians(np.linspace(start, end, steps))
    return as_points(np.column_stack([cx + rx * np.cos(a), cy + ry * np.sin(a)]))


def oval(cx: float, cy: float, rx: float, ry: float, turn: float = 0.0) -> list[Point]:
    """The outline of an ellipse turned by ``turn`` degrees."""
    ring = arc(0, 0, rx, ry, 0, 360, 48)
    return move(ring, (cx, cy), turn=turn)


def move(points: Points, to: Point, size: float = 1.0, turn: float = 0.0, flip: float = 1.0) -> list[Point]:
    """Points drawn around the origin, flipped, scaled, turned and set down at ``to``."""
    p = np.asarray(points, dtype=np.float64) * [size * flip, size]
    a = np.radians(turn)
    x = p[:, 0] * np.cos(a) - p[:, 1] * np.sin(a) + to[0]
    y = p[:, 0] * np.sin(a) + p[:, 1] * np.cos(a) + to[1]
    return as_points(np.column_stack([x, y]))


def ribbon(points: Points, widths: Sequence[float]) -> list[Point]:
    """The outline of a stroke along ``points`` whose width runs through ``widths``."""
    p = np.asarray(points, dtype=np.float64)
    run = np.gradient(p, axis=0)
    length = np.maximum(np.hypot(run[:, 0], run[:, 1]), 1e-6)
    normal = np.column_stack([-run[:, 1], run[:, 0]]) / length[:, None]
    at = np.linspace(0.0, 1.0, len(p))
    half = np.interp(at, np.linspace(0.0, 1.0, len(widths)), widths)[:, None] / 2
    return as_points(np.vstack([p + normal * half, (p - normal * half)[::-1]]))


def between(a: Point, b: Point, t: float) -> Point:
    """The point a share ``t`` of the way from ``a`` to ``b``."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def quad_point(quad: Points, u: float, v: float) -> Point:
    """A point inside a four-cornered panel (top left, top right, bottom right, bottom left)."""
    return between(between(quad[0], quad[1], u), between(quad[3], quad[2], u), v)


def quad_cell(quad: Points, u0: float, v0: float, u1: float, v1: float) -> list[Point]:
    """A smaller four-cornered panel inside ``quad``."""
    return [quad_point(quad, u, v) for u, v in ((u0, v0), (u1, v0), (u1, v1), (u0, v1))]


def shifted(points: Iterable[Point], dx: float, dy: float) -> list[Point]:
    """The same points moved by ``dx``, ``dy``."""
    return [(x + dx, y + dy) for x, y in points]
