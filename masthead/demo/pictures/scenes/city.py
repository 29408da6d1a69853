"""The city out of doors: the night tram, the mill, the clock tower, the bridge, the bicycle."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import arc, quad_cell
from ..palettes import BRICK, DUSK, LAMP
from ..palettes import Tone as T
from ..registry import scene
from ..shapes.birds import flier, gull, perched, pigeon
from ..shapes.houses import brickwork, gable, skyline, terrace, windows
from ..shapes.light import lamp_post, stars, streak_cloud
from ..shapes.people import Look, person, umbrella
from ..shapes.transport import bicycle, coach_side, tram_front
from ..shapes.trees import bare_tree, pot_plant
from ..shapes.water import rain, ripples


@scene("tram-night", LAMP, T.NIGHT)
def tram_night(c: Canvas) -> None:
    """A lit tram comes down a wet street in rain; two people wait under umbrellas."""
    c.fade(c.page, T.DARK, (0, 500), (0, 0), 0.0, 1.0)
    skyline(c, 690, 200, 330, T.DEEP, 200, 1120, 120, T.LIT)
    for quad, cols in (([(-10, -20), (330, 190), (330, 700), (-10, 820)], 4), ([(1180, 220), (1620, -60), (1620, 860), (1180, 705)], 5)):
        c.poly(quad, T.DARK)
        windows(c, quad_cell(quad, 0.02, 0.04, 0.98, 0.72), cols, 4, [T.NIGHT, T.DEEP, T.GLOW, T.NIGHT, T.ACCENT], 0.42, 0.55, T.DARK)
        c.poly(quad_cell(quad, 0.06, 0.78, 0.94, 0.97), T.LIT)
        for k in range(1, cols):
            c.poly(quad_cell(quad, k / cols - 0.01, 0.76, k / cols + 0.01, 0.98), T.DARK)
        c.poly(quad_cell(quad, 0, 0.735, 1, 0.78), T.BLEND)
    c.poly([(-20, 700), (1620, 700), (1620, 1080), (-20, 1080)], T.NIGHT)
    for a, b in (((-20, 150), (860, 250)), ((1620, 60), (700, 262))):
        c.line([a, b], 2, T.MID)
    c.line([(640, 265), (1000, 238), (1620, 175)], 2.5, T.MID)
    c.line([(690, 372), (760, 310), (700, 258), (640, 268)], 5, T.MID)
    side = [(330, 440), (905, 318), (905, 812), (330, 716)]
    front = [(905, 318), (1168, 338), (1172, 798), (905, 812)]
    coach_side(c, side, 9, [T.GLOW, T.LIT, T.GLOW], T.PAPER, T.ACCENT, T.INK)
    tram_front(c, front, T.PAPER, T.ACCENT, T.GLOW, T.PAPER)
    c.poly(quad_cell(front, 0, 0.04, 0.045, 0.88), T.GREY)
    c.glow(958, 676, 130, T.PAPER, 0.75)
    c.glow(1118, 668, 130, T.PAPER, 0.75)
    swap = {T.PAPER: T.LIT, T.GLOW: T.LIT, T.ACCENT: T.BLEND, T.LIT: T.BLEND, T.GREY: T.DEEP, T.INK: T.DARK}
    c.reflect(812, 262, swap, 9)
    c.gouge([(-10, 815), (1610, 805), (1610, 1080), (-10, 1080)], T.DARK, 13, 200, 8)
    ripples(c, 800, 1060, T.DEEP, 70)
    for x0, x1 in ((935, 780), (1140, 1260)):
        c.brush([(x0, 812), ((x0 + x1) / 2, 930), (x1, 1080)], [3, 6, 10], T.GLOW, curved=False)
    c.poly([(1190, 1080), (1330, 900), (1620, 880), (1620, 1080)], T.MID)
    c.gouge([(1190, 1080), (1330, 900), (1620, 880), (1620, 1080)], T.DEEP, 15, 60, 6)
    umbrella(c, 1366, 664, 158, T.PAPER, T.PALE, -6)
    person(c, 1380, 1010, 360, Look(T.ACCENT, T.INK, T.GLOW, T.INK, "long", skirt=True), "hold", -1)
    umbrella(c, 1508, 650, 172, T.ACCENT, T.RUST, 4)
    person(c, 1520, 1040, 390, Look(T.PALE, T.INK, T.LIT, T.INK, "short"), "hold", -1)
    rain(c, T.PAPER, 210, 13, length=56, width=2)
    rain(c, T.MID, 260, 13, length=40, width=2)


@scene("mill-flats", BRICK)
def mill_flats(c: Canvas) -> None:
    """An old brick mill, now flats: balconies, washing and lit rooms above the canal."""
    c.fade(c.page, T.GLOW, (0, 0), (0, 700), 0.1, 0.95)
    for x, y, w in ((250, 150, 460), (820, 90, 620), (1420, 250, 420)):
        streak_cloud(c, x, y, w, 30, T.PAPER)
    skyline(c, 770, 60, 170, T.PALE, 0, 1600, 90)
    c.poly([(1428, 770), (1448, 60), (1512, 60), (1532, 770)], T.DEEP)
    c.poly([(1488, 770), (1484, 60), (1512, 60), (1532, 770)], T.NIGHT)
    c.rect(1438, 48, 1522, 78, T.NIGHT)
    c.brush([(1480, 44), (1440, -10), (1330, -40)], [30, 50, 60], T.PAPER)
    wall = [(330, 210), (1290, 210), (1290, 775), (330, 775)]
    c.poly(wall, T.MID)
    brickwork(c, wall, T.SOFT, 42, 0.1)
    brickwork(c, wall, T.DEEP, 42, 0.05)
    c.poly([(1290, 210), (1380, 250), (1380, 775), (1290, 775)], T.NIGHT)
    c.poly([(316, 212), (360, 160), (1260, 160), (1304, 212)], T.DARK)
    for x in (470, 640, 810, 980, 1150):
        c.poly([(x - 34, 190), (x - 34, 160), (x, 130), (x + 34, 160), (x + 34, 190)], T.MID)
        c.rect(x - 16, 158, x + 16, 190, T.ACCENT if x % 3 == 0 else T.PAPER)
    mill_windows(c)
    c.poly([(190, 775), (190, 150), (330, 150), (330, 775)], T.DEEP)
    c.poly([(176, 152), (260, 30), (344, 152)], T.DARK)
    c.disc(260, 220, 42, T.PAPER)
    c.line([(260, 220), (260, 190)], 5, T.INK)
    c.line([(260, 220), (282, 232)], 5, T.INK)
    for y in (330, 450, 570):
        c.rect(244, y, 276, y + 66, T.ACCENT if y == 450 else T.DARK)
    c.rect(-10, 775, 1610, 800, T.INK)
    person(c, 600, 574, 60, Look(T.PAPER, T.DARK, T.GLOW, T.INK, "bun"), "reach", 1)
    for k, tone in enumerate((T.PAPER, T.ACCENT, T.PAPER, T.DARK, T.PALE)):
        c.poly([(1004 + k * 19, 414), (1020 + k * 19, 414), (1021 + k * 19, 440), (1003 + k * 19, 440)], tone)
    bare_tree(c, 100, 790, 330, T.DARK)
    c.reflect(800, 270, {T.PAPER: T.GLOW, T.MID: T.DEEP, T.DEEP: T.NIGHT, T.NIGHT: T.DARK, T.SOFT: T.DEEP}, 5)
    ripples(c, 806, 1060, T.DARK, 70)
    ripples(c, 806, 1060, T.GLOW, 26)
    c.poly([(-10, 1020), (1610, 985), (1610, 1080), (-10, 1080)], T.INK)
    person(c, 1180, 1020, 150, Look(T.ACCENT, T.INK, T.GLOW, T.INK, "short"), "walk", 1)
    bicycle(c, 1240, 1018, 120, T.PAPER, T.ACCENT, T.PAPER)
    pigeon(c, 320, 1018, 26, T.PALE, T.PAPER, 1)
    pigeon(c, 380, 1016, 26, T.MID, T.PAPER, -1)


def mill_windows(c: Canvas) -> None:
    """Nine bays of arched windows, two of them with balconies."""
    lights = [T.DARK, T.DARK, T.LIT, T.ACCENT, T.NIGHT, T.INK, T.DARK]
    for row in range(5):
        for col in range(9):
            x, y = 392 + col * 104, 262 + row * 102
            tone = lights[int(c.rng.integers(0, len(lights)))]
            c.poly([(x - 29, y + 66), (x - 29, y), *arc(x, y, 29, 22, 180, 360, 10), (x + 29, y + 66)], T.PAPER)
            c.poly([(x - 24, y + 64), (x - 24, y), *arc(x, y, 24, 18, 180, 360, 10), (x + 24, y + 64)], tone)
            c.rect(x - 2, y - 18, x + 2, y + 64, T.PAPER)
            c.rect(x - 24, y + 18, x + 24, y + 21, T.PAPER)
            if col in (2, 6) and row < 4:
                c.rect(x - 46, y + 72, x + 46, y + 79, T.INK)
                for k in range(12):
                    c.rect(x - 46 + k * 8.2, y + 40, x - 43.5 + k * 8.2, y + 74, T.INK)
                c.rect(x - 46, y + 38, x + 46, y + 42, T.INK)
                pot_plant(c, x + 32, y + 72, 52, T.ACCENT, T.DARK, 5)


@scene("clock-tower", DUSK, T.GLOW)
def clock_tower(c: Canvas) -> None:
    """The town clock at ten to five over dusk roofs, starlings turning about it."""
    x: float
    y: float
    c.fade(c.page, T.PAPER, (0, 0), (0, 560), 1.0, 0.0)
    c.disc(560, 520, 210, T.LIT)
    for x, y, w in ((330, 300, 640), (700, 545, 760), (1350, 190, 560), (1450, 420, 500)):
        streak_cloud(c, x, y, w, 34, T.PALE)
    skyline(c, 760, 70, 160, T.PALE, -20, 1620, 80)
    skyline(c, 830, 50, 150, T.SOFT, -40, 1620, 110)
    c.rect(-10, 755, 1610, 832, T.SOFT)
    c.rect(-10, 830, 1610, 1080, T.MID)
    c.poly([(860, 1080), (872, 260), (1128, 260), (1140, 1080)], T.DEEP)
    c.poly([(1040, 1080), (1040, 260), (1128, 260), (1140, 1080)], T.DARK)
    for y in (262, 540, 620):
        c.rect(852, y - 14, 1148, y + 8, T.NIGHT)
    c.poly([(858, 250), (900, 190), (940, 120), (1000, -60), (1060, 120), (1100, 190), (1142, 250)], T.NIGHT)
    c.poly([(1000, -60), (1060, 120), (1100, 190), (1142, 250), (1030, 250)], T.DARK)
    c.rect(962, 150, 1038, 238, T.GLOW)
    for x in (962, 987, 1013, 1038):
        c.rect(x - 5, 146, x + 5, 240, T.DARK)
    clock_face(c)
    for x in (910, 960):
        c.poly([(x - 16, 740), (x - 16, 680), *arc(x, 680, 16, 16, 180, 360, 8), (x + 16, 740)], T.DARK)
    for x, base, w, h, wall, roof in (
        (-60, 1080, 300, 130, T.MID, T.NIGHT),
        (240, 1080, 250, 190, T.DEEP, T.DARK),
        (490, 1080, 290, 110, T.MID, T.NIGHT),
        (780, 1080, 260, 170, T.DEEP, T.DARK),
        (1040, 1080, 280, 120, T.MID, T.NIGHT),
        (1320, 1080, 320, 200, T.DEEP, T.DARK),
    ):
        terrace(c, x, base, w, h, wall, roof, T.DARK)
        quad = [(x + 20, base - h + 22), (x + w - 20, base - h + 22), (x + w - 20, base), (x + 20, base)]
        windows(c, quad, 4, 2, [T.LIT, T.DARK, T.DARK, T.GLOW], 0.42, 0.6, roof)
        c.gouge([(x, base - h), (x + w * 0.06, base - h - w * 0.34), (x + w * 0.94, base - h - w * 0.34), (x + w, base - h)], T.MID, 17, 40, 3)
    gable(c, 600, 985, 84, 40, T.SOFT, T.DARK, 0.5)
    c.rect(625, 938, 660, 974, T.LIT)
    for k in range(150):
        t = k / 150
        a = t * 5.2 + 0.4
        x = 1010 + (560 - 300 * t) * math.cos(a) + float(c.rng.normal()) * 44
        y = 330 + (200 - 60 * t) * math.sin(a) + float(c.rng.normal()) * 34
        flier(c, x, y, c.vary(6, 17), T.DARK, k, 1 if k % 2 else -1, c.vary(-20, 20))
    for x in (1092, 1120):
        perched(c, x, 525, 14, T.PALE, -1)


def clock_face(c: Canvas) -> None:
    """The dial, its twelve marks and two hands."""
    c.disc(1000, 402, 112, T.DARK)
    c.disc(1000, 402, 98, T.PAPER)
    for k in range(12):
        a = math.radians(k * 30)
        c.line([(1000 + 76 * math.sin(a), 402 - 76 * math.cos(a)), (1000 + 90 * math.sin(a), 402 - 90 * math.cos(a))], 7 if k % 3 == 0 else 4, T.INK)
    c.brush([(1018, 392), (940, 368), (921, 362)], [8, 8, 2], T.INK, curved=False)
    c.brush([(995, 388), (1018, 446), (1024, 460)], [10, 10, 2], T.INK, curved=False)
    c.disc(1000, 402, 9, T.ACCENT)


@scene("bridge", DUSK)
def bridge(c: Canvas) -> None:
    """A stone bridge doubled in the evening river, a tram crossing and one rower below."""
    c.fade(c.page, T.GLOW, (0, 40), (0, 600), 0.1, 1.0)
    c.disc(1180, 330, 120, T.ACCENT)
    for x, y, w in ((420, 160, 700), (1080, 350, 640), (1450, 200, 420)):
        streak_cloud(c, x, y, w, 34, T.HAZE)
    skyline(c, 620, 60, 150, T.HAZE, -20, 1620, 80)
    c.rect(300, 330, 350, 620, T.PALE)
    c.poly([(292, 332), (325, 230), (358, 332)], T.PALE)
    skyline(c, 630, 30, 90, T.SOFT, -20, 1620, 100)
    side = [(560, 342), (930, 334), (930, 424), (560, 432)]
    coach_side(c, side, 9, [T.PAPER, T.GLOW], T.PAPER, T.ACCENT, T.INK)
    c.line([(-20, 300), (800, 276), (1620, 300)], 2, T.DARK)
    c.line([(700, 338), (730, 308), (700, 279)], 3, T.DARK)
    deck = [(-20, 462), (400, 437), (800, 428), (1200, 437), (1620, 462)]
    c.poly([*deck, (1620, 640), (-20, 640)], T.DEEP)
    c.gouge([*deck, (1620, 640), (-20, 640)], T.MID, 19, 44, 4)
    arches(c)
    for x in (140, 543, 976, 1382):
        c.poly([(x - 44, 650), (x - 36, 560), (x - 20, 470), (x + 20, 470), (x + 36, 560), (x + 44, 650)], T.NIGHT)
    c.line(deck, 16, T.NIGHT)
    for x in range(0, 1620, 22):
        c.line([(x, 456 - 28 * math.sin(math.pi * x / 1600) - 24), (x, 456 - 28 * math.sin(math.pi * x / 1600))], 3, T.NIGHT)
    c.line([(x, y - 24) for x, y in deck], 6, T.NIGHT)
    for x in (150, 540, 980, 1380):
        lamp_post(c, x, 448, 150, T.NIGHT, T.PAPER)
    for k, x in enumerate((250, 278, 1060, 1120, 1290, 1480)):
        person(c, x, 446 - 22 * math.sin(math.pi * x / 1600), 62, Look((T.NIGHT, T.ACCENT, T.DARK)[k % 3], T.DARK, T.GLOW, T.DARK, ("short", "hat", "long")[k % 3]), "walk", 1 if k % 2 else -1)
    swap = {T.PAPER: T.GLOW, T.GLOW: T.GLOW, T.DEEP: T.MID, T.NIGHT: T.DEEP, T.DARK: T.NIGHT, T.MID: T.SOFT, T.ACCENT: T.LIT}
    c.reflect(641, 440, swap, 5)
    ripples(c, 645, 1060, T.PALE, 90)
    ripples(c, 645, 1060, T.DEEP, 60)
    c.blob([(610, 912), (760, 902), (1010, 900), (1180, 908), (1000, 920), (760, 924)], T.INK)
    person(c, 880, 925, 130, Look(T.PAPER, T.INK, T.GLOW, T.INK, "short"), "sit", -1)
    for x, y in ((620, 962), (1120, 850)):
        c.brush([(870, 892), (x, y)], [4, 4], T.INK)
        c.oval(x, y, 32, 8, T.ACCENT, -20)
    gull(c, 520, 220, 60, T.PAPER, -10)
    gull(c, 600, 180, 44, T.PAPER, 8)


def arches(c: Canvas) -> None:
    """Five arches with the far bank seen through them."""
    for x, r in ((-30, 150), (330, 165), (760, 185), (1190, 165), (1570, 150)):
        with c.clip([(x - r, 641), *arc(x, 641, r, r * 0.82, 180, 360, 40), (x + r, 641)]):
            c.rect(x - r, 400, x + r, 660, T.GLOW)
            skyline(c, 641, 20, 60, T.PALE, x - r, x + r, 60)
            c.poly([(x + r * 0.55, 660), *arc(x + r * 0.1, 641, r * 0.9, r * 0.8, 0, -100, 20), (x + r, 380), (x + r + 10, 660)], T.DARK)
        c.line(arc(x, 641, r + 6, r * 0.82 + 6, 180, 360, 40), 9, T.NIGHT)


@scene("bicycle", BRICK, T.MID)
def bicycle_wall(c: Canvas) -> None:
    """A bicycle with bread and leeks in its basket rests in low sun against a brick wall."""
    wall = [(-10, -10), (1610, -10), (1610, 830), (-10, 830)]
    brickwork(c, wall, T.SOFT, 27, 0.22)
    brickwork(c, wall, T.DEEP, 27, 0.06)
    shade = [(-10, -10), (520, -10), (150, 830), (-10, 830)]
    c.poly(shade, T.DEEP)
    brickwork(c, [(-10, -10), (330, -10), (200, 830), (-10, 830)], T.NIGHT, 27, 0.2)
    c.poly([(1240, -10), (1610, -10), (1610, 560), (1240, 560)], T.PAPER)
    c.rect(1270, -10, 1610, 520, T.DARK)
    c.rect(1430, -10, 1446, 520, T.PAPER)
    c.rect(1270, 210, 1610, 224, T.PAPER)
    c.poly([(1285, 520), (1285, 250), (1420, 230), (1390, 400), (1330, 520)], T.PALE)
    c.rect(1215, 520, 1610, 566, T.PAPER)
    c.rect(1215, 552, 1610, 570, T.GREY)
    c.blob([(1475, 520), (1462, 440), (1478, 392), (1470, 340), (1488, 358), (1512, 356), (1530, 336), (1530, 390), (1548, 440), (1560, 520)], T.INK)
    c.brush([(1552, 505), (1590, 530), (1580, 600), (1598, 630)], [18, 17, 14, 8], T.INK)
    c.rect(-10, 830, 1610, 1080, T.HAZE)
    c.poly([(-10, 830), (150, 830), (20, 1080), (-10, 1080)], T.PALE)
    for k in range(9):
        c.line([(-300 + k * 270, 1080), (40 + k * 210, 830)], 3, T.PALE)
    c.line([(-10, 930), (1610, 930)], 3, T.PALE)
    c.rect(-10, 818, 1610, 834, T.NIGHT)
    bicycle(c, 850, 838, 620, T.DEEP, T.DEEP, T.DEEP)
    bicycle(c, 730, 930, 650, T.INK, T.ACCENT, T.INK)
    c.blob([(420, 930), (520, 922), (950, 920), (1100, 930), (950, 944), (560, 944)], T.DEEP)
    for k in range(5):
        c.brush([(960 + k * 16, 400), (950 + k * 22, 300), (930 + k * 34, 230 + k % 2 * 26)], [13, 10, 2], (T.PAPER, T.PALE, T.GLOW)[k % 3])
    c.blob([(1015, 410), (1030, 262), (1060, 236), (1086, 262), (1078, 410)], T.LIT)
    for k in range(4):
        c.line([(1036, 290 + k * 28), (1072, 278 + k * 28)], 6, T.ACCENT)
    c.poly([(925, 372), (1125, 372), (1096, 494), (954, 494)], T.PAPER)
    for k in range(8):
        c.line([(930 + k * 27, 372), (956 + k * 19.5, 494)], 3.5, T.INK)
    for k in range(5):
        c.line([(928 + k * 6, 380 + k * 27), (1122 - k * 6, 380 + k * 27)], 3.5, T.INK)
    c.line([(922, 372), (1128, 372)], 10, T.INK)
    stars(c, 40, 900, T.PAPER)
