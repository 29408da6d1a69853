"""The port: the sea wall, the cranes, the lighthouse, the wave and the ferry."""

# A shape is easiest to read with its points on one line.
# fmt: off

from ..canvas import Canvas
from ..geometry import Point, arc, between, spline
from ..palettes import DAWN, LAMP, SLATE, TIDE
from ..palettes import Tone as T
from ..registry import scene
from ..shapes.birds import gull, perched
from ..shapes.boats import ferry, freighter, hoist, quay_crane, trawler
from ..shapes.houses import gable, skyline, windows
from ..shapes.light import beam, lamp_post, stars, streak_cloud
from ..shapes.people import Look, person
from ..shapes.water import burst, foam_edge, glitter, rain, ripples, spray, swell


@scene("sea-wall", TIDE, T.PALE)
def sea_wall(c: Canvas) -> None:
    """A wave bursts over the sea wall; three people brace on the promenade below the houses."""
    far: Point = (470, 520)
    c.blob([(-60, -60), (1660, -60), (1660, 150), (1250, 250), (900, 160), (500, 240), (200, 150), (-60, 260)], T.SOFT)
    c.gouge([(0, 0), (1600, 0), (1600, 330), (0, 330)], T.HAZE, 26, 170, 4, turn=-14)
    skyline(c, 522, 14, 44, T.MID, 380, 700, 30)
    c.rect(-10, 520, 700, 1080, T.DEEP)
    for y, h, tone in ((560, 12, T.MID), (630, 26, T.DEEP), (700, 34, T.MID), (800, 52, T.DARK), (930, 60, T.DEEP)):
        foam_edge(c, swell(c, y, h, tone, h * 9, y / 7)[::3], T.PAPER, 1, 2 + h / 22)
    c.poly([(500, 505), (1620, -60), (1620, 800), far], T.DEEP)
    for k in range(9):
        x0, x1 = 560 + 22 * 1.62**k, 560 + 22 * 1.62 ** (k + 1)
        top0, top1 = 520 - (x0 - 500) * 0.42, 520 - (x1 - 500) * 0.42
        base0, base1 = 520 + (x0 - 470) * 0.235, 520 + (x1 - 470) * 0.235
        c.poly([(x0, base0), (x0, top0), (x1, top1), (x1, base1)], (T.DARK, T.NIGHT)[k % 2])
        c.poly([(x0, top0), (x0 + (x1 - x0) * 0.3, top0 - (x1 - x0) * 0.42), (x1, top1 - (x1 - x0) * 0.12), (x1, top1)], T.INK)
        windows(c, [(x0, top0), (x1, top1), (x1, base1), (x0, base0)], 2, 3, [T.DEEP, T.DEEP, T.ACCENT, T.PAPER, T.NIGHT], 0.34, 0.5, T.INK)
    c.poly([far, (1620, 800), (1620, 1080), (960, 1080)], T.HAZE)
    c.gouge([far, (1620, 830), (1620, 1080), (960, 1080)], T.PALE, 30, 260, 6, turn=27)
    c.poly([far, (960, 1080), (560, 1080)], T.DARK)
    c.poly([(470, 512), (1050, 1080), (930, 1080)], T.PAPER)
    for k in range(1, 9):
        a, b = between(far, (960, 1080), k / 9), between(far, (560, 1080), k / 9 * 0.97)
        c.line([a, b], 1.5 + k * 0.4, T.DEEP)
    for t, h in ((0.1, 90), (0.24, 190)):
        lamp_post(c, *between((480, 512), (1480, 1000), t), h, T.INK, T.PAPER)
    c.blob([(-40, 1080), (-40, 760), (140, 700), (330, 720), (520, 640), (600, 720), (590, 860), (640, 1080)], T.DEEP)
    for k in range(6):
        c.brush([(40 + k * 60, 1060), (150 + k * 62, 860 - k * 14), (420 + k * 24, 740 - k * 10)], [2, 14, 3], (T.MID, T.DARK)[k % 2])
    burst(c, 590, 770, 690, 190, T.PAPER, T.PALE)
    spray(c, (640, 300), (1060, 200), T.PAPER, 300, 130, 9)
    spray(c, (760, 560), (930, 640), T.PAPER, 90, 50, 7)
    foam_edge(c, spline([(380, 850), (470, 800), (590, 790), (720, 800), (830, 860), (900, 900)]), T.PAPER, 10, 34)
    person(c, 1010, 800, 168, Look(T.ACCENT, T.INK, T.PAPER, T.ACCENT, "hood"), "brace", -1)
    person(c, 1140, 830, 186, Look(T.INK, T.DARK, T.GLOW, T.INK, "long", skirt=True), "brace", -1)
    person(c, 890, 650, 92, Look(T.DARK, T.INK, T.PAPER, T.INK, "beanie"), "walk", 1)
    rain(c, T.PAPER, 240, 22, length=60, width=2)


