"""Caption, credit and rights are read from uploaded files."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import ExifTags, Image

from masthead.media.credits import Credits, read_credits


def iptc(*records: tuple[int, int, bytes]) -> bytes:
    """An APP13 segment's IPTC-IIM block inside Photoshop's resource 0x0404."""
    data = b"".join(b"\x1c" + struct.pack(">BBH", part, tag, len(value)) + value for part, tag, value in records)
    padded = data + b"\0" * (len(data) % 2)
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + padded


def jpeg(app13: bytes = b"", **options: object) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", **options)
    data = out.getvalue()
    if app13:
        data = data[:2] + b"\xff\xed" + struct.pack(">H", len(app13) + 2) + app13 + data[2:]
    return io.BytesIO(data)


def test_the_credit_is_byline_and_agency() -> None:
    file = jpeg(iptc((2, 80, b"Ann Photo"), (2, 110, b"Tide Pictures"), (2, 116, b"(c) Tide"), (2, 120, b"A pier.")))
    assert read_credits(file) == Credits("A pier.", "Ann Photo / Tide Pictures", "(c) Tide")


def test_utf8_is_read_when_the_file_says_so() -> None:
    file = jpeg(iptc((1, 90, b"\x1b%G"), (2, 80, "Олена Приклад".encode())))
    assert read_credits(file).credit_line == "Олена Приклад"


def test_old_files_are_latin() -> None:
    assert read_credits(jpeg(iptc((2, 80, b"Ren\xe9e")))).credit_line == "Renée"


def test_exif_fills_what_iptc_leaves() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Bo Camera"
    exif[ExifTags.Base.Copyright] = "Bo 2026"
    assert read_credits(jpeg(exif=exif)) == Credits("", "Bo Camera", "Bo 2026")


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\xff\xd8\xff\xed\xff\xff broken"])
def test_a_broken_file_has_no_words(data: bytes) -> None:
    file = io.BytesIO(data)
    assert read_credits(file) == Credits()
    assert file.tell() == 0


def test_the_file_is_left_at_its_beginning() -> None:
    file = jpeg()
    read_credits(file)
    assert file.tell() == 0
