"""``masthead import wordpress FILE``: the import on a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from tqdm import tqdm

from masthead.importers.exceptions import ImporterError
from masthead.importers.wordpress.run import import_wordpress


def wordpress(path: Path) -> int:
    """Bring the export in, with a progress bar on a terminal, and print the report. 1 when it cannot be read."""
    bar = tqdm(unit=" items", disable=not sys.stderr.isatty(), leave=False)

    def progress(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    try:
        report = import_wordpress(path, on_progress=progress)
    except ImporterError as problem:
        return _fail(f"{path}: {problem}.")
    except OSError as problem:
        return _fail(f"{path}: {problem.strerror or problem}.")
    finally:
        bar.close()
    sys.stdout.write(report.text() + "\n")
    return 0


def _fail(line: str) -> int:
    sys.stderr.write(f"masthead: {line}\n")
    return 1
