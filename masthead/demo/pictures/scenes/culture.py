"""Stage, pit, choir loft, bookshelf and dome: where the city goes in the evening."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, arc
from ..palettes import LAMP, OAK, VELVET
from ..palettes import Tone as T
from ..registry import scene
from ..shapes.houses import skyline
from ..shapes.light import stars
from ..shapes.people import Look, bust, cast, person
from ..shapes.trees import bare_tree, pot_plant


@scene("theatre-stage", VELVET, T.DARK)
def theatre_stage(c: Canvas) -> None:
    """Two players in a pool of light before painted waves and a paper moon; a full house looks on."""
    c.rect(200, 100, 1400, 800, T.NIGHT)
    c.disc(1060, 300, 112, T.GLOW)
    stars(c, 46, 420, T.PAPER, 250, 1350)
    for row, (y, tone) in enumerate(((500, T.DEEP), (560, T.MID), (620, T.SOFT))):
        for k in range(13):
            x = 150 + k * 112 - row * 40
            c.poly([(x - 60, 740), *arc(x, y + 20, 60, 44, 180, 360, 16), (x + 60, 740)], tone)
            c.line(arc(x, y + 30, 40, 28, 190, 350, 12), 3, T.GLOW)
    c.poly([(470, 560), (520, 470), (536, 560)], T.PAPER)
    c.blob([(430, 560), (500, 570), (570, 560), (550, 596), (450, 596)], T.ACCENT)
    c.poly([(180, 690), (1420, 690), (1600, 860), (0, 860)], T.LIT)
    for k in range(17):
        c.brush([(300 + k * 63, 690), (k * 100, 860)], [2, 4], T.RUST, curved=False)
    c.fade([(420, 60), (500, 60), (1010, 800), (560, 800)], T.GLOW, (460, 60), (780, 800), 0.5, 0.12)
    c.fade([(1130, 60), (1210, 60), (1090, 800), (640, 800)], T.GLOW, (1170, 60), (860, 800), 0.5, 0.12)
    c.oval(800, 782, 330, 52, T.PAPER)
    for x, w in ((715, 100), (915, 90)):
        c.oval(x + 20, 796, w, 13, T.LIT)
    person(c, 715, 796, 330, Look(T.MID, T.INK, T.GLOW, T.INK, "hat"), "raise", 1)
    person(c, 915, 796, 310, Look(T.ACCENT, T.RUST, T.GLOW, T.INK, "long", True), "reach", -1)
    c.rect(-10, 848, 1610, 876, T.RUST)
    for k in range(15):
        c.poly(arc(135 + k * 95, 850, 22, 17, 180, 360, 12), T.ACCENT)
    stage_curtains(c)
    for row, (y, h, gap) in enumerate(((985, 130, 128), (1080, 190, 186))):
        for k in range(14):
            x = k * gap + row * 70 - 30
            c.blob([(x - h * 0.46, y + 80), (x - h * 0.42, y - h * 0.12), (x, y - h * 0.22), (x + h * 0.42, y - h * 0.12), (x + h * 0.46, y + 80)], T.DEEP if row == 0 else T.NIGHT)
            bust(c, x + c.vary(-8, 8), y + h * 0.08, h * c.vary(0.9, 1.05), Look(T.INK, T.INK, T.INK, T.INK, ("short", "bun", "long", "short")[(k * 3 + row) % 4]), back=True)


def stage_curtains(c: Canvas) -> None:
    """The drawn curtains and the swagged valance."""
    for side in (-1, 1):
        for k in range(7):
            x = 800 + side * (810 - k * 62)
            inner = 800 + side * (810 - (k + 1) * 62)
            lean = side * 26 * (k / 6)
            tone = (T.MID, T.DEEP)[k % 2]
            c.blob([(x, -60), (inner, -60), (inner + lean, 420), (inner + lean * 2.6, 860), (x + lean * 2.0, 868), (x + lean * 0.5, 420)], tone)
            c.brush([(x - side * 10, -20), (x + lean * 0.5 - side * 6, 420), (x + lean * 2.0, 850)], [5, 14, 4], T.NIGHT)
        c.line(arc(800 + side * 470, 470, 60, 22, 0, 180, 12), 12, T.ACCENT)
    for k in range(9):
        cx = 0 + k * 200
        c.poly([(cx - 110, -20), *arc(cx, 92, 108, 84, 180, 0, 24), (cx + 110, -20)], (T.MID, T.DEEP)[k % 2])
        c.line(arc(cx, 92, 106, 82, 180, 0, 24), 9, T.ACCENT)
        c.disc(cx, 186, 8, T.ACCENT)


@scene("orchestra", OAK, T.DEEP)
def orchestra(c: Canvas) -> None:
    """The orchestra plays in coats and scarves; every bow slants alike under the conductor's arms."""
    x: float
    y: float
    c.rect(-10, -10, 1610, 430, T.NIGHT)
    for k in range(27):
        h = 330 - abs(k - 13) * 15
        c.rect(360 + k * 33, 400 - h, 386 + k * 33, 400, T.SOFT)
        c.poly([(360 + k * 33, 400 - h), (373 + k * 33, 380 - h), (386 + k * 33, 400 - h)], T.PALE)
        c.rect(368 + k * 33, 360, 378 + k * 33, 376, T.DARK)
    c.rect(340, 398, 1270, 430, T.DARK)
    for y, tone in ((420, T.DEEP), (560, T.MID), (700, T.SOFT)):
        c.poly([(-20, 1080), (-20, y + 130), *arc(800, y + 150, 900, 150, 190, 350, 30), (1620, y + 130), (1620, 1080)], tone)
    looks = cast([T.ACCENT, T.INK, T.DARK, T.RUST, T.STONE, T.BLEND], [T.PAPER, T.HAZE, T.DEEP, T.PALE], [T.INK, T.DARK, T.STONE, T.INK])
    for row, (y0, h, count, rx) in enumerate(((470, 118, 11, 640), (640, 158, 9, 660), (850, 215, 8, 760))):
        for k in range(count):
            a = math.radians(200 + 140 * (k + 0.5) / count) if row < 2 else math.radians(196 + 148 * (k + 0.5) / count)
            x, y = 800 + rx * 1.1 * math.cos(a), y0 + 130 + 130 * math.sin(a) + 60
            if row == 2 and 590 < x < 1010:
                continue
            look = looks[(k * 5 + row * 3) % 12]
            face = 1 if x < 800 else -1
            c.blob([(x - h * 0.4, y + h * 0.5), (x - h * 0.36, y), (x + h * 0.36, y), (x + h * 0.5, y + h * 0.5)], T.INK)
            bust(c, x, y, h, look, face=face)
            c.brush([(x - h * 0.2, y - h * 0.5), (x, y - h * 0.42), (x + h * 0.2, y - h * 0.5)], [h * 0.1, h * 0.13, h * 0.1], (T.PAPER, T.ACCENT, T.MID)[k % 3])
            instrument(c, x, y, h, face, row, k)
            c.line([(x + face * h * 0.5, y - h * 0.02), (x + face * h * 0.5, y + h * 0.7)], h * 0.03, T.INK)
            sx = x + face * h * 0.5
            c.poly([(sx - h * 0.27, y - h * 0.2), (sx + h * 0.27, y - h * 0.2), (sx + h * 0.22, y + h * 0.06), (sx - h * 0.22, y + h * 0.06)], T.INK)
            c.poly([(sx - h * 0.2, y - h * 0.24), (sx + h * 0.2, y - h * 0.24), (sx + h * 0.17, y + h * 0.02), (sx - h * 0.17, y + h * 0.02)], T.PAPER)
    c.poly([(640, 1000), (960, 1000), (1010, 1090), (590, 1090)], T.RUST)
    c.brush([(735, 730), (610, 690), (560, 560)], [76, 62, 44], T.INK)
    c.brush([(865, 730), (1000, 700), (1060, 590)], [76, 62, 44], T.INK)
    c.disc(557, 545, 25, T.PALE)
    c.disc(1064, 574, 25, T.PALE)
    c.line([(1060, 580), (1130, 440)], 6, T.PAPER)
    c.blob([(800, 650), (890, 680), (915, 800), (900, 960), (930, 1110), (670, 1110), (700, 960), (685, 800), (710, 680)], T.INK)
    c.line([(800, 870), (800, 1080)], 3, T.DEEP)
    c.brush([(745, 668), (800, 690), (855, 668)], [30, 40, 30], T.ACCENT)
    c.oval(800, 590, 52, 64, T.STONE)
    c.disc(800, 520, 30, T.STONE)


