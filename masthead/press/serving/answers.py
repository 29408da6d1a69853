"""Answers that are ready to send: bodies in several encodings, entity tags, conditions and ranges (RFC 9110)."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache

import brotli  # type: ignore[import-untyped]  # ships no types

Headers = list[tuple[str, str]]

COMPRESSIBLE = re.compile(r"(text/|application/(json|javascript|xml|rss\+xml|feed\+json|manifest\+json)|image/svg)")
SMALLEST_WORTH_COMPRESSING = 512
LONGEST_KEPT = 100  # letters of an Accept-Encoding
# What goes with every page besides its policy, and who may frame it: nobody.
OF_PAGES: Headers = [
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()",
    ),
    ("cross-origin-resource-policy", "same-origin"),
]
FRAMES = "'none'"


@dataclass(slots=True)
class Body:
    """The bytes of one encoding, with the headers that are the same for every request."""

    data: bytes
    etag: str
    headers: Headers


@dataclass(slots=True)
class Answer:
    """One resource, ready in the encodings it has. ``bodies`` always holds ``identity``."""

    status: int
    bodies: dict[str, Body] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes it takes in memory, nearly."""
        return sum(len(body.data) + 1500 for body in self.bodies.values()) + 600

    def best(self, accepted: str | None) -> Body:
        """The body for an ``Accept-Encoding``."""
        if accepted:
            for coding in wanted_codings(accepted):
                if coding in self.bodies:
                    return self.bodies[coding]
        return self.bodies["identity"]


def make_answer(status: int, headers: Headers, data: bytes, brotli_quality: int = 5) -> Answer:
    """An answer with every encoding that is worth having."""
    content_type = next((value for name, value in headers if name == "content-type"), "")
    tag = hashlib.blake2b(data, digest_size=12).hexdigest()
    answer = Answer(status)
    codings = {"identity": data}
    if len(data) >= SMALLEST_WORTH_COMPRESSING and COMPRESSIBLE.match(content_type):
        codings["gzip"] = gzip.compress(data, 6, mtime=0)
        codings["br"] = brotli.compress(data, quality=brotli_quality)
    for coding, coded in codings.items():
        etag = f'"{tag}-{coding[0]}"' if coding != "identity" else f'"{tag}"'
        own: Headers = [("etag", etag)]
        if len(codings) > 1:
            own.append(("vary", "accept-encoding"))
        if coding != "identity":
            own.append(("content-encoding", coding))
        answer.bodies[coding] = Body(coded, etag, [*headers, *own])
    return answer


def wanted_codings(accepted: str) -> tuple[str, ...]:
    """Codings that a client takes, smallest first. Only what browsers may say is kept: strangers fill no memory."""
    return _known_codings(accepted) if len(accepted) <= LONGEST_KEPT else _codings(accepted)


def _codings(accepted: str) -> tuple[str, ...]:
    qualities = parse_qualities(accepted)
    return tuple(name for name in ("br", "gzip") if qualities.get(name, qualities.get("*", 0)) > 0)


_known_codings = lru_cache(maxsize=512)(_codings)


def parse_qualities(header: str) -> dict[str, float]:
    """``Accept-Encoding`` as coding -> quality; a quality that cannot be read counts as 0."""
    found: dict[str, float] = {}
    for part in header.split(","):
        coding, _, parameters = part.strip().partition(";")
        quality = 1.0
        name, _, value = parameters.strip().partition("=")
        if name.strip().lower() == "q":
            try:
                quality = float(value)
            except ValueError:
                quality = 0.0
        if coding:
            found[coding.strip().lower()] = quality
    return found


def matches(if_none_match: str, etag: str) -> bool:
    """Whether a condition names this entity tag; weak comparison, lists and ``*`` included."""
    if if_none_match.strip() == "*":
        return True
    wanted = etag.removeprefix("W/")
    return any(tag.strip().removeprefix("W/") == wanted for tag in if_none_match.split(","))


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """One byte range as start and end (exclusive). ``None``: serve the whole. ``ValueError``: cannot be satisfied."""
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if not found or found.group(0) == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    if start >= size or start >= end:
        raise ValueError("range outside the file")
    return start, end
