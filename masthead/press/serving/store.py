"""A memory of answers that never grows past its bound; the least used go first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from masthead.press.serving.answers import Answer


@dataclass(slots=True)
class Kept:
    """An answer and what it depended on: the file's time, size and number; when it was last compared."""

    answer: Answer
    stamp: object
    looked_at: float = 0.0


class Store:
    """Answers by path, at most ``most_bytes`` of them. Used from one thread only."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def get(self, path: str) -> Kept | None:
        """What is kept for the path, whatever its stamp."""
        kept = self._kept.get(path)
        if kept is not None:
            self._kept.move_to_end(path)
        return kept

    def put(self, path: str, answer: Answer, stamp: object, looked_at: float = 0.0) -> None:
        """Keep the answer in place of an older one; what alone is too large is not kept."""
        self.drop(path)
        if answer.size > self.most_bytes // 4:
            return
        self._kept[path] = Kept(answer, stamp, looked_at)
        self.bytes += answer.size
        while self.bytes > self.most_bytes:
            _, oldest = self._kept.popitem(last=False)
            self.bytes -= oldest.answer.size

    def drop(self, path: str) -> None:
        """Forget the path."""
        kept = self._kept.pop(path, None)
        if kept is not None:
            self.bytes -= kept.answer.size
