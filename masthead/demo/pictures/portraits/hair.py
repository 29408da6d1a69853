"""Hair, by style: what falls behind the head, and what lies over the brow."""

# A shape is easiest to read with its points on one line.
# fmt: off

import math

from ..canvas import Canvas
from ..geometry import Point, shifted, spline
from ..palettes import Tone as T

BEHIND: dict[str, list[Point]] = {
    "long": [(0, -168), (78, -150), (122, -80), (120, 10), (138, 90), (128, 176), (70, 196), (-70, 196), (-128, 176), (-140, 90), (-120, 10), (-124, -80), (-80, -150)],
    "bob": [(0, -172), (84, -152), (128, -84), (136, 0), (132, 66), (104, 92), (-104, 92), (-134, 66), (-138, 0), (-130, -84), (-86, -152)],
    "soft": [(0, -160), (72, -146), (112, -88), (112, -20), (98, 30), (-98, 30), (-114, -20), (-114, -88), (-74, -146)],
}

OVER: dict[str, list[Point]] = {
    "long": [(-104, 20), (-118, -60), (-92, -132), (-20, -166), (60, -156), (110, -92), (106, 10), (92, -44), (64, -92), (14, -112), (-30, -92), (-70, -44)],
    "bob": [(-110, 6), (-124, -70), (-88, -146), (0, -174), (88, -150), (124, -70), (108, 6), (94, -52), (60, -84), (-10, -66), (-60, -76), (-92, -48)],
    "short": [(-97, -6), (-108, -70), (-88, -128), (-30, -158), (40, -160), (92, -126), (108, -66), (97, -6), (90, -46), (72, -92), (16, -100), (-52, -86), (-86, -50)],
    "fringe": [(-98, -4), (-110, -68), (-96, -126), (-40, -166), (30, -170), (92, -134), (110, -64), (98, -4), (90, -44), (84, -76), (30, -62), (-34, -84), (-70, -66), (-88, -44)],
    "swept": [(-98, -10), (-106, -70), (-78, -134), (-8, -164), (70, -158), (112, -112), (110, -40), (98, -6), (92, -50), (78, -98), (20, -118), (-50, -108), (-84, -66)],
    "crop": [(-94, -16), (-100, -70), (-82, -120), (-36, -146), (30, -148), (80, -122), (101, -70), (94, -16), (87, -56), (66, -96), (0, -108), (-66, -96), (-88, -56)],
}


def behind(c: Canvas, at: Point, style: str, tone: T) -> None:
    """The hair that is drawn before the head."""
    if style in BEHIND:
        c.blob(shifted(BEHIND[style], *at), tone)
    if style == "round":
        c.blob(shifted([(0, -184), (92, -160), (136, -92), (122, -20), (96, 20), (-96, 20), (-124, -20), (-138, -92), (-94, -160)], *at), tone)
    if style == "curls":
        for k in range(22):
            a = math.radians(150 + k * 11.4)
            r = 116 + 8 * math.sin(k * 2.1)
            c.disc(at[0] + r * math.cos(a), at[1] - 46 + r * 0.95 * math.sin(a), 28 + 5 * math.cos(k * 1.7), tone)


def over(c: Canvas, at: Point, style: str, tone: T, light: T) -> None:
    """The hair that is drawn over the brow, with a few lit strands."""
    x, y = at
    if style == "round":
        c.blob(shifted([(-98, -14), (-128, -80), (-92, -156), (0, -182), (92, -156), (128, -80), (98, -14), (88, -62), (50, -96), (-50, -96), (-88, -62)], *at), tone)
        for _ in range(30):
            a, r = c.vary(3.3, 6.1), c.vary(112, 158)
            px, py = x + r * 0.82 * math.cos(a), y - 30 + r * math.sin(a) * 0.92
            c.line([(px, py), (px + 5, py - 3)], 2.2, light)
        return
    if style == "curls":
        for k in range(13):
            a = math.radians(186 + k * 14)
            c.disc(x + 92 * math.cos(a), y - 56 + 66 * math.sin(a), 27 + 4 * math.sin(k * 2.3), tone)
        c.poly(shifted([(-80, -80), (0, -140), (80, -80), (60, -110), (0, -126), (-60, -110)], *at), tone)
        for k in range(9):
            a = math.radians(200 + k * 17)
            px, py = x + 98 * math.cos(a), y - 62 + 74 * math.sin(a)
            c.brush([(px - 13, py + 5), (px, py - 12), (px + 14, py - 3)], [1, 4, 1], light)
        return
    if style == "bald":
        return
    shape = spline(shifted(OVER[style], *at), closed=True)
    c.poly(shape, tone)
    lines = {"long": ((-70, -96), (-84, -30)), "bob": ((-76, -110), (-98, -40))}.get(style, ((-60, -118), (-92, -56)))
    root, tip = lines
    with c.clip(shape):
        for k in range(6):
            dx, dy = k * 21 - 14, -k * 6
            c.brush(shifted([(root[0] + dx, root[1] + dy), ((root[0] + tip[0]) / 2 + dx - 8, (root[1] + tip[1]) / 2 + dy), (tip[0] + dx * 0.5, tip[1] + dy)], *at), [1, 4.5, 1], light)
