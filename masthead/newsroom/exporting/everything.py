"""Lists, issues, subscribers and results as one ZIP file of CSV, JSON, HTML and text."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from masthead.lib.slugs import make_slug
from masthead.newsletters.exceptions import BadTemplate
from masthead.newsletters.models import Automatic, Issue, MailingList
from masthead.newsletters.rendering.content import content_of
from masthead.newsletters.rendering.html import html_of
from masthead.newsletters.rendering.leads import of_preview
from masthead.newsletters.rendering.text import text_of
from masthead.newsroom.exporting import rows
from masthead.newsroom.exporting.tables import csv_of

LIST = (
    "name", "slug", "summary", "description", "frequency", "language", "sender_name", "reply_to", "colour",
    "welcome_subject", "welcome", "template", "is_open", "is_default", "counts_clicks", "position",
)  # fmt: skip
ISSUE = (
    "pk", "subject", "other_subject", "preview_text", "intro", "slug", "state", "scheduled_for", "segment",
    "is_automatic", "made_at", "changed_at", "sent_at", "address",
)  # fmt: skip
ORDER = ("is_on", "weekdays", "hour", "minute", "most", "subject", "waits_for_editor")


class _Pipe:
    """What a ZIP file writes to: it cannot go back, so the pieces may leave at once."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._place = 0

    def write(self, data: bytes, /) -> int:
        self._parts.append(bytes(data))
        self._place += len(data)
        return len(data)

    def tell(self) -> int:
        return self._place

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is left open."""

    def take(self) -> bytes:
        data, self._parts = b"".join(self._parts), []
        return data


def everything() -> Iterator[bytes]:
    """The file in pieces."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as file:
        for name, pieces in _files():
            with file.open(_named(name), "w", force_zip64=True) as entry:
                for piece in pieces:
                    entry.write(piece)
                    yield pipe.take()
            yield pipe.take()
    yield pipe.take()


def _named(name: str) -> zipfile.ZipInfo:
    now = timezone.localtime()
    entry = zipfile.ZipInfo(name, (now.year, now.month, now.day, now.hour, now.minute, now.second))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _files() -> Iterator[tuple[str, Iterable[bytes]]]:
    lists = list(MailingList.objects.select_related("host", "automatic__section"))
    yield "lists.json", [_json([_list(each) for each in lists])]
    for each in lists:
        yield f"subscribers/{each.slug}.csv", csv_of(rows.SUBSCRIBERS, rows.subscribers(each))
        yield f"results/{each.slug}.csv", csv_of(rows.RESULTS, rows.issue_results(each))
    yield "consents.csv", csv_of(rows.CONSENTS, rows.consents())
    yield "days.csv", csv_of(rows.DAYS, rows.days())
    yield "suppressions.csv", csv_of(rows.SUPPRESSIONS, rows.suppressions())
    for issue in Issue.objects.select_related("mailing_list__host").order_by("pk").iterator(chunk_size=100):
        yield from _issue(issue)


def _issue(issue: Issue) -> Iterator[tuple[str, Iterable[bytes]]]:
    name = f"issues/{issue.mailing_list.slug}/{issue.pk}-{make_slug(issue.subject, 60)}".rstrip("-")
    yield f"{name}.json", [_json(_facts(issue, ISSUE) | {"body": list(issue.body.raw_data)})]
    content = content_of(issue)
    leads = of_preview(content.browser)
    yield f"{name}.txt", [text_of(content, leads).encode()]
    try:
        yield f"{name}.html", [html_of(content, leads).encode()]
    except BadTemplate:
        return  # the list's own template was broken since; text and blocks are there


def _list(mailing_list: MailingList) -> dict[str, Any]:
    order = Automatic.objects.filter(mailing_list=mailing_list).select_related("section").first()
    automatic = _facts(order, ORDER) | {"section": order.section.slug if order.section else None} if order else None
    host = mailing_list.host.name if mailing_list.host else None
    return _facts(mailing_list, LIST) | {"host": host, "automatic": automatic}


def _facts(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder).encode()
