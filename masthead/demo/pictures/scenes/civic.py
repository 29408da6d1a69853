"""Civic life: the court steps, the ballot box, the letters that come in."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, arc, move
from ..palettes import SLATE, TIDE
from ..palettes import Tone as T
from ..registry import scene
from ..shapes.birds import flier, pigeon
from ..shapes.people import Look, person


@scene("courthouse", SLATE, T.HAZE)
def courthouse(c: Canvas) -> None:
    """Hard light on the court's columns and steps; small figures go up with their papers."""
    c.fade(c.page, T.PALE, (0, 600), (0, 0), 0.0, 1.0)
    pediment(c)
    c.poly([(1440, 330), (1620, 330), (1620, 790), (1440, 790)], T.STONE)
    c.rect(110, 250, 1490, 272, T.INK)
    c.rect(140, 272, 1460, 338, T.PAPER)
    for k in range(33):
        c.rect(156 + k * 40, 320, 176 + k * 40, 338, T.STONE)
    c.rect(170, 338, 1430, 780, T.DARK)
    for x in (412, 650, 888, 1126):
        c.rect(x - 18, 400, x + 112, 780, T.NIGHT)
        c.rect(x, 520, x + 94, 780, T.ACCENT if x == 650 else T.STONE)
        c.rect(x + 45, 520, x + 49, 780, T.INK)
        c.poly(arc(x + 47, 500, 47, 44, 180, 360, 20), T.GLOW if x == 650 else T.STONE)
    columns(c)
    for k in range(9):
        y = 786 + k * 33
        c.rect(100 - k * 34, y, 1500 + k * 34, y + 13, T.PAPER)
        c.rect(100 - k * 34, y + 13, 1500 + k * 34, y + 34, T.PALE)
    with c.clip([(860, 786), (1620, 786), (1620, 1080), (440, 1080)]):
        for k in range(9):
            y = 786 + k * 33
            c.rect(0, y, 1620, y + 13, T.SOFT)
            c.rect(0, y + 13, 1620, y + 34, T.STONE)
    looks = [Look(T.INK, T.INK, T.GLOW, T.INK, "short"), Look(T.DARK, T.INK, T.RUST, T.INK, "bun", True), Look(T.ACCENT, T.INK, T.GLOW, T.PAPER, "long", True), Look(T.STONE, T.INK, T.LIT, T.INK, "hat")]
    for k, (x, y, h, pose, face) in enumerate(
        ((1080, 800, 120, "walk", -1), (1010, 800, 112, "walk", -1), (560, 900, 170, "walk", 1), (300, 1000, 235, "hold", 1), (720, 866, 150, "stand", -1), (785, 866, 156, "point", -1), (395, 1000, 250, "stand", -1))
    ):
        c.poly([(x, y), (x - h * 0.9, y + h * 0.34), (x - h * 0.74, y + h * 0.38), (x + h * 0.08, y + 2)], T.STONE)
        person(c, x, y, h, looks[(k + 1) % 4], pose, face)
    c.poly([(588, 812), (622, 808), (624, 836), (592, 840)], T.RUST)
    for x, y in ((150, 1035), (205, 1040), (120, 1050)):
        pigeon(c, x, y, 26, T.DARK, T.STONE, 1)
    for k in range(5):
        flier(c, 1180 + k * 52, 110 + 24 * math.sin(k * 2.0), 17, T.DARK, k, 1)


def pediment(c: Canvas) -> None:
    """The pediment and its scales."""
    c.poly([(120, 250), (800, 26), (1480, 250)], T.PAPER)
    c.poly([(230, 238), (800, 52), (1370, 238)], T.PALE)
    c.poly([(800, 52), (1370, 238), (800, 238)], T.SOFT)
    c.disc(800, 160, 56, T.PAPER)
    c.line([(800, 116), (800, 202)], 6, T.INK)
    c.line([(760, 136), (840, 136)], 6, T.INK)
    for s in (-1, 1):
        c.line([(800 + s * 40, 136), (800 + s * 56, 172), (800 + s * 24, 172), (800 + s * 40, 136)], 2, T.INK)
        c.poly(arc(800 + s * 40, 172, 18, 12, 0, 180, 12), T.INK)


def columns(c: Canvas) -> None:
    """Six fluted columns, dark on the side away from the sun."""
    for k in range(6):
        x = 196 + k * 240
        c.rect(x - 66, 338, x + 66, 366, T.PAPER)
        c.poly([(x - 46, 366), (x + 46, 366), (x + 56, 752), (x - 56, 752)], T.PAPER)
        c.poly([(x + 4, 366), (x + 46, 366), (x + 56, 752), (x + 6, 752)], T.PALE)
        c.poly([(x + 28, 366), (x + 46, 366), (x + 56, 752), (x + 34, 752)], T.STONE)
        for n in range(3):
            c.line([(x - 34 + n * 15, 372), (x - 42 + n * 18, 748)], 2, T.PALE)
        c.rect(x - 70, 752, x + 70, 786, T.PAPER)
        c.rect(x + 34, 752, x + 70, 786, T.STONE)


