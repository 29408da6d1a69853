"""People, as cut-paper figures: posed, dressed, faceless and never identical."""

# A shape is easiest to read with its points on one line.
# fmt: off

from dataclasses import dataclass

from ..canvas import Canvas
from ..geometry import Point, move
from ..palettes import Tone as T

Limb = tuple[Point, Point]


@dataclass(frozen=True)
class Pose:
    """Knees and feet, elbows and hands, in hundredths of a body, x forwards and y up."""

    legs: tuple[Limb, Limb]
    arms: tuple[Limb, Limb]
    hip: float = 47.0
    lean: float = 0.0


STANDING: tuple[Limb, Limb] = (((-4, 24), (-5, 1)), ((4, 24), (5, 1)))
HANGING: tuple[Limb, Limb] = (((-12, 64), (-11, 48)), ((11, 63), (12, 47)))
SEATED: tuple[Limb, Limb] = (((17, 29), (15, 1)), ((19, 28), (20, 1)))

POSES: dict[str, Pose] = {
    "stand": Pose(STANDING, HANGING),
    "walk": Pose((((1, 24), (-13, 4)), ((7, 25), (12, 1))), (((-9, 64), (-14, 51)), ((9, 63), (14, 52))), lean=2),
    "run": Pose((((-2, 26), (-22, 20)), ((14, 32), (14, 8))), (((-15, 66), (-12, 52)), ((13, 66), (20, 76))), lean=10),
    "kick": Pose((((-3, 24), (-8, 1)), ((13, 34), (27, 22))), (((-16, 70), (-24, 66)), ((14, 70), (20, 78))), lean=-8),
    "brace": Pose((((4, 25), (-10, 1)), ((10, 25), (12, 1))), (((-8, 62), (2, 54)), ((12, 66), (9, 88))), lean=15),
    "reach": Pose(STANDING, (((-10, 63), (-9, 48)), ((17, 74), (31, 84)))),
    "point": Pose(STANDING, (((-12, 64), (-9, 50)), ((17, 76), (32, 77)))),
    "raise": Pose(STANDING, (((-12, 64), (-9, 50)), ((12, 92), (11, 112)))),
    "carry": Pose((((0, 24), (-9, 2)), ((6, 25), (9, 1))), (((4, 62), (18, 60)), ((9, 61), (21, 58)))),
    "hold": Pose(STANDING, (((-13, 63), (0, 58)), ((12, 63), (3, 60)))),
    "book": Pose(STANDING, (((-12, 62), (3, 64)), ((12, 62), (9, 65)))),
    "push": Pose((((2, 24), (-12, 3)), ((8, 25), (10, 1))), (((8, 66), (22, 60)), ((12, 66), (25, 62))), lean=9),
    "dig": Pose((((0, 25), (-10, 1)), ((9, 27), (10, 1))), (((6, 58), (14, 46)), ((16, 62), (24, 52))), lean=24),
    "sit": Pose(SEATED, (((-4, 53), (10, 42)), ((10, 52), (18, 42))), hip=29),
    "read": Pose(SEATED, (((3, 50), (17, 50)), ((12, 50), (21, 52))), hip=29, lean=5),
    "wave": Pose(SEATED, (((-4, 53), (6, 40)), ((12, 74), (12, 94))), hip=29),
    "lean": Pose(STANDING, (((6, 60), (20, 58)), ((11, 60), (24, 57))), lean=14),
}


@dataclass(frozen=True)
class Look:
    """What somebody wears and how their hair is cut."""

    coat: T = T.DARK
    legs: T = T.INK
    skin: T = T.GLOW
    hair: T = T.INK
    cut: str = "short"
    skirt: bool = False
    apron: T | None = None
    scarf: T | None = None


