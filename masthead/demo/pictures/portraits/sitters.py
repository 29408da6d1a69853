"""Who the eight writers are, and how a portrait is put together."""

# A shape is easiest to read with its points on one line.
# fmt: off

import zlib
from dataclasses import dataclass

from PIL import Image

from ..canvas import Canvas
from ..geometry import Point, arc, shifted, spline
from ..palettes import Coverage, Palette, Rgb
from ..palettes import Tone as T
from . import hair
from .clothes import dress

SIENNA: Rgb = (198, 116, 78)
SKIN: dict[T, Coverage] = {T.GLOW: (0.0, 0.0, 0.36), T.LIT: (0.0, 0.0, 0.62), T.ACCENT: (0.05, 0.0, 0.86), T.RUST: (0.34, 0.0, 1.0), T.NIGHT: (0.62, 0.0, 1.0), T.BLEND: (0.12, 0.0, 1.0)}


def _stock(name: str, key: Rgb, wash: Rgb, paper: Rgb = (246, 235, 216)) -> Palette:
    return Palette(name, paper, key, wash, SIENNA, SKIN)


@dataclass(frozen=True)
class Sitter:
    """Everything that tells one writer's portrait from another's."""

    palette: Palette
    ground: T
    skin: T
    shade: T
    hair: T
    strand: T
    style: str
    wear: str
    cloth: T
    trim: T
    brow: T = T.INK
    glasses: str = ""
    beard: str = ""
    width: float = 1.0
    jaw: float = 1.0
    side: int = 1
    lips: T = T.BLEND
    earrings: bool = False
    halo: T = T.PAPER


SITTERS: dict[str, Sitter] = {
    "maren-osei": Sitter(_stock("maren", (32, 30, 48), (94, 150, 148)), T.MID, T.RUST, T.NIGHT, T.INK, T.STONE, "round", "blazer", T.INK, T.PAPER, glasses="round", lips=T.NIGHT, earrings=True),
    "tomas-velde": Sitter(_stock("tomas", (28, 44, 62), (120, 154, 170)), T.PALE, T.GLOW, T.LIT, T.GREY, T.PAPER, "short", "rollneck", T.DARK, T.MID, brow=T.STONE, beard="full", width=1.06, jaw=1.06),
    "ines-quarrie": Sitter(_stock("ines", (44, 36, 40), (226, 176, 84)), T.HAZE, T.LIT, T.ACCENT, T.INK, T.STONE, "long", "oilskin", T.MID, T.INK, width=0.94, jaw=0.92, side=-1),
    "daniil-koval": Sitter(_stock("daniil", (34, 40, 60), (82, 118, 168)), T.MID, T.GLOW, T.LIT, T.NIGHT, T.BLEND, "fringe", "embroidered", T.PAPER, T.INK, brow=T.NIGHT, beard="short", width=0.98, halo=T.PALE),
    "hettie-lund": Sitter(_stock("hettie", (60, 38, 52), (206, 96, 84)), T.PALE, T.GLOW, T.LIT, T.GREY, T.PAPER, "curls", "scarf", T.INK, T.MID, brow=T.STONE, glasses="round", width=1.04, side=-1, lips=T.MID),
    "samir-adeyo": Sitter(_stock("samir", (30, 42, 40), (128, 160, 122)), T.SOFT, T.BLEND, T.RUST, T.INK, T.STONE, "crop", "tie", T.DARK, T.PAPER, beard="goatee", lips=T.NIGHT, jaw=0.96),
    "ruth-pell": Sitter(
        _stock("ruth", (44, 40, 74), (170, 134, 160)), T.DEEP, T.GLOW, T.LIT, T.PAPER, T.GREY, "bob", "rollneck", T.INK, T.DEEP, brow=T.STONE, width=0.96, jaw=0.94, earrings=True, lips=T.ACCENT, halo=T.SOFT
    ),
    "josef-arbel": Sitter(_stock("josef", (46, 38, 36), (60, 136, 130)), T.HAZE, T.LIT, T.ACCENT, T.DARK, T.STONE, "curls", "cardigan", T.DEEP, T.PAPER, glasses="square", beard="moustache", side=-1),
}

PORTRAITS: tuple[str, ...] = tuple(SITTERS)


def draw_portrait(slug: str, seed: int = 1) -> Image.Image:
    """Print the portrait of the writer called ``slug``; same slug and seed, same pixels."""
    sitter = SITTERS[slug]
    c = Canvas(sitter.palette, zlib.crc32(slug.encode()) + seed, (600, 600), ground=sitter.ground)
    at: Point = (300 - 4 * sitter.side, 262)
    c.disc(300, 300, 238, sitter.halo)
    hair.behind(c, at, sitter.style, sitter.hair)
    neck = [(-52, 60), (52, 60), (56, 190), (90, 240), (-90, 240), (-56, 190)]
    c.poly(shifted(neck, *at), sitter.skin)
    c.blob(shifted([(-52, 96), (10, 150), (54, 92), (58, 190), (30, 236), (-8, 190), (-40, 150)], *at), sitter.shade)
    dress(c, at, sitter.wear, sitter.cloth, sitter.trim, sitter.side)
    face(c, at, sitter)
    beard(c, at, sitter)
    features(c, at, sitter)
    hair.over(c, at, sitter.style, sitter.hair, sitter.strand)
    spectacles(c, at, sitter)
    return c.printed()


def outline(sitter: Sitter) -> list[Point]:
    """The head's outline about its middle, ears excepted."""
    w, j = sitter.width, sitter.jaw
    right: list[Point] = [(0, -140), (56 * w, -128), (92 * w, -76), (96 * w, -10), (90 * w, 46), (66 * j, 98), (32 * j, 128)]
    return [*right, (0, 135), *[(-x, y) for x, y in right[:0:-1]]]


