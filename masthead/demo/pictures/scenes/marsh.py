"""Open country and open sea: the marsh, the heron, the turbines, the power lines, the flood map."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, arc, between, spline
from ..palettes import DAWN, MOSS, SLATE, TIDE
from ..palettes import Tone as T
from ..registry import scene
from ..shapes.birds import flier, gull, perched, standing_heron
from ..shapes.boats import rowing_boat, trawler
from ..shapes.houses import gable
from ..shapes.light import streak_cloud
from ..shapes.people import Look, person
from ..shapes.rural import furrows, pylon, turbine, wires
from ..shapes.trees import bare_tree, poplar, reeds
from ..shapes.water import foam_edge, glitter, ripples, swell


@scene("marsh-birds", MOSS)
def marsh_birds(c: Canvas) -> None:
    """A flock lifts off the saltmarsh at low sun; creeks wind to a far line of poplars."""
    x: float
    y: float
    c.fade(c.page, T.GLOW, (0, 40), (0, 560), 0.0, 1.0)
    c.disc(1120, 505, 120, T.ACCENT)
    for x, y, w in ((400, 170, 640), (1300, 470, 700), (980, 545, 520), (1350, 120, 460)):
        streak_cloud(c, x, y, w, 30, T.HAZE)
    c.blob([(-60, 585), (200, 545), (520, 560), (900, 548), (1300, 562), (1660, 540), (1660, 640), (-60, 640)], T.PALE)
    for x, h in ((180, 90), (206, 110), (236, 96), (640, 70), (664, 84), (1420, 104), (1450, 126), (1484, 100)):
        poplar(c, x, 580, h, T.SOFT, T.MID)
    c.rect(-10, 580, 1610, 1080, T.MID)
    c.gouge([(0, 585), (1600, 585), (1600, 800), (0, 800)], T.SOFT, 11, 130, 5)
    c.brush([(1180, 582), (1050, 596), (1190, 622), (900, 660), (1180, 720), (700, 800), (900, 900), (560, 1090)], [5, 14, 26, 40, 60, 96, 150, 240], T.GLOW)
    c.brush([(1040, 655), (1300, 672), (1250, 700), (1640, 740)], [12, 16, 22, 40], T.GLOW)
    c.brush([(820, 770), (500, 760), (540, 800), (200, 830), (-40, 840)], [26, 22, 30, 40, 70], T.GLOW)
    glitter(c, 1090, 590, 730, T.ACCENT, 60, 70, 26)
    glitter(c, 800, 760, 1000, T.PAPER, 60, 110, 30)
    for y, tone in ((690, T.DEEP), (850, T.NIGHT)):
        reeds(c, -20, 420, y + 30, 70 + (y - 690) * 0.5, tone, 90)
        reeds(c, 1240 + (y - 690) * 0.6, 1620, y + 60, 80 + (y - 690) * 0.5, tone, 90)
    c.blob([(-60, 1120), (-60, 930), (160, 900), (330, 950), (460, 1030), (520, 1120)], T.DARK)
    c.blob([(1080, 1120), (1160, 1000), (1330, 930), (1660, 900), (1660, 1120)], T.DARK)
    reeds(c, -20, 400, 990, 240, T.DARK, 80, 0.16, T.RUST)
    reeds(c, 1150, 1620, 1010, 300, T.DARK, 90, 0.16, T.RUST)
    for k in range(120):
        t = k / 120
        x = 1340 - 1180 * t + 170 * math.sin(t * 6.0) + float(c.rng.normal()) * (26 + 50 * t)
        y = 500 - 370 * t + 90 * math.sin(t * 4.4 + 1) + float(c.rng.normal()) * (20 + 42 * t)
        flier(c, x, y, 9 + 27 * t * c.vary(0.7, 1.1), T.DARK if k % 4 else T.PAPER, k * 5 % 3, -1, c.vary(-16, 22))
    for x, face in ((610, 1), (668, -1)):
        c.line([(x, 760), (x, 742)], 3, T.DARK)
        perched(c, x, 744, 26, T.DARK, face)


@scene("heron", MOSS, T.HAZE)
def heron(c: Canvas) -> None:
    """A heron stands in still shallows before a pale sun, its reflection broken by one ring."""
    x: float
    y: float
    c.fade(c.page, T.PALE, (0, 700), (0, 0), 0.0, 0.75)
    c.disc(930, 330, 280, T.LIT)
    c.blob([(-60, 640), (140, 560), (420, 600), (760, 575), (1100, 600), (1380, 560), (1660, 590), (1660, 720), (-60, 720)], T.PALE)
    for x, h in ((150, 230), (205, 180), (1370, 260), (1440, 200), (1500, 240)):
        poplar(c, x, 640, h, T.PALE, T.SOFT)
    c.rect(-10, 640, 1610, 1080, T.PALE)
    c.fade([(0, 640), (1600, 640), (1600, 1067), (0, 1067)], T.HAZE, (0, 640), (0, 900), 1.0, 0.0)
    reeds(c, -20, 460, 690, 250, T.SOFT, 90, 0.08)
    reeds(c, 1180, 1620, 690, 280, T.SOFT, 90, 0.08)
    c.reflect(686, 380, {T.LIT: T.GLOW, T.SOFT: T.MID}, 4)
    standing_heron(c, 760, 905, 760)
    for y, spread in ((905, 1.0), (930, 0.72)):
        for dx in (-16, 40):
            c.line(arc(748 + dx, y - 2, 86 * spread, 15 * spread, 0, 360, 40), 2.6, T.PAPER)
    body = [(740, 920), (700, 985), (610, 1030), (690, 1068), (840, 1066), (868, 1000), (800, 930)]
    c.fade(spline(body, True), T.DEEP, (760, 905), (760, 1060), 0.9, 0.4)
    ripples(c, 700, 1060, T.PAPER, 60)
    ripples(c, 920, 1060, T.SOFT, 50)
    reeds(c, -20, 330, 960, 420, T.DEEP, 70, 0.1)
    reeds(c, -30, 420, 1120, 560, T.DARK, 60, 0.12, T.RUST)
    reeds(c, 1210, 1630, 1130, 640, T.DARK, 70, -0.12, T.RUST)
    for k in range(9):
        x, y = 430 + k * 47 + c.vary(-14, 14), 1010 + 44 * math.sin(k * 1.9)
        c.oval(x, y, 34, 9, T.MID, c.vary(-6, 6))
        c.poly([(x, y), (x + 36, y - 5), (x + 36, y + 4)], T.PALE)
    c.blob([(1020, 1012), (1046, 998), (1080, 1006), (1102, 996), (1100, 1020), (1080, 1012), (1046, 1022)], T.ACCENT)
    for k, x in enumerate((420, 480, 545)):
        flier(c, x, 190 - k * 36 + (k == 2) * 52, 26, T.MID, k, 1)


@scene("wind-turbines", DAWN)
def wind_turbines(c: Canvas) -> None:
    """Turbines stand in ranks out to the horizon; a crew boat noses up to the nearest."""
    c.fade(c.page, T.HAZE, (0, 660), (0, 0), 0.0, 0.95)
    c.fade(c.page, T.GLOW, (0, 330), (0, 700), 0.0, 0.9)
    for x, y, w in ((300, 330, 640), (980, 480, 760), (1400, 240, 520), (640, 140, 700)):
        streak_cloud(c, x, y, w, 44, T.PAPER)
    for k in range(9):
        turbine(c, 60 + k * 105, 690, 96 + k * 6, k * 37, T.PALE, T.SOFT)
    c.rect(-10, 690, 1610, 1080, T.MID)
    ripples(c, 694, 790, T.PALE, 90)
    for k, (x, base, h) in enumerate(((1500, 706, 170), (1310, 722, 230), (1040, 745, 330), (640, 790, 500))):
        turbine(c, x, base, h, 12 + k * 43, T.PAPER, T.SOFT if k < 2 else T.MID)
        c.rect(x - h * 0.04, base - h * 0.1, x + h * 0.04, base, T.ACCENT)
        c.oval(x, base, h * 0.09, h * 0.015, T.PAPER)
        foam_edge(c, swell(c, base + 16, 6 + k * 5, (T.MID, T.SOFT, T.MID, T.DEEP)[k], 130 + k * 60, k * 0.37)[::5], T.PAPER, 0.8, 1 + k * 0.6)
    foam_edge(c, swell(c, 905, 34, T.DEEP, 420, 0.4)[::4], T.PAPER, 1, 4)
    turbine(c, 230, 1010, 860, 74, T.PAPER, T.PALE)
    c.poly([(186, 870), (274, 870), (280, 1010), (180, 1010)], T.ACCENT)
    c.poly([(240, 870), (274, 870), (280, 1010), (240, 1010)], T.RUST)
    c.rect(150, 852, 310, 872, T.DARK)
    c.line([(156, 852), (156, 820), (304, 820), (304, 852)], 4, T.DARK)
    c.line([(296, 870), (300, 1010)], 5, T.DARK)
    trawler(c, 520, 985, 360, -3, -1, T.ACCENT, T.PAPER)
    person(c, 385, 940, 92, Look(T.ACCENT, T.DARK, T.GLOW, T.PAPER, "cap"), "reach", -1)
    person(c, 270, 852, 86, Look(T.ACCENT, T.DARK, T.GLOW, T.PAPER, "cap"), "lean", 1)
    foam_edge(c, swell(c, 1010, 30, T.NIGHT, 360, 0.1)[::3], T.PAPER, 1, 6)
    ripples(c, 1000, 1066, T.MID, 30)
    for x, y, s in ((860, 250, 80), (930, 300, 54), (1180, 180, 60)):
        gull(c, x, y, s, T.DEEP, c.vary(-12, 12))


@scene("power-lines", SLATE)
def power_lines(c: Canvas) -> None:
    """Pylons stride over snowy fields at a red sunset towards one farmhouse with its light on."""
    x: float
    y: float
    c.fade(c.page, T.HAZE, (0, 640), (0, 0), 0.0, 1.0)
    c.fade(c.page, T.GLOW, (0, 380), (0, 650), 0.0, 0.85)
    c.disc(1130, 560, 130, T.ACCENT)
    for x, y, w in ((1080, 585, 560), (500, 420, 620), (1380, 300, 500)):
        streak_cloud(c, x, y, w, 26, T.PALE)
    c.blob([(-60, 640), (240, 590), (640, 610), (1000, 640), (1400, 590), (1660, 620), (1660, 720), (-60, 720)], T.PALE)
    c.blob([(-60, 690), (300, 650), (800, 660), (1200, 690), (1660, 640), (1660, 800), (-60, 800)], T.SOFT)
    c.gouge([(0, 680), (1600, 660), (1600, 730), (0, 730)], T.PALE, 12, 60, 4)
    c.blob([(-60, 730), (400, 700), (900, 722), (1300, 700), (1660, 730), (1660, 1120), (-60, 1120)], T.PAPER)
    furrows(c, (900, 716), [-1500 + k * 190 for k in range(24)], 1090, T.PALE, 13)
    rows = [pylon(c, 1040, 705, 110, T.STONE), pylon(c, 960, 722, 190, T.DARK), pylon(c, 800, 770, 360, T.DARK), pylon(c, 400, 930, 850, T.INK)]
    for k in range(3):
        wires(c, rows[k], rows[k + 1], 8 + 18 * k, T.INK, 1.2 + 0.6 * k)
    wires(c, rows[3], [(x - 900, y - 330) for x, y in rows[3]], 60, T.INK, 3.4)
    for x, h in ((1460, 120), (1500, 90), (1540, 130)):
        bare_tree(c, x, 742, h * 1.6, T.DARK)
    gable(c, 1300, 742, 120, 62, T.DARK, T.INK, 0.46)
    c.rect(1410, 690, 1530, 742, T.INK)
    c.rect(1326, 692, 1352, 722, T.ACCENT)
    c.poly([(1326, 744), (1352, 744), (1380, 800), (1296, 800)], T.GLOW)
    c.brush([(1370, 745), (1330, 800), (1420, 890), (1240, 1090)], [10, 22, 50, 120], T.HAZE)
    person(c, 1310, 960, 120, Look(T.ACCENT, T.INK, T.PAPER, T.INK, "beanie"), "walk", 1)
    c.blob([(1180, 962), (1192, 935), (1232, 932), (1252, 918), (1270, 930), (1254, 944), (1240, 966), (1232, 950), (1196, 952)], T.INK)
    a, b = rows[2][2], rows[3][2]
    for k in range(11):
        t = 0.22 + k * 0.052 + (k % 3) * 0.012
        x, y = between(a, b, t)
        perched(c, x, y + 44 * 4 * t * (1 - t), 10 + 8 * t, T.INK, 1 if k % 3 else -1)
    for k in range(6):
        flier(c, 590 + k * 46, 170 + 26 * math.sin(k * 2.0), 16, T.INK, k, 1)


@scene("flood-map", TIDE)
def flood_map(c: Canvas) -> None:
    """A drawn map of the river mouth: blocks within reach of the flood are coloured, a lens lies on it."""
    river: list[Point] = spline([(-60, 250), (180, 330), (420, 300), (620, 400), (760, 560), (980, 590), (1150, 520), (1330, 600), (1640, 560)], steps=14)
    coast: list[Point] = spline([(1250, -60), (1190, 120), (1290, 280), (1230, 430), (1330, 560), (1250, 700), (1340, 850), (1240, 1120)])
    for width, tone in ((205, T.HAZE), (118, T.PALE)):
        for k, (x, y) in enumerate(river):
            c.disc(x, y, width * (0.62 + 0.5 * k / len(river)), tone)
        for x, y in coast:
            c.disc(x, y, width * 1.35, tone)
    turn = math.radians(-17)
    marks = river[::4] + coast[::3]
    for row in range(-16, 34):
        for col in range(-8, 46):
            u, v = col * 46.0 + (row % 2) * 10, row * 40.0
            x, y = u * math.cos(turn) - v * math.sin(turn), u * math.sin(turn) + v * math.cos(turn)
            if not (-40 < x < 1280 and -40 < y < 1110) or (col % 7 == 0) or (row % 6 == 0):
                continue
            near = min(math.hypot(x - mx, y - my) for mx, my in marks)
            if near < 52 or c.rng.random() < 0.07:
                continue
            w, h = 36 * c.vary(0.6, 1.0), 31 * c.vary(0.7, 1.0)
            tone = T.DEEP if near < 125 else T.MID if near < 205 else T.GREY
            block = [(0.0, 0.0), (w, 0.0), (w, h), (w * 0.5, h), (w * 0.5, h * 0.72), (0, h)]
            c.poly([(x + p * math.cos(turn) - q * math.sin(turn), y + p * math.sin(turn) + q * math.cos(turn)) for p, q in block], tone)
    for x, y, r in ((250, 760, 74), (820, 210, 92), (560, 900, 60)):
        c.blob([(x + r * math.cos(k) * c.vary(0.8, 1.1), y + r * 0.7 * math.sin(k)) for k in range(6)], T.PAPER)
        for _ in range(16):
            c.disc(x + c.vary(-0.6, 0.6) * r, y + c.vary(-0.4, 0.4) * r, 6, T.SOFT)
    c.poly([*coast, (1640, 1120), (1640, -60)], T.NIGHT)
    c.brush(river, [30, 44, 66, 110], T.NIGHT, curved=False)
    for k in range(1, 7):
        c.line([(x + 26 * k * k**0.3, y) for x, y in coast], 2.4, T.MID)
    c.line([(x - 4, y) for x, y in coast if 90 < y < 500], 11, T.ACCENT)
    c.line([(x - 4, y) for x, y in coast if 640 < y < 960], 11, T.ACCENT)
    for a, b in (((430, 210), (400, 400)), ((800, 480), (700, 600)), ((1000, 500), (1030, 680))):
        c.line([a, b], 13, T.PAPER)
    rowing_boat(c, 1450, 300, 110, T.PAPER, T.SOFT, -20)
    trawler(c, 1460, 860, 120, 8, -1)
    for x, y in ((560, 470), (1110, 640), (950, 420)):
        c.poly([(x, y), (x - 24, y - 46), (x + 24, y - 46)], T.ACCENT)
        c.disc(x, y - 56, 29, T.ACCENT)
        c.disc(x, y - 56, 11, T.PAPER)
    map_lens(c)


def map_lens(c: Canvas) -> None:
    """A reading glass that enlarges one flooded quarter."""
    c.line([(560, 1000), (800, 1240)], 44, T.INK)
    c.line([(500, 940), (570, 1010)], 22, T.ACCENT)
    c.disc(350, 800, 205, T.INK)
    with c.clip(arc(350, 800, 182, 182, 0, 360, 72)):
        c.rect(150, 600, 560, 1000, T.HAZE)
        for k in range(30):
            x, y = 190 + (k % 5) * 84 + (k // 5) * 20, 600 + (k // 5) * 76 - (k % 5) * 26
            c.poly([(x, y), (x + 62, y - 19), (x + 76, y + 34), (x + 14, y + 53)], T.MID if k % 4 else T.ACCENT)
        c.brush([(120, 860), (330, 900), (560, 1010)], [60, 80, 100], T.NIGHT)
        c.blob([(200, 680), (260, 640), (340, 630), (280, 660), (225, 720)], T.PAPER)
