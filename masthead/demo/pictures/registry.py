"""The list of scenes by name, and the decorator that enters a scene in it."""

import zlib
from collections.abc import Callable

from PIL import Image

from .canvas import Canvas
from .palettes import Palette, Tone

Painter = Callable[[Canvas], None]
Render = Callable[[int], Image.Image]

SCENES: dict[str, Render] = {}


def scene(name: str, palette: Palette, ground: Tone = Tone.PAPER) -> Callable[[Painter], Painter]:
    """Enter a painter in `SCENES` under ``name``, to be printed in ``palette``."""

    def enter(paint: Painter) -> Painter:
        def render(seed: int) -> Image.Image:
            canvas = Canvas(palette, zlib.crc32(name.encode()) + seed, ground=ground)
            paint(canvas)
            return canvas.printed()

        SCENES[name] = render
        return paint

    return enter
