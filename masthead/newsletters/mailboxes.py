"""One mailbox under many spellings: limits of what is mailed to somebody must not be got round by a dot or a tag."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace

Row = TypeVar("Row", bound=Model)
GOOGLE = ("gmail.com", "googlemail.com")  # where dots in the name are for show, and both domains are one


def mailbox_of(address: str) -> str:
    """The address in the plainest spelling that reaches the same mailbox."""
    owner, domain = _parts(address)
    return f"{owner}@{GOOGLE[0] if domain in GOOGLE else domain}"


def of_mailbox(rows: QuerySet[Row], field: str, address: str) -> QuerySet[Row]:
    """Those of the rows whose ``field`` holds an address of the same mailbox."""
    owner, domain = _parts(address)
    is_google = domain in GOOGLE
    plain = Replace(Lower(field), Value("."), Value("")) if is_google else Lower(field)
    found = Q()
    for one in [each.replace(".", "") for each in GOOGLE] if is_google else [domain]:
        found |= Q(plain_address=f"{owner}@{one}")
        found |= Q(plain_address__startswith=f"{owner}+", plain_address__endswith=f"@{one}")
    mine: QuerySet[Row] = rows.alias(plain_address=plain).filter(found)  # type: ignore[assignment]  # the stubs lose it
    return mine


def _parts(address: str) -> tuple[str, str]:
    name, _at, domain = address.strip().lower().rpartition("@")
    owner = name.partition("+")[0]
    return owner.replace(".", "") if domain in GOOGLE else owner, domain