def person(c: Canvas, x: float, y: float, h: float, look: Look, pose: str = "stand", face: int = 1) -> None:
    """A whole figure of height ``h`` whose feet (or chair legs) stand at ``x``, ``y``."""
    p, u = POSES[pose], h / 100
    drop = 47 - p.hip
    far, near = p.arms

    def at(points: list[Point], upper: bool = True) -> list[Point]:
        lowered = [(px, -(py - (drop if upper and p.hip < 40 and py > 60 else 0))) for px, py in points]
        if upper and p.lean:
            lowered = move([(px, py + p.hip) for px, py in lowered], (0, -p.hip), turn=p.lean)
        return move(lowered, (x, y), size=u, flip=face)

    def arm(limb: Limb, side: float, tone: T) -> None:
        path = at([(side * 8.0, 78.0), *limb])
        c.brush(path, [8.5 * u, 7 * u, 5 * u], tone, curved=False)
        c.disc(*path[1], 3.6 * u, tone)
        c.disc(*path[2], 2.8 * u, look.skin)

    arm(far, -1, look.coat)
    for knee, foot in p.legs:
        hip_x = 3.0 if knee[0] > 0 else -3.0
        path = at([(hip_x if p.hip > 40 else 0, p.hip), knee, foot], upper=False)
        c.brush(path, [10.5 * u, 8 * u, 6 * u], look.legs, curved=False)
        c.disc(*path[1], 4.1 * u, look.legs)
        toe = at([(foot[0] - 2.5, foot[1]), (foot[0] + 6, foot[1] - 0.6)], upper=False)
        c.line(toe, 4.2 * u, look.legs)
    hem = p.hip - (21 if look.skirt else 8)
    flare = 14.5 if look.skirt else 11.5
    waist: list[Point] = [(9.8, 58), (flare, hem), (0, hem - 2), (-flare, hem), (-9.8, 58)]
    if p.hip < 40:
        waist = [(10, 50), (10, 25), (-10, 25), (-10.5, 50)]
    body = [(-10, 80), (-5, 83.5), (5, 83.5), (10, 80), (11, 66), *waist, (-11, 66)]
    c.blob(at(body), look.coat)
    if look.apron is not None:
        c.poly(at([(-5, 74), (6, 74), (10, 58), (flare, hem - 3), (-8, hem - 3), (-7, 58)]), look.apron)
    head(c, at([(0.8, 92.5)])[0], 7.4 * u, look, face, p.lean, neck=at([(0, 86.5)])[0])
    arm(near, 1, look.coat)


PROFILE: list[Point] = [
    (-0.78, -0.3), (-0.4, -0.95), (0.2, -1.0), (0.64, -0.62), (0.69, -0.12), (0.9, 0.25), (0.68, 0.36),
    (0.72, 0.52), (0.63, 0.62), (0.62, 0.84), (0.36, 1.0), (-0.02, 0.84), (-0.3, 0.62), (-0.7, 0.35),
]


def head(c: Canvas, at: Point, r: float, look: Look, face: int = 1, lean: float = 0.0, neck: Point | None = None) -> None:
    """A head of half-height ``r`` with hair or headgear, on its neck."""

    def put(points: list[Point]) -> list[Point]:
        return move([(px * r, py * r) for px, py in points], at, flip=face, turn=lean * face)

    if look.cut == "long":
        c.blob(put([(-0.9, -0.9), (0.3, -1.15), (0.7, -0.6), (0.1, 0.3), (0.1, 1.5), (-1.1, 1.6), (-1.15, 0.2)]), look.hair)
    if neck is not None:
        c.line([neck, at], r * 0.72, look.skin)
    c.blob(put(PROFILE), look.skin)
    if r > 40:
        c.brush(put([(0.34, -0.1), (0.46, -0.04), (0.58, -0.1)]), [1, r * 0.05, 1], T.INK)
        c.brush(put([(0.3, -0.32), (0.47, -0.4), (0.62, -0.34)]), [1, r * 0.06, 1], look.hair if look.hair != T.PAPER else T.INK)
    hair = [(-0.5, 0.62), (-0.92, 0.2), (-0.95, -0.6), (-0.3, -1.18), (0.5, -1.08), (0.82, -0.5), (0.3, -0.55), (-0.1, -0.2), (-0.25, 0.2)]
    if look.cut in ("short", "long", "bun"):
        c.blob(put(hair), look.hair)
    if look.cut == "bun":
        c.disc(*put([(-0.95, -0.75)])[0], r * 0.5, look.hair)
    if look.cut == "bald":
        c.blob(put([(-0.5, 0.6), (-0.85, 0.3), (-0.85, -0.3), (-0.6, -0.35), (-0.4, 0.2)]), look.hair)
    if look.cut in ("beanie", "hood"):
        c.blob(put([(-0.9, 0.1), (-0.95, -0.6), (-0.3, -1.25), (0.5, -1.15), (0.9, -0.45), (0.85, -0.25), (-0.2, -0.3)]), look.hair)
    if look.cut == "hood":
        c.blob(put([(-0.9, -0.6), (-0.2, -0.6), (-0.3, 0.4), (0, 1.2), (-1.2, 1.2), (-1.15, 0.2)]), look.hair)
    if look.cut in ("hat", "cap"):
        c.blob(put([(-0.85, 0.15), (-0.9, -0.5), (-0.4, -0.5), (-0.3, 0.1)]), look.hair)
        brim = 1.35 if look.cut == "cap" else 1.25
        back = -0.9 if look.cut == "cap" else -1.3
        c.blob(put([(-0.85, -0.45), (-0.75, -1.2), (0.2, -1.35), (0.8, -1.05), (0.85, -0.45)]), look.hair)
        c.line(put([(back, -0.42), (brim, -0.4)]), r * 0.22, look.hair)
    if look.scarf is not None:
        c.brush(put([(-0.85, 1.0), (0.1, 1.25), (0.8, 0.95)]), [r * 0.55, r * 0.6, r * 0.5], look.scarf)