def instrument(c: Canvas, x: float, y: float, h: float, face: int, row: int, k: int) -> None:
    """What a player holds: strings near the front, wind behind, brass and drums at the back."""
    if row == 0 and k in (4, 5, 6):
        c.oval(x, y + h * 0.1, h * 0.52, h * 0.18, T.PAPER)
        c.poly([(x - h * 0.52, y + h * 0.1), (x + h * 0.52, y + h * 0.1), (x + h * 0.34, y + h * 0.56), (x - h * 0.34, y + h * 0.56)], T.ACCENT)
    elif row == 0:
        c.brush([(x, y - h * 0.62), (x + face * h * 0.5, y - h * 0.74)], [h * 0.05, h * 0.07], T.PAPER)
        c.poly([(x + face * h * 0.45, y - h * 0.78), (x + face * h * 0.72, y - h * 0.95), (x + face * h * 0.72, y - h * 0.6)], T.PAPER)
    elif row == 1 and 2 < k < 6:
        c.line([(x + face * h * 0.06, y - h * 0.6), (x + face * h * 0.26, y + h * 0.04)], h * 0.055, T.INK)
    else:
        c.oval(x + face * h * 0.16, y - h * 0.42, h * 0.22, h * 0.11, T.RUST if row == 1 else T.DEEP, -24 * face)
        c.line([(x + face * h * 0.3, y - h * 0.48), (x + face * h * 0.62, y - h * 0.62)], h * 0.045, T.INK)
        c.line([(x - h * 0.16, y - h * 0.02), (x + h * 0.42, y - h * 0.88)], h * 0.028, T.PAPER)
        c.disc(x - h * 0.1, y - h * 0.1, h * 0.07, T.PAPER)


