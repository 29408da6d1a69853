"""Public rooms: the council chamber, the classroom, the ward corridor."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, arc, between, quad_cell
from ..palettes import MOSS, OAK, TIDE
from ..palettes import Tone as T
from ..registry import scene
from ..shapes.houses import skyline
from ..shapes.interior import room
from ..shapes.people import Look, bust, cast, person
from ..shapes.trees import pot_plant


@scene("council-chamber", OAK, T.PALE)
def council_chamber(c: Canvas) -> None:
    """Forty-one seats in a horseshoe face the mayor's dais under tall windows."""
    c.rect(-10, -10, 1610, 470, T.PALE)
    for k in range(22):
        c.rect(k * 76 - 10, 300, k * 76 + 56, 462, T.SOFT)
    for x in (110, 400, 1060, 1350):
        c.poly([(x, 330), (x, 90), *arc(x + 70, 90, 70, 80, 180, 360, 20), (x + 140, 330)], T.DARK)
        pane: list[Point] = [(x + 12, 320), (x + 12, 90), *arc(x + 70, 90, 58, 66, 180, 360, 20), (x + 128, 320)]
        c.poly(pane, T.PAPER)
        with c.clip(pane):
            skyline(c, 322, 20, 80, T.HAZE, x, x + 140, 40)
        c.rect(x + 66, 20, x + 74, 330, T.DARK)
        for y in (110, 215):
            c.rect(x, y, x + 140, y + 6, T.DARK)
        c.fade([(x, 470), (x + 140, 470), (x - 130, 1080), (x - 420, 1080)], T.PAPER, (0, 470), (0, 1000), 0.0, 0.1)
    c.rect(-10, 455, 1610, 1080, T.MID)
    for x in (110, 400, 1060, 1350):
        c.poly([(x - 40, 470), (x + 90, 470), (x - 190, 880), (x - 420, 880)], T.SOFT)
    banner(c)
    looks = cast([T.DARK, T.ACCENT, T.STONE, T.INK, T.PAPER, T.RUST, T.DEEP], [T.PALE, T.DEEP, T.PALE, T.NIGHT], [T.INK, T.STONE, T.DARK, T.INK, T.DEEP])
    bust(c, 800, 400, 136, Look(T.PAPER, T.INK, T.DEEP, T.INK, "bun"))
    for x in (560, 1040):
        bust(c, x, 432, 104, looks[(x // 40) % 12], face=1 if x < 800 else -1)
    c.poly([(470, 400), (1130, 400), (1160, 520), (440, 520)], T.DEEP)
    c.rect(455, 392, 1145, 410, T.DARK)
    for k in range(9):
        c.rect(486 + k * 72, 424, 540 + k * 72, 504, T.NIGHT)
    c.oval(800, 640, 260, 84, T.DEEP)
    c.oval(800, 636, 246, 76, T.BLEND)
    c.oval(800, 636, 206, 58, T.ACCENT)
    c.poly([(690, 560), (910, 560), (920, 620), (680, 620)], T.DARK)
    c.poly([(690, 552), (910, 552), (925, 572), (675, 572)], T.PAPER)
    horseshoe(c, looks)


def banner(c: Canvas) -> None:
    """The city hanging and its waves, behind the mayor's chair."""
    c.rect(640, -10, 960, 470, T.ACCENT)
    for k in range(5):
        c.brush([(660 + k * 70, -10), (668 + k * 66, 470)], [14, 26], T.BLEND)
    c.disc(800, 150, 70, T.PAPER)
    c.disc(800, 150, 60, T.ACCENT)
    for y in (132, 154, 176):
        c.brush([(752, y), (776, y - 14), (800, y), (824, y - 14), (848, y)], [3, 8, 3, 8, 3], T.PAPER)
    c.poly([(730, 440), (730, 250), (770, 222), (830, 222), (870, 250), (870, 440)], T.RUST)


def horseshoe(c: Canvas, looks: list[Look]) -> None:
    """The two curved rows of desks, the members seen mostly from behind."""
    for rx, ry, seats in ((470, 215, 16), (745, 372, 24)):
        a0, a1 = (-14.0, 194.0) if rx < 500 else (-12.0, 192.0)
        top = arc(800, 590, rx, ry, a0, a1, 60)
        wide = arc(800, 590, rx * 1.1, ry * 1.12, a0, a1, 60)
        c.poly([*top, *[(x, y + 58) for x, y in top[::-1]]], T.DARK)
        c.poly([*top, *wide[::-1]], T.DEEP)
        c.line(top, 4, T.DARK)
        order = sorted(range(seats), key=lambda k: math.sin(math.radians(a0 + (a1 - a0) * (k + 0.5) / seats)))
        for k in order:
            a = math.radians(a0 + (a1 - a0) * (k + 0.5) / seats)
            x, y = 800 + rx * 1.2 * math.cos(a), 590 + ry * 1.24 * math.sin(a)
            paper: Point = (800 + rx * 1.045 * math.cos(a), 590 + ry * 1.05 * math.sin(a))
            c.oval(*paper, 20 + y / 60, 6 + y / 160, T.PAPER, -math.degrees(math.cos(a)) * 0.3)
            h = 58 + 0.09 * y
            bust(c, x, y + 26, h, looks[(k * 5 + seats) % 12], back=math.sin(a) > 0.3, face=-1 if math.cos(a) > 0 else 1)
            c.blob([(x - h * 0.44, y + 74), (x - h * 0.4, y + 12), (x, y + 2), (x + h * 0.4, y + 12), (x + h * 0.44, y + 74)], T.BLEND)


@scene("school-desks", MOSS, T.HAZE)
def school_desks(c: Canvas) -> None:
    """A classroom from the back row: one hand is up, the radiator is cold, coats stay on."""
    room(c, (300, 120, 1340, 600), T.HAZE, T.PALE, T.GLOW, T.PAPER)
    left: list[Point] = [(-20, -20), (300, 120), (300, 600), (-20, 1087)]
    for u in (0.05, 0.54):
        pane = quad_cell(left, u, 0.14, u + 0.4, 0.58)
        c.poly(pane, T.DARK)
        for a, b in ((0.04, 0.48), (0.52, 0.96)):
            for v, w in ((0.04, 0.48), (0.52, 0.96)):
                c.poly(quad_cell(pane, a, v, b, w), T.PAPER)
        for n in range(9):
            c.poly(quad_cell(left, u + 0.02 + n * 0.042, 0.66, u + 0.05 + n * 0.042, 0.82), T.PAPER)
    for x in (330, 720):
        c.poly([(x, 640), (x + 250, 640), (x + 480, 1080), (x + 60, 1080)], T.PAPER)
    c.rect(470, 190, 1170, 470, T.RUST)
    c.rect(484, 204, 1156, 456, T.DARK)
    c.brush([(540, 390), (620, 330), (700, 390), (780, 330), (860, 390), (900, 372)], [3, 6, 4, 6, 4, 3], T.HAZE)
    c.line([(940, 410), (1090, 410), (1015, 270), (940, 410)], 4, T.HAZE)
    c.line(arc(620, 280, 38, 38, 0, 360, 30), 4, T.HAZE)
    c.rect(470, 470, 1170, 482, T.RUST)
    c.disc(1262, 250, 42, T.INK)
    c.disc(1262, 250, 34, T.PAPER)
    c.line([(1262, 250), (1262, 224)], 4, T.INK)
    c.line([(1262, 250), (1280, 256)], 4, T.INK)
    c.rect(1180, 500, 1330, 510, T.RUST)
    pot_plant(c, 1290, 500, 120, T.ACCENT, T.DEEP, 7)
    person(c, 905, 640, 330, Look(T.ACCENT, T.DARK, T.PAPER, T.INK, "bun", True, scarf=T.DEEP), "point", 1)
    pupils(c)


def pupils(c: Canvas) -> None:
    """Three rows of desks and the children at them, two with a hand up."""
    looks = cast([T.MID, T.DARK, T.ACCENT, T.DEEP, T.SOFT], [T.GLOW, T.RUST, T.PAPER, T.LIT], [T.INK, T.RUST, T.INK, T.ACCENT, T.DARK])
    for row, (y, h, gap) in enumerate(((690, 130, 250), (810, 186, 350), (990, 270, 490))):
        for k in range(4 if row < 2 else 3):
            x = 800 + (k - (1.5 if row < 2 else 1)) * gap + (row - 1) * 26
            w = h * 0.78
            c.poly([(x - w, y - h * 0.1), (x + w, y - h * 0.1), (x + w * 1.12, y + h * 0.14), (x - w * 1.12, y + h * 0.14)], T.LIT)
            c.rect(x - w * 1.12, y + h * 0.14, x + w * 1.12, y + h * 0.22, T.ACCENT)
            for s in (-1, 1):
                c.line([(x + s * w, y + h * 0.2), (x + s * w * 1.04, y + h * 0.9)], h * 0.05, T.DARK)
            c.poly([(x - w * 0.6, y - h * 0.04), (x - w * 0.06, y - h * 0.04), (x - w * 0.08, y + h * 0.09), (x - w * 0.68, y + h * 0.09)], T.PAPER)
            look = looks[(row * 5 + k * 3) % 12]
            if (row, k) in ((1, 2), (0, 0)):
                c.brush([(x + h * 0.34, y + h * 0.1), (x + h * 0.42, y - h * 0.35), (x + h * 0.38, y - h * 0.86)], [h * 0.2, h * 0.17, h * 0.13], look.coat)
                c.disc(x + h * 0.38, y - h * 0.92, h * 0.09, look.skin)
            bust(c, x, y + h * 0.42, h, look, back=True)
            c.rect(x - h * 0.42, y + h * 0.36, x + h * 0.42, y + h * 0.62, T.RUST)
            for s in (-1, 1):
                c.line([(x + s * h * 0.38, y + h * 0.3), (x + s * h * 0.4, y + h * 1.3)], h * 0.045, T.DARK)


@scene("hospital-corridor", TIDE, T.PAPER)
def hospital_corridor(c: Canvas) -> None:
    """A night corridor: two nurses walk under strip lights towards a trolley left at a door."""
    left, right = room(c, (640, 330, 960, 620), T.PALE, T.PALE, T.SOFT, T.MID)
    c.rect(640, 330, 960, 620, T.SOFT)
    for x in (672, 806):
        c.rect(x, 390, x + 122, 620, T.DEEP)
        c.rect(x + 26, 420, x + 96, 500, T.PAPER)
    c.rect(724, 346, 876, 376, T.ACCENT)
    for panel in (left, right):
        flip = panel is right
        c.poly(quad_cell(panel, 0, 0.62, 1, 0.665), T.MID)
        c.poly(quad_cell(panel, 0, 0.665, 1, 1), T.SOFT)
        for u in (0.1, 0.52, 0.8):
            wide = {0.1: 0.26, 0.52: 0.16, 0.8: 0.1}[u]
            u0 = 1 - u - wide if flip else u
            door = quad_cell(panel, u0, 0.26, u0 + wide, 0.995)
            c.poly(quad_cell(panel, u0 - 0.015, 0.24, u0 + wide + 0.015, 0.995), T.DARK)
            c.poly(door, T.DEEP if u != 0.52 or flip else T.NIGHT)
            c.poly(quad_cell(door, 0.3, 0.12, 0.72, 0.42), T.PAPER if (u == 0.52) != flip else T.NIGHT)
            c.poly(quad_cell(door, 0.1 if flip else 0.8, 0.54, 0.18 if flip else 0.88, 0.6), T.PAPER)
    ceiling: list[Point] = [(640, 330), (960, 330), (1620, -20), (-20, -20)]
    for v0, v1 in ((0.06, 0.14), (0.24, 0.4), (0.56, 0.86)):
        c.poly(quad_cell(ceiling, 0.4, v0, 0.6, v1), T.PAPER)
    floor: list[Point] = [(640, 620), (960, 620), (1620, 1087), (-20, 1087)]
    for v0, v1 in ((0.08, 0.18), (0.3, 0.46), (0.62, 0.9)):
        c.poly(quad_cell(floor, 0.38, v0, 0.62, v1), T.HAZE)
    for u in (0.12, 0.88):
        c.brush([between(floor[0], floor[1], u), between(floor[3], floor[2], u)], [3, 16], T.ACCENT, curved=False)
    for x, y, h, look, pose in ((720, 955, 560, Look(T.PAPER, T.PAPER, T.GLOW, T.INK, "bun"), "walk"), (905, 900, 500, Look(T.NIGHT, T.NIGHT, T.RUST, T.INK, "short"), "hold")):
        c.poly([(x - 34, y), (x + 40, y), (x + 70, y + 190), (x - 60, y + 190)], T.PALE if pose == "walk" else T.MID)
        person(c, x, y, h, look, pose, 1)
    c.rect(912, 585, 946, 640, T.PAPER)
    c.line([(690, 540), (750, 540)], 5, T.ACCENT)
    person(c, 815, 640, 150, Look(T.DARK, T.DARK, T.PAPER, T.INK, "short"), "walk", -1)
    parked_trolley(c)


def parked_trolley(c: Canvas) -> None:
    """A made-up trolley with its drip stand."""
    trolley: list[Point] = [(1160, 700), (1430, 760), (1430, 800), (1160, 735)]
    c.poly(trolley, T.PAPER)
    c.poly([(1160, 735), (1430, 800), (1430, 815), (1160, 748)], T.DARK)
    c.blob([(1180, 700), (1230, 672), (1420, 725), (1430, 762), (1300, 740)], T.PAPER)
    c.blob([(1170, 702), (1180, 672), (1230, 680), (1236, 716)], T.HAZE)
    for x, y in ((1175, 745), (1415, 810)):
        c.line([(x, y), (x, y + 120)], 7, T.DARK)
        c.disc(x, y + 128, 13, T.INK)
    c.line([(1400, 770), (1400, 520), (1430, 520)], 5, T.DARK)
    c.blob([(1415, 524), (1446, 524), (1442, 590), (1420, 590)], T.PAPER)
