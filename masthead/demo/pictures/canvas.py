"""The drawing surface: flat tones are cut into one sheet, then pulled as three inks.

Everything is drawn without anti-aliasing on a sheet of tone numbers at twice the
final size. `Canvas.printed` separates that sheet into the palette's three plates,
reduces them, slips each a little out of register, grains the ink and lays it on paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageDraw

from .geometry import Point, Points, oval, ribbon, spline
from .palettes import Palette, Tone
from .press import noise_field, pull

SCALE = 2


class Canvas:
    """A sheet of tones, addressed in final pixels, origin at the top left."""

    def __init__(
        self, palette: Palette, seed: int, size: tuple[int, int] = (1600, 1067), ground: Tone = Tone.PAPER
    ) -> None:
        self.palette = palette
        self.seed = seed
        self.width, self.height = size
        self.rng = np.random.default_rng(seed)
        self.sheet = Image.new("L", (self.width * SCALE, self.height * SCALE), int(ground))
        self.pen = ImageDraw.Draw(self.sheet)

    @property
    def page(self) -> list[Point]:
        """The outline of the whole picture."""
        return [(0, 0), (self.width, 0), (self.width, self.height), (0, self.height)]

    def vary(self, low: float, high: float) -> float:
        """A number between ``low`` and ``high`` from the picture's own dice."""
        return float(self.rng.uniform(low, high))

    # Flat shapes -------------------------------------------------------------

    def poly(self, points: Points, tone: Tone) -> None:
        """A flat polygon."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=int(tone))

    def rect(self, x0: float, y0: float, x1: float, y1: float, tone: Tone) -> None:
        """An upright rectangle between two corners."""
        self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], tone)

    def blob(self, points: Points, tone: Tone) -> None:
        """A closed smooth shape through ``points``."""
        self.poly(spline(points, closed=True), tone)

    def oval(self, cx: float, cy: float, rx: float, ry: float, tone: Tone, turn: float = 0.0) -> None:
        """An ellipse, turned by ``turn`` degrees."""
        self.poly(oval(cx, cy, rx, ry, turn), tone)

    def disc(self, cx: float, cy: float, r: float, tone: Tone) -> None:
        """A circle."""
        box = [(cx - r) * SCALE, (cy - r) * SCALE, (cx + r) * SCALE, (cy + r) * SCALE]
        self.pen.ellipse(box, fill=int(tone))

    def line(self, points: Points, width: float, tone: Tone) -> None:
        """A line of even width with round joints and ends."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=int(tone), width=max(1, round(width * SCALE)), joint="curve")
        if width > 3:
            for x, y in (points[0], points[-1]):
                self.disc(x, y, width / 2, tone)

    def brush(self, points: Points, widths: Sequence[float], tone: Tone, curved: bool = True) -> None:
        """A stroke whose width runs through ``widths`` along its length."""
        path = spline(points) if curved and len(points) > 2 else points
        self.poly(ribbon(path, widths), tone)
        for (x, y), width in ((points[0], widths[0]), (points[-1], widths[-1])):
            if width > 2:
                self.disc(x, y, width / 2, tone)

    # Texture -----------------------------------------------------------------

    def fade(self, points: Points, tone: Tone, a: Point, b: Point, d0: float, d1: float) -> None:
        """Stipple ``tone`` over a shape, its density running from ``d0`` at a to ``d1`` at b."""
        box = self._box(points)
        ys, xs = self._grid(box)
        along = (b[0] - a[0], b[1] - a[1])
        square = along[0] ** 2 + along[1] ** 2
        t = ((xs - a[0]) * along[0] + (ys - a[1]) * along[1]) / square
        self._stipple(points, tone, box, d0 + (d1 - d0) * np.clip(t, 0, 1))

    def glow(self, cx: float, cy: float, r: float, tone: Tone, strength: float = 0.8) -> None:
        """A round stippled glow, dense in the middle and gone at radius ``r``."""
        points = oval(cx, cy, r, r)
        box = self._box(points)
        ys, xs = self._grid(box)
        near = 1 - np.sqrt((xs - cx) ** 2 + (ys - cy) ** 2) / r
        self._stipple(points, tone, box, strength * np.clip(near, 0, 1) ** 1.5)

    def gouge(self, points: Points, tone: Tone, pitch: float, length: float, width: float, turn: float = 0.0) -> None:
        """Rows of tapered cuts, as a lino gouge leaves them, clipped to a shape."""
        x0, y0, x1, y1 = self._box(points)
        cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
        reach = float(np.hypot(x1 - x0, y1 - y0)) / 2 if turn else max(x1 - x0, y1 - y0) / 2
        ca, sa = float(np.cos(np.radians(turn))), float(np.sin(np.radians(turn)))
        with self.clip(points):
            for v in np.arange(-reach, reach, pitch):
                u = -reach - self.vary(0, length)
                while u < reach:
                    run = length * self.vary(0.4, 1.2)
                    w = width * self.vary(0.5, 1.1)
                    at = v + self.vary(-0.25, 0.25) * pitch
                    cut = [(u, at), (u + run * 0.35, at - w / 2), (u + run, at), (u + run * 0.35, at + w / 2)]
                    self.poly([(cx + p * ca - q * sa, cy + p * sa + q * ca) for p, q in cut], tone)
                    u += run + length * self.vary(0.15, 0.7)

    @contextmanager
    def clip(self, points: Points) -> Iterator[None]:
        """Whatever is drawn inside this block shows only within the shape."""
        before = self.sheet.copy()
        yield
        x0, y0, x1, y1 = self._pixels(self._box(points))
        mask = self._mask(points, (x0, y0, x1, y1))
        drawn = self.sheet.crop((x0, y0, x1, y1))
        self.sheet.paste(before)
        self.sheet.paste(drawn, (x0, y0), mask)

    def reflect(
        self, line: float, depth: float, tones: Mapping[Tone, Tone], sway: float = 6.0, squash: float = 1.0
    ) -> None:
        """Mirror what stands above ``line`` into the water below it, swaying with depth."""
        high = min(depth / squash, line)
        source = self.sheet.crop((0, round((line - high) * SCALE), self.sheet.width, round(line * SCALE)))
        rows = round(high * squash * SCALE)
        source = source.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        if squash != 1.0:
            source = source.resize((source.width, rows), Image.Resampling.NEAREST)
        table = [int(tones.get(tone, tone)) for tone in Tone] + [0] * (256 - len(Tone))
        tile = np.asarray(source.point(table))
        y = np.arange(tile.shape[0])
        swing = np.sin(y / 7.0) + 0.7 * np.sin(y / 3.1 + 1.0) + 0.6 * np.sin(y / 17.0)
        slip = (swing * sway * SCALE * (0.25 + y / max(1, tile.shape[0]))).astype(np.int64)
        columns = np.clip(np.arange(tile.shape[1])[None, :] + slip[:, None], 0, tile.shape[1] - 1)
        swayed = np.take_along_axis(tile, columns, axis=1)
        self.sheet.paste(Image.fromarray(swayed), (0, round(line * SCALE)))

    def printed(self) -> Image.Image:
        """The finished print, as an RGB image."""
        return pull(self.sheet, self.palette, (self.width, self.height), self.seed)

    # Inner workings ----------------------------------------------------------

    def _box(self, points: Points) -> tuple[int, int, int, int]:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, y0 = max(0, int(min(xs))), max(0, int(min(ys)))
        return x0, y0, max(x0 + 1, min(self.width, int(max(xs)) + 2)), max(y0 + 1, min(self.height, int(max(ys)) + 2))

    def _pixels(self, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        return box[0] * SCALE, box[1] * SCALE, box[2] * SCALE, box[3] * SCALE

    def _grid(self, box: tuple[int, int, int, int]) -> tuple[np.ndarray, np.ndarray]:
        x0, y0, x1, y1 = box
        ys = np.arange(y0, y1, dtype=np.float32)[:, None]
        return ys, np.arange(x0, x1, dtype=np.float32)[None, :]

    def _mask(self, points: Points, pixels: tuple[int, int, int, int]) -> Image.Image:
        x0, y0, x1, y1 = pixels
        mask = Image.new("L", (x1 - x0, y1 - y0), 0)
        ImageDraw.Draw(mask).polygon([(x * SCALE - x0, y * SCALE - y0) for x, y in points], fill=255)
        return mask

    def _stipple(self, points: Points, tone: Tone, box: tuple[int, int, int, int], density: np.ndarray) -> None:
        x0, y0, x1, y1 = box
        noise = noise_field(self.width, self.height)[y0:y1, x0:x1]
        dots = Image.fromarray(np.where(noise < density, 255, 0).astype(np.uint8))
        pixels = self._pixels(box)
        dots = dots.resize((pixels[2] - pixels[0], pixels[3] - pixels[1]), Image.Resampling.NEAREST)
        mask = Image.new("L", dots.size, 0)
        mask.paste(dots, (0, 0), self._mask(points, pixels))
        self.sheet.paste(int(tone), pixels, mask)
