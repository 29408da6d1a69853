"""Where uploads are kept: under names that cannot be guessed, so that no file is read before its story is out."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.files.storage import FileSystemStorage


class Uploads(FileSystemStorage):
    """The media folder. ``report.pdf`` becomes ``report_x4Gw1Pq.pdf``, also when its own name is free."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        path = PurePosixPath(name)
        ending = "".join(path.suffixes)
        unguessable = self.get_alternative_name(path.name.removesuffix(ending), ending)
        return super().get_available_name(str(path.with_name(unguessable)), max_length)
