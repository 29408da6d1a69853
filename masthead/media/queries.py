"""What pages ask about pictures. Nothing here makes a rendition but the one that every page needs."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.images.models import Filter

from masthead.media.models import Picture, Rendition, WantedRenditions
from masthead.media.shapes import FORMATS, MIME, SHAPES, Shape
from masthead.press import outbox
from masthead.press.watching import name_of


@dataclass(frozen=True)
class PictureUse:
    """A picture with the words that go with it in this place."""

    picture: Picture
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Source:
    """One ``<source>``: a MIME type and its ``srcset``."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Sized:
    """What an ``<img>`` needs: sources from best to plainest, and the JPEG for ``src``."""

    sources: list[Source]
    src: str
    width: int
    height: int


def use(picture: Picture | None, alt: str = "", caption: str = "", credit: str = "") -> PictureUse | None:
    """The use of ``picture`` with its own words where the place says none."""
    if picture is None:
        return None
    return PictureUse(picture, alt or picture.description, caption or picture.caption, credit or picture.credit_line)


def sized(picture: Picture, shape_name: str) -> Sized:
    """All renditions of a shape that are there. What is missing is put down for the worker."""
    shape = SHAPES[shape_name]
    found = _found(picture, shape)
    widths = shape.widths_for(picture.width)
    if any(shape.spec(width, kind) not in found for kind in FORMATS for width in widths):
        WantedRenditions.objects.get_or_create(picture=picture, shape=shape.name)
    fallback = _fallback(picture, shape, widths, found)
    return Sized(
        sources=[source for kind in FORMATS if (source := _source(shape, kind, widths, found))],
        src=fallback.url,
        width=fallback.width,
        height=fallback.height,
    )


def jpeg(picture: Picture, shape_name: str, least: int) -> Sized:
    """One JPEG at least so wide, or as wide as there is: for mail, where nothing can be chosen. Made when missing."""
    shape = SHAPES[shape_name]
    widths = shape.widths_for(picture.width)
    width = next((one for one in widths if one >= least), widths[-1])
    made = _made(picture, shape, width, _found(picture, shape))
    return Sized([], made.url, made.width, made.height)


def _found(picture: Picture, shape: Shape) -> dict[str, Rendition]:
    """Renditions by specification, those of the present focal point only; free when prefetched."""
    key = _focal_key(picture, shape)
    return {found.filter_spec: found for found in picture.renditions.all() if found.focal_point_key == key}


def _focal_key(picture: Picture, shape: Shape) -> str:
    """What Wagtail tells renditions of one focal point from those of another by; worked out once for each shape."""
    keys: dict[str, str] = picture.__dict__.setdefault("_focal_keys", {})
    if shape.name not in keys:
        keys[shape.name] = Filter(spec=shape.spec(shape.widths[0], "jpeg")).get_cache_key(picture)
    return keys[shape.name]


def _fallback(picture: Picture, shape: Shape, widths: tuple[int, ...], found: dict[str, Rendition]) -> Rendition:
    return _made(picture, shape, shape.fallback if shape.fallback in widths else widths[-1], found)


def _made(picture: Picture, shape: Shape, width: int, found: dict[str, Rendition]) -> Rendition:
    spec = shape.spec(width, "jpeg")
    known = found.get(spec)
    if known:
        return known
    made: Rendition = picture.get_rendition(spec)
    outbox.touch(name_of(Picture, picture.pk))  # other pages that show it have one more source from now on
    return made


def _source(shape: Shape, kind: str, widths: tuple[int, ...], found: dict[str, Rendition]) -> Source | None:
    there = [rendition for width in widths if (rendition := found.get(shape.spec(width, kind)))]
    if not there:
        return None
    return Source(MIME[kind], ", ".join(f"{rendition.url} {rendition.width}w" for rendition in there))


def share_url(picture: Picture) -> str:
    """The path of the 1200 x 675 JPEG that other sites show beside a link."""
    shape = SHAPES["16x9"]
    return str(_fallback(picture, shape, shape.widths_for(picture.width), _found(picture, shape)).url)
