"""The table of options: every fact about the machine that an operator may set.

Settings, ``docs/operators/options.md``, ``masthead check`` and the errors at start-up all come from
``OPTIONS``, so that a new row is documented and checked by being written.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from masthead.config import readers
from masthead.config.exceptions import WrongOption


@dataclass(frozen=True)
class Option:
    """One row: a name as the operator types it, how its text is read, and what it is for."""

    name: str
    read: Callable[[str], Any]
    default: str
    allowed: str
    help: str
    secret: bool = False


OPTIONS: tuple[Option, ...] = (
    Option("MASTHEAD_DATA", readers.folder, "./data", "a folder", "The data folder: database, pictures, keys."),
    Option(
        "MASTHEAD_BIND",
        readers.bind,
        "127.0.0.1:8000",
        "HOST:PORT, for example 127.0.0.1:8000 or [::]:80",
        "The address and port that the server listens on.",
    ),
    Option(
        "MASTHEAD_URL",
        readers.public_url,
        "",
        "an address such as https://paper.example",
        "The public address of the paper. Empty: the address of MASTHEAD_BIND.",
    ),
    Option(
        "MASTHEAD_ONION",
        readers.onion_address,
        "",
        "http:// and 56 letters and digits, ending in .onion",
        "The address of the paper as an onion service. Pages tell Tor Browser of it. Empty: there is none.",
    ),
    Option(
        "DATABASE_URL",
        readers.database_url,
        "",
        "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
        "The database. Empty: SQLite in the data folder.",
        secret=True,
    ),
    Option(
        "MASTHEAD_SITE_STORE",
        readers.site_store,
        "",
        "a folder, or s3://BUCKET or s3://BUCKET/PREFIX",
        "Where the paper is printed to. Empty: the folder site in the data folder. An object store is opened with the "
        "usual AWS_... variables.",
    ),
    Option(
        "MASTHEAD_PURGE",
        readers.caches,
        "",
        "varnish://HOST:PORT, cloudflare://ZONE?token=TOKEN, fastly://SERVICE?token=TOKEN or "
        "cloudfront://DISTRIBUTION, several separated by commas",
        "Caches in front of the paper that are told which pages have changed. Empty: none.",
        secret=True,
    ),
    Option(
        "MASTHEAD_SECRET_KEY",
        readers.secret_key,
        "",
        "at least 50 characters",
        "Signs sessions and links. Empty: made at the first start and kept in the data folder.",
        secret=True,
    ),
    Option(
        "MASTHEAD_SECOND_FACTOR",
        readers.choice("auto", "on", "off"),
        "auto",
        "auto, on or off",
        "Whether editors need a second factor. auto: yes, unless MASTHEAD_URL is this machine itself.",
    ),
    Option(
        "MASTHEAD_TRUSTED_PROXIES",
        readers.networks,
        "",
        "addresses or networks, separated by commas",
        "Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.",
    ),
    Option(
        "MASTHEAD_THREADS",
        readers.whole_number(1, 256),
        "8",
        "a whole number from 1 to 256",
        "Threads for the dynamic part of the site.",
    ),
    Option(
        "MASTHEAD_UPLOAD_MB",
        readers.whole_number(1, 1024),
        "40",
        "a whole number from 1 to 1024",
        "The largest upload that is taken, in megabytes.",
    ),
    Option(
        "EMAIL_URL",
        readers.mail_address,
        "",
        "smtp://USER:PASSWORD@HOST:PORT, smtps://USER:PASSWORD@HOST, or a service such as postmark://TOKEN",
        "How mail leaves. Empty: it stays on this machine, in an outbox that the newsroom can read.",
        secret=True,
    ),
    Option(
        "MASTHEAD_MAIL_FROM",
        readers.mailbox,
        "",
        "an address such as newsletters@paper.example",
        "The address that all mail comes from. Empty: newsroom@ and the host of MASTHEAD_URL.",
    ),
    Option(
        "MASTHEAD_BOUNCES",
        readers.bounce_source,
        "",
        "maildir:///FOLDER, imaps://USER:PASSWORD@HOST/FOLDER or lmtp://127.0.0.1:PORT",
        "Where mail comes back that could not be delivered. Empty: nowhere.",
        secret=True,
    ),
    Option(
        "MASTHEAD_BOUNCE_ADDRESS",
        readers.bounce_address,
        "",
        "an address such as bounces@paper.example",
        "Where servers send back what they could not deliver; it must take anything after a plus sign. "
        "Empty: the address of MASTHEAD_MAIL_FROM, and who bounced is not told apart.",
    ),
    Option(
        "MASTHEAD_DKIM_SELECTORS",
        readers.words,
        "",
        "words, separated by commas",
        "Names of the DKIM keys of the sender's domain, so that masthead check can look them up.",
    ),
    Option(
        "MASTHEAD_BACKUPS",
        readers.optional_folder,
        "",
        "a folder",
        "Where a backup of the whole newsroom is written each day. Empty: none is made by itself.",
    ),
    Option(
        "MASTHEAD_BACKUP_HOUR",
        readers.whole_number(0, 23),
        "3",
        "a whole number from 0 to 23",
        "The hour of the daily backup, in the time of the paper.",
    ),
    Option(
        "MASTHEAD_DEBUG",
        readers.switch,
        "off",
        "on or off",
        "For developers: error pages with detail, and /styleguide/. Never on a public machine.",
    ),
)

NAMES = {option.name: option for option in OPTIONS}


def load(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Every option's value, read and checked: environment first, then ``masthead.toml``, then default.

    Raises ``WrongOption`` with one line for the operator.
    """
    environ = os.environ if environ is None else environ
    _refuse_unknown(environ)
    data = _value(NAMES["MASTHEAD_DATA"], environ, {})
    file = _read_file(data / "masthead.toml")
    values = {option.name: _value(option, environ, file) for option in OPTIONS}
    values["MASTHEAD_DATA"] = data
    _refuse_site_among_data(values["MASTHEAD_SITE_STORE"], data)
    return values


