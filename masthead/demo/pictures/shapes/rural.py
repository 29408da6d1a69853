"""Turbines, pylons and other tall things that stand in open country."""

# A shape is easiest to read with its points on one line.
# fmt: off

from ..canvas import Canvas
from ..geometry import Point, move
from ..palettes import Tone as T


def turbine(c: Canvas, x: float, base: float, h: float, turn: float, tone: T, shade: T) -> None:
    """A wind turbine, hub at height ``h``, its three blades turned by ``turn`` degrees."""
    w = h * 0.03
    c.poly([(x - w, base), (x - w * 0.5, base - h), (x + w * 0.5, base - h), (x + w, base)], tone)
    c.poly([(x + w * 0.2, base), (x + w * 0.1, base - h), (x + w * 0.5, base - h), (x + w, base)], shade)
    hub = (x, base - h)
    for k in range(3):
        blade: list[Point] = [(0, -0.016), (0.1, -0.034), (0.24, -0.03), (0.66, 0.0), (0.24, 0.012), (0, 0.016)]
        c.poly(move(blade, hub, size=h, turn=turn + 120 * k), tone)
        c.poly(move([(0, 0.0), (0.24, -0.004), (0.66, 0.0), (0.24, 0.012), (0, 0.016)], hub, size=h, turn=turn + 120 * k), shade)
    c.disc(*hub, w * 1.0, tone)
    c.disc(*hub, w * 0.45, shade)


def pylon(c: Canvas, x: float, base: float, h: float, tone: T) -> list[Point]:
    """A lattice pylon; gives back the six insulator ends the wires hang from."""
    w = max(1.3, h * 0.009)

    def at(px: float, py: float) -> Point:
        return (x + px * h, base - py * h)

    for side in (-1, 1):
        c.line([at(0.13 * side, 0), at(0.045 * side, 0.56), at(0.03 * side, 0.9), at(0, 1)], w * 1.5, tone)
        for level in range(5):
            y0, y1 = level * 0.112, (level + 1) * 0.112
            x0, x1 = 0.13 - 0.085 * y0 / 0.56, 0.13 - 0.085 * y1 / 0.56
            c.line([at(x0 * side, y0), at(-x1 * side, y1)], w * 0.7, tone)
        for level in range(5):
            y0, y1 = 0.56 + level * 0.07, 0.63 + level * 0.07
            c.line([at(0.042 * side, y0), at(-0.038 * side, y1)], w * 0.6, tone)
    ends: list[Point] = []
    for height, reach in ((0.6, 0.2), (0.74, 0.25), (0.87, 0.17)):
        for side in (-1, 1):
            c.line([at(0.035 * side, height + 0.05), at(reach * side, height), at(0.035 * side, height)], w, tone)
            c.line([at(reach * side, height), at(reach * side, height - 0.045)], w * 1.3, tone)
            ends.append(at(reach * side, height - 0.05))
    return ends


def wires(c: Canvas, start: list[Point], end: list[Point], sag: float, tone: T, width: float = 1.6) -> None:
    """Cables hanging between two rows of insulators."""
    for a, b in zip(start, end, strict=True):
        path = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t + sag * 4 * t * (1 - t)) for t in (k / 20 for k in range(21))]
        c.line(path, width, tone)


def furrows(c: Canvas, far: Point, near: list[float], bottom: float, tone: T, width: float = 8) -> None:
    """Ploughed lines running from a far point to the bottom edge."""
    for x in near:
        c.brush([far, (x, bottom)], [0.8, width], tone, curved=False)