@scene("choir", LAMP, T.DEEP)
def choir(c: Canvas) -> None:
    """Three rows of singers, mouths open, folders up, in embroidered shirts under tall arches."""
    for k in range(5):
        x = 60 + k * 310
        frame: list[Point] = [(x, 620), (x, 210), *arc(x + 120, 210, 120, 190, 180, 360, 30), (x + 240, 620)]
        c.poly(frame, T.NIGHT)
        with c.clip([(x + 18, 620), (x + 18, 215), *arc(x + 120, 215, 102, 168, 180, 360, 30), (x + 222, 620)]):
            c.rect(x, 0, x + 240, 620, T.GLOW)
            c.fade([(x, 0), (x + 240, 0), (x + 240, 620), (x, 620)], T.LIT, (x, 40), (x, 500), 0.9, 0.0)
            bare_tree(c, x + 120 + c.vary(-40, 40), 640, 420, T.BLEND)
            c.rect(x + 115, 0, x + 125, 620, T.NIGHT)
            for y in (160, 280, 400):
                c.rect(x, y, x + 240, y + 8, T.NIGHT)
    hair = [T.INK, T.RUST, T.ACCENT, T.INK, T.BLEND]
    skin = [T.PAPER, T.GLOW, T.LIT, T.GLOW, T.RUST]
    cuts = ("long", "short", "bun", "short", "long", "bun")
    for row, (y, h, gap) in enumerate(((590, 240, 172), (740, 280, 196), (920, 330, 228))):
        count = int(1900 / gap)
        for k in range(count):
            x = k * gap - 60 + row * 74
            look = Look(T.PAPER if (k + row) % 3 else T.MID, T.INK, skin[(k * 3 + row) % 5], hair[(k * 2 + row) % 5], cuts[(k + row * 2) % 6])
            singer(c, x, y + c.vary(-14, 10), h, look, 1 if x < 800 else -1)
        c.rect(-10, y + h * 0.62, 1610, y + h * 0.66, T.INK)
    c.blob([(610, 1120), (640, 950), (720, 880), (800, 866), (880, 880), (960, 950), (990, 1120)], T.INK)
    for s in (-1, 1):
        c.brush([(800 + s * 110, 930), (800 + s * 250, 930), (800 + s * 300, 820)], [74, 58, 38], T.INK)
        c.disc(800 + s * 304, 802, 26, T.LIT)
    c.oval(800, 800, 56, 68, T.RUST)
    c.blob([(742, 800), (760, 728), (800, 712), (840, 728), (858, 800), (850, 880), (800, 894), (750, 880)], T.RUST)


