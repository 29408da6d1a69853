"""First stage: the file as clean text, in pieces, whatever its packing, encoding and damage."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PIECE = 256 * 1024
_SAMPLE = 4 * 1024 * 1024
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
# What XML 1.0 forbids, and halves of pairs that some exports carry.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_TWO_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_RUN = re.compile(rb"[\xc0-\xff]{3,}")


@dataclass
class Fetched:
    """What was found out about the file while it was read."""

    path: Path
    encoding: str = "utf-8"
    declared: str = ""
    replaced: int = 0
    is_cut_off: bool = False
    read_bytes: int = 0

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return self.path.stat().st_size

    def texts(self) -> Iterator[str]:
        """The file's text in pieces. ``OSError`` when it cannot be opened."""
        self.replaced, self.is_cut_off = 0, False
        with self.path.open("rb") as raw:
            self.declared, self.encoding = _encoding_of(self._sample(raw))
            raw.seek(0)
            decoder = codecs.getincrementaldecoder(self.encoding)("replace")
            for data in self._bytes(raw):
                yield self._clean(decoder.decode(data))
            yield self._clean(decoder.decode(b"", True))

    def _clean(self, text: str) -> str:
        self.replaced += text.count("\ufffd")
        return _FORBIDDEN.sub("", text.removeprefix("\ufeff"))

    def _sample(self, raw: IO[bytes]) -> bytes:
        sample = b""
        for data in self._bytes(raw):
            sample += data
            if len(sample) >= _SAMPLE:
                break
        return sample

    def _bytes(self, raw: IO[bytes]) -> Iterator[bytes]:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        source: IO[bytes] = gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[assignment]  # reads the same
        while True:
            try:
                data = source.read(PIECE) if not packed else source.read1(PIECE)  # type: ignore[attr-defined]  # GzipFile
            except (EOFError, zlib.error, gzip.BadGzipFile):
                self.is_cut_off = True
                return
            self.read_bytes = raw.tell()
            if not data:
                return
            yield data


def _encoding_of(sample: bytes) -> tuple[str, str]:
    """The encoding the file says it has, and the one it is read in."""
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name, name
    if sample[:4] in (b"<\0?\0", b"<\0r\0"):
        return "utf-16-le", "utf-16-le"
    if sample[:4] in (b"\0<\0?", b"\0<\0r"):
        return "utf-16-be", "utf-16-be"
    found = _DECLARED.search(sample[:1000])
    declared = found.group(1).decode("ascii").lower() if found else "utf-8"
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        name = "utf-8"
    # An eight-bit name over text that is plainly UTF-8 is a mistake of the server that sent the file, and so
    # is "UTF-8" over text that has no UTF-8 in it. UTF-16 without a mark cannot be what we are reading here.
    if name.startswith(("utf-16", "utf-32")) or _looks_like_utf8(sample):
        return declared, "utf-8"
    return (declared, _guess_eight_bit(sample)) if name == "utf-8" else (declared, name)


def _looks_like_utf8(sample: bytes) -> bool:
    high = len(_HIGH.findall(sample))
    inside = sum(len(run) for run in _TWO_BYTES.findall(sample))
    return high == 0 or inside > high / 2


def _guess_eight_bit(sample: bytes) -> str:
    """Cyrillic words are runs of high bytes, accents of Western languages stand alone among Latin letters."""
    high = len(_HIGH.findall(sample))
    in_runs = sum(len(run) for run in _HIGH_RUN.findall(sample))
    return "cp1251" if in_runs > high / 2 else "cp1252"