@scene("harbour-cranes", DAWN)
def harbour_cranes(c: Canvas) -> None:
    """Cranes over a container ship at sunrise; two dockers and a gull wait on the near quay."""
    c.fade(c.page, T.GLOW, (0, 60), (0, 700), 0.0, 1.0)
    c.disc(1440, 590, 150, T.ACCENT)
    for x, y, w in ((360, 210, 620), (1180, 300, 700), (760, 420, 420), (1500, 150, 500)):
        streak_cloud(c, x, y, w, 26, T.HAZE)
    skyline(c, 690, 20, 70, T.PALE, 0, 1600, 60)
    quay_crane(c, 1040, 700, 330, T.PALE, 1)
    quay_crane(c, 130, 700, 420, T.MID, 1)
    freighter(c, 600, 700, 1130, T.DARK, T.RUST, [T.MID, T.DEEP, T.ACCENT, T.PALE, T.SOFT, T.PAPER])
    quay_crane(c, 400, 705, 560, T.DEEP, 1)
    quay_crane(c, 1240, 712, 690, T.DARK, -1)
    hoist(c, 968, 300, 400, 62, T.ACCENT, T.DARK)
    c.rect(-10, 704, 1610, 712, T.DARK)
    c.reflect(708, 372, {T.PAPER: T.GLOW, T.GLOW: T.GLOW, T.DARK: T.DEEP, T.DEEP: T.MID, T.PALE: T.HAZE, T.RUST: T.DEEP}, 6)
    ripples(c, 716, 1000, T.PALE, 90)
    ripples(c, 716, 1000, T.DEEP, 46)
    glitter(c, 1440, 720, 960, T.ACCENT, 130, 90, 60)
    glitter(c, 1440, 740, 950, T.PAPER, 60, 110, 26)
    c.poly([(-10, 985), (1610, 940), (1610, 1080), (-10, 1080)], T.INK)
    c.poly([(-10, 985), (1610, 940), (1610, 950), (-10, 996)], T.STONE)
    for x in (240, 1420):
        c.blob([(x - 34, 1000), (x - 26, 930), (x - 52, 912), (x, 896), (x + 52, 912), (x + 26, 930), (x + 34, 1000)], T.INK)
    c.brush([(245, 930), (420, 1010), (560, 880), (640, 715)], [9, 8, 6, 3], T.DARK)
    person(c, 1090, 990, 250, Look(T.ACCENT, T.DARK, T.GLOW, T.PAPER, "cap"), "point", -1)
    person(c, 1190, 992, 240, Look(T.DARK, T.INK, T.GLOW, T.ACCENT, "cap"), "stand", -1)
    perched(c, 1420, 898, 30, T.PAPER, -1)
    gull(c, 330, 330, 90, T.PAPER, -8)
    gull(c, 690, 160, 70, T.DEEP, 10)
    gull(c, 800, 215, 46, T.DEEP, -4)