def singer(c: Canvas, x: float, y: float, h: float, look: Look, face: int) -> None:
    """A singer from the waist up with an open folder and an open mouth."""
    bust(c, x, y + h * 0.2, h, look, face=face)
    trim = T.ACCENT if look.coat == T.PAPER else T.PAPER
    c.rect(x - h * 0.44, y + h * 0.18, x + h * 0.44, y + h * 0.66, look.coat)
    c.line([(x, y - h * 0.26), (x, y - h * 0.02)], h * 0.06, trim)
    for n in range(3):
        c.disc(x, y - h * (0.22 - 0.08 * n), h * 0.016, T.MID)
    c.oval(x + face * h * 0.125, y - h * 0.475, h * 0.02, h * 0.032, T.INK)
    top = y + h * 0.02
    c.poly([(x, top + h * 0.06), (x - h * 0.3, top - h * 0.04), (x - h * 0.3, top + h * 0.28), (x, top + h * 0.38)], T.INK)
    c.poly([(x, top + h * 0.06), (x + h * 0.3, top - h * 0.04), (x + h * 0.3, top + h * 0.28), (x, top + h * 0.38)], T.DARK)
    c.poly([(x, top + h * 0.03), (x - h * 0.26, top - h * 0.06), (x - h * 0.26, top), (x, top + h * 0.08)], T.PAPER)
    c.poly([(x, top + h * 0.03), (x + h * 0.26, top - h * 0.06), (x + h * 0.26, top), (x, top + h * 0.08)], T.PAPER)
    for s in (-1, 1):
        c.disc(x + s * h * 0.29, top + h * 0.2, h * 0.055, look.skin)


@scene("bookshelf", OAK, T.DARK)
def bookshelf(c: Canvas) -> None:
    """A wall of books, a ladder, a reader on the fourth rung, a cat asleep on the folios."""
    tones = [T.MID, T.ACCENT, T.PALE, T.SOFT, T.RUST, T.HAZE, T.BLEND, T.DEEP, T.MID, T.PAPER]
    for row in range(5):
        base = 205 + row * 212
        for x0, x1 in ((-10, 500), (524, 1064), (1088, 1610)):
            x = float(x0 + 8)
            while x < x1 - 20:
                if (row == 2 and 1200 < x < 1450) or (row == 0 and 860 < x < 1010) or (row == 3 and 150 < x < 300):
                    x += 20
                    continue
                w, h = c.vary(17, 46), c.vary(112, 176)
                w = min(w, x1 - x - 4)
                tone = tones[int(c.rng.integers(0, len(tones)))]
                lean = 22 if c.rng.random() < 0.05 else 0
                c.poly([(x + lean, base - h), (x + w + lean, base - h), (x + w, base), (x, base)], tone)
                band = T.PAPER if tone not in (T.PAPER, T.HAZE, T.PALE) else T.ACCENT
                if c.rng.random() < 0.65:
                    y = base - h * c.vary(0.66, 0.84)
                    c.rect(x + 3 + lean * 0.75, y, x + w - 3 + lean * 0.75, y + c.vary(5, 24), band)
                if c.rng.random() < 0.5:
                    c.rect(x + 2, base - h * 0.16, x + w - 2, base - h * 0.16 + 5, band)
                x += w + 2 + lean
        c.rect(-10, base, 1610, base + 20, T.DEEP)
        c.rect(-10, base + 14, 1610, base + 20, T.INK)
    for x in (500, 1064):
        c.rect(x, -10, x + 24, 1080, T.DEEP)
        c.rect(x + 16, -10, x + 24, 1080, T.INK)
    sleeping_cat(c)
    c.disc(934, 140, 54, T.ACCENT)
    c.blob([(900, 120), (930, 96), (950, 120), (934, 150), (912, 150)], T.PALE)
    c.rect(926, 190, 942, 205, T.INK)
    c.line(arc(934, 140, 62, 62, -70, 110, 20), 5, T.INK)
    pot_plant(c, 226, 842, 150, T.PAPER, T.ACCENT, 9)
    for x0, x1 in ((560, 650), (840, 806)):
        c.line([(x0, 1090), (x1, -20)], 20, T.PAPER)
        c.line([(x0 + 6, 1090), (x1 + 6, -20)], 8, T.HAZE)
    for k in range(8):
        y = 90 + k * 132
        c.line([(642 - k * 10.6, y), (810 + k * 4, y)], 14, T.PAPER)
    person(c, 690, 890, 520, Look(T.ACCENT, T.INK, T.PALE, T.INK, "long", True, scarf=T.PAPER), "book", 1)
    c.poly([(690, 548), (742, 530), (796, 548), (796, 612), (742, 596), (690, 612)], T.PAPER)
    c.line([(742, 532), (742, 596)], 4, T.RUST)


def sleeping_cat(c: Canvas) -> None:
    """A cat asleep on three folios."""
    for k in range(3):
        c.rect(1216, 600 - k * 26, 1440 - k * 20, 624 - k * 26, (T.ACCENT, T.PAPER, T.SOFT)[k])
    c.rect(1180, 425, 1470, 548, T.SOFT)
    c.blob([(1230, 548), (1240, 492), (1300, 476), (1372, 490), (1402, 530), (1390, 550)], T.INK)
    c.blob([(1226, 548), (1214, 514), (1216, 484), (1234, 500), (1252, 500), (1270, 486), (1272, 516), (1262, 546)], T.INK)
    c.brush([(1395, 545), (1430, 556), (1426, 600), (1404, 640)], [16, 16, 14, 8], T.INK)


