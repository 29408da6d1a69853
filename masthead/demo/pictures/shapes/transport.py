"""Trams, carriages and the bicycle."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, Points, arc, quad_cell, quad_point
from ..palettes import Tone as T


def passengers(c: Canvas, pane: Points, tone: T, share: float = 0.7) -> None:
    """Heads and shoulders against a lit pane."""
    if c.rng.random() > share:
        return
    x, y = quad_point(pane, c.vary(0.3, 0.7), 1.0)
    h = (pane[3][1] - pane[0][1]) * c.vary(0.62, 0.78)
    with c.clip(pane):
        c.blob([(x - h * 0.4, y + 4), (x - h * 0.34, y - h * 0.42), (x, y - h * 0.52), (x + h * 0.34, y - h * 0.42), (x + h * 0.4, y + 4)], tone)
        c.oval(x + h * 0.03, y - h * 0.72, h * 0.19, h * 0.25, tone)


def coach_side(c: Canvas, side: Points, panes: int, glass: list[T], body: T, band: T, people: T | None = None) -> None:
    """The long side of a tram or carriage: band, panes, passengers, doors."""
    c.poly(side, body)
    c.poly(quad_cell(side, 0, 0.62, 1, 0.88), band)
    c.poly(quad_cell(side, 0, 0.88, 1, 1), T.INK)
    c.poly(quad_cell(side, 0, 0, 1, 0.08), T.INK)
    for k in range(panes):
        u = (k + 0.08) / panes
        door = k % 4 == 2
        pane = quad_cell(side, u, 0.17, u + 0.84 / panes, 0.84 if door else 0.55)
        edge = 0.05 / panes
        c.poly(quad_cell(side, u - edge, 0.15, u + 0.84 / panes + edge, 0.86 if door else 0.57), T.INK)
        c.poly(pane, glass[k % len(glass)])
        if people is not None:
            passengers(c, quad_cell(side, u, 0.17, u + 0.84 / panes, 0.56), people)
        if door:
            c.poly(quad_cell(pane, 0.46, 0, 0.54, 1), T.INK)


def tram_front(c: Canvas, front: Points, body: T, band: T, glass: T, light: T) -> None:
    """The face of a tram: windscreen, driver, blind, two lamps, buffer."""
    c.poly(front, body)
    c.poly(quad_cell(front, 0, 0.62, 1, 0.88), band)
    c.poly(quad_cell(front, 0, 0.88, 1, 1), T.INK)
    c.poly(quad_cell(front, 0, 0, 1, 0.04), T.INK)
    c.poly(quad_cell(front, 0.24, 0.055, 0.76, 0.12), T.INK)
    c.poly(quad_cell(front, 0.27, 0.068, 0.73, 0.108), T.ACCENT)
    screen = quad_cell(front, 0.1, 0.155, 0.9, 0.57)
    c.poly(screen, T.INK)
    c.poly(quad_cell(screen, 0.03, 0.04, 0.97, 0.96), glass)
    passengers(c, quad_cell(screen, 0.1, 0.2, 0.55, 0.96), T.INK, 1.0)
    c.poly(quad_cell(screen, 0.62, 0, 0.64, 1), T.INK)
    for u in (0.2, 0.8):
        x, y = quad_point(front, u, 0.75)
        r = (front[1][0] - front[0][0]) * 0.075
        c.disc(x, y, r * 1.3, T.INK)
        c.disc(x, y, r, light)


def bicycle(c: Canvas, x: float, y: float, size: float, tone: T, frame: T, tyre: T) -> None:
    """A town bicycle standing side on, its wheels touching ``y``, ``size`` between the hubs."""
    r, w = size * 0.335, size * 0.014
    back, front = (x - size / 2, y - r), (x + size / 2, y - r)
    for hub in (back, front):
        for k in range(18):
            a = math.radians(k * 20 + 6)
            c.line([hub, (hub[0] + r * math.cos(a), hub[1] + r * math.sin(a))], max(1.2, size * 0.0024), tone)
        c.line(arc(*hub, r * 0.96, r * 0.96, 0, 360, 72), w * 1.5, tyre)
        c.disc(*hub, w * 1.5, tone)

    def at(px: float, py: float) -> Point:
        return (x + px * size, y - py * size)

    crank, seat, top = at(-0.04, 0.31), at(-0.16, 0.72), at(0.33, 0.78)
    c.line([back, crank], w * 1.1, frame)
    c.line([back, at(-0.135, 0.63)], w * 1.1, frame)
    c.line([crank, seat], w * 1.6, frame)
    c.line([crank, at(0.345, 0.66)], w * 1.7, frame)
    c.line([at(-0.12, 0.59), at(0.33, 0.73)], w * 1.5, frame)
    c.brush([top, at(0.37, 0.58), at(0.41, 0.44), front], [w * 1.7, w * 1.5, w * 1.3, w * 1.1], frame)
    c.line([top, at(0.315, 0.85)], w * 1.3, tone)
    c.brush([at(0.315, 0.85), at(0.36, 0.88), at(0.28, 0.9), at(0.19, 0.865)], [w, w, w, w * 1.7], tone)
    c.line(arc(*back, r * 1.07, r * 1.07, 150, 300, 24), w * 1.1, frame)
    c.line(arc(*front, r * 1.07, r * 1.07, 215, 330, 24), w * 1.1, frame)
    c.blob([at(-0.27, 0.75), at(-0.22, 0.715), at(-0.12, 0.725), at(-0.05, 0.745), at(-0.13, 0.765), at(-0.22, 0.785)], tone)
    c.line(arc(*crank, size * 0.055, size * 0.055, 0, 360, 32), w * 0.8, tone)
    c.line([crank, at(0.02, 0.22)], w, tone)
    c.line([at(-0.015, 0.215), at(0.055, 0.215)], w * 1.4, tone)
    c.line([(back[0], back[1] - w * 2), (crank[0], crank[1] - size * 0.055)], w * 0.5, tone)
    c.line([(back[0], back[1] + w * 2), (crank[0], crank[1] + size * 0.055)], w * 0.5, tone)
    c.line([at(-0.62, 0.69), at(-0.17, 0.68)], w * 0.9, tone)
    c.line([back, at(-0.58, 0.69)], w * 0.7, tone)
