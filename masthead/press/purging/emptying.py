"""Emptying every cache of some pages."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings

from masthead.press.purging.addresses import Cache
from masthead.press.targets.target import DeliveryFailed

SAFE_IN_PATH = "/?=&%:@!$'()*+,;~"  # what is encoded already stays as it is


def purge(paths: list[str]) -> None:
    """Have the caches of ``MASTHEAD_PURGE`` ask anew for these public paths.

    All caches are told even when one refuses. Raises ``DeliveryFailed``, permanent when none of them can be helped by
    trying again; to purge the same paths twice does no harm.
    """
    addresses = list(dict.fromkeys(f"{settings.PUBLIC_URL}{quote(path, safe=SAFE_IN_PATH)}" for path in paths))
    failed: list[DeliveryFailed] = []
    for cache in settings.PURGE if addresses else []:
        try:
            _empty(cache, addresses)
        except DeliveryFailed as error:
            failed.append(error)
    if failed:
        raise DeliveryFailed("; ".join(map(str, failed)), permanent=all(error.permanent for error in failed))


def _empty(cache: Cache, addresses: list[str]) -> None:
    from masthead.press.purging import back_ends  # brings what talks to services: only newsrooms with a cache need it

    back_ends.open_back_end(cache).purge_batch(addresses)
