"""What a mail service answered, told as SMTP would: whose fault it is, and whether the message is in doubt."""

from __future__ import annotations

from typing import Any

import requests
from anymail.exceptions import AnymailAPIError, AnymailError, AnymailInvalidAddress, AnymailRecipientsRefused

from masthead.mail.exceptions import CannotConnect, Lost
from masthead.mail.transports.esp_table import Service
from masthead.mail.transports.session import Answer

ACCOUNT = frozenset({401, 402, 403, 404, 405, 410})  # the key, the bill, the domain, the address of the interface
# A machine in between lost the answer of the one that had our message already.
DOUBTFUL = frozenset({502, 504, 520, 524})
LATER = frozenset({408, 425, 429})
# boto3's, by name, since it is an extra: nothing had been sent yet.
_NEVER_LEFT = frozenset({"EndpointConnectionError", "ConnectTimeoutError", "ProxyConnectionError"})
_NO_KEY = frozenset({"NoCredentialsError", "PartialCredentialsError", "NoRegionError", "ParamValidationError"})


def answer_to(error: AnymailError, service: Service) -> Answer:
    """The answer that anymail's error stands for; raises `CannotConnect` or `Lost` where it is none."""
    if isinstance(error, AnymailRecipientsRefused):
        return Answer(550, f"{service.name} refuses this address")
    if isinstance(error, AnymailInvalidAddress):
        return Answer(553, f"{service.name} does not take this for an address")
    if not isinstance(error, AnymailAPIError):  # what this service cannot do, or a message it cannot take
        raise CannotConnect(f"{service.name}: {error.args[0] if error.args else error}", permanent=True)
    status = _status(error)
    if status is None:
        raise _broken(error, service)
    said = f"{service.name} answered {status} {_words(error)}".strip()
    if status in ACCOUNT or 300 <= status < 400 or _code(error) in service.account_faults:
        raise CannotConnect(said, permanent=True)
    if status < 300:
        raise Lost(f"{service.name} took something, and its answer cannot be read", in_doubt=True)
    if status in DOUBTFUL:
        raise Lost(said, in_doubt=True)
    if status >= 500 or status in LATER:
        return Answer(451, said)
    return Answer(552 if status == 413 else 554, said)


def _broken(error: AnymailError, service: Service) -> CannotConnect | Lost:
    """No answer came. Only where no connection was made it is sure that nothing was taken."""
    cause = error.__cause__
    name = type(cause).__name__
    if name in _NO_KEY:
        return CannotConnect(f"{service.name}: {cause}", permanent=True)
    if name in _NEVER_LEFT or _never_connected(cause):
        return CannotConnect(f"{service.name} cannot be reached ({name})")
    return Lost(f"{service.name} gave no answer ({name})", in_doubt=True)


def _never_connected(cause: BaseException | None) -> bool:
    if isinstance(cause, requests.exceptions.SSLError):
        return "CERTIFICATE_VERIFY_FAILED" in str(cause)
    if isinstance(cause, (requests.ConnectTimeout, requests.exceptions.ProxyError, requests.exceptions.InvalidURL)):
        return True
    reason = getattr(cause.args[0], "reason", None) if isinstance(cause, requests.ConnectionError) and cause.args else 0
    return type(reason).__name__ in ("NewConnectionError", "NameResolutionError")


def _status(error: AnymailError) -> int | None:
    """HTTP's number, of requests or of boto3."""
    if isinstance(error.response, dict):
        number: Any = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        return number if isinstance(number, int) else None
    status: int | None = error.status_code
    return status


def _code(error: AnymailError) -> int | str | None:
    """The service's own number or word for it."""
    if isinstance(error.response, dict):
        code: int | str | None = error.response.get("Error", {}).get("Code")
        return code
    try:
        told = error.response.json()
    except (AttributeError, ValueError):
        return None
    return told.get("ErrorCode") if isinstance(told, dict) else None


def _words(error: AnymailError) -> str:
    """What it said, on one line and cut short."""
    if isinstance(error.response, dict):
        return str(error.response.get("Error", {}).get("Message", ""))[:200]
    return " ".join(getattr(error.response, "text", "").split())[:200]
