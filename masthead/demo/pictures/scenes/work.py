"""The paper and the airwaves: the press hall and the radio studio."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, arc, oval, quad_cell
from ..palettes import DUSK, SLATE
from ..palettes import Tone as T
from ..registry import scene
from ..shapes.people import Look, head, person


@scene("print-press", SLATE, T.HAZE)
def print_press(c: Canvas) -> None:
    """Paper runs through the rollers of the night press; a printer checks the first copies."""
    c.gouge([(0, 0), (1600, 0), (1600, 800), (0, 800)], T.PALE, 30, 200, 5)
    for x in (120, 520, 920, 1320):
        c.rect(x, -10, x + 210, 150, T.STONE)
        for k in range(3):
            c.rect(x + 12 + k * 66, -10, x + 66 + k * 66, 138, T.PAPER)
    c.rect(-10, 850, 1610, 1080, T.STONE)
    c.fade([(-20, 850), (1620, 850), (1620, 1080), (-20, 1080)], T.DARK, (0, 1067), (0, 850), 0.55, 0.0)
    top = 236.0
    press_units(c, top)
    c.rect(1060, 330, 1300, 880, T.DARK)
    for k in range(3):
        c.line([(1180, top + k * 16), (1180 + (k - 1) * 40, 330)], 11, T.PAPER)
        c.disc(1180, top + k * 16, 14, T.INK)
    c.poly([(1090, 340), (1270, 340), (1180, 560)], T.PAPER)
    c.poly([(1180, 340), (1270, 340), (1180, 560)], T.PALE)
    for side in (-1, 1):
        c.disc(1180 + side * 42, 620, 40, T.ACCENT if side > 0 else T.STONE)
        c.disc(1180 + side * 42, 620, 13, T.INK)
    c.rect(1168, 560, 1192, 760, T.PAPER)
    c.poly([(1180, 742), (1640, 862), (1640, 898), (1180, 782)], T.INK)
    for k in range(11):
        x, y = 1196 + k * 40, 736 + k * 10.4
        c.poly([(x, y), (x + 62, y + 16), (x + 62, y + 24), (x, y + 10)], T.PAPER)
        c.line([(x + 4, y + 8), (x + 60, y + 22)], 2, T.STONE)
    for x in (1250, 1540):
        c.rect(x, 800, x + 16, 960, T.INK)
    c.line([(90, 290), (90, 176), (1040, 176), (1040, 290)], 6, T.INK)
    for k in range(12):
        c.line([(90 + k * 86, 176), (90 + k * 86, 290)], 3, T.INK)
    person(c, 420, 290, 160, Look(T.ACCENT, T.INK, T.GLOW, T.INK, "beanie"), "lean", 1)
    first_copy(c)


def press_units(c: Canvas, top: float) -> None:
    """Three printing units, each fed from its own reel of paper."""
    for k, x in enumerate((250, 560, 870)):
        c.poly([(x - 130, 870), (x - 130, 320), (x - 104, 290), (x + 104, 290), (x + 130, 320), (x + 130, 870)], T.DARK)
        c.rect(x - 104, 330, x + 104, 800, T.STONE)
        c.rect(x - 146, 856, x + 146, 884, T.INK)
        for row in range(4):
            for side in (-1, 1):
                cx, cy, r = x + side * 53, 388 + row * 118, 51
                c.disc(cx, cy, r, T.INK)
                c.disc(cx, cy, r * 0.86, T.ACCENT if (row + k) % 4 == 1 and side == 1 else T.NIGHT)
                c.line(arc(cx, cy, r * 0.66, r * 0.66, 190, 280, 14), 5, T.PALE)
                c.disc(cx, cy, r * 0.24, T.PALE)
        c.disc(x, 962, 92, T.PAPER)
        for r in (74, 56, 38):
            c.line(arc(x, 962, r, r, 0, 360, 50), 2.2, T.PALE)
        c.disc(x, 962, 22, T.INK)
        c.line([(x + 90, 950), (x + 20, 850), (x, 800), (x, top + k * 16)], 11, T.PAPER)
        c.line([(x, top + k * 16), (1180, top + k * 16)], 11, T.PAPER)
        c.disc(x + 15, top + 17 + k * 16, 17, T.INK)


def first_copy(c: Canvas) -> None:
    """A printer holds up a first copy."""
    person(c, 1440, 1040, 600, Look(T.DARK, T.INK, T.GLOW, T.INK, "cap", apron=T.ACCENT), "hold", -1)
    sheet: list[Point] = [(1250, 610), (1470, 586), (1492, 780), (1272, 812)]
    c.poly(sheet, T.PAPER)
    c.poly(quad_cell(sheet, 0.08, 0.06, 0.92, 0.16), T.INK)
    c.poly(quad_cell(sheet, 0.08, 0.24, 0.55, 0.58), T.ACCENT)
    for k in range(8):
        c.poly(quad_cell(sheet, 0.62, 0.24 + k * 0.085, 0.92, 0.27 + k * 0.085), T.STONE)
        if k < 4:
            c.poly(quad_cell(sheet, 0.08, 0.64 + k * 0.08, 0.55, 0.67 + k * 0.08), T.STONE)
    c.disc(1260, 726, 23, T.GLOW)
    c.disc(1486, 698, 23, T.GLOW)


@scene("radio-studio", DUSK, T.DEEP)
def radio_studio(c: Canvas) -> None:
    """A presenter leans to the microphone; behind the glass a producer holds up one hand."""
    for row in range(7):
        for col in range(10):
            x, y = col * 170 - 30 + row % 2 * 85, row * 120 - 20
            c.poly([(x, y + 56), (x + 82, y), (x + 164, y + 56), (x + 82, y + 112)], T.NIGHT)
            c.poly([(x + 12, y + 56), (x + 82, y + 9), (x + 82, y + 103)], T.DEEP)
    c.rect(820, 90, 1560, 560, T.INK)
    c.rect(840, 110, 1540, 540, T.GLOW)
    with c.clip([(840, 110), (1540, 110), (1540, 540), (840, 540)]):
        c.rect(1320, 110, 1500, 330, T.PALE)
        for k in range(5):
            c.rect(1330, 130 + k * 40, 1490, 158 + k * 40, T.MID)
        person(c, 1150, 900, 760, Look(T.MID, T.INK, T.PAPER, T.INK, "short"), "raise", -1)
        c.rect(840, 480, 1540, 560, T.DEEP)
        c.line(arc(1146, 196, 66, 80, 190, 350, 20), 12, T.INK)
        c.poly([(860, 110), (1000, 110), (860, 420)], T.PAPER)
        c.poly([(1060, 110), (1090, 110), (860, 540), (840, 540), (840, 520)], T.PAPER)
    c.rect(600, 110, 770, 190, T.INK)
    c.rect(612, 122, 758, 178, T.ACCENT)
    c.disc(685, 150, 12, T.PAPER)
    c.glow(685, 150, 190, T.ACCENT, 0.5)
    c.blob([(-60, 1120), (-40, 880), (80, 740), (260, 690), (400, 700), (520, 780), (590, 930), (600, 1120)], T.RUST)
    c.gouge([(0, 800), (260, 700), (540, 800), (590, 1067), (0, 1067)], T.DARK, 22, 60, 4, turn=70)
    head(c, (372, 470), 200, Look(T.RUST, T.INK, T.PAPER, T.INK, "bun"), 1, 6, (300, 720))
    c.brush([(250, 390), (270, 250), (380, 232), (440, 290)], [24, 30, 30, 22], T.ACCENT)
    c.oval(318, 470, 52, 76, T.INK, 8)
    c.oval(326, 470, 36, 58, T.ACCENT, 8)
    c.oval(334, 470, 18, 36, T.INK, 8)
    c.brush([(320, 545), (330, 690), (240, 800), (280, 1080)], [6, 6, 6, 6], T.INK)
    microphone(c)
    mixing_desk(c)


def microphone(c: Canvas) -> None:
    """A large studio microphone on its arm."""
    c.line([(730, 1080), (900, 760), (760, 600)], 18, T.INK)
    c.disc(900, 760, 18, T.ACCENT)
    mic = oval(680, 560, 118, 72, 38)
    c.poly(mic, T.INK)
    with c.clip(mic):
        c.poly([(540, 440), (700, 440), (760, 560), (600, 700), (500, 640)], T.PALE)
        for k in range(16):
            c.line([(520 + k * 20, 420), (470 + k * 20, 700)], 3, T.INK)
            c.line([(500, 430 + k * 20), (800, 480 + k * 20)], 3, T.INK)
    c.brush([(730, 510), (640, 640)], [20, 20], T.ACCENT, curved=False)


def mixing_desk(c: Canvas) -> None:
    """The desk, its faders and a running order."""
    c.poly([(-20, 930), (1620, 880), (1620, 1080), (-20, 1080)], T.DARK)
    c.poly([(860, 900), (1620, 850), (1620, 1080), (780, 1080)], T.MID)
    for k in range(12):
        x = 880 + k * 62
        top, low = 930 - k * 3.6, 1050
        c.brush([(x, top), (x - 10, low)], [5, 6], T.INK, curved=False)
        t = 0.25 + 0.5 * abs(math.sin(k * 1.7))
        c.rect(x - 24, top + (low - top) * t - 9, x + 14, top + (low - top) * t + 9, T.ACCENT if k % 4 == 1 else T.PAPER)
    c.poly([(520, 960), (760, 950), (790, 1040), (500, 1050)], T.PAPER)
    for k in range(4):
        c.line([(545, 978 + k * 16), (730 - k % 2 * 50, 972 + k * 16)], 3, T.PALE)
