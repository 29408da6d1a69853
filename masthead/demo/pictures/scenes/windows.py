"""Glass: the station roof, the lit windows of a block of flats, rain on a pane, the greenhouse."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, arc, between
from ..palettes import LAMP, MOSS, SLATE
from ..palettes import Tone as T
from ..registry import scene
from ..shapes.birds import flier
from ..shapes.houses import skyline
from ..shapes.people import Look, head, person
from ..shapes.transport import coach_side, tram_front
from ..shapes.trees import leaf, pot_plant
from ..shapes.vignettes import ROOMS
from ..shapes.water import rain


@scene("rail-station", SLATE, T.PAPER)
def rail_station(c: Canvas) -> None:
    """Morning light falls through the arched roof on to a train and its passengers."""
    vx, vy = 800.0, 640.0
    rings = [1180, 860, 640, 480, 365, 285]
    for k, r in enumerate(rings):
        c.poly([(vx - r * 1.15, vy + r), *arc(vx, vy, r * 1.15, r * 0.98, 180, 360, 60), (vx + r * 1.15, vy + r)], (T.PALE, T.HAZE)[k % 2])
    for k in range(1, 18):
        a = 180 + k * 10
        if a not in (260, 270, 280):
            c.line([arc(vx, vy, 285 * 1.15, 285 * 0.98, a, a, 1)[0], arc(vx, vy, 1500, 1280, a, a, 1)[0]], 2.5, T.STONE)
    c.poly([arc(vx, vy, 250, 250, 256, 256, 1)[0], arc(vx, vy, 1500, 1280, 250, 250, 1)[0], arc(vx, vy, 1500, 1280, 290, 290, 1)[0], arc(vx, vy, 250, 250, 284, 284, 1)[0]], T.PAPER)
    for r in rings:
        c.line(arc(vx, vy, r * 1.15, r * 0.98, 180, 360, 70), r * 0.026, T.DARK)
        for side in (-1, 1):
            c.rect(vx + side * r * 1.15 - r * 0.02, vy, vx + side * r * 1.15 + r * 0.02, vy + r * 0.34, T.DARK)
    c.poly([(vx - 320, vy), *arc(vx, vy, 320, 275, 180, 360, 40), (vx + 320, vy)], T.PAPER)
    skyline(c, vy + 4, 40, 130, T.PALE, 480, 1120, 50)
    c.disc(900, 520, 52, T.ACCENT)
    c.poly([(480, vy), (1120, vy), (2000, 1080), (-420, 1080)], T.STONE)
    c.poly([(760, vy), (480, vy), (-900, 1080), (330, 1080)], T.HAZE)
    c.poly([(900, vy), (1120, vy), (2500, 1080), (1480, 1080)], T.HAZE)
    for top, low in (((760, vy), (330, 1080)), ((900, vy), (1480, 1080))):
        c.brush([top, low], [3, 26], T.PAPER, curved=False)
    for x0, x1 in ((792, 610), (806, 770)):
        c.brush([(x0, vy), (x1, 1080)], [1.5, 12], T.INK, curved=False)
    coach_side(c, [(1600, 130), (1020, 500), (1020, 716), (1600, 1010)][::1], 6, [T.DARK, T.NIGHT], T.PAPER, T.ACCENT, None)
    tram_front(c, [(862, 500), (1020, 500), (1020, 716), (862, 716)], T.PAPER, T.ACCENT, T.DARK, T.PAPER)
    for k in range(4):
        at = between((90, -60), (640, -60), k / 3)
        c.fade([(at[0], -10), (at[0] + 90, -10), (at[0] + 30 + k * 40 - 260, 1080), (at[0] - 150 + k * 40 - 260, 1080)], T.PAPER, (0, 0), (0, 1067), 0.85, 0.25)
    station_clock(c)
    looks = [Look(T.INK, T.INK, T.GLOW, T.INK, "hat"), Look(T.ACCENT, T.INK, T.GLOW, T.INK, "long", True), Look(T.STONE, T.INK, T.LIT, T.INK, "short"), Look(T.DARK, T.STONE, T.GLOW, T.INK, "bun", True)]
    for k, (x, y, h) in enumerate(((690, 690, 96), (640, 700, 104), (560, 740, 150), (585, 745, 132), (400, 810, 220), (150, 930, 340), (330, 1010, 400))):
        c.blob([(x, y), (x - h * 0.5, y + h * 0.12), (x - h * 0.9, y + h * 0.24), (x - h * 0.5, y + h * 0.2), (x + h * 0.08, y + 3)], T.PALE)
        person(c, x, y, h, looks[(k + 1) % 4], ("walk", "stand", "walk", "hold")[k % 4], 1 if k % 3 else -1)
    c.rect(90, 830, 150, 930, T.RUST)
    c.line([(100, 830), (100, 780), (138, 780), (138, 830)], 4, T.INK)
    for k in range(5):
        flier(c, 250 + k * 58, 330 + 30 * math.sin(k * 2.2), 15, T.INK, k, 1)


def station_clock(c: Canvas) -> None:
    """The clock hanging over the platform."""
    c.line([(560, 140), (560, 330)], 5, T.INK)
    c.disc(560, 375, 58, T.INK)
    c.disc(560, 375, 47, T.PAPER)
    c.line([(560, 375), (560, 338)], 6, T.INK)
    c.line([(560, 375), (586, 390)], 6, T.INK)


@scene("apartment-window", LAMP, T.NIGHT)
def apartment_window(c: Canvas) -> None:
    """Twelve windows of one house at night: a reader, a cat, a violin, an embrace, a late supper."""
    c.gouge(c.page, T.DEEP, 21, 50, 4)
    lit = [T.GLOW, T.LIT, T.DARK, T.GLOW, T.PAPER, T.GLOW, T.LIT, T.GLOW, T.LIT, T.DARK, T.GLOW, T.LIT]
    for k in range(12):
        x, y = 70 + (k % 4) * 385, 44 + (k // 4) * 352
        w, h = 300, 262
        c.rect(x - 15, y - 15, x + w + 15, y + h + 6, T.DARK)
        box: list[Point] = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        c.poly(box, lit[k])
        with c.clip(box):
            ROOMS[k](c, x, y)
        c.rect(x + w / 2 - 4, y, x + w / 2 + 4, y + h, T.DARK)
        c.rect(x, y + 76, x + w, y + 82, T.DARK)
        c.rect(x - 26, y + h, x + w + 26, y + h + 18, T.MID)
        if k in (1, 7, 10):
            for n in range(4):
                leaf(c, (x + 40 + n * 64, y + h), (x + 24 + n * 66, y + h - 46), 22, T.INK)
                leaf(c, (x + 40 + n * 64, y + h), (x + 64 + n * 66, y + h - 50), 22, T.INK)
            c.rect(x - 6, y + h - 6, x + w + 6, y + h + 20, T.BLEND)
    c.rect(1580, -10, 1592, 1080, T.DARK)


@scene("rain-window", LAMP, T.NIGHT)
def rain_window(c: Canvas) -> None:
    """Someone looks out through a rain-streaked window at the lights of the town, tea going cold."""
    c.fade(c.page, T.DEEP, (0, 200), (0, 800), 0.1, 0.9)
    skyline(c, 800, 180, 380, T.DARK, -20, 1000, 130)
    for _ in range(46):
        x, y, r = c.vary(40, 1300), c.vary(380, 800), c.vary(12, 46)
        c.disc(x, y, r, (T.LIT, T.BLEND, T.MID, T.ACCENT, T.GLOW)[int(c.rng.integers(0, 5))])
    rain(c, T.DEEP, 300, 8, length=90, width=4)
    for _ in range(230):
        x, y = c.vary(20, 1330), c.vary(10, 800)
        r = c.vary(2, 9)
        c.oval(x, y, r, r * 1.25, T.HAZE)
        c.oval(x - r * 0.2, y - r * 0.2, r * 0.62, r * 0.8, T.DEEP)
        if r > 7:
            path = [(x, y), (x + c.vary(-5, 5), y - 70), (x + c.vary(-8, 8), y - c.vary(120, 260))]
            c.brush(path, [r * 0.8, r * 0.5, 0.8], T.PALE)
    for x in (-10, 640):
        c.rect(x, -10, x + 34, 820, T.INK)
        c.rect(x + 34, -10, x + 40, 820, T.MID)
    c.rect(-10, 300, 1400, 330, T.INK)
    c.rect(-10, 330, 1400, 335, T.MID)
    c.poly([(1290, -10), (1610, -10), (1610, 830), (1350, 830), (1370, 420)], T.BLEND)
    for k in range(5):
        c.brush([(1340 + k * 60, -10), (1390 + k * 50, 400), (1380 + k * 54, 840)], [16, 9, 20], T.RUST)
    c.rect(-10, 800, 1610, 1080, T.DARK)
    c.rect(-10, 800, 1610, 836, T.MID)
    c.rect(-10, 836, 1610, 846, T.INK)
    sitter(c)
    c.poly([(200, 700), (360, 700), (345, 812), (215, 812)], T.PAPER)
    c.line(arc(360, 750, 36, 30, -90, 90, 14), 13, T.PAPER)
    c.poly([(300, 700), (360, 700), (345, 812), (300, 812)], T.PALE)
    c.rect(200, 698, 360, 708, T.RUST)
    for dx in (0, 44):
        c.brush([(255 + dx, 680), (238 + dx, 630), (268 + dx, 590), (250 + dx, 530)], [2, 9, 7, 1], T.HAZE)
    for k in range(3):
        c.poly([(480, 812 - k * 16), (760 - k * 22, 812 - k * 16), (760 - k * 22, 798 - k * 16), (480, 798 - k * 16)], (T.ACCENT, T.PAPER, T.BLEND)[k])


def sitter(c: Canvas) -> None:
    """Somebody in a jumper, chin on one hand."""
    look = Look(T.MID, T.INK, T.LIT, T.BLEND, "bun")
    c.brush([(1120, 640), (1190, 760)], [104, 150], T.LIT)
    c.blob([(1040, 1120), (1010, 960), (1040, 820), (1120, 742), (1230, 724), (1350, 770), (1450, 890), (1500, 1120)], T.MID)
    c.brush([(1092, 764), (1180, 742), (1276, 742)], [40, 58, 46], T.PALE)
    c.gouge([(1050, 830), (1200, 770), (1420, 870), (1480, 1080), (1020, 1080)], T.DEEP, 19, 46, 4, turn=72)
    head(c, (1085, 560), 142, look, -1, 6)
    c.brush([(1110, 880), (930, 836), (900, 812)], [120, 96, 80], T.MID)
    c.brush([(900, 822), (950, 760), (996, 720)], [84, 74, 66], T.MID)
    c.brush([(984, 738), (1012, 716)], [80, 80], T.PALE)
    c.blob([(976, 716), (962, 672), (980, 636), (1030, 640), (1066, 668), (1062, 700), (1030, 728)], T.LIT)
    for k in range(3):
        c.brush([(972 + k * 18, 656 - k * 2), (990 + k * 18, 668), (996 + k * 18, 690)], [1, 4, 1], T.BLEND)


@scene("greenhouse", MOSS, T.NIGHT)
def greenhouse(c: Canvas) -> None:
    """A glasshouse glows in the blue hour; a gardener waters between benches of leaves."""
    x: float
    c.fade(c.page, T.DARK, (0, 600), (0, 0), 0.0, 0.9)
    skyline(c, 800, 120, 260, T.DARK, -20, 1620, 130)
    c.rect(-10, 800, 1610, 1080, T.DARK)
    glass = [(230, 800), (230, 400), (800, 110), (1370, 400), (1370, 800)]
    c.glow(800, 560, 900, T.SOFT, 0.5)
    c.poly(glass, T.GLOW)
    c.fade(glass, T.PAPER, (800, 800), (800, 200), 1.0, 0.1)
    with c.clip(glass):
        for x, h in ((300, 330), (430, 420), (560, 300), (1010, 380), (1150, 440), (1290, 330)):
            for k in range(13):
                a = math.radians(-100 + k * 16.6 + c.vary(-6, 6))
                tip = (x + math.sin(a) * h * 0.52 * c.vary(0.7, 1), 720 - h * 0.42 - math.cos(a) * h * 0.6)
                leaf(c, (x, 720 - h * 0.3), tip, h * 0.13, (T.MID, T.DEEP, T.SOFT)[k % 3], T.DARK)
            c.brush([(x, 740), (x, 720 - h * 0.32)], [12, 7], T.DARK)
        for x in (640, 720, 900, 960):
            c.line([(x, 120), (x, 300)], 2, T.DARK)
            pot_plant(c, x, 380, 110, T.ACCENT, T.DEEP, 9, 110)
        for x0, x1 in ((230, 660), (950, 1370)):
            for k in range(6):
                x = x0 + 40 + k * (x1 - x0 - 60) / 5.4
                pot_plant(c, x, 724, 120 + 30 * (k % 2), T.ACCENT if k % 2 else T.RUST, T.MID if k % 3 else T.DEEP, 7)
            c.rect(x0, 722, x1, 738, T.DARK)
            for x in range(int(x0) + 30, int(x1), 120):
                c.rect(x, 738, x + 12, 800, T.DARK)
        person(c, 780, 806, 350, Look(T.ACCENT, T.DARK, T.LIT, T.INK, "bun", apron=T.PAPER), "point", 1)
        c.poly([(888, 520), (950, 520), (956, 580), (884, 580)], T.DARK)
        c.line([(952, 560), (1010, 520)], 8, T.DARK)
        for k in range(5):
            c.brush([(1010, 520), (1034 + k * 7, 560), (1040 + k * 10, 640)], [2, 2, 1], T.SOFT)
    glazing(c)
    c.rect(215, 790, 1385, 826, T.STONE)
    c.poly([(230, 826), (1370, 826), (1560, 1080), (40, 1080)], T.DEEP)
    c.fade([(230, 826), (1370, 826), (1560, 1080), (40, 1080)], T.LIT, (0, 826), (0, 1060), 0.7, 0.0)
    front_bed(c)
    c.oval(1440, 240, 46, 46, T.PAPER)
    c.oval(1422, 230, 40, 40, T.DARK)


def glazing(c: Canvas) -> None:
    """The dark glazing bars and ridge."""
    for k in range(11):
        t = k / 10
        x = 230 + 1140 * t
        top = 400 - 290 * (1 - abs(2 * t - 1))
        c.line([(x, top), (x, 800)], 5 if k % 5 else 13, T.DARK)
    for y in (400, 600):
        c.line([(230, y), (1370, y)], 5 if y > 400 else 9, T.DARK)
    c.line([(230, 400), (800, 110), (1370, 400)], 15, T.DARK)


def front_bed(c: Canvas) -> None:
    """Cabbages in the bed before the door."""
    for k in range(34):
        x = 20 + k * 47 + c.vary(-12, 12)
        y = 1000 + 60 * abs(math.sin(k * 2.3))
        for s in (-1, 0, 1):
            leaf(c, (x, y), (x + s * 32, y - 46 - 10 * (s == 0)), 18, T.NIGHT if k % 3 else T.MID)
