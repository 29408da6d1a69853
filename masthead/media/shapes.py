"""The shapes and sizes in which pictures appear, as Wagtail's filter specifications."""

from __future__ import annotations

from dataclasses import dataclass

FORMATS = ("avif", "webp", "jpeg")
MIME = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}
_QUALITY = {"avif": "avifquality-48", "webp": "webpquality-70", "jpeg": "jpegquality-78"}


@dataclass(frozen=True)
class Shape:
    """``ratio`` is width to height, ``None`` for the picture's own; ``widths`` in pixels, rising."""

    name: str
    ratio: tuple[int, int] | None
    widths: tuple[int, ...]
    fallback: int  # the width of the JPEG that goes into `src`

    def spec(self, width: int, kind: str) -> str:
        """Wagtail's filter for one width and format."""
        if self.ratio is None:
            size = f"max-{width}x{width * 2}"
        else:
            size = f"fill-{width}x{self.height(width)}"
        return f"{size}|format-{kind}|{_QUALITY[kind]}"

    def height(self, width: int) -> int:
        """The height that goes with ``width``; only for shapes with a ratio."""
        across, down = self.ratio or (1, 1)
        return round(width * down / across)

    def widths_for(self, picture_width: int) -> tuple[int, ...]:
        """The widths worth making: none larger than the picture, but at least one."""
        fitting = tuple(width for width in self.widths if width <= picture_width)
        return fitting or self.widths[:1]


SHAPES = {
    shape.name: shape
    for shape in (
        Shape("3x2", (3, 2), (320, 640, 960, 1440), 640),
        Shape("16x9", (16, 9), (640, 1200), 1200),
        Shape("4x5", (4, 5), (320, 640), 320),
        Shape("1x1", (1, 1), (96, 192, 400), 192),
        Shape("original", None, (480, 800, 1200, 1600), 800),
    )
}
