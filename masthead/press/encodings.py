"""The encodings that lie beside each page. zstd is left out: as large as brotli and read by fewer (decision 0013)."""

from __future__ import annotations

import gzip
from dataclasses import replace

import brotli  # type: ignore[import-untyped]  # ships no types

from masthead.press.rendering import is_compressible
from masthead.press.targets.target import Sheet

GZIP = 5  # a fifth quicker than 6 for a hundredth more
BROTLI = 5  # 0.5 ms for a story; 11 takes fifty times as long for a tenth less, and is done when nothing waits
BROTLI_BEST = 11


def encode(sheet: Sheet, quality: int = BROTLI) -> Sheet:
    """The sheet with every encoding that is worth having. The same bytes give the same bytes."""
    if sheet.moved_to or not is_compressible(sheet):
        return sheet
    data = sheet.bodies["identity"]
    coded = {"identity": data, "gzip": gzip.compress(data, GZIP, mtime=0), "br": brotli.compress(data, quality=quality)}
    return replace(sheet, bodies=coded)
