"""What an import did, for whoever ran it: counts, and each thing not brought with its reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

MOST_KEPT, MOST_SHOWN = 1000, 20


@dataclass
class Left:
    """Things that share a reason. Names are kept up to a bound, the count is always right."""

    count: int = 0
    names: list[str] = field(default_factory=list)


@dataclass
class ImportReport:
    """Filled while the import runs. ``came`` by kind and deed, such as ``("story", "new")``."""

    file_name: str = ""
    source: str = ""
    came: Counter[tuple[str, str]] = field(default_factory=Counter)
    left: dict[str, Left] = field(default_factory=dict)
    losses: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, kind: str, deed: str, how_many: int = 1) -> None:
        """Count what was done."""
        if how_many:
            self.came[kind, deed] += how_many

    def leave(self, reason: str, name: str = "", how_many: int = 1) -> None:
        """Say that something was not brought, or not as it was, and why."""
        entry = self.left.setdefault(reason, Left())
        entry.count += how_many
        if name and len(entry.names) < MOST_KEPT:
            entry.names.append(name)

    def lose(self, counts: Counter[str]) -> None:
        """Parts of bodies that the paper cannot take over yet."""
        self.losses.update(counts)

    def as_json(self) -> dict[str, Any]:
        """For the record of the run."""
        return {
            "came": {f"{kind} {deed}": count for (kind, deed), count in sorted(self.came.items())},
            "left": {reason: {"count": one.count, "names": one.names} for reason, one in self.left.items()},
            "losses": dict(self.losses.most_common()),
            "notes": self.notes,
        }

    def text(self) -> str:
        """The whole report as lines for a terminal."""
        lines = [_("%(file)s: the archive of %(source)s") % {"file": self.file_name, "source": self.source or "?"}]
        lines += [f"  {note}" for note in self.notes]
        lines += ["", _("Brought in:"), *self._came_lines()]
        if self.left:
            lines += ["", _("Not brought, or not as it was:")]
            for reason, entry in self.left.items():
                lines += _left_lines(reason, entry)
        if self.losses:
            lines += ["", _("Parts of texts that were left out:")]
            lines += [f"  {count:>7,}  {what}" for what, count in self.losses.most_common()]
        return "\n".join(lines)

    def _came_lines(self) -> list[str]:
        kinds = list(dict.fromkeys(kind for kind, _deed in self.came))
        lines = []
        for kind in kinds:
            deeds = ", ".join(f"{count:,} {deed}" for (one, deed), count in self.came.items() if one == kind and count)
            if deeds:
                lines.append(f"  {kind}: {deeds}")
        return lines or ["  " + _("nothing")]


def _left_lines(reason: str, entry: Left) -> list[str]:
    lines = [f"  {entry.count:>7,}  {reason}"]
    lines += [f"             {name}" for name in entry.names[:MOST_SHOWN]]
    if entry.names and entry.count > MOST_SHOWN:
        lines.append("             " + _("… and %d more") % (entry.count - MOST_SHOWN))
    return lines
