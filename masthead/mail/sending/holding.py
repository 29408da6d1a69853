"""A chunk in hand: its place is written down for as long as nobody else has taken it over."""

from __future__ import annotations

from django.db import connection

from masthead.mail.models import Chunk
from masthead.mail.sending.claiming import Superseded, give_back, write_at_ease

_ACK = "UPDATE mail_chunk SET place = %s, taken = taken + 1 WHERE id = %s AND fence = %s AND state = 'working'"
_PLACE = "UPDATE mail_chunk SET place = %s WHERE id = %s AND fence = %s AND state = 'working'"


class Hold:
    """What the carrier of a chunk writes of it. Each write raises ``Superseded`` once the chunk is another's."""

    def __init__(self, chunk: Chunk) -> None:
        self.chunk = chunk
        self.place = chunk.place  # what is stored
        self.promised = chunk.place

    def __enter__(self) -> Hold:
        write_at_ease(True)
        self._cursor = connection.cursor()
        return self

    def __exit__(self, *_: object) -> None:
        write_at_ease(False)
        self._cursor.close()

    def promise(self, count: int) -> range:
        """Write durably that so many more places may be used; these places."""
        start, self.promised = self.promised, self.promised + count
        write_at_ease(False)
        mine = Chunk.objects.filter(pk=self.chunk.pk, fence=self.chunk.fence, state=Chunk.State.WORKING)
        if not mine.update(promised=self.promised):
            raise Superseded
        write_at_ease(True)
        return range(start, self.promised)

    def acknowledge(self, place: int) -> None:
        """A message was taken, and all below ``place`` are answered for."""
        self._store(_ACK, place)

    def move_to(self, place: int) -> None:
        """All below ``place`` are answered for."""
        if place > self.place:
            self._store(_PLACE, place)

    def let_go(self) -> int:
        """Give the chunk back at its place; how many places were promised and not used."""
        give_back(self.chunk, self.place)
        return self.promised - self.place

    def _store(self, statement: str, place: int) -> None:
        self._cursor.execute(statement, (place, self.chunk.pk, self.chunk.fence))
        if not self._cursor.rowcount:
            raise Superseded
        self.place = place
