"""The paper stocks, inks and tones every picture is printed with.

A picture is never painted in free colours. It is painted in *tones*, and each tone
says how much of three inks (key, wash, accent) is laid on the paper. The palette
says which inks and which paper, so the same drawing could be pulled in any palette.
"""

# A shape is easiest to read with its points on one line.
# fmt: off

from dataclasses import dataclass, field
from enum import IntEnum

Rgb = tuple[int, int, int]
Coverage = tuple[float, float, float]


class Tone(IntEnum):
    """Names for the flat tones, from bare paper to the full overprint."""

    PAPER = 0
    HAZE = 1
    PALE = 2
    SOFT = 3
    MID = 4
    DEEP = 5
    NIGHT = 6
    DARK = 7
    INK = 8
    GREY = 9
    STONE = 10
    GLOW = 11
    LIT = 12
    ACCENT = 13
    BLEND = 14
    RUST = 15


# Coverage of (key, wash, accent) ink in each tone.
COVERAGE: dict[Tone, Coverage] = {
    Tone.PAPER: (0.0, 0.0, 0.0),
    Tone.HAZE: (0.0, 0.2, 0.0),
    Tone.PALE: (0.0, 0.42, 0.0),
    Tone.SOFT: (0.0, 0.68, 0.0),
    Tone.MID: (0.0, 1.0, 0.0),
    Tone.DEEP: (0.45, 1.0, 0.0),
    Tone.NIGHT: (0.78, 1.0, 0.0),
    Tone.DARK: (1.0, 0.9, 0.0),
    Tone.INK: (1.0, 0.0, 0.0),
    Tone.GREY: (0.24, 0.0, 0.0),
    Tone.STONE: (0.5, 0.1, 0.0),
    Tone.GLOW: (0.0, 0.0, 0.34),
    Tone.LIT: (0.0, 0.0, 0.66),
    Tone.ACCENT: (0.0, 0.0, 1.0),
    Tone.BLEND: (0.0, 0.62, 1.0),
    Tone.RUST: (0.5, 0.1, 1.0),
}


@dataclass(frozen=True)
class Palette:
    """A paper stock and three inks; ``tones`` may override single coverages."""

    name: str
    paper: Rgb
    key: Rgb
    wash: Rgb
    accent: Rgb
    tones: dict[Tone, Coverage] = field(default_factory=dict)

    @property
    def inks(self) -> tuple[Rgb, Rgb, Rgb]:
        """The three inks in printing order."""
        return (self.key, self.wash, self.accent)

    def coverage(self, plate: int) -> list[float]:
        """How much ink ``plate`` lays down for every tone, in tone order."""
        return [self.tones.get(tone, COVERAGE[tone])[plate] for tone in Tone]


DAWN = Palette("dawn", (246, 233, 212), (33, 50, 72), (118, 152, 163), (236, 112, 74))
TIDE = Palette("tide", (241, 235, 221), (18, 44, 56), (82, 138, 142), (222, 84, 58))
LAMP = Palette("lamp", (249, 236, 203), (19, 27, 49), (62, 92, 133), (242, 168, 62))
MOSS = Palette("moss", (244, 236, 214), (35, 52, 44), (143, 165, 122), (219, 116, 62))
BRICK = Palette("brick", (246, 233, 213), (40, 45, 66), (203, 116, 84), (240, 186, 92))
DUSK = Palette("dusk", (248, 229, 207), (46, 42, 72), (178, 122, 134), (243, 152, 84))
OAK = Palette("oak", (247, 236, 215), (58, 42, 38), (207, 166, 108), (44, 122, 118))
SLATE = Palette("slate", (241, 236, 226), (29, 39, 50), (146, 158, 166), (214, 70, 48))
VELVET = Palette("velvet", (250, 232, 200), (43, 19, 34), (168, 46, 62), (243, 180, 84))
