"""Wagtail's back ends of front-end caches, which log a failure and go on; these raise it, so that it is tried again."""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request

from wagtail.contrib.frontend_cache.backends import BaseBackend, CloudflareBackend, CloudfrontBackend, HTTPBackend
from wagtail.contrib.frontend_cache.backends.http import PurgeRequest

from masthead.press.purging.addresses import Cache
from masthead.press.purging.asking import NEARBY, ask
from masthead.press.targets.s3_client import connect, translated
from masthead.press.targets.target import DeliveryFailed

CLOUDFLARE = "https://api.cloudflare.com/client/v4"
FASTLY = "https://api.fastly.com"


def open_back_end(cache: Cache) -> BaseBackend:
    """What empties this cache."""
    return BACK_ENDS[cache.kind](cache)


class Varnish(HTTPBackend):  # type: ignore[misc]  # Wagtail ships no types
    """A ``PURGE`` for each address, to a Varnish of ours whose VCL allows it."""

    def __init__(self, cache: Cache) -> None:
        super().__init__({"LOCATION": f"http://{cache.place}"})
        self.cache = cache

    def purge(self, url: str) -> None:
        """Empty it of an address."""
        public = urlsplit(url)
        place = public._replace(scheme=self.cache_scheme, netloc=self.cache_netloc).geturl()
        ask(PurgeRequest(place, headers={"Host": public.netloc}), self.cache, NEARBY)


class Cloudflare(CloudflareBackend):  # type: ignore[misc]  # Wagtail ships no types
    """Thirty addresses a call: Wagtail's back end cuts them."""

    def __init__(self, cache: Cache) -> None:
        super().__init__({"ZONEID": cache.place, "BEARER_TOKEN": cache.token})
        self.cache = cache

    def _purge_urls(self, urls: list[str]) -> None:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.cloudflare_token}"}
        address = f"{self.cache.api or CLOUDFLARE}/zones/{self.cloudflare_zoneid}/purge_cache"
        body = json.dumps({"files": urls}).encode()
        answer = ask(Request(address, body, headers, method="POST"), self.cache)  # noqa: S310 - ours, by http
        if not _said(answer).get("success"):
            raise DeliveryFailed(f"{self.cache}: it did not say that it purged")


class CloudFront(CloudfrontBackend):  # type: ignore[misc]  # Wagtail ships no types
    """An invalidation of many paths, with credentials by the usual ``AWS_…`` variables."""

    MOST = 1000  # three such may be under way at once

    def __init__(self, cache: Cache) -> None:
        BaseBackend.__init__(self, {})  # Wagtail's own waits for ever, and finds no region where none is named
        self.cache = cache
        self.cloudfront_distribution_id = cache.place
        self.client = connect("cloudfront")

    def _create_invalidation(self, distribution_id: str, paths: list[str]) -> None:
        for start in range(0, len(paths), self.MOST):
            some = paths[start : start + self.MOST]
            batch = {"Paths": {"Quantity": len(some), "Items": some}, "CallerReference": str(uuid.uuid4())}
            with translated(str(self.cache)):
                self.client.create_invalidation(DistributionId=distribution_id, InvalidationBatch=batch)


class Fastly(BaseBackend):  # type: ignore[misc]  # Wagtail ships no types
    """A soft purge of each address: what is old may still be shown while the new is fetched, or cannot be."""

    def __init__(self, cache: Cache) -> None:
        super().__init__({})
        self.cache = cache

    def purge(self, url: str) -> None:
        """Mark an address as old."""
        address = f"{self.cache.api or FASTLY}/purge/{url.partition('://')[2]}"
        headers = {"Fastly-Key": self.cache.token, "Fastly-Soft-Purge": "1", "Accept": "application/json"}
        answer = ask(Request(address, b"", headers, method="POST"), self.cache)  # noqa: S310 - ours, by http
        if _said(answer).get("status") != "ok":
            raise DeliveryFailed(f"{self.cache}: it did not say that it purged")


def _said(answer: bytes) -> dict[str, Any]:
    try:
        said = json.loads(answer)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


BACK_ENDS: dict[str, Any] = {"varnish": Varnish, "cloudflare": Cloudflare, "cloudfront": CloudFront, "fastly": Fastly}
