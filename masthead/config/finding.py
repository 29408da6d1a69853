"""One thing that may be wrong with an installation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """``wrong`` must be mended, ``advice`` should be."""

    level: Literal["wrong", "advice"]
    what: str
    mend: str
