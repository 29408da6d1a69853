"""What a web server must know of this installation, so that it serves as Masthead itself does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from masthead.config.exceptions import CannotStart
from masthead.press.serving.answers import FRAMES, OF_PAGES, Headers
from masthead.press.serving.files import FOR_ALL, headers_for
from masthead.press.serving.pages import content_type

EXTENSIONS = (
    "avif css csv docx epub gif heic heif htm html ico jpeg jpg js json m4a mjs mp3 ods odt ogg opus pdf png pptx pub "
    "svg txt wav webmanifest webp woff woff2 xlsx xml zip"
).split()
OF_THE_PAPER = ("epub", "htm", "html", "json", "pub", "txt", "webmanifest", "xml")
OPENER = ("cross-origin-opener-policy", "same-origin")
NOT_QUOTABLE = frozenset('"\\${}`\n\r')


@dataclass(frozen=True)
class Facts:
    """Folders as the web server sees them, addresses, and headers by what is served."""

    public_url: str
    upstream: str
    site: str
    static: str
    media: str
    upload_mb: int
    is_secure: bool
    every: Headers
    onion: str

    @property
    def host(self) -> str:
        """The public host."""
        return urlsplit(self.public_url).hostname or "localhost"

    @property
    def plain_address(self) -> str:
        """The address without TLS, with its port where it is not the usual one."""
        return f"http://{self.host}" + (f":{self.plain_port}" if self.plain_port != 80 else "")

    @property
    def plain_port(self) -> int:
        """Where it listens without TLS: the port of an address that begins with http, else that of the web."""
        return (None if self.is_secure else urlsplit(self.public_url).port) or 80

    @property
    def of_pages(self) -> Headers:
        """With an HTML page; the rest of its policy stands in the page."""
        policy = ("content-security-policy", f"frame-ancestors {FRAMES}")
        return [*self.every, *OF_PAGES, OPENER, policy]

    @property
    def of_machines(self) -> Headers:
        """With a feed, a sitemap, a list of updates."""
        policy = ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
        return [*self.every, OPENER, policy]

    def of_files(self, path: str, *without: str) -> Headers:
        """With an uploaded or static file at such a path."""
        own = [pair for pair in headers_for(path) if pair not in FOR_ALL]
        return [*self.every, *(pair for pair in own if pair[0] not in ("content-type", *without))]


def facts(folder: str = "") -> Facts:
    """The facts; ``folder``: where the web server sees the data folder. ``CannotStart`` when it cannot be told."""
    from django.conf import settings

    shown = Path(folder).absolute() if folder else settings.DATA
    site: Path = shown / "site" if folder else settings.SITE_FOLDER
    host, port = settings.BIND
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    lasting = [("strict-transport-security", f"max-age={settings.SECURE_HSTS_SECONDS}")]
    return Facts(
        public_url=settings.PUBLIC_URL,
        upstream=f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        site=_quotable(site),
        static=_quotable(shown / "static"),
        media=_quotable(shown / "media"),
        upload_mb=settings.UPLOAD_MAX_BYTES // 1024**2 + 1,
        is_secure=settings.IS_SECURE,
        onion=settings.ONION,
        every=[*FOR_ALL, *(lasting if settings.IS_SECURE else [])],
    )


def kinds() -> dict[str, list[str]]:
    """Extensions by the type that Masthead sends them with, without a charset."""
    found: dict[str, list[str]] = {}
    for name in EXTENSIONS:
        path = f"/x.{name}"
        whole = content_type(path) if name in OF_THE_PAPER else dict(headers_for(path))["content-type"]
        found.setdefault(whole.partition(";")[0], []).append(name)
    return found


def _quotable(path: Path) -> str:
    if NOT_QUOTABLE & set(str(path)):
        raise CannotStart(f"{str(path)!r}: web servers cannot be told such a name. Name the folder in plain letters.")
    return str(path)
