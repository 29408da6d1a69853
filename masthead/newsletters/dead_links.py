"""Whether the links of an issue lead somewhere: the paper's own without asking anybody, others by a short question."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from masthead.lib.fetching import CannotFetch, status_of
from masthead.press import plates, rendering
from masthead.press.models import Page

log = logging.getLogger(__name__)
MOST, AT_ONCE, LONGEST = 30, 10, 12.0  # foreign links, how many at a time, seconds for all of them
NEVER_PRINTED = ("/-/", "/media/", "/static/")
Ask = Callable[[str], int]


@dataclass(frozen=True)
class DeadLink:
    """``is_own``: of the paper itself, which is surely wrong. Others may only refuse to be asked by a machine."""

    address: str
    why: str
    is_own: bool


def dead_links(addresses: Iterable[str], outside: bool = True, ask: Ask = status_of) -> list[DeadLink]:
    """The links that lead nowhere. Without ``outside`` no other host is asked."""
    web = [address for address in addresses if address.startswith(("http://", "https://"))]
    own = [address for address in web if is_own(address)]
    found = [DeadLink(address, _("there is nothing"), True) for address in own if not _stands(address)]
    foreign = [address for address in web if address not in own][:MOST]
    return [*found, *(_outside(foreign, ask) if outside and foreign else ())]


def is_own(address: str) -> bool:
    """Whether it is an address of the paper."""
    ours, theirs = urlsplit(settings.PUBLIC_URL), urlsplit(address)
    return ours.netloc.lower() == theirs.netloc.lower()


def _stands(address: str) -> bool:
    parts = urlsplit(address)
    path = unquote(parts.path) or "/"
    if path.startswith(NEVER_PRINTED) or Page.objects.filter(path=path).exclude(digest="").exists():
        return True
    if plates.moved_to(f"{path}?{parts.query}" if parts.query else path) or plates.moved_to(path):
        return True
    try:
        return rendering.render(path).sheet is not None  # it may not have been printed yet
    except Exception:
        log.exception("event=link_check_failed path=%s", path)
        return False


def _outside(addresses: Sequence[str], ask: Ask) -> Iterator[DeadLink]:
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="links")
    language = get_language() or "en"  # each thread has its own

    def in_words(address: str) -> int:
        with override(language):
            return ask(address)

    asked = {pool.submit(in_words, address): address for address in addresses}
    _done, late = wait(asked, LONGEST)
    pool.shutdown(wait=False, cancel_futures=True)
    for future, address in asked.items():
        if future in late:
            yield DeadLink(address, _("no answer in time"), False)
            continue
        try:
            status = future.result()
        except CannotFetch as error:
            yield DeadLink(address, str(error), False)
        else:
            if status >= 400 and status not in (401, 403, 405, 429):  # there, but not for machines
                yield DeadLink(address, _("it answers %(status)s") % {"status": status}, False)