@scene("observatory", LAMP, T.DARK)
def observatory(c: Canvas) -> None:
    """The dome on Lantern Hill stands open under the Milky Way; the town glows small below."""
    c.fade(c.page, T.NIGHT, (0, 100), (0, 700), 0.2, 1.0)
    c.fade(c.page, T.MID, (0, 560), (0, 900), 0.0, 0.7)
    band: list[Point] = [(-40, 620), (400, 330), (800, 120), (1180, -60), (1500, -60), (1000, 230), (560, 500), (-40, 860)]
    c.fade(band, T.MID, (200, 420), (460, 760), 0.5, 0.0)
    c.fade([(-40, 700), (420, 400), (860, 170), (1260, -60), (1380, -60), (930, 220), (480, 470), (-40, 780)], T.PALE, (0, 0), (1600, 1), 0.3, 0.22)
    stars(c, 420, 800, T.PAPER)
    stars(c, 60, 700, T.GLOW)
    for r in (620, 760, 900):
        for _ in range(5):
            a = c.vary(190, 340)
            c.line(arc(420, 330, r, r, a, a + 5, 8), 2, T.PALE)
    skyline(c, 935, 20, 80, T.DARK, -20, 1620, 60, T.LIT)
    c.blob([(300, 1120), (420, 960), (640, 850), (860, 800), (1100, 790), (1330, 830), (1500, 920), (1700, 980), (1700, 1120)], T.DARK)
    c.gouge([(420, 980), (860, 810), (1200, 800), (1600, 950), (1600, 1067), (400, 1067)], T.MID, 26, 70, 4, turn=-12)
    c.poly([(780, 830), (780, 560), (1300, 560), (1300, 830)], T.PALE)
    c.poly([(1080, 830), (1080, 560), (1300, 560), (1300, 830)], T.MID)
    c.poly([(1220, 830), (1220, 560), (1300, 560), (1300, 830)], T.DEEP)
    dome(c)
    c.brush([(985, 520), (838, 214)], [86, 70], T.ACCENT, curved=False)
    c.brush([(1000, 505), (862, 212)], [22, 16], T.RUST, curved=False)
    c.brush([(846, 230), (826, 188)], [88, 88], T.INK, curved=False)
    c.rect(740, 536, 1340, 566, T.INK)
    for k in range(26):
        c.line([(746 + k * 23.6, 536), (746 + k * 23.6, 494)], 3, T.INK)
    c.line([(740, 494), (1340, 494)], 4, T.INK)
    person(c, 1265, 538, 104, Look(T.ACCENT, T.INK, T.GLOW, T.INK, "beanie"), "point", -1)
    for x in (840, 960):
        c.poly([(x - 26, 720), (x - 26, 640), *arc(x, 640, 26, 26, 180, 360, 12), (x + 26, 720)], T.GLOW)
        c.rect(x - 2, 614, x + 2, 720, T.MID)
    c.rect(1120, 680, 1180, 830, T.INK)
    c.brush([(1150, 832), (1090, 880), (1180, 950), (960, 1090)], [30, 40, 60, 130], T.DEEP)
    for x, h in ((520, 210), (600, 150), (1470, 170)):
        bare_tree(c, x, 930 if x < 560 else 880 if x < 700 else 910, h, T.INK)
    person(c, 1085, 985, 120, Look(T.INK, T.INK, T.LIT, T.INK, "hood"), "walk", 1)
    person(c, 1035, 990, 84, Look(T.ACCENT, T.INK, T.LIT, T.INK, "beanie"), "point", -1)


def dome(c: Canvas) -> None:
    """The ribbed dome with its shutter open."""
    c.poly(arc(1040, 540, 285, 290, 180, 360, 50), T.PAPER)
    with c.clip(arc(1040, 540, 285, 290, 180, 360, 50)):
        c.poly([(1090, 540), (1080, 230), (1400, 230), (1400, 560)], T.PALE)
        c.poly([(1230, 540), (1190, 230), (1400, 230), (1400, 560)], T.MID)
        for k in range(7):
            c.line(arc(1040, 540, 285 * abs(math.cos(math.radians(25 * k + 15))), 290, 180, 360, 30), 2, T.SOFT)
        c.poly([(905, 560), (880, 420), (930, 230), (1020, 230), (985, 420), (1010, 560)], T.INK)
        c.poly([(925, 560), (905, 430), (945, 270), (960, 430), (990, 560)], T.RUST)
