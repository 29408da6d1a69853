"""Writing the parts of a book into one file, always the same bytes for the same parts."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

CONTENT_TYPE = "application/epub+zip"
FOLDER = "EPUB"
_CONTAINER = f"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="{FOLDER}/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows: the clock is not among the parts
_PACKED_ALREADY = (".jpg",)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The book as OCF wants it (https://www.w3.org/TR/epub-33/#sec-zip-container-mime): its type first, not packed."""
    whole = io.BytesIO()
    with ZipFile(whole, "w") as book:
        _write(book, "mimetype", CONTENT_TYPE, ZIP_STORED)
        _write(book, "META-INF/container.xml", _CONTAINER, ZIP_DEFLATED)
        for name in sorted(parts):
            _write(
                book, f"{FOLDER}/{name}", parts[name], ZIP_STORED if name.endswith(_PACKED_ALREADY) else ZIP_DEFLATED
            )
    return whole.getvalue()


def _write(book: ZipFile, name: str, content: str | bytes, how: int) -> None:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = how
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    book.writestr(entry, content)
