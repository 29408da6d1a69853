"""Birds: gulls on the wind, a rising flock, small birds on a wire, and the heron."""

# A shape is easiest to read with its points on one line.
# fmt: off

from ..canvas import Canvas
from ..geometry import move
from ..palettes import Tone as T

GLIDING = [(-1, -0.2), (-0.55, -0.42), (-0.12, -0.1), (0, -0.04), (0.12, -0.1), (0.55, -0.42), (1, -0.2), (0.5, -0.22), (0.14, 0.1), (0, 0.16), (-0.14, 0.1), (-0.5, -0.22)]
WINGS_UP = [(-0.9, -0.75), (-0.42, -0.55), (-0.05, -0.08), (0.3, -0.08), (0.55, 0.0), (0.3, 0.12), (-0.1, 0.14), (-0.5, 0.2), (-0.22, 0.02), (-0.4, -0.25)]
WINGS_DOWN = [(-0.5, 0.02), (-0.1, -0.12), (0.3, -0.1), (0.55, -0.02), (0.25, 0.08), (0.1, 0.35), (-0.25, 0.75), (-0.2, 0.3), (-0.25, 0.12)]


def gull(c: Canvas, x: float, y: float, span: float, tone: T, turn: float = 0.0) -> None:
    """A gull seen head on, wings bent, ``span`` wide."""
    c.poly(move(GLIDING, (x, y), size=span / 2, turn=turn), tone)


def flier(c: Canvas, x: float, y: float, size: float, tone: T, beat: int, face: int = 1, turn: float = 0.0) -> None:
    """A marsh bird in flapping flight; ``beat`` 0 has its wings up, 1 gliding, 2 down."""
    outline = (WINGS_UP, GLIDING, WINGS_DOWN)[beat % 3]
    c.poly(move(outline, (x, y), size=size, turn=turn, flip=face), tone)


def perched(c: Canvas, x: float, y: float, size: float, tone: T, face: int = 1) -> None:
    """A small bird standing on something at ``y``."""
    body = [(-1.1, 0.25), (-0.4, -0.5), (0.2, -0.95), (0.55, -0.9), (0.85, -0.72), (0.55, -0.6), (0.5, -0.15), (0.1, 0.1), (-0.35, 0.1)]
    c.blob(move(body, (x, y - size * 0.2), size=size, flip=face), tone)


def pigeon(c: Canvas, x: float, y: float, size: float, tone: T, neck: T, face: int = 1) -> None:
    """A pigeon walking, its neck a second tone."""
    c.line([(x - size * 0.05, y), (x, y - size * 0.3)], size * 0.08, T.ACCENT)
    body = [(-1.15, -0.2), (-0.5, -0.65), (0.1, -0.75), (0.5, -0.6), (0.4, -0.25), (0, -0.12), (-0.5, -0.18)]
    c.blob(move(body, (x, y), size=size, flip=face), tone)
    c.blob(move([(0.15, -0.55), (0.3, -1.0), (0.52, -1.12), (0.72, -0.98), (0.62, -0.75), (0.55, -0.45)], (x, y), size=size, flip=face), neck)


def standing_heron(c: Canvas, x: float, y: float, size: float, face: int = 1) -> None:
    """A grey heron, ``size`` tall, standing on two legs with its neck in a slow S."""

    def put(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return move(points, (x, y), size=size, flip=face)

    w = size * 0.017
    c.brush(put([(-0.02, -0.42), (-0.03, -0.24), (-0.015, 0.0)]), [w * 1.6, w, w * 0.8], T.DARK, curved=False)
    c.brush(put([(0.05, -0.42), (0.065, -0.22), (0.05, 0.01)]), [w * 1.6, w, w * 0.8], T.DARK, curved=False)
    c.brush(put([(0.085, -0.53), (0.16, -0.63), (0.12, -0.74), (0.05, -0.83), (0.085, -0.93), (0.13, -0.955)]), [size * 0.1, size * 0.06, size * 0.047, size * 0.04, size * 0.042, size * 0.044], T.PAPER)
    c.blob(put([(0.13, -0.6), (0.1, -0.45), (0.04, -0.37), (-0.06, -0.37), (-0.2, -0.3), (-0.2, -0.36), (-0.08, -0.54), (0.04, -0.62)]), T.PAPER)
    c.blob(put([(0.09, -0.585), (0.05, -0.48), (-0.06, -0.4), (-0.2, -0.31), (-0.3, -0.235), (-0.25, -0.34), (-0.13, -0.51), (-0.01, -0.61)]), T.MID)
    c.blob(put([(0.0, -0.46), (-0.1, -0.39), (-0.22, -0.28), (-0.31, -0.215), (-0.24, -0.33), (-0.11, -0.46)]), T.DARK)
    for k in range(4):
        dx = 0.012 * k
        c.brush(put([(0.13 + dx, -0.58), (0.135 + dx, -0.5 + 0.02 * k), (0.1 + dx, -0.43)]), [w, w * 0.8, 0.6], T.HAZE)
    c.blob(put([(0.1, -0.972), (0.15, -0.985), (0.19, -0.965), (0.19, -0.945), (0.14, -0.93), (0.1, -0.945)]), T.PAPER)
    c.poly(put([(0.175, -0.972), (0.345, -0.945), (0.18, -0.938)]), T.ACCENT)
    c.brush(put([(0.17, -0.968), (0.12, -0.985), (0.06, -0.965), (-0.045, -0.925)]), [w * 0.9, w * 1.5, w, 0.8], T.INK)
    c.disc(*put([(0.157, -0.957)])[0], size * 0.0065, T.INK)
    for k in range(5):
        c.brush(put([(0.125 + 0.004 * k, -0.66 - 0.03 * k), (0.13 - 0.007 * k, -0.685 - 0.032 * k)]), [w * 0.5, 1], T.INK)