@scene("ballot-box", SLATE, T.PALE)
def ballot_box(c: Canvas) -> None:
    """A hand posts a folded paper; behind the box, feet show under the booth curtains."""
    c.gouge([(0, 0), (1600, 0), (1600, 700), (0, 700)], T.HAZE, 34, 240, 6)
    c.rect(-10, 690, 1610, 1080, T.STONE)
    for k in range(4):
        x = 60 + k * 390
        c.rect(x - 16, 150, x + 326, 172, T.INK)
        for dx in (-16, 310):
            c.rect(x + dx, 150, x + dx + 16, 740, T.INK)
        c.rect(x, 172, x + 310, 720, T.SOFT)
        if k in (0, 1, 3):
            c.line([(x + 130, 520), (x + 124, 714)], 26, T.INK)
            c.line([(x + 180, 520), (x + 188, 714)], 26, T.INK)
            c.line([(x + 124, 718), (x + 146, 722)], 17, T.DARK)
            c.line([(x + 188, 718), (x + 212, 722)], 17, T.DARK)
        for n in range(7):
            fold: list[Point] = [(x + n * 44.3, 172), (x + (n + 1) * 44.3, 172), (x + (n + 1) * 44.3, 560), (x + n * 44.3, 560)]
            c.poly(fold, (T.DARK, T.NIGHT)[n % 2])
        c.rect(x, 545, x + 310, 562, T.INK)
    c.poly([(-20, 900), (1620, 900), (1620, 1080), (-20, 1080)], T.DARK)
    c.rect(-10, 892, 1610, 908, T.INK)
    c.poly([(470, 560), (1010, 560), (1010, 980), (470, 980)], T.PAPER)
    c.poly([(1010, 560), (1170, 500), (1170, 900), (1010, 980)], T.PALE)
    c.poly([(470, 560), (640, 500), (1170, 500), (1010, 560)], T.HAZE)
    c.poly([(660, 534), (700, 520), (980, 520), (946, 534)], T.INK)
    c.rect(470, 560, 1010, 578, T.ACCENT)
    c.poly([(1010, 560), (1170, 500), (1170, 518), (1010, 578)], T.RUST)
    c.disc(740, 770, 112, T.ACCENT)
    for y in (738, 776, 814):
        c.brush([(664, y), (702, y - 22), (740, y), (778, y - 22), (816, y)], [4, 13, 4, 13, 4], T.PAPER)
    c.rect(1072, 700, 1108, 764, T.INK)
    c.line(arc(1090, 700, 20, 26, 180, 360, 14), 9, T.INK)
    for k in range(4):
        c.line([(470, 930 + k * 14), (1010, 930 + k * 14)], 2, T.HAZE)
    c.poly([(716, 300), (944, 318), (926, 530), (722, 530)], T.PAPER)
    c.poly([(830, 309), (944, 318), (926, 530), (826, 530)], T.HAZE)
    c.line([(760, 372), (806, 376)], 5, T.STONE)
    c.line([(760, 402), (806, 405)], 5, T.STONE)
    c.line([(760, 432), (806, 434)], 5, T.STONE)
    posting_hand(c)


def posting_hand(c: Canvas) -> None:
    """A sleeve, a cuff and the hand that lets the paper go."""
    c.poly([(1075, 190), (1640, -170), (1640, 200), (1180, 372)], T.ACCENT)
    c.poly([(1180, 372), (1640, 200), (1640, 90), (1150, 315)], T.RUST)
    c.poly([(1052, 204), (1100, 174), (1206, 362), (1156, 388)], T.PAPER)
    c.blob([(1070, 220), (1000, 232), (930, 262), (868, 322), (850, 352), (866, 370), (896, 358), (940, 330), (930, 372), (938, 412), (968, 426), (1010, 424), (1060, 400), (1120, 372), (1150, 350)], T.LIT)
    c.brush([(1010, 300), (950, 316), (878, 366)], [34, 36, 28], T.LIT)
    c.brush([(946, 330), (905, 352), (872, 372)], [3, 4, 2], T.RUST)
    for dy in (0, 30, 58):
        c.brush([(944 + dy * 0.2, 372 + dy * 0.8), (980, 366 + dy * 0.7), (1024, 352 + dy * 0.55)], [2, 4, 2], T.RUST)
    c.poly([(880, 340), (856, 350), (864, 366), (886, 356)], T.PAPER)


