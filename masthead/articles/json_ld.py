"""The story for machines: schema.org NewsArticle (https://schema.org/NewsArticle) as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from masthead.articles.models import Story
from masthead.media.queries import share_url
from masthead.publication.pages import absolute
from masthead.publication.queries import Paper

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def news_article(story: Story, paper: Paper) -> SafeString:
    """A ``<script type="application/ld+json">`` that says what the page is."""
    return script(_article(story, paper))


def script(data: dict[str, Any]) -> SafeString:
    """JSON-LD in its element; no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def _article(story: Story, paper: Paper) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle" if story.is_opinion else "NewsArticle",
        "headline": story.headline,
        "description": story.search_description or story.standfirst,
        "mainEntityOfPage": absolute(story.address or "/"),
        "url": absolute(story.address or "/"),
        "isAccessibleForFree": True,
        "inLanguage": story.language or paper.nameplate.language,
        "wordCount": story.word_count,
        "articleSection": story.section.name if story.section else None,
        "keywords": [topic.name for topic in story.topics.all()] or None,
        "datePublished": _stamp(story.published_at, paper),
        "dateModified": _stamp(story.updated_at or story.published_at, paper),
        "author": [_author(author) for author in story.byline] or [publisher(paper)],
        "publisher": publisher(paper),
        "image": [absolute(share_url(story.picture.picture))] if story.picture else None,
        "correction": [_correction(note, story, paper, n) for n, note in enumerate(story.corrections, 1)] or None,
        "citation": [source.text for source in story.sources] or None,
    }
    return {name: value for name, value in data.items() if value not in (None, "")}


def publisher(paper: Paper) -> dict[str, Any]:
    """The paper as an organisation, with the policies it has published."""
    names = {
        "corrections": "correctionsPolicy",
        "ethics": "ethicsPolicy",
        "ownership": "ownershipFundingInfo",
    }
    data: dict[str, Any] = {
        "@type": "NewsMediaOrganization",
        "name": paper.nameplate.name,
        "url": absolute("/"),
    }
    for policy in paper.policies:
        if policy.kind in names:
            data[names[policy.kind]] = absolute(policy.address)
    return data


def _author(author: Any) -> dict[str, Any]:
    return {"@type": "Person", "name": author.name, "url": absolute(author.address), "jobTitle": author.role}


def _correction(note: Any, story: Story, paper: Paper, number: int) -> dict[str, Any]:
    return {
        "@type": "CorrectionComment",
        "text": note.text,
        "datePublished": _stamp(note.published_at, paper),
        "url": absolute(f"{story.address}#correction-{number}"),
    }


def _stamp(moment: Any, paper: Paper) -> str | None:
    return moment.astimezone(paper.nameplate.zone).isoformat(timespec="seconds") if moment else None
