"""Buying and selling food: the bakery, the fish market, the stalls."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, arc
from ..palettes import BRICK, DAWN, TIDE
from ..palettes import Tone as T
from ..registry import scene
from ..shapes.goods import crate, fish, fruit_pile, loaf
from ..shapes.houses import skyline, terrace, windows
from ..shapes.light import pendant
from ..shapes.people import Look, cast, person


@scene("bakery", BRICK, T.DARK)
def bakery(c: Canvas) -> None:
    """Before dawn a baker draws loaves from the brick oven; the racks are already half full."""
    c.rect(620, -10, 1610, 900, T.MID)
    for row in range(15):
        for col in range(12):
            if c.rng.random() < 0.24:
                x, y = 630 + col * 84 + row % 2 * 42, row * 60
                c.rect(x, y + 5, x + 74, y + 53, (T.SOFT, T.DEEP)[int(c.rng.integers(0, 2))])
    oven(c)
    c.rect(820, 636, 1400, 672, T.INK)
    c.fade([(900, 672), (1320, 672), (1520, 960), (640, 960)], T.ACCENT, (1110, 672), (1110, 960), 0.85, 0.0)
    c.rect(-10, 880, 1610, 1080, T.NIGHT)
    c.fade([(640, 880), (1560, 880), (1610, 1080), (560, 1080)], T.ACCENT, (1100, 880), (1100, 1080), 0.55, 0.0)
    c.rect(50, 110, 66, 940, T.STONE)
    c.rect(500, 110, 516, 940, T.STONE)
    for row in range(6):
        y = 230 + row * 130
        for k in range(5 if row < 4 else 3):
            loaf(c, 112 + k * 88, y - 2, 92, (T.ACCENT, T.MID)[(row + k) % 2], T.PAPER)
        c.rect(50, y, 516, y + 13, T.STONE)
    c.line([(800, 586), (1190, 652)], 17, T.GLOW)
    c.poly([(1160, 630), (1300, 640), (1310, 668), (1160, 662)], T.GLOW)
    loaf(c, 1240, 640, 110, T.MID, T.PAPER)
    person(c, 740, 985, 620, Look(T.PAPER, T.INK, T.GLOW, T.PAPER, "beanie", apron=T.PALE), "carry", 1)
    c.line([(520, 540), (880, 600)], 17, T.GLOW)
    c.disc(852, 612, 24, T.GLOW)
    c.poly([(1380, 820), (1620, 800), (1620, 1080), (1370, 1080)], T.PAPER)
    c.poly([(1500, 812), (1620, 800), (1620, 1080), (1510, 1080)], T.PALE)
    c.blob([(1380, 830), (1420, 780), (1500, 800), (1580, 770), (1640, 800), (1640, 830)], T.PAPER)
    c.rect(-10, 985, 640, 1080, T.SOFT)
    c.rect(-10, 985, 640, 1000, T.PAPER)
    for k in range(4):
        c.blob([(60 + k * 140, 985), (70 + k * 140, 940), (115 + k * 140, 922), (160 + k * 140, 940), (170 + k * 140, 985)], T.PAPER)
        c.brush([(88 + k * 140, 950), (115 + k * 140, 938), (142 + k * 140, 950)], [1, 5, 1], T.PALE)


def oven(c: Canvas) -> None:
    """The brick arch and the fire inside it."""
    mouth = [(900, 640), (900, 480), *arc(1110, 480, 210, 190, 180, 360, 40), (1320, 640)]
    arch = [(850, 640), (850, 480), *arc(1110, 480, 260, 240, 180, 360, 40), (1370, 640)]
    c.poly(arch, T.DEEP)
    for k in range(15):
        a = 180 + k * 12.86
        c.line([arc(1110, 480, 212, 192, a, a, 1)[0], arc(1110, 480, 258, 238, a, a, 1)[0]], 4, T.INK)
    c.poly(mouth, T.INK)
    with c.clip(mouth):
        c.poly([(900, 660), (900, 560), *arc(1110, 560, 200, 150, 180, 360, 30), (1320, 660)], T.BLEND)
        c.poly([(940, 660), *arc(1110, 640, 170, 120, 180, 360, 30), (1290, 660)], T.ACCENT)
        c.poly([(990, 660), *arc(1110, 650, 120, 70, 180, 360, 30), (1230, 660)], T.PAPER)
        for x in (980, 1090, 1210):
            loaf(c, x, 632, 100, T.DEEP, T.ACCENT)


@scene("fish-market", TIDE, T.HAZE)
def fish_market(c: Canvas) -> None:
    """A slab of the night's catch on ice; a fishmonger in oilskins weighs one for a customer."""
    x: float
    y: float
    c.rect(-10, -10, 1610, 520, T.SOFT)
    for k in range(9):
        c.poly([(k * 200 - 40, -10), (k * 200 + 60, -10), (k * 200 + 60, 200), (k * 200 - 40, 200)], T.PAPER)
        c.poly([(k * 200 + 60, -10), (k * 200 + 160, -10), (k * 200 + 160, 200), (k * 200 + 60, 200)], T.ACCENT)
        for dx, tone in ((-40, T.PAPER), (60, T.ACCENT)):
            c.poly(arc(k * 200 + dx + 50, 199, 50, 40, 0, 180, 16), tone)
    for x in (330, 830, 1330):
        pendant(c, x, 330, 110, T.DARK, T.PAPER, 130)
        c.fade([(x - 55, 332), (x + 55, 332), (x + 230, 700), (x - 230, 700)], T.HAZE, (x, 330), (x, 700), 0.9, 0.2)
    looks = cast([T.DEEP, T.STONE, T.PAPER, T.NIGHT], [T.GLOW, T.RUST, T.LIT], [T.INK, T.DARK])
    for k, (x, h) in enumerate(((90, 430), (250, 400), (1500, 440), (1190, 390))):
        person(c, x, 860, h, looks[k * 2], ("stand", "hold", "stand", "hold")[k], 1 if k < 2 else -1)
    person(c, 1010, 900, 560, Look(T.STONE, T.INK, T.RUST, T.INK, "hat", scarf=T.ACCENT), "reach", -1)
    person(c, 600, 960, 640, Look(T.ACCENT, T.INK, T.GLOW, T.DARK, "beanie", apron=T.PAPER), "reach", 1)
    c.line([(808, 420), (808, 470)], 4, T.INK)
    fish(c, 808, 560, 210, T.DEEP, T.PAPER, 84)
    slab: list[Point] = [(-20, 690), (1620, 690), (1760, 1080), (-160, 1080)]
    c.poly(slab, T.PAPER)
    for _ in range(420):
        x, y = c.vary(-20, 1620), c.vary(694, 1070)
        r = c.vary(5, 15)
        c.poly([(x, y), (x + r, y - r * 0.5), (x + r * 1.6, y + r * 0.3), (x + r * 0.6, y + r * 0.7)], (T.HAZE, T.PALE)[int(c.rng.integers(0, 2))])
    for row in range(3):
        for k in range(11 - row * 2):
            x = 40 + k * (150 + row * 46) + row * 34
            kind = (k // 3 + row) % 3
            size = 170 + row * 56
            fish(c, x, 752 + row * 122, size, (T.DEEP, T.ACCENT, T.MID)[kind], (T.PAPER, T.GLOW, T.HAZE)[kind], -32)
    c.rect(-10, 678, 1610, 696, T.STONE)
    for x in (420, 1180):
        c.line([(x, 690), (x, 590)], 5, T.INK)
        c.rect(x - 62, 540, x + 62, 618, T.DARK)
        c.line([(x - 40, 566), (x + 36, 566)], 5, T.PAPER)
        c.line([(x - 40, 590), (x + 10, 590)], 5, T.PAPER)


@scene("market-stalls", DAWN, T.HAZE)
def market_stalls(c: Canvas) -> None:
    """Striped awnings on the square, pumpkins and leeks heaped up, people choosing with care."""
    x: float
    y: float
    c.fade(c.page, T.GLOW, (0, 0), (0, 480), 0.9, 0.0)
    for k in range(9):
        x, h = k * 190 - 40, 250 + 46 * math.sin(k * 2.1)
        terrace(c, x, 560, 190, h, (T.PALE, T.SOFT, T.HAZE)[k % 3], T.MID, T.MID)
        windows(c, [(x + 20, 560 - h + 24), (x + 170, 560 - h + 24), (x + 170, 560), (x + 20, 560)], 3, 3, [T.PAPER, T.MID, T.PALE], 0.46, 0.6)
    for a, b, sag in (((-20, 60), (820, 110), 80), ((820, 110), (1620, 40), 70)):
        path = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t + sag * 4 * t * (1 - t)) for t in (n / 14 for n in range(15))]
        c.line(path, 2.4, T.DARK)
        for n, (x, y) in enumerate(path):
            c.poly([(x - 17, y), (x + 17, y), (x, y + 42)], (T.ACCENT, T.PAPER, T.DEEP)[n % 3])
    c.rect(-10, 560, 1610, 1080, T.PAPER)
    c.gouge([(0, 570), (1600, 570), (1600, 1067), (0, 1067)], T.HAZE, 22, 70, 6)
    looks = cast([T.DARK, T.ACCENT, T.DEEP, T.PAPER, T.RUST, T.MID], [T.GLOW, T.RUST, T.LIT, T.PAPER], [T.INK, T.DARK, T.RUST])
    for k, (x, y, h) in enumerate(((110, 690, 170), (560, 660, 150), (620, 668, 160), (1010, 665, 156), (1250, 680, 166), (1520, 690, 176), (860, 650, 140))):
        person(c, x, y, h, looks[k], ("walk", "stand", "hold")[k % 3], 1 if k % 2 else -1)
    for x, w, y, colour in ((40, 660, 800, T.ACCENT), (890, 690, 830, T.DEEP)):
        for dx in (20, w - 20):
            c.rect(x + dx - 6, y - 430, x + dx + 6, y + 150, T.DARK)
        person(c, x + w * 0.5, y + 140, 370, looks[7 if x < 100 else 4], "reach", 1 if x < 100 else -1)
        for k in range(11):
            x0, x1 = x - 30 + k * (w + 60) / 11, x - 30 + (k + 1) * (w + 60) / 11
            t0, t1 = x + 30 + k * (w - 60) / 11, x + 30 + (k + 1) * (w - 60) / 11
            tone = colour if k % 2 == 0 else T.PAPER
            c.poly([(t0, y - 470), (t1, y - 470), (x1, y - 330), (x0, y - 330)], tone)
            c.poly(arc((x0 + x1) / 2, y - 331, (x1 - x0) / 2, 28, 0, 180, 14), tone)
        c.poly([(x - 10, y - 60), (x + w + 10, y - 60), (x + w + 30, y + 20), (x - 30, y + 20)], T.DARK)
        for k in range(5):
            crate(c, x + 4 + k * (w / 5), y + 10, w / 5 - 10, 78, T.LIT, T.RUST)
            fruit_pile(c, x + 4 + k * (w / 5) + (w / 10) - 5, y - 62, w / 5 - 26, (T.ACCENT, T.DEEP, T.PAPER, T.RUST, T.MID)[(k + int(x)) % 5], k)
        c.rect(x - 30, y + 20, x + w + 30, y + 150, T.MID if colour == T.ACCENT else T.RUST)
        for k in range(7):
            c.rect(x - 20 + k * (w / 6.4), y + 24, x - 14 + k * (w / 6.4), y + 150, T.DARK)
    near_shoppers(c)


def near_shoppers(c: Canvas) -> None:
    """Pumpkins on the ground and the shoppers nearest to us."""
    for k in range(5):
        fruit_pile(c, 130 + k * 120, 1060 - k % 2 * 16, 130, T.ACCENT if k % 2 else T.LIT, 9)
    person(c, 800, 1030, 430, Look(T.RUST, T.DARK, T.GLOW, T.INK, "long", True, scarf=T.PAPER), "carry", 1)
    c.poly([(850, 780), (960, 780), (940, 870), (866, 870)], T.LIT)
    for k in range(4):
        c.brush([(880 + k * 18, 790), (872 + k * 24, 700)], [13, 5], T.PAPER, curved=False)
        c.brush([(874 + k * 23, 720), (860 + k * 34, 650)], [12, 2], T.DEEP, curved=False)
    person(c, 1440, 1060, 420, Look(T.DARK, T.INK, T.RUST, T.INK, "hat"), "stand", -1)
    person(c, 1330, 1062, 270, Look(T.ACCENT, T.INK, T.RUST, T.INK, "beanie"), "point", -1)
    skyline(c, -30, 1, 2, T.PAPER)