@scene("lighthouse", LAMP, T.NIGHT)
def lighthouse(c: Canvas) -> None:
    """The Kell Island light sweeps a clear night; the keeper's cottage has one window lit."""
    c.fade(c.page, T.DARK, (0, 700), (0, 0), 0.0, 0.9)
    c.fade(c.page, T.MID, (0, 380), (0, 720), 0.0, 0.7)
    stars(c, 260, 640, T.PAPER)
    beam(c, (1010, 268), 187, 1150, 330, T.GLOW, 1.0, 0.12)
    beam(c, (1010, 268), 187, 1050, 150, T.PAPER, 1.0, 0.0)
    beam(c, (1010, 268), -9, 700, 210, T.GLOW, 1.0, 0.3)
    c.rect(-10, 720, 1610, 1080, T.DEEP)
    c.fade([(0, 720), (1600, 720), (1600, 1067), (0, 1067)], T.DARK, (0, 740), (0, 1067), 0.1, 0.95)
    ripples(c, 730, 1060, T.MID, 110)
    glitter(c, 300, 726, 900, T.GLOW, 260, 120, 60)
    trawler(c, 250, 716, 110, 0, 1, T.DARK, T.GLOW)
    c.blob([(560, 1100), (600, 900), (690, 820), (780, 800), (840, 735), (960, 716), (1100, 720), (1230, 700), (1350, 760), (1500, 790), (1660, 870), (1660, 1120)], T.DARK)
    c.gouge([(640, 890), (860, 745), (1240, 720), (1600, 880), (1600, 1067), (640, 1067)], T.MID, 30, 90, 5, turn=24)
    c.poly([(935, 724), (965, 330), (1055, 330), (1085, 724)], T.PAPER)
    c.poly([(1028, 724), (1022, 330), (1055, 330), (1085, 724)], T.MID)
    for top, bottom in ((400, 478), (556, 634)):
        left, right = 935 + 30 * (724 - bottom) / 394, 1085 - 30 * (724 - bottom) / 394
        left2, right2 = 935 + 30 * (724 - top) / 394, 1085 - 30 * (724 - top) / 394
        c.poly([(left2, top), (right2, top), (right, bottom), (left, bottom)], T.ACCENT)
        c.poly([(1023, top), (right2, top), (right, bottom), (1025, bottom)], T.RUST)
    for y in (440, 520, 600):
        c.rect(990, y, 1004, y + 26, T.DARK)
    c.rect(945, 314, 1075, 334, T.INK)
    c.rect(972, 226, 1048, 314, T.PAPER)
    c.disc(1010, 268, 30, T.GLOW)
    for x in (972, 997, 1023, 1048):
        c.rect(x - 2.5, 226, x + 2.5, 314, T.INK)
    c.blob([(960, 230), (975, 196), (1010, 176), (1045, 196), (1060, 230)], T.ACCENT)
    c.line([(1010, 180), (1010, 140)], 4, T.INK)
    c.rect(985, 670, 1022, 726, T.DARK)
    gable(c, 1130, 730, 150, 78, T.MID, T.INK, 0.42)
    c.rect(1166, 672, 1204, 706, T.GLOW)
    c.rect(1228, 668, 1256, 730, T.INK)
    c.poly([(1166, 732), (1204, 732), (1230, 800), (1120, 800)], T.BLEND)
    c.brush([(1010, 730), (960, 800), (1050, 880), (900, 960), (960, 1080)], [10, 20, 30, 44, 70], T.DEEP)
    person(c, 985, 905, 108, Look(T.INK, T.INK, T.GLOW, T.INK, "beanie"), "walk", 1)
    c.disc(1000, 862, 7, T.PAPER)


@scene("storm-wave", TIDE, T.PALE)
def storm_wave(c: Canvas) -> None:
    """A trawler climbs towards a breaking wave twice her height."""
    c.gouge(c.page, T.HAZE, 30, 260, 7, turn=-16)
    c.blob([(-60, -60), (1660, -60), (1660, 210), (1330, 120), (1000, 190), (700, 60), (-60, 300)], T.SOFT)
    swell(c, 700, 60, T.SOFT, 420, 0.3)
    swell(c, 790, 70, T.MID, 520, 0.6)
    inner: list[Point] = [(985, 470), (930, 392), (830, 350), (720, 372), (640, 460), (618, 590), (670, 730), (790, 850), (980, 930), (1240, 950), (1660, 900)]
    outer: list[Point] = [(-60, 560), (60, 400), (230, 270), (440, 170), (640, 130), (820, 165), (935, 262), (990, 390)]
    c.poly([(-60, 1100), *spline(outer), *spline(inner), (1660, 1100)], T.DEEP)
    bands: list[list[Point]] = []
    for k in range(11):
        t = k / 10
        path = [between(p, q, t * 0.8) for p, q in zip(inner[2:], [(700, 260), (500, 290), (330, 430), (230, 640), (240, 850), (380, 1000), (700, 1090), (1100, 1110), (1640, 1100)], strict=True)]
        c.brush(path, [3, 20 + 14 * t, 15, 2], (T.MID, T.DARK, T.SOFT)[k % 3])
        bands.append(path)
    c.poly([*spline(outer[2:]), *spline([(985, 470), (945, 440), (900, 430), (820, 392), (700, 330), (520, 300), (360, 320), (290, 290)])], T.PAPER)
    for k, path in enumerate(bands):
        c.brush(path[: 2 + k % 3], [70, 24, 2], T.PAPER)
    for x, y, dx, dy in ((984, 440, 26, 150), (950, 430, 6, 110), (918, 420, -4, 150), (880, 405, -16, 90), (850, 395, -26, 130), (812, 380, -34, 80)):
        c.brush([(x, y - 50), (x + 10, y + dy * 0.35), (x + dx, y + dy)], [50, 24, 2], T.PAPER)
        c.brush([(x + 8, y + dy * 0.2), (x + 30, y + dy * 0.5), (x + dx + 34, y + dy * 0.72)], [20, 10, 1], T.PAPER)
    for k in range(16):
        a = between((260, 330), (960, 380), k / 15)
        c.brush([(a[0], a[1] - 90 + abs(k - 6) * 4), (a[0] + 50, a[1] - 112 + abs(k - 6) * 5), (a[0] + 84, a[1] - 92 + abs(k - 6) * 7)], [1, 8, 1], T.PALE)
    foam_edge(c, spline(outer[1:]), T.PAPER, 4, 20)
    spray(c, (930, 330), (1230, 330), T.PAPER, 260, 120, 9)
    person(c, 1092, 862, 84, Look(T.INK, T.INK, T.PAPER, T.INK, "hood"), "brace", -1)
    trawler(c, 1190, 850, 330, -20, -1, T.ACCENT, T.PAPER)
    c.poly([*spline([(780, 1100), (880, 960), (1040, 905), (1200, 935), (1350, 915), (1660, 960)]), (1660, 1100)], T.DARK)
    foam_edge(c, spline([(850, 985), (960, 925), (1050, 906), (1180, 934), (1330, 918), (1480, 930)]), T.PAPER, 3, 15)
    spray(c, (1010, 880), (880, 780), T.PAPER, 90, 60, 8)
    for k in range(7):
        c.brush([(900 + k * 90, 1010 + k % 2 * 26), (980 + k * 90, 985 + k % 2 * 26), (1060 + k * 90, 1010 + k % 2 * 26)], [1, 9, 1], T.MID)
    rain(c, T.PAPER, 160, 24, length=70, width=2)


