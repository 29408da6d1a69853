"""What goes along from an upload into the pictures that readers get, and how hard the encoder thinks.

A camera writes where it was and which one it is. Willow copies all EXIF into each rendition and has no
setting for less, so its reader of EXIF is replaced by one that keeps by-line and copyright only. XMP and
IPTC are not copied by Pillow.
"""

from __future__ import annotations

from typing import IO, Any

from PIL import AvifImagePlugin, ExifTags, Image
from willow.plugins.pillow import PillowImage

KEPT = (ExifTags.Base.Artist, ExifTags.Base.Copyright)
# Of 0 to 10. Against Pillow's 6 it takes less than a third of the time (1440 x 960: 0.34 s, not 1.18 s) for a
# file of the same size.
AVIF_SPEED = 8


def prepare() -> None:
    """Called once, when the room is ready."""
    PillowImage.get_exif_data = _names
    Image.register_save("AVIF", _save_avif)


def _names(self: PillowImage) -> bytes | None:
    data = self.image.info.get("exif")
    if not data:
        return None
    found, kept = Image.Exif(), Image.Exif()
    try:
        found.load(data)
    except Exception:  # a damaged header carries no names
        return None
    for tag in KEPT:
        if tag in found:
            kept[tag] = found[tag]
    return kept.tobytes() if len(kept) else None


def _save_avif(picture: Any, file: IO[bytes], name: str | bytes) -> None:
    picture.encoderinfo.setdefault("speed", AVIF_SPEED)
    AvifImagePlugin._save(picture, file, name)
