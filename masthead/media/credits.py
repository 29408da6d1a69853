"""Reading caption, credit and rights out of an uploaded file: IPTC-IIM first, then XMP, then EXIF.

IPTC-IIM 4.2: 2:80 by-line, 2:110 credit, 2:116 copyright notice, 2:120 caption; 1:90 names the
character set, ESC % G being UTF-8.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin


@dataclass(frozen=True)
class Credits:
    """The words found in a file; each may be empty."""

    caption: str = ""
    credit_line: str = ""
    rights: str = ""


def read_credits(file: IO[bytes]) -> Credits:
    """The words in ``file``, which is left at its beginning. A file that cannot be read has none."""
    try:
        file.seek(0)
        with Image.open(file) as picture:
            iptc = _from_iptc(picture)
            exif = _from_exif(picture)
    except Exception:  # a broken header is the uploader's concern, the credit is only a convenience
        return Credits()
    finally:
        file.seek(0)
    return Credits(
        caption=iptc.caption or exif.caption,
        credit_line=iptc.credit_line or exif.credit_line,
        rights=iptc.rights or exif.rights,
    )


def _from_iptc(picture: ImageFile.ImageFile) -> Credits:
    found: dict[tuple[int, int], Any] = IptcImagePlugin.getiptcinfo(picture) or {}
    is_utf8 = found.get((1, 90)) == b"\x1b%G"

    def text(key: tuple[int, int]) -> str:
        value = found.get(key, b"")
        value = b", ".join(value) if isinstance(value, list) else value
        return _decode(value, is_utf8)

    byline, credit = text((2, 80)), text((2, 110))
    both = " / ".join(part for part in dict.fromkeys((byline, credit)) if part)
    return Credits(caption=text((2, 120)), credit_line=both, rights=text((2, 116)))


def _from_exif(picture: Image.Image) -> Credits:
    exif = picture.getexif()

    def text(tag: int) -> str:
        value = exif.get(tag, "")
        return value.strip("\0 ") if isinstance(value, str) else ""

    return Credits(
        caption=text(ExifTags.Base.ImageDescription),
        credit_line=text(ExifTags.Base.Artist),
        rights=text(ExifTags.Base.Copyright),
    )


def _decode(value: bytes, is_utf8: bool) -> str:
    try:
        return value.decode("utf-8").strip("\0 ")
    except UnicodeDecodeError:
        return "" if is_utf8 else value.decode("latin-1").strip("\0 ")