@scene("ferry", SLATE)
def ferry_crossing(c: Canvas) -> None:
    """The Kell Island ferry heads out, passengers at the rail, gulls over her wake."""
    c.fade(c.page, T.HAZE, (0, 620), (0, 0), 0.0, 1.0)
    c.disc(1290, 210, 82, T.ACCENT)
    for x, y, w in ((300, 180, 700), (1250, 235, 560), (820, 330, 520)):
        streak_cloud(c, x, y, w, 40, T.PAPER)
    c.blob([(880, 640), (960, 590), (1080, 560), (1200, 500), (1330, 490), (1450, 545), (1560, 570), (1680, 600), (1680, 680), (880, 660)], T.PALE)
    c.poly([(1322, 500), (1328, 400), (1348, 400), (1354, 500)], T.PAPER)
    c.rect(1326, 430, 1351, 455, T.SOFT)
    c.blob([(1322, 402), (1338, 376), (1354, 402)], T.MID)
    for x in (1130, 1168, 1420):
        gable(c, x, 580 if x < 1200 else 560, 26, 16, T.PAPER, T.MID)
    c.rect(-10, 620, 1610, 1080, T.MID)
    ripples(c, 626, 760, T.PALE, 70)
    far = swell(c, 700, 9, T.MID, 150, 0.2)
    foam_edge(c, far[::9], T.PAPER, 1, 2)
    ferry(c, 730, 800, 1010, -1.5)
    for k, (x, tone) in enumerate(((392, T.INK), (438, T.ACCENT), (500, T.DARK), (528, T.STONE), (770, T.INK), (806, T.ACCENT))):
        person(c, x, 528 - (x - 392) * 0.026, 62, Look(tone, T.INK, T.PAPER, T.INK, ("short", "long", "hat")[k % 3]), "hold", 1 if k % 2 else -1)
    c.blob([(150, 850), (260, 815), (700, 838), (1180, 806), (1310, 790), (1380, 830), (1300, 860), (800, 875)], T.PAPER)
    foam_edge(c, [(1180 + k * 11, 812 - k * 2.6) for k in range(16)], T.PAPER, 6, 20)
    for y, h, tone in ((880, 26, T.DEEP), (960, 38, T.NIGHT)):
        foam_edge(c, swell(c, y, h, tone, h * 12, y / 9)[::4], T.PAPER, 1, 4)
    ripples(c, 860, 1060, T.MID, 50)
    c.blob([(-40, 850), (150, 842), (330, 870), (150, 885), (-40, 905)], T.PAPER)
    for x, y, span, turn in ((215, 395, 150, -14), (120, 560, 90, 10), (330, 500, 70, -6), (70, 300, 60, 8), (980, 250, 54, -10)):
        gull(c, x, y, span, T.PAPER if y > 300 else T.DARK, turn)
        c.line([arc(x, y, span * 0.5, 4, 150, 200, 3)[0], arc(x, y, span * 0.5, 4, 150, 200, 3)[2]], 1.6, T.DARK)