@scene("envelope-letters", TIDE, T.PALE)
def envelope_letters(c: Canvas) -> None:
    """A morning's letters spread on a desk in window light, with tea, spectacles and a pen."""
    c.gouge(c.page, T.SOFT, 46, 420, 4, turn=-8)
    for x in (-80, 380):
        light = [(x, -20), (x + 380, -20), (x + 980, 1090), (x + 600, 1090)]
        c.poly(light, T.HAZE)
    for y in (330, 720):
        c.poly([(-20, y), (1620, y - 60), (1620, y - 22), (-20, y + 40)], T.PALE)
    letters = (
        (330, 270, 420, -18, T.PAPER, T.HAZE, 1),
        (1130, 250, 430, 14, T.ACCENT, T.RUST, 0),
        (760, 250, 400, 4, T.DEEP, T.NIGHT, 1),
        (420, 700, 440, 12, T.ACCENT, T.RUST, 1),
        (1190, 660, 430, -10, T.PAPER, T.HAZE, 0),
        (790, 620, 520, -7, T.PAPER, T.HAZE, 1),
    )
    for x, y, w, turn, face, back, flap in letters:
        h = w * 0.64
        card: list[Point] = [(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2)]
        c.poly(move(card, (x + 16, y + 20), turn=turn), T.MID)
        c.poly(move(card, (x, y), turn=turn), face)
        if flap:
            c.poly(move([(-w / 2, h / 2), (0, -h * 0.06), (w / 2, h / 2)], (x, y), turn=turn), back)
            c.line(move([(-w / 2, h / 2), (0, -h * 0.06), (w / 2, h / 2)], (x, y), turn=turn), 3, T.SOFT if face == T.PAPER else T.INK)
            c.poly(move([(-w / 2, -h / 2), (0, h * 0.12), (w / 2, -h / 2)], (x, y), turn=turn), face)
            c.line(move([(-w / 2, -h / 2), (0, h * 0.12), (w / 2, -h / 2)], (x, y), turn=turn), 3.5, T.SOFT if face == T.PAPER else T.INK)
        else:
            ink = T.DEEP if face == T.PAPER else T.PAPER
            for k in range(4):
                c.brush(move([(-w * 0.16, -h * 0.02 + k * h * 0.11), (0, -h * 0.03 + k * h * 0.11), (w * (0.26 - 0.05 * (k % 3)), -h * 0.02 + k * h * 0.11)], (x, y), turn=turn), [3, 5, 3], ink)
            c.poly(move([(w * 0.3, -h * 0.4), (w * 0.44, -h * 0.4), (w * 0.44, -h * 0.12), (w * 0.3, -h * 0.12)], (x, y), turn=turn), T.PAPER if face != T.PAPER else T.ACCENT)
            c.poly(move([(w * 0.33, -h * 0.16), (w * 0.36, -h * 0.34), (w * 0.38, -h * 0.34), (w * 0.41, -h * 0.16)], (x, y), turn=turn), T.DEEP if face != T.PAPER else T.PAPER)
            for k in range(3):
                c.line(move([(w * 0.12, -h * 0.36 + k * 14), (w * 0.42, -h * 0.36 + k * 14)], (x, y), turn=turn), 3, T.STONE)
    c.disc(800, 650, 34, T.ACCENT)
    c.disc(800, 650, 24, T.RUST)
    c.brush([(788, 660), (800, 640), (812, 660)], [3, 6, 3], T.PAPER)
    desk_things(c)


def desk_things(c: Canvas) -> None:
    """Tea, a pen and a pair of spectacles."""
    c.disc(1398, 932, 158, T.MID)
    c.disc(1385, 915, 158, T.PAPER)
    c.disc(1385, 915, 146, T.HAZE)
    c.line(arc(1490, 830, 44, 40, -130, 70, 16), 20, T.PAPER)
    c.disc(1385, 915, 98, T.PAPER)
    c.disc(1385, 915, 84, T.RUST)
    c.brush(arc(1385, 915, 62, 62, 190, 260, 8), [2, 9, 2], T.ACCENT)
    c.brush([(90, 1010), (560, 918)], [20, 24], T.MID, curved=False)
    c.brush([(80, 990), (470, 915)], [20, 26], T.INK, curved=False)
    c.poly([(468, 902), (552, 896), (473, 930)], T.ACCENT)
    c.brush([(250, 957), (262, 955)], [27, 27], T.ACCENT, curved=False)
    for x, y in ((880, 955), (1052, 930)):
        c.line(arc(x, y, 74, 62, 0, 360, 40), 11, T.INK)
        c.line(arc(x, y, 52, 42, 200, 260, 12), 5, T.PAPER)
    c.line(arc(966, 940, 18, 14, 180, 360, 10), 10, T.INK)
    c.brush([(1126, 918), (1230, 905), (1262, 960)], [10, 9, 6], T.INK)
    c.brush([(806, 968), (720, 1010), (742, 1060)], [10, 9, 6], T.INK)
