"""What goes along from an upload into the pictures that readers get: the names, and nothing else.

A camera writes where it was and which one it is. Willow copies all EXIF into each rendition and has no
setting for less, so its reader of EXIF is replaced by one that keeps by-line and copyright only. XMP and
IPTC are not copied by Pillow.
"""

from __future__ import annotations

from PIL import ExifTags, Image
from willow.plugins.pillow import PillowImage

KEPT = (ExifTags.Base.Artist, ExifTags.Base.Copyright)


def keep_only_names() -> None:
    """Called once, when the room is ready."""
    PillowImage.get_exif_data = _names


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