def _refuse_site_among_data(site: object, data: Path) -> None:
    """What lies in the site folder is sent to readers, and taken away when it belongs to no page: never the keys."""
    if isinstance(site, Path) and site != data / "site" and (site in (data, *data.parents) or data in site.parents):
        raise WrongOption(
            f"MASTHEAD_SITE_STORE: {str(site)!r} and the data folder {str(data)!r} lie in one another, and readers "
            "would get what is in it. Give a folder elsewhere."
        )


def _value(option: Option, environ: Mapping[str, str], file: Mapping[str, str]) -> Any:
    text = _text(option, environ, file)
    try:
        return option.read(text)
    except ValueError as error:
        shown = "its value" if option.secret else repr(text)
        raise WrongOption(f"{option.name}: {shown} {error}. Allowed: {option.allowed}.") from None


def _text(option: Option, environ: Mapping[str, str], file: Mapping[str, str]) -> str:
    if environ.get(option.name):
        return environ[option.name]
    named_file = f"{option.name}_FILE"
    if option.secret and environ.get(named_file):
        try:
            return Path(environ[named_file]).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "is not text"
            raise WrongOption(f"{named_file}: {environ[named_file]!r} cannot be read ({reason}).") from None
    return file.get(option.name, option.default)


def _read_file(path: Path) -> dict[str, str]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongOption(f"{path}: cannot be read ({error}). Mend or remove the file.") from None
    unknown = sorted(set(raw) - set(NAMES))
    if unknown:
        raise WrongOption(f"{path}: no such option {unknown[0]}. See docs/operators/options.md for the list.")
    return {name: _as_text(value) for name, value in raw.items()}


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    """A misspelt option would be silently without effect: name it instead."""
    for name in sorted(environ):
        base = name.removesuffix("_FILE")
        if name.startswith("MASTHEAD_") and base not in NAMES:
            raise WrongOption(f"{name}: no such option. See docs/operators/options.md for the list.")
        if name.startswith("MASTHEAD_") and name.endswith("_FILE") and name not in NAMES and not NAMES[base].secret:
            raise WrongOption(f"{name}: only secrets are read from files; set {base} itself.")
