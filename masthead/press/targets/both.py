"""The site folder of this machine and an object store: what is served from here and what is served from there."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.press.targets.target import Sheet, Target


class Both:
    """Delivers to the first, then to the second; a page is delivered when both have it."""

    def __init__(self, first: Target, second: Target) -> None:
        self.first, self.second = first, second

    def put(self, sheets: list[Sheet]) -> None:
        """Make these sheets what readers of both get."""
        self.first.put(sheets)
        self.second.put(sheets)

    def remove(self, path: str) -> None:
        """Take the address out of both."""
        self.first.remove(path)
        self.second.remove(path)

    def paths(self) -> Iterator[str]:
        """Every address of either."""
        yield from {*self.first.paths(), *self.second.paths()}
