"""The site in an S3-compatible object store, for a content network or several web hosts to serve."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from masthead.press.targets.places import MOVED, place_of, place_of_moved
from masthead.press.targets.s3_client import NOTHING, WORKERS, code_of, connect, translated
from masthead.press.targets.s3_objects import MOVED_MARK, OF, SIBLINGS, Object, objects_of, places_of, website_places
from masthead.press.targets.target import DeliveryFailed, Sheet

NOT_PRINTED = ("static/", "media/")  # files that are uploaded as they are, by ``s3_files``
MOST_IN_A_DELETION = 1000


class S3Target:
    """One object for each file of the site folder, below ``prefix`` in ``bucket``."""

    def __init__(self, bucket: str, prefix: str = "") -> None:
        self.bucket = bucket
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self.client = connect()
        self.pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="s3")

    def put(self, sheets: list[Sheet]) -> None:
        """Make these sheets what readers get; what stood there in another shape goes last."""
        own = {one.place for sheet in sheets for one in objects_of(sheet)}
        self.in_parallel(self._put_sheet, sheets)
        self.delete({place for sheet in sheets for place in places_of(sheet.path)} - own)

    def remove(self, path: str) -> None:
        """Take away what stands at this address: a page with its siblings, or a redirect.

        ``/city/`` as a page and ``/city`` as an old address share an object. A story that has moved leaves both: its
        old address leads on by then, and must not go with the page.
        """
        self.delete(places_of(path) - self._of_the_other(path))

    def _of_the_other(self, path: str) -> set[str]:
        shared = [place for place in website_places(path) if place.endswith("/index.html")]
        found = self.get(shared[0]) if shared else None
        if found is None:
            return set()
        leads_on = MOVED_MARK in found["Metadata"]
        if path.endswith("/"):
            return {place_of_moved(path), *website_places(path)} if leads_on else set()
        return set() if leads_on else set(shared)

    def paths(self) -> Iterator[str]:
        """Every address of a page; redirects are left out, since an object does not tell which spelling led to it."""
        places = [place for place in self.places() if not place.startswith(NOT_PRINTED)]
        markers = [place.removesuffix(MOVED) for place in places if place.endswith(MOVED)]
        leads_on = {place for bare in markers for place in website_places("/" if bare == "index" else f"/{bare}")}
        for place in places:
            if not place.endswith((MOVED, ".gz", ".br")) and place not in leads_on:
                yield "/" + (place.removesuffix("index.html") if f"/{place}".endswith("/index.html") else place)

    def sweep(self, known: set[str]) -> int:
        """Remove every object of the paper that belongs to no known address; how many."""
        kept = {place for path in known for place in places_of(path)}
        gone = {place for place in self.places() if place not in kept and not place.startswith(NOT_PRINTED)}
        self.delete(gone)
        return len(gone)

    def fetch(self, path: str) -> Sheet | None:
        """What stands at an address, for a web host that has no copy; ``None`` when nothing does."""
        place = place_of_moved(path) if "?" in path else place_of(path)
        page, *siblings = self.pool.map(self.get, [place, *(f"{place}{SIBLINGS[c]}" for c in ("gzip", "br"))])
        if "?" in path or page is None or MOVED_MARK in page["Metadata"]:
            marker = page if "?" in path else self.get(place_of_moved(path))
            return Sheet(path, moved_to=marker["Bytes"].decode()) if marker else None
        sheet = Sheet(path, page["ContentType"], {"identity": page["Bytes"]})
        for coding, found in zip(("gzip", "br"), siblings, strict=True):
            # While a page is being delivered its siblings may be those of another.
            if found and found["Metadata"].get(OF) == page["Metadata"].get(OF):
                sheet.bodies[coding] = found["Bytes"]
        return sheet

    def places(self, below: str = "") -> Iterator[str]:
        """Every object's key below the prefix."""
        return (item["Key"].removeprefix(self.prefix) for item in self.listed(below))

    def listed(self, below: str = "") -> Iterator[dict[str, Any]]:
        """Every object as the store lists it."""
        with translated(self.name):
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=self.prefix + below
            )
            for page in pages:
                yield from page.get("Contents", [])

    @property
    def name(self) -> str:
        """The store as an operator wrote it."""
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    def put_object(self, one: Object) -> None:
        """Store an object."""
        with translated(self.name):
            self.client.put_object(Bucket=self.bucket, Key=self.prefix + one.place, Body=one.body, **one.extra)

    def get(self, place: str) -> dict[str, Any] | None:
        """An object with its bytes; ``None`` when there is none."""
        from botocore.exceptions import ClientError

        with translated(self.name):
            try:
                found: dict[str, Any] = self.client.get_object(Bucket=self.bucket, Key=self.prefix + place)
            except ClientError as error:
                if code_of(error) in NOTHING:
                    return None
                raise
            return {**found, "Bytes": found["Body"].read()}

    def delete(self, places: Iterable[str]) -> None:
        """Remove objects; it is no error when they are not there."""
        waiting = [{"Key": self.prefix + place} for place in sorted(places)]
        for start in range(0, len(waiting), MOST_IN_A_DELETION):
            some = waiting[start : start + MOST_IN_A_DELETION]
            with translated(self.name):
                said = self.client.delete_objects(Bucket=self.bucket, Delete={"Objects": some, "Quiet": True})
            for error in said.get("Errors", []):
                if error.get("Code") not in NOTHING:
                    permanent = error.get("Code") == "AccessDenied"
                    raise DeliveryFailed(f"{self.name}: {error.get('Code')} ({error.get('Key')})", permanent)

    def in_parallel(self, call: Callable[[Any], None], items: list[Any]) -> None:
        """Call it for each; the first failure is raised when all have ended, so that nothing goes on behind."""
        waiting = [self.pool.submit(call, item) for item in items]
        failed = [error for error in (one.exception() for one in waiting) if error]
        if failed:
            raise next((e for e in failed if isinstance(e, DeliveryFailed) and e.permanent), failed[0])

    def _put_sheet(self, sheet: Sheet) -> None:
        for one in objects_of(sheet):
            self.put_object(one)
