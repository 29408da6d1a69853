"""What was brought before: which author, section, topic and page an old key stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from masthead.importers.models import Mapping, Source
from masthead.importers.wordpress.map import Mapped

Kind = Mapping.Kind


def known(source: Source, mapped: Sequence[Mapped]) -> dict[str, Mapping]:
    """Earlier records of these items by their present key: the same key, else the same guid, else the same link."""
    keys = [one.key for one in mapped]
    own = source.mappings.filter(kind__in=(Kind.STORY, Kind.PAGE)).select_related("page")
    found = {record.key: record for record in own.filter(key__in=keys)}
    missing = [one for one in mapped if one.key not in found]
    if not missing:
        return found
    guids, links = [one.guid for one in missing if one.guid], [one.link for one in missing if one.link]
    near = list(own.filter(Q(guid__in=guids) | Q(link__in=links)).exclude(key__in=keys))
    for one in missing:
        record = _same(one, near)
        if record:
            found[one.key] = record
    return found


def _same(mapped: Mapped, records: Iterable[Mapping]) -> Mapping | None:
    """Two numbers that differ are two items; guid and link speak only where a number is missing."""
    for name in ("guid", "link"):
        for record in records:
            both_numbered = record.key.startswith("id:") and mapped.key.startswith("id:")
            if not both_numbered and getattr(mapped, name) and getattr(record, name) == getattr(mapped, name):
                return record
    return None


def keys_of(source: Source, kind: str, column: str) -> dict[str, int | None]:
    """Old key -> id in the paper, of all authors, sections or topics of the source."""
    return dict(source.mappings.filter(kind=kind).values_list("key", column))
