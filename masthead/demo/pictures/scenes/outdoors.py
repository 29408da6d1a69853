"""Out of doors in the districts: the Ropewalk pitch, the allotments, the playground."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, arc, quad_cell
from ..palettes import DAWN, MOSS
from ..palettes import Tone as T
from ..registry import scene
from ..shapes.birds import gull, perched
from ..shapes.houses import skyline, terrace, windows
from ..shapes.light import streak_cloud
from ..shapes.people import Look, person
from ..shapes.trees import crown_tree, leaf, poplar


@scene("football-pitch", MOSS, T.NIGHT)
def football_pitch(c: Canvas) -> None:
    """Under floodlights at the Ropewalk a header goes in from a corner; the stand is full."""
    c.fade(c.page, T.DARK, (0, 300), (0, 0), 0.0, 1.0)
    full_stand(c)
    field: list[Point] = [(-120, 496), (1720, 496), (2500, 1090), (-900, 1090)]
    c.poly(field, T.MID)
    for k in range(0, 12, 2):
        c.poly(quad_cell(field, k / 12, 0, (k + 1) / 12, 1), T.SOFT)
    c.brush([(-20, 545), (1620, 545)], [4, 4], T.PAPER, curved=False)
    c.line([(330, 545), (190, 740), (1410, 740), (1270, 545)], 6, T.PAPER)
    c.line([(560, 545), (500, 620), (1100, 620), (1040, 545)], 5, T.PAPER)
    c.line(arc(800, 740, 190, 62, 0, 180, 30), 6, T.PAPER)
    c.disc(800, 672, 6, T.PAPER)
    for k in range(21):
        c.line([(570 + k * 23, 380), (590 + k * 21, 530)], 1.4, T.HAZE)
    for k in range(8):
        c.line([(562 + k * 2, 384 + k * 20), (1038 - k * 2, 384 + k * 20)], 1.4, T.HAZE)
    c.line([(560, 548), (560, 374), (1040, 374), (1040, 548)], 11, T.PAPER)
    red = Look(T.ACCENT, T.PAPER, T.GLOW, T.INK, "short")
    blue = Look(T.PAPER, T.DARK, T.RUST, T.INK, "short")
    players = (
        (820, 560, 120, Look(T.INK, T.INK, T.LIT, T.RUST), "raise", 1),
        (660, 606, 140, blue, "run", 1),
        (980, 640, 150, red, "run", -1),
        (470, 690, 165, red, "run", 1),
        (1190, 720, 175, blue, "stand", -1),
        (300, 800, 210, blue, "run", 1),
        (1380, 900, 250, red, "walk", -1),
    )
    for x, y, h, look, pose, face in players:
        for s in (-1, 1):
            c.poly([(x, y), (x + s * h * 0.7, y + h * 0.17), (x + s * h * 0.8, y + h * 0.12)], T.DEEP)
        person(c, x, y, h, look, pose, face)
    for s in (-1, 1):
        c.poly([(790, 1000), (790 + s * 260, 1050), (790 + s * 300, 1036)], T.DEEP)
    person(c, 740, 985, 430, red, "kick", 1)
    person(c, 1010, 1010, 400, blue, "run", -1)
    c.disc(905, 872, 30, T.PAPER)
    for k in range(5):
        a = math.radians(k * 72 - 90)
        c.disc(905 + 22 * math.cos(a), 872 + 22 * math.sin(a), 7, T.INK)
    c.disc(905, 872, 8, T.INK)


def full_stand(c: Canvas) -> None:
    """Floodlights over a full stand, and the boards below it."""
    for x, top in ((150, 40), (1450, 40)):
        c.line([(x, 420), (x, top + 30)], 13, T.DARK)
        c.glow(x, top + 30, 330, T.GLOW, 0.7)
        for row in range(3):
            for col in range(5):
                c.disc(x - 72 + col * 36, top + row * 32, 12, T.PAPER)
    c.poly([(-20, 240), (1620, 240), (1620, 280), (-20, 280)], T.DARK)
    c.rect(-10, 280, 1610, 470, T.DEEP)
    for row in range(6):
        for k in range(76):
            x, y = k * 22 + row % 2 * 11, 300 + row * 29
            if c.rng.random() < 0.9:
                tone = (T.DARK, T.ACCENT, T.NIGHT, T.PAPER, T.RUST, T.MID)[int(c.rng.integers(0, 6))]
                c.rect(x - 8, y + 8, x + 8, y + 26, tone)
                c.disc(x, y + 2, 6.5, (T.GLOW, T.LIT, T.RUST)[int(c.rng.integers(0, 3))])
    c.rect(-10, 455, 1610, 496, T.PAPER)
    for k in range(8):
        c.rect(k * 210 - 20, 455, k * 210 + 80, 496, T.ACCENT)


@scene("allotment", MOSS, T.HAZE)
def allotment(c: Canvas) -> None:
    """Autumn plots: bean poles, cabbages in rows, a shed with a robin, and someone digging."""
    c.fade(c.page, T.GLOW, (0, 420), (0, 0), 0.8, 0.1)
    for k in range(9):
        x = k * 200 - 40
        terrace(c, x, 430, 180, 90 + 20 * (k % 2), T.PALE, T.SOFT, T.SOFT)
        windows(c, [(x + 16, 350), (x + 164, 350), (x + 164, 430), (x + 16, 430)], 3, 1, [T.PAPER, T.HAZE], 0.4, 0.6)
    for x, h in ((70, 330), (1490, 400), (1320, 260)):
        crown_tree(c, x, 470, h, T.DEEP, T.ACCENT if x != 1490 else T.LIT, T.RUST if x != 1490 else T.ACCENT)
    c.rect(-10, 430, 1610, 1080, T.SOFT)
    for k in range(80):
        c.rect(k * 21 - 5, 402, k * 21 + 8, 452, T.DEEP if k % 2 else T.MID)
    c.rect(-10, 416, 1610, 424, T.DEEP)
    far: Point = (760, 300)
    for k, (a, b, tone) in enumerate(((-900, -340, T.RUST), (-280, 160, T.DEEP), (230, 640, T.RUST), (900, 1330, T.DEEP), (1400, 1900, T.RUST), (1960, 2560, T.DEEP))):
        t = (452 - far[1]) / (1090 - far[1])
        near: list[Point] = [(a, 1090), (b, 1090)]
        top: list[Point] = [(far[0] + (x - far[0]) * t, 452) for x, _ in near]
        bed = [top[0], top[1], near[1], near[0]]
        c.poly(bed, tone)
        rows = 11 if k != 3 else 0
        for row in range(rows):
            v = (row / rows) ** 1.7
            s = 10 + 62 * v
            for u in (0.24, 0.74):
                px, py = quad_cell(bed, u, v, u, v)[0]
                if k % 2 == 0:
                    for n in range(5):
                        tip = (px + math.sin(n * 1.25 - 2.5) * s * 0.8, py - s * (0.5 + 0.5 * math.cos(n * 1.25 - 2.5)))
                        leaf(c, (px, py + s * 0.1), tip, s * 0.4, (T.MID, T.PALE)[n % 2])
                    c.disc(px, py - s * 0.1, s * 0.28, T.HAZE)
                else:
                    for n in (-1, 0, 1):
                        leaf(c, (px, py), (px + n * s * 0.5, py - s * 1.1), s * 0.22, (T.SOFT, T.PALE)[n % 2])
    bean_row(c)
    shed(c)
    person(c, 1010, 900, 400, Look(T.ACCENT, T.DARK, T.GLOW, T.INK, "hat", scarf=T.PAPER), "dig", -1)
    c.line([(930, 640), (850, 905)], 11, T.DARK)
    c.poly([(832, 880), (874, 892), (850, 962), (818, 946)], T.STONE)
    for _ in range(34):
        c.disc(840 + float(c.rng.normal()) * 54, 960 + float(c.rng.normal()) * 14, c.vary(6, 18), T.RUST)
    perched(c, 790, 940, 20, T.ACCENT, 1)
    person(c, 300, 700, 240, Look(T.DARK, T.DEEP, T.RUST, T.INK, "bun"), "carry", 1)
    c.poly([(340, 556), (420, 556), (408, 606), (352, 606)], T.PAPER)


def shed(c: Canvas) -> None:
    """A boarded shed and a water butt."""
    c.poly([(1120, 640), (1120, 400), (1420, 400), (1420, 640)], T.MID)
    for k in range(9):
        c.line([(1120 + k * 34, 400), (1120 + k * 34, 640)], 3, T.DEEP)
    c.poly([(1090, 412), (1150, 320), (1400, 320), (1452, 412)], T.DARK)
    c.rect(1160, 470, 1240, 640, T.DARK)
    c.rect(1290, 460, 1380, 540, T.PAPER)
    c.rect(1332, 460, 1338, 540, T.DEEP)
    c.line([(1450, 640), (1450, 500)], 7, T.DARK)
    c.rect(1440, 560, 1530, 650, T.DEEP)


def bean_row(c: Canvas) -> None:
    """A row of bean poles with the last leaves on."""
    for k in range(5):
        y, s = 520 + k * 62, 1 + k * 0.22
        x = 560 - k * 40
        c.line([(x - 46 * s, y), (x, y - 190 * s)], 5 * s, T.DARK)
        c.line([(x + 46 * s, y), (x, y - 190 * s)], 5 * s, T.DARK)
        for n in range(9):
            px, py = x + c.vary(-28, 28) * s, y - c.vary(20, 180) * s
            leaf(c, (px, py), (px + c.vary(-24, 24) * s, py + 24 * s), 17 * s, (T.MID, T.DEEP, T.ACCENT)[n % 3])
    c.line([(560, 330), (400, 395)], 5, T.DARK)


@scene("playground", DAWN, T.GLOW)
def playground(c: Canvas) -> None:
    """Long shadows on the new playground: a child at the top of the swing, another on the slide."""
    c.fade(c.page, T.PAPER, (0, 0), (0, 560), 1.0, 0.0)
    c.disc(448, 452, 84, T.ACCENT)
    for x, y, w in ((1180, 150, 620), (500, 230, 420)):
        streak_cloud(c, x, y, w, 34, T.PAPER)
    skyline(c, 590, 60, 150, T.HAZE, -20, 1620, 90)
    for x, h in ((90, 230), (650, 260), (760, 210), (1530, 330)):
        crown_tree(c, x, 610, h, T.DEEP, T.SOFT, T.MID)
    poplar(c, 1410, 610, 320, T.SOFT, T.MID)
    c.rect(-10, 600, 1610, 1080, T.PALE)
    c.blob([(-60, 700), (420, 660), (1000, 640), (1660, 690), (1660, 1120), (-60, 1120)], T.GLOW)
    c.gouge([(0, 700), (1600, 700), (1600, 1067), (0, 1067)], T.PAPER, 26, 80, 5)
    for x0, x1 in ((560, 900), (690, 1030), (1010, 1350), (1140, 1480)):
        c.brush([(x0, 850), (x1, 1010)], [12, 12], T.SOFT, curved=False)
    c.brush([(625 + 340, 890), (1400, 1000)], [10, 10], T.SOFT, curved=False)
    for x in (560, 1010):
        c.line([(x, 850), (x + 65, 250), (x + 130, 850)], 16, T.DEEP)
    c.line([(600, 256), (1100, 256)], 18, T.DEEP)
    for dx in (0, 56):
        c.line([(700 + dx, 256), (690 + dx, 690)], 3.5, T.INK)
    c.rect(680, 690, 756, 702, T.ACCENT)
    c.line([(960, 256), (1242, 556)], 3.5, T.INK)
    person(c, 1200, 632, 250, Look(T.ACCENT, T.DEEP, T.LIT, T.INK, "long"), "wave", 1)
    c.line([(900, 256), (1184, 566)], 3.5, T.INK)
    c.line([(1172, 572), (1254, 560)], 11, T.INK)
    person(c, 880, 905, 370, Look(T.DARK, T.INK, T.RUST, T.INK, "bun", skirt=True), "push", 1)
    slide(c)
    person(c, 350, 660, 200, Look(T.DEEP, T.INK, T.PAPER, T.RUST, "short"), "wave", 1)
    c.brush([(120, 890), (520, 1000), (900, 1010)], [30, 34, 30], T.SOFT)
    for x, y, h, look, pose, face in ((1330, 880, 230, Look(T.PAPER, T.DEEP, T.LIT, T.INK, "short"), "run", -1), (1450, 910, 250, Look(T.RUST, T.INK, T.PAPER, T.INK, "bun", True), "run", -1)):
        c.brush([(x, y), (x + h * 0.9, y + h * 0.44)], [h * 0.1, h * 0.16], T.SOFT, curved=False)
        person(c, x, y, h, look, pose, face)
    c.disc(1236, 862, 26, T.ACCENT)
    c.line(arc(1236, 862, 17, 17, 190, 280, 8), 4, T.PAPER)
    gull(c, 880, 130, 60, T.DEEP, -8)
    gull(c, 960, 100, 44, T.DEEP, 8)


def slide(c: Canvas) -> None:
    """A slide with its ladder."""
    c.poly([(60, 880), (120, 430), (240, 430), (250, 470), (150, 470), (110, 880)], T.DEEP)
    for k in range(6):
        c.line([(74 + k * 9, 830 - k * 66), (130 + k * 3, 830 - k * 66)], 9, T.ACCENT)
    c.brush([(220, 452), (330, 560), (420, 760), (560, 872), (640, 878)], [40, 42, 44, 46, 40], T.ACCENT)
    c.brush([(222, 436), (340, 545), (436, 748), (566, 852), (640, 858)], [6, 7, 8, 8, 8], T.RUST)