def face(c: Canvas, at: Point, sitter: Sitter) -> None:
    """Ears, head and the one plane of shade down the side away from the light."""
    s, w = sitter.side, sitter.width
    for side in (-1, 1) if sitter.style not in ("long", "bob") else ():
        tone = sitter.shade if side == s else sitter.skin
        c.oval(at[0] + side * 98 * w, at[1] + 4, 17, 31, tone, side * 8)
        if sitter.earrings:
            c.disc(at[0] + side * 101 * w, at[1] + 46, 8, T.MID if sitter.ground != T.MID else T.GLOW)
    c.blob(shifted(outline(sitter), *at), sitter.skin)
    with c.clip(shifted(outline_curve(sitter), *at)):
        plane = [(30, -150), (46, -60), (60, -28), (66, 8), (52, 40), (60, 70), (34, 104), (14, 140), (130, 140), (130, -150)]
        c.blob(shifted([(x * s, y) for x, y in plane], *at), sitter.shade)
        socket = [(14, -34), (40, -40), (70, -30), (62, -8), (36, -12)]
        c.blob(shifted([(x * s, y) for x, y in socket], *at), sitter.shade)


def outline_curve(sitter: Sitter) -> list[Point]:
    """The smooth head outline, for clipping."""
    return spline(outline(sitter), closed=True)


def features(c: Canvas, at: Point, sitter: Sitter) -> None:
    """Brows, lids, nose and mouth, each in one or two cuts."""
    s = sitter.side
    for side in (-1, 1):
        x = side * 43 - s * 3
        c.brush(shifted([(x - side * -30, -42), (x, -53), (x - side * 24, -43)], *at), [3, 10, 6], sitter.brow)
        c.blob(shifted([(x - 22, -8), (x, -17), (x + 22, -8), (x, -3)], *at), T.PAPER)
        c.disc(at[0] + x + s * -2, at[1] - 10, 8.6, T.INK)
        c.brush(shifted([(x - 25, -6), (x - 2, -20), (x + 25, -7)], *at), [2, 7, 2], T.INK)
        c.disc(at[0] + x - 4, at[1] - 13, 2.0, T.PAPER)
    nose = [(8 * s, -30), (14 * s, 14), (26 * s, 34), (14 * s, 46), (-14 * s, 44), (2 * s, 34)]
    c.blob(shifted(nose, *at), sitter.shade)
    c.brush(shifted([(-18 * s, 40), (-4 * s, 47), (12 * s, 46), (22 * s, 38)], *at), [1.5, 4, 4, 1.5], T.INK if sitter.shade == T.NIGHT else sitter.lips)
    c.blob(shifted([(-30, 77), (-10, 71), (0, 74), (10, 71), (30, 77), (12, 92), (-12, 92)], *at), sitter.lips)
    c.brush(shifted([(-36, 75), (-14, 79), (0, 78), (14, 79), (36, 74)], *at), [2, 3.6, 3.6, 3.6, 2], T.INK)


def beard(c: Canvas, at: Point, sitter: Sitter) -> None:
    """Beard or moustache in the tone of the hair."""
    tone = sitter.hair
    if sitter.beard in ("full", "short"):
        low = 158 if sitter.beard == "full" else 142
        side = 99 * sitter.width
        shape = [(-side, -2), (-84, 40), (-52, 58), (-26, 54), (0, 58), (26, 54), (52, 58), (84, 40), (side, -2), (94, 64), (62, 124), (0, low), (-62, 124), (-94, 64)]
        c.blob(shifted(shape, *at), tone)
        for k in range(15):
            x = -66 + k * 9.4
            c.brush(shifted([(x, 104 - abs(k - 7) * 4), (x * 0.94, 128 - abs(k - 7) * 4)], *at), [3, 1], sitter.strand)
    if sitter.beard == "goatee":
        c.blob(shifted([(-44, 60), (-20, 56), (0, 60), (20, 56), (44, 60), (46, 100), (26, 138), (0, 144), (-26, 138), (-46, 100)], *at), tone)
        c.blob(shifted([(-30, 68), (0, 66), (30, 68), (24, 96), (-24, 96)], *at), sitter.skin)
    if sitter.beard == "moustache":
        c.blob(shifted([(-42, 73), (-26, 60), (-8, 57), (0, 60), (8, 57), (26, 60), (42, 73), (20, 69), (0, 70), (-20, 69)], *at), tone)


def spectacles(c: Canvas, at: Point, sitter: Sitter) -> None:
    """Round or square frames, with a glint on each glass."""
    if not sitter.glasses:
        return
    dark = sitter.skin in (T.RUST, T.BLEND)
    frame = T.PAPER if dark else (T.MID if sitter.ground == T.PALE else T.INK)
    for side in (-1, 1):
        x, y = at[0] + side * 45, at[1] - 8
        if sitter.glasses == "round":
            c.line(arc(x, y, 36, 35, 0, 360, 48), 6, frame)
        else:
            c.line([(x - 36, y - 24), (x + 36, y - 24), (x + 31, y + 26), (x - 30, y + 26), (x - 36, y - 24)], 7, frame)
        c.line([(x + side * 36, y - 6), (at[0] + side * 98, at[1] - 12)], 6, frame)
        c.brush([(x - 20, y - 14), (x - 8, y - 22)], [1, 4], T.PAPER, curved=False)
    c.line(arc(at[0], at[1] - 10, 11, 8, 190, 350, 10), 6, frame)
