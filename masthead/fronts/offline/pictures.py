"""Pictures of an edition: small JPEGs that are there already, and no more of them than a bad line can bear."""

from __future__ import annotations

from urllib.parse import unquote

from django.conf import settings
from django.core.files.storage import default_storage
from lxml.html import HtmlElement

WIDE_ENOUGH = 480
FOR_LEADS = 8_000_000  # bytes of all pictures together
FOR_BODIES = 5_000_000  # so that long photo stories leave room for the lead pictures of the rest


class Pictures:
    """The pictures taken so far, by their names in the package."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._size = 0

    def take(self, picture: HtmlElement, is_lead: bool) -> str | None:
        """The name in the package of a ``<picture>``; None when there is no room for it or no file of it."""
        address = _fitting(picture)
        if address not in self._names:
            content = _content(address)
            if not content or self._size + len(content) > (FOR_LEADS if is_lead else FOR_BODIES):
                return None
            name = f"picture-{len(self.files) + 1:03}.jpg"
            self.files[name], self._names[address] = content, name
            self._size += len(content)
        return self._names[address]


def _fitting(picture: HtmlElement) -> str:
    """The address of the smallest JPEG that is wide enough, else of the widest."""
    image = next(picture.iter("img"))  # inside a source, which the parser does not know to be empty
    sizes: dict[int, str] = {int(image.get("width") or 0): image.get("src") or ""}
    for source in picture.iter("source"):
        if source.get("type") == "image/jpeg":
            sizes |= dict(_sizes(source.get("srcset") or ""))
    wide = [width for width in sizes if width >= WIDE_ENOUGH]
    return sizes[min(wide) if wide else max(sizes)]


def _sizes(srcset: str) -> list[tuple[int, str]]:
    pairs = [part.split() for part in srcset.split(",") if part.strip()]
    return [(int(width.rstrip("w")), address) for address, width in pairs]


def _content(address: str) -> bytes | None:
    """The file behind an address of our own media; None when there is none."""
    prefix = settings.MEDIA_URL
    if not address.startswith(prefix):
        return None
    try:
        with default_storage.open(unquote(address.removeprefix(prefix))) as file:
            return bytes(file.read())
    except OSError:
        return None
