"""An issue for machines: a schema.org Article that is part of a Periodical."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from masthead.articles.json_ld import publisher, script
from masthead.newsletters.models import Issue
from masthead.publication.pages import absolute
from masthead.publication.queries import Paper


def issue_article(issue: Issue, paper: Paper) -> SafeString:
    """What the page is, who wrote it and what it belongs to."""
    mailing_list = issue.mailing_list
    host = mailing_list.host
    author = {"@type": "Person", "name": host.name, "url": absolute(host.address)} if host else publisher(paper)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": issue.subject,
        "url": absolute(issue.address or "/"),
        "mainEntityOfPage": absolute(issue.address or "/"),
        "isAccessibleForFree": True,
        "inLanguage": mailing_list.language or paper.language,
        "author": [author],
        "publisher": publisher(paper),
        "isPartOf": {"@type": "Periodical", "name": mailing_list.name, "url": absolute(mailing_list.address)},
    }
    if issue.preview_text:
        data["description"] = issue.preview_text
    if issue.sent_at:
        data["datePublished"] = issue.sent_at.astimezone(paper.nameplate.zone).isoformat(timespec="seconds")
    return script(data)
