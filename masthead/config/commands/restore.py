"""``masthead restore FILE``: a newsroom from its backup, into an empty data folder and database."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tqdm import tqdm

from masthead.config.commands.start import check_data_folder, set_up_django


def add_to(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "restore", help="put a newsroom back from its backup; needs an empty data folder and database"
    )
    command.add_argument("file", type=Path, help="the backup")
    command.add_argument("--check", action="store_true", help="only find out whether the backup is whole")
    command.set_defaults(call=call)


def call(chosen: argparse.Namespace) -> int:
    """Check the backup, restore it, say what comes next."""
    set_up_django()
    from django.conf import settings

    from masthead.config.backups.exceptions import CannotRestore
    from masthead.config.backups.restore import check_backup, restore

    if not chosen.file.is_file():
        raise CannotRestore(f"{chosen.file}: there is no such file. Give the path of the backup.")
    with bar("Checking", chosen.file) as on_progress:
        about = check_backup(chosen.file, on_progress)
    made = f"Masthead {about.masthead}, {about.made_at:%Y-%m-%d %H:%M} UTC, {about.database}"
    if chosen.check:
        print(f"{chosen.file}: whole ({made})")
        return 0
    check_data_folder(settings.DATA)
    with bar("Restoring", chosen.file) as on_progress:
        restore(chosen.file, about, on_progress)
    print(f"Restored: {made}")
    if about.options_in_environment:
        print(f"The environment then set: {', '.join(about.options_in_environment)}")
    print("Mail and payments are paused. Start with: masthead run. When all is as it should be: masthead go")
    return 0


@contextmanager
def bar(title: str, file: Path) -> Iterator[Callable[[int], None]]:
    """How far into the file, on a terminal."""
    size = file.stat().st_size
    with tqdm(desc=title, total=size, unit="B", unit_scale=True, disable=None, leave=False) as shown:

        def on_progress(place: int) -> None:
            shown.update(place - shown.n)

        yield on_progress
