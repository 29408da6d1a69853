"""``python -m masthead.config.document_options``: writes ``docs/operators/options.md`` from the table of options."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from masthead.config.options import OPTIONS, Option

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operators" / "options.md"

TOP = """\
# Options

This page is made from the table in `masthead/config/options.py` by `python -m masthead.config.document_options`;
change the table and run the command, not this page.

Masthead needs no option. Each may be set in one of two places; the environment wins, and an empty value counts as
not set:

- in the environment, under the name below: `MASTHEAD_URL=https://paper.example`;
- in the file `masthead.toml` in the data folder, under the same name: `MASTHEAD_URL = "https://paper.example"`.

A **secret** may also stand in a file of its own, named in the environment by the same name with `_FILE`:
`DATABASE_URL_FILE=/run/secrets/database`. A value that is not allowed, or a name that begins with `MASTHEAD_` and is
not on this page, stops the start with one line that says which and what is allowed; the exit code is 2.
`masthead check` lists the values in use, without the secrets.

`MASTHEAD_DATA` is read from the environment only, since the file stands in the data folder.
"""


def document(options: Iterable[Option] = OPTIONS) -> str:
    """The page, the same for the same table."""
    rows = list(options)
    table = ["| option | default | in short |", "|---|---|---|", *map(_row, rows)]
    return "\n".join([TOP, *table, "", *map(_section, rows)]).rstrip() + "\n"


def _row(option: Option) -> str:
    anchor = option.name.lower()
    return f"| [`{option.name}`](#{anchor}) | {_default(option)} | {_first_sentence(option.help)} |"


def _section(option: Option) -> str:
    lines = [f"## {option.name}", "", option.help, ""]
    lines += [f"- Allowed: {option.allowed}.", f"- Default: {_default(option)}."]
    if option.secret:
        lines.append(f"- Secret: may stand in a file named by `{option.name}_FILE`; never shown.")
    return "\n".join([*lines, ""])


def _default(option: Option) -> str:
    return f"`{option.default}`" if option.default else "empty"


def _first_sentence(text: str) -> str:
    sentence, _, _ = text.partition(". ")
    return f"{sentence.rstrip('.')}.".replace("|", "\\|")


def main() -> None:
    """Write the page."""
    PAGE.write_text(document(), encoding="utf-8")


if __name__ == "__main__":
    main()
