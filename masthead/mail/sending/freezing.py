"""Freezing an audience: who gets a mailing is written down once, before the first message leaves."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from masthead.mail.models import Chunk, Mailing, Part

SIZE = 1000  # recipients of a chunk: small enough to share among connections, large enough to be few

Audience = Iterable[tuple[int, str, str | None]]


class Withdrawn(Exception):
    """What was to be mailed was taken back before its audience was written down."""


@dataclass(frozen=True)
class _Pile:
    """The chunks of one group and variant while they are filled."""

    group: str
    variant: str | None
    ids: array[int]


def freeze(
    kind: str, about: int, parts: Mapping[str, bytes], audience: Audience, may_go: Callable[[], bool] = lambda: True
) -> Mailing:
    """Write a mailing down and let it go out; the one there is when it was frozen before.

    ``parts`` are templates by variant. ``audience`` gives recipient id, provider group and variant, in the order in
    which they shall be mailed; ``None`` for a variant means that these wait until one was chosen.
    The audience is read before anything is written, so that a million readers hold up nobody who writes meanwhile.
    ``may_go`` is asked in the same transaction that writes it down; ``Withdrawn`` when it says no.
    """
    if found := Mailing.objects.filter(kind=kind, about=about).first():
        return found
    piles = _piled(audience)
    with transaction.atomic():
        mailing, is_new = Mailing.objects.get_or_create(kind=kind, about=about)
        if is_new:
            if not may_go():
                raise Withdrawn
            Part.objects.bulk_create(Part(mailing=mailing, variant=name, template=part) for name, part in parts.items())
            Chunk.objects.bulk_create(_chunks(mailing, piles), batch_size=50)
            mailing.audience = sum(len(pile.ids) for pile in piles)
            mailing.state = Mailing.State.SENDING
            mailing.save()
    return mailing


def _piled(audience: Audience) -> list[_Pile]:
    piles: dict[tuple[str, str | None], array[int]] = {}
    for number, group, variant in audience:
        pile = piles.get((group, variant))
        if pile is None:
            pile = piles[group, variant] = array("q")
        pile.append(number)
    return [_Pile(group, variant, ids) for (group, variant), ids in piles.items()]


def _chunks(mailing: Mailing, piles: list[_Pile]) -> Iterator[Chunk]:
    """Chunks of all groups by turns: a small group is not kept waiting behind a large one."""
    cut = [(start, pile) for pile in piles for start in range(0, len(pile.ids), SIZE)]
    for start, pile in sorted(cut, key=lambda one: one[0]):
        ids = pile.ids[start : start + SIZE]
        yield Chunk(
            mailing=mailing,
            group=pile.group,
            variant=pile.variant or "",
            state=Chunk.State.HELD if pile.variant is None else Chunk.State.WAITING,
            recipients=packed(ids),
            size=len(ids),
        )


def packed(ids: Iterable[int]) -> bytes:
    """Ids as they are kept: eight bytes each, little end first."""
    found = array("q", ids)
    if not _is_little:
        found.byteswap()
    return found.tobytes()


def unpacked(kept: bytes | memoryview) -> array[int]:
    """The ids of a chunk."""
    found = array("q")
    found.frombytes(bytes(kept))
    if not _is_little:
        found.byteswap()
    return found


_is_little = array("H", [1]).tobytes()[0] == 1