def crowd(c: Canvas, spots: list[tuple[float, float, float]], looks: list[Look], poses: list[str]) -> None:
    """Several people at (x, feet, height), cycling through looks and poses, facing either way."""
    for number, (x, y, h) in enumerate(spots):
        look = looks[number % len(looks)]
        person(c, x, y, h, look, poses[number % len(poses)], 1 if (number * 7) % 3 else -1)


def umbrella(c: Canvas, x: float, y: float, r: float, tone: T, shade: T, tilt: float = 0.0) -> None:
    """An open umbrella, its canopy's lower middle at ``x``, ``y``, with its stick."""

    def put(points: list[Point]) -> list[Point]:
        return move([(px * r, py * r) for px, py in points], (x, y), turn=tilt)

    c.line(put([(0, -0.5), (0, 0.95)]), max(1.6, r * 0.045), T.INK)
    rim = [(-1, 0.05), (-0.66, -0.06), (-0.33, 0.03), (0, -0.06), (0.33, 0.03), (0.66, -0.06), (1, 0.05)]
    dome = [(0.93, -0.25), (0.62, -0.52), (0.2, -0.64), (-0.2, -0.64), (-0.62, -0.52), (-0.93, -0.25)]
    c.poly(put(rim + dome), tone)
    c.poly(put([(0.33, 0.03), (0.66, -0.06), (1, 0.05), (0.93, -0.25), (0.62, -0.52), (0.05, -0.64)]), shade)
    c.line(put([(0, -0.6), (0, -0.74)]), max(1.6, r * 0.05), T.INK)


def bust(c: Canvas, x: float, y: float, h: float, look: Look, back: bool = False, face: int = 1) -> None:
    """Head and shoulders of somebody seated behind a table at ``y``, perhaps from behind."""
    c.blob([(x - h * 0.46, y), (x - h * 0.42, y - h * 0.36), (x - h * 0.16, y - h * 0.52), (x + h * 0.16, y - h * 0.52), (x + h * 0.42, y - h * 0.36), (x + h * 0.46, y)], look.coat)
    c.rect(x - h * 0.46, y - 2, x + h * 0.46, y + h * 0.12, look.coat)
    c.rect(x - h * 0.085, y - h * 0.66, x + h * 0.085, y - h * 0.5, look.skin)
    c.brush([(x - h * 0.16, y - h * 0.5), (x, y - h * 0.465), (x + h * 0.16, y - h * 0.5)], [h * 0.07, h * 0.08, h * 0.07], look.coat)
    if not back:
        head(c, (x, y - h * 0.79), h * 0.24, look, face)
        return
    long = 0.36 if look.cut == "long" else 0.24
    tone = look.skin if look.cut == "bald" else look.hair
    c.oval(x, y - h * 0.76, h * 0.19, h * 0.24, tone)
    if look.cut == "long":
        c.blob([(x - h * 0.2, y - h * 0.78), (x, y - h), (x + h * 0.2, y - h * 0.78), (x + h * 0.22, y - h * (0.76 - long)), (x - h * 0.22, y - h * (0.76 - long))], tone)
    if look.cut == "bun":
        c.disc(x, y - h * 0.98, h * 0.1, tone)


def cast(coats: list[T], skins: list[T], hairs: list[T]) -> list[Look]:
    """Twelve different people from a few coats, skins and heads of hair."""
    cuts = ("short", "bun", "short", "long", "bald", "short", "long", "bun")
    return [Look(coats[k % len(coats)], T.INK, skins[k * 2 % len(skins)], hairs[k * 3 % len(hairs)], cuts[k % len(cuts)], skirt=k % 3 == 1) for k in range(12)]
