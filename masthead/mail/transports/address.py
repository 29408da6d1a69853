"""Reading ``EMAIL_URL``: where mail leaves by. Needs no Django, since the settings are made from it.

A wrong value raises ``ValueError`` with a text that goes on from "EMAIL_URL: its value".
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from masthead.mail.transports.esp_table import SERVICES, Service

PORTS = {"smtp": 587, "smtps": 465}
TLS = ("starttls", "none", "optional")
COMMON = ("connections", "timeout")


@dataclass(frozen=True, slots=True)
class MailAddress:
    """``EMAIL_URL``, taken apart. Of a service ``user`` is the key, and ``host`` the domain or region if it has one."""

    scheme: str
    host: str = ""
    port: int = 0
    user: str = field(default="", repr=False)  # of a service this is the secret itself
    password: str = field(default="", repr=False)
    tls: str = ""  # starttls, none, optional; of smtps implicit
    connections: int = 1
    timeout: float = 30.0
    api_url: str = ""

    @property
    def is_real(self) -> bool:
        """Whether readers get anything."""
        return self.scheme != "spool"

    @property
    def service(self) -> Service | None:
        """The row of the mail service; ``None`` for SMTP and the spool."""
        return SERVICES.get(self.scheme)

    @property
    def label(self) -> str:
        """Its name for the newsroom; no secret is in it."""
        if self.service:
            return f"{self.service.name} {self.host}".strip()
        if self.is_real:
            host = f"[{self.host}]" if ":" in self.host else self.host
            return f"SMTP {host}:{self.port}"
        return "spool (nothing leaves this machine)"


def read(text: str) -> MailAddress:
    """The address; empty is the spool."""
    text = text.strip()
    if text in ("", "spool:", "spool://"):
        return MailAddress("spool")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ValueError("is not an address") from None
    service = SERVICES.get(parts.scheme)
    if "://" not in text or not (service or parts.scheme in PORTS):
        raise ValueError(f"does not begin with one of {', '.join((*PORTS, *SERVICES))} and ://")
    _refuse_rest(text, parts)
    return _read_service(parts, service) if service else _read_smtp(parts)


def _refuse_rest(text: str, parts: SplitResult) -> None:
    """A slash or a # in a password cuts the address short; that must not pass for a wrong host."""
    if any(character.isspace() or not character.isprintable() for character in text):
        raise ValueError("has a space or a control character in it")
    if parts.fragment or text.endswith("#"):
        raise ValueError("has a # in it: in a password write %23")
    if parts.path not in ("", "/"):
        raise ValueError("has something after the host: a / in a password is written %2F, a ? as %3F")


def _read_smtp(parts: SplitResult) -> MailAddress:
    login, _, where = parts.netloc.rpartition("@")
    user, colon, password = login.partition(":")
    if bool(user) != bool(password) or (colon and not user):
        raise ValueError("has a user without a password, or a password without a user")
    host, port = _host_and_port(where, PORTS[parts.scheme])
    options = _options(parts, (*COMMON, "tls") if parts.scheme == "smtp" else COMMON)
    tls = options.get("tls") or ("none" if _is_loopback(host) else "starttls")
    if tls not in TLS:
        raise ValueError(f"has tls={tls}, which is not one of {', '.join(TLS)}")
    return MailAddress(
        parts.scheme, host, port, unquote(user), unquote(password), tls if parts.scheme == "smtp" else "implicit",
        connections=_number(options, "connections", 4, 64), timeout=_number(options, "timeout", 30, 600),
    )  # fmt: skip


def _read_service(parts: SplitResult, service: Service) -> MailAddress:
    login, at, place = parts.netloc.rpartition("@") if service.place else (parts.netloc, "", "")
    key, colon, secret = login.partition(":") if service.secret else (login, "", "")
    complete = key and bool(at and place) == bool(service.place) and bool(colon and secret) == bool(service.secret)
    if not complete or "@" in login or (not service.secret and ":" in login):
        raise ValueError(f"is not of the form {service.form}")
    options = _options(parts, (*COMMON, "api_url", *(("region",) if service.regions else ())))
    region = options.get("region", "")
    if region and region not in service.regions:
        raise ValueError(f"has region={region}, which is not one of {', '.join(service.regions)}")
    return MailAddress(
        parts.scheme, place.lower(), 0, unquote(key), unquote(secret),
        api_url=options.get("api_url") or service.regions.get(region, ""),
        connections=_number(options, "connections", 4, 64), timeout=_number(options, "timeout", 30, 600),
    )  # fmt: skip


def _host_and_port(where: str, default: int) -> tuple[str, int]:
    host, port = where, ""
    if where.startswith("["):
        host, _, rest = where[1:].partition("]")
        port = rest.removeprefix(":")
    elif ":" in where:
        host, _, port = where.rpartition(":")
    if not host:
        raise ValueError("has no host")
    if ":" in host and not where.startswith("["):
        raise ValueError("has an IPv6 address without brackets: write [::1]")
    if port and (not port.isdigit() or not 0 < int(port) < 65536):
        raise ValueError("has a port that is not between 1 and 65535")
    return host.lower(), int(port or default)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _options(parts: SplitResult, known: tuple[str, ...]) -> dict[str, str]:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name in options:
        if name not in known:
            raise ValueError(f"has the option {name}, which is not one of {', '.join(known)}")
    return options


def _number(options: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = options.get(name) or str(default)
    if not text.isdigit() or not 0 < int(text) <= most:
        raise ValueError(f"has {name}={text}, which is not a whole number from 1 to {most}")
    return int(text)


def anymail_settings(address: MailAddress) -> dict[str, Any]:
    """What ``settings.ANYMAIL`` holds for this service; empty for SMTP and the spool."""
    service = address.service
    if service is None:
        return {}
    given = {service.key: address.user, service.secret: address.password, service.place: address.host}
    given.pop("", None)
    if address.scheme == "ses":
        return {"AMAZON_SES_CLIENT_PARAMS": _for_boto3(address, given)}
    if address.api_url:
        given["API_URL"] = address.api_url
    return {f"{service.prefix}_{name}": value for name, value in given.items()}


def _for_boto3(address: MailAddress, given: dict[str, str]) -> dict[str, Any]:
    """boto3 tries again by itself after a lost answer, and then a reader is mailed twice: it may not."""
    once = {"retries": {"total_max_attempts": 1}, "read_timeout": address.timeout, "connect_timeout": address.timeout}
    return {**given, **({"endpoint_url": address.api_url} if address.api_url else {}), "config": once}
