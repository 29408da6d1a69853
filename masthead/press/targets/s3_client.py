"""Speaking with an S3-compatible store: the client, and what its errors mean for a delivery."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from masthead.press.targets.target import DeliveryFailed

WORKERS = 8
NOTHING = ("NoSuchKey", "404", "NotFound")
# An operator has to mend these; to try again does not help.
PERMANENT = frozenset({
    "NoSuchBucket", "NoSuchDistribution", "InvalidBucketName", "AccessDenied", "AllAccessDisabled", "AccountProblem",
    "InvalidAccessKeyId", "SignatureDoesNotMatch", "AuthorizationHeaderMalformed", "PermanentRedirect",
    "RequestTimeTooSkewed", "MethodNotAllowed", "NotImplemented", "KeyTooLongError", "InvalidArgument",
    "401", "403", "405",
})  # fmt: skip


def connect(service: str = "s3") -> Any:
    """A client by the usual ``AWS_…`` variables; threads may share it. ``DeliveryFailed`` when boto3 is not there."""
    try:
        import boto3
        from botocore.config import Config
    except ImportError:
        raise DeliveryFailed(
            f"{service} needs boto3. Install it with: pip install 'masthead[s3]'", permanent=True
        ) from None
    # Stores that are no Amazon's do not know the newer checksums; TLS and Content-MD5 guard what travels.
    config = Config(
        retries={"mode": "standard", "total_max_attempts": 4},
        max_pool_connections=WORKERS * 2,
        connect_timeout=5,
        read_timeout=30,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    with translated(service):
        session = boto3.session.Session()  # a new one: the credentials as they are now
        client = session.client(service, region_name=session.region_name or "us-east-1", config=config)
    client.meta.events.register("before-sign.s3.DeleteObjects", _add_md5)
    return client


def _add_md5(request: Any, **_: Any) -> None:
    """Older stores take a list of deletions only with this header."""
    body = request.data if isinstance(request.data, bytes) else str(request.data).encode()
    digest = hashlib.md5(body, usedforsecurity=False).digest()
    request.headers["Content-MD5"] = base64.b64encode(digest).decode()


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Whatever the library raises, as ``DeliveryFailed`` in one line."""
    from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
    from botocore.exceptions import ConnectionError as NoConnection

    try:
        yield
    except ClientError as error:
        code = code_of(error)
        said = error.response.get("Error", {}).get("Message") or "it gave no reason"
        raise DeliveryFailed(f"{what}: {code} ({_one_line(said)})", permanent=code in PERMANENT) from error
    except (NoConnection, HTTPClientError) as error:
        raise DeliveryFailed(f"{what}: {_one_line(error)}") from error
    except BotoCoreError as error:  # no credentials, no region, an address that is none
        raise DeliveryFailed(f"{what}: {_one_line(error)}", permanent=True) from error


def code_of(error: Any) -> str:
    """What the store calls the error."""
    return str(error.response.get("Error", {}).get("Code", "unknown error"))


def _one_line(said: object) -> str:
    return " ".join(str(said).split())
