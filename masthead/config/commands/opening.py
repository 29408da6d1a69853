"""Opening the newsroom for a run. While its database is out of reach, what is printed is served all the same."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Protocol

from masthead.config.commands.start import make_ready
from masthead.config.exceptions import CannotStart, DatabaseAway

LOOK_EVERY = 3.0  # seconds


class Stoppable(Protocol):
    """What is started once the newsroom is open."""

    def stop(self) -> None:
        """End it."""


class Opening:
    """``begin`` opens the newsroom, at once or when the database is back; then ``start_worker`` is called."""

    def __init__(self, start_worker: Callable[[], Stoppable] | None) -> None:
        self._start_worker = start_worker
        self._worker: Stoppable | None = None
        self._over = threading.Event()

    def begin(self) -> None:
        """Open. ``CannotStart`` when that is impossible, or when there is nothing printed to serve meanwhile."""
        try:
            make_ready()
        except DatabaseAway as error:
            if not _is_printed():
                raise
            print(f"masthead: {error} What is printed is served meanwhile.", file=sys.stderr, flush=True)
            threading.Thread(target=self._wait, daemon=True).start()
        else:
            self._opened()

    def close(self) -> None:
        """The run is over."""
        self._over.set()
        if self._worker:
            self._worker.stop()

    def _wait(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            try:
                make_ready()
            except DatabaseAway:
                continue
            except CannotStart as error:
                print(f"masthead: {error} Only what is printed is served.", file=sys.stderr, flush=True)
                return
            print("masthead: the database is back, and the newsroom is open.", file=sys.stderr, flush=True)
            self._opened()
            return

    def _opened(self) -> None:
        if self._start_worker and not self._over.is_set():
            self._worker = self._start_worker()


def _is_printed() -> bool:
    from django.conf import settings

    return bool((settings.SITE_FOLDER / "index.html").is_file())
