"""Smaller rooms: the kitchen table, the archive."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, arc, quad_cell
from ..palettes import BRICK, OAK
from ..palettes import Tone as T
from ..registry import scene
from ..shapes.houses import skyline
from ..shapes.interior import room
from ..shapes.light import pendant
from ..shapes.people import Look, bust, person
from ..shapes.trees import leaf


@scene("kitchen-table", BRICK, T.DEEP)
def kitchen_table(c: Canvas) -> None:
    """Four people make dumplings under one lamp at a long table; snowberry-red berries in a jar."""
    c.gouge([(0, 0), (1600, 0), (1600, 700), (0, 700)], T.NIGHT, 24, 120, 5, turn=90)
    c.rect(120, 70, 560, 430, T.PAPER)
    for x in (140, 350):
        c.rect(x, 90, x + 192, 410, T.INK)
        skyline(c, 410, 60, 160, T.DARK, x, x + 192, 60, T.ACCENT)
    c.rect(100, 425, 580, 448, T.PAPER)
    c.rect(1020, 220, 1500, 236, T.INK)
    for k in range(9):
        x = 1044 + k * 52
        tall = (70, 96, 54, 84, 62)[k % 5]
        c.blob([(x - 18, 220), (x - 20, 220 - tall * 0.6), (x - 10, 220 - tall), (x + 10, 220 - tall), (x + 20, 220 - tall * 0.6), (x + 18, 220)], (T.PAPER, T.ACCENT, T.MID, T.PALE)[k % 4])
    c.rect(1020, 390, 1500, 404, T.INK)
    for k in range(5):
        c.line([(1060 + k * 96, 404), (1060 + k * 96, 430)], 3, T.INK)
        c.poly([(1036 + k * 96, 430), (1084 + k * 96, 430), (1076 + k * 96, 486), (1044 + k * 96, 486)], (T.PAPER, T.ACCENT, T.MID)[k % 3])
    c.fade([(740, 240), (860, 240), (1420, 760), (180, 760)], T.GLOW, (800, 220), (800, 760), 0.5, 0.04)
    looks = [Look(T.PALE, T.INK, T.GLOW, T.INK, "long"), Look(T.ACCENT, T.INK, T.PALE, T.PAPER, "bun"), Look(T.INK, T.INK, T.GLOW, T.NIGHT, "short"), Look(T.MID, T.INK, T.HAZE, T.INK, "bun")]
    for k, x in enumerate((330, 640, 985, 1290)):
        look = looks[k]
        bust(c, x, 712, 330, look, face=1 if k < 2 else -1)
        if k in (0, 3):
            for n in range(5):
                c.disc(x - 44 + n * 22, 604 - abs(n - 2) * -6, 7, T.MID if k == 0 else T.ACCENT)
    pendant(c, 800, 240, 260, T.ACCENT, T.PAPER)
    laid_table(c, looks)


def laid_table(c: Canvas, looks: list[Look]) -> None:
    """The checked cloth, plates, working hands, berries and a mug."""
    c.poly([(-20, 740), (1620, 740), (1620, 1080), (-20, 1080)], T.PAPER)
    for k in range(13):
        c.brush([(150 + k * 108, 740), (-700 + k * 250, 1080)], [3, 9], T.PALE, curved=False)
    for y in (770, 815, 880, 970):
        c.rect(-10, y, 1610, y + (y - 740) * 0.03 + 2, T.PALE)
    for k, (x, y) in enumerate(((330, 820), (640, 806), (985, 806), (1290, 820))):
        for s in (-1, 1):
            hand: Point = (x + s * 76, 796)
            c.brush([(x + s * 118, 640), (x + s * 138, 748), hand], [60, 62, 40], looks[k].coat)
            c.brush([hand, (x + s * 46, 802)], [34, 22], looks[k].skin)
        c.oval(x, y, 90, 24, T.MID)
        c.oval(x, y - 4, 78, 18, T.HAZE)
        for n in range(6):
            px, py = x - 46 + n * 18, y - 10 - 8 * math.sin(n * 1.2)
            c.poly(arc(px, py, 17, 13, 180, 360, 12), T.PAPER)
            c.line(arc(px, py, 17, 13, 180, 360, 12), 2, T.DEEP)
    c.oval(460, 930, 190, 56, T.INK)
    c.oval(460, 922, 176, 48, T.ACCENT)
    for n in range(19):
        px, py = 340 + n % 7 * 40 + (n // 7) * 18, 938 - (n // 7) * 20
        c.poly(arc(px, py, 32, 25, 180, 360, 14), T.PAPER)
        c.line(arc(px, py, 32, 25, 180, 360, 14), 3, T.DEEP)
    c.poly([(1010, 820), (1110, 820), (1120, 990), (1000, 990)], T.HAZE)
    c.rect(1000, 880, 1120, 990, T.PALE)
    for n in range(26):
        a, r = c.vary(-2.7, -0.4), c.vary(30, 150)
        tip: Point = (1060 + r * math.cos(a), 800 + r * math.sin(a) * 0.9)
        c.line([(1060, 850), tip], 3, T.INK)
        if n % 5 == 0:
            leaf(c, tip, (tip[0] + 44, tip[1] - 30), 28, T.DEEP)
        for m in range(4):
            c.disc(tip[0] + c.vary(-14, 14), tip[1] + c.vary(-12, 12), 9.5, T.MID if m else T.BLEND)
    c.poly([(1290, 860), (1420, 860), (1405, 970), (1305, 970)], T.ACCENT)
    c.line(arc(1415, 910, 32, 28, -90, 90, 12), 11, T.ACCENT)
    c.oval(1355, 860, 65, 14, T.INK)


@scene("archive-boxes", OAK, T.NIGHT)
def archive_boxes(c: Canvas) -> None:
    """Shelves of boxes run back to a lamp, where a reader has one file open."""
    left, right = room(c, (660, 340, 940, 620), T.DEEP, T.DARK, T.DEEP, T.DARK)
    c.fade([(660, 340), (940, 340), (940, 620), (660, 620)], T.GLOW, (800, 600), (800, 340), 0.5, 0.0)
    cuts = [0.0, 0.2, 0.37, 0.51, 0.63, 0.735, 0.825, 0.9, 0.96, 1.0]
    tones = [T.MID, T.SOFT, T.PALE, T.MID, T.DEEP, T.SOFT, T.MID, T.ACCENT]
    for panel in (left, right):
        flip = panel is right
        for row in range(6):
            v0, v1 = row / 6, (row + 1) / 6
            for bay in range(9):
                u0, u1 = cuts[bay], cuts[bay + 1]
                if flip:
                    u0, u1 = 1 - u1, 1 - u0
                for k in range(3):
                    a, b = u0 + (u1 - u0) * (0.05 + 0.31 * k), u0 + (u1 - u0) * (0.33 + 0.31 * k)
                    if c.rng.random() < 0.07:
                        continue
                    low = v0 + (v1 - v0) * (0.16 + c.vary(0, 0.1))
                    tone = tones[int(c.rng.integers(0, 8))]
                    box = quad_cell(panel, a, low, b, v1 - (v1 - v0) * 0.06)
                    c.poly(box, tone)
                    c.poly(quad_cell(box, 0, 0, 1, 0.2), T.DEEP if tone != T.DEEP else T.NIGHT)
                    c.poly(quad_cell(box, 0.28, 0.4, 0.72, 0.66), T.PAPER)
                c.poly(quad_cell(panel, u0, v0, u0 + 0.008, v1), T.INK)
            c.poly(quad_cell(panel, 0, v1 - 0.012, 1, v1), T.INK)
    floor: list[Point] = [(660, 620), (940, 620), (1620, 1087), (-20, 1087)]
    c.poly(quad_cell(floor, 0.3, 0, 0.7, 1), T.MID)
    c.fade(quad_cell(floor, 0.3, 0, 0.7, 1), T.DARK, (800, 640), (800, 1067), 0.0, 0.7)
    c.fade([(770, 330), (830, 330), (1010, 650), (590, 650)], T.PAPER, (800, 330), (800, 650), 0.95, 0.4)
    pendant(c, 800, 345, 120, T.ACCENT, T.PAPER)
    person(c, 800, 690, 250, Look(T.ACCENT, T.INK, T.PALE, T.INK, "bun"), "read", 1)
    c.poly([(740, 590), (960, 590), (980, 612), (720, 612)], T.PALE)
    c.rect(720, 612, 980, 626, T.INK)
    for x in (736, 956):
        c.rect(x, 626, x + 10, 720, T.INK)
    c.poly([(846, 580), (900, 570), (944, 582), (900, 594)], T.PAPER)
    open_box(c)


def open_box(c: Canvas) -> None:
    """A box of files set down in the aisle, and the ladder."""
    c.poly([(270, 800), (520, 770), (600, 820), (600, 960), (350, 1010), (270, 950)], T.SOFT)
    c.poly([(270, 800), (350, 850), (350, 1010), (270, 950)], T.DEEP)
    c.poly([(270, 800), (520, 770), (600, 820), (350, 850)], T.INK)
    for k in range(9):
        c.poly([(302 + k * 26, 800 - k * 3), (470 + k * 8 + 60, 772 - k + 24), (470 + k * 8 + 60, 810), (320 + k * 24, 838 - k * 3)], (T.PAPER, T.HAZE, T.GLOW)[k % 3])
    c.poly([(430, 878), (540, 864), (540, 920), (430, 936)], T.PAPER)
    for x0, x1 in ((1180, 1130), (1290, 1270)):
        c.line([(x0, 1080), (x1, 260)], 13, T.RUST)
    for k in range(8):
        y = 330 + k * 95
        c.line([(1134 + k * 5.8, y), (1272 + k * 2.3, y)], 10, T.RUST)
