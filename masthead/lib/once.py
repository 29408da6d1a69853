"""Files that are made once and never again, readable by their owner only: keys."""

from __future__ import annotations

import os
import time
from pathlib import Path

PATIENCE = 40  # looks, a twentieth of a second apart, at a file that somebody has made and not yet filled


def write_once(path: Path, text: str) -> str:
    """Write ``text`` unless the file is there; return what the file holds. Safe with two starts at once."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        for _ in range(PATIENCE):
            kept = path.read_text(encoding="utf-8").strip()
            if kept:
                return kept
            time.sleep(0.05)
        path.unlink(missing_ok=True)  # a crash between making and writing left it empty
        return write_once(path, text)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return text
