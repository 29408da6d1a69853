"""The issues of a newsletter for feed readers, with all that is in them."""

from __future__ import annotations

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from masthead.articles.feeds.channel import Channel
from masthead.articles.feeds.entry import Entry, plain_html
from masthead.newsletters.models import Issue, MailingList
from masthead.newsletters.past_issues import newest_whole
from masthead.newsletters.rendering.content import content_of
from masthead.newsletters.rendering.items import (
    AppealItem,
    HeadingItem,
    Item,
    PictureItem,
    QuoteItem,
    Shot,
    StoryItem,
    TextItem,
)
from masthead.publication.pages import absolute
from masthead.publication.queries import Paper

LONGEST = 15


def channel_of(mailing_list: MailingList, paper: Paper) -> Channel:
    """The newest issues."""
    language = mailing_list.language or paper.language
    with translation.override(language):
        entries = [_entry(issue, language) for issue in newest_whole(mailing_list, LONGEST)]
    return Channel(
        title=f"{mailing_list.name} | {paper.name}",
        page=absolute(mailing_list.address),
        address=absolute(mailing_list.feed),
        description=mailing_list.summary,
        language=language,
        entries=entries,
    )


def _entry(issue: Issue, language: str) -> Entry:
    assert issue.sent_at
    content = content_of(issue)
    host = issue.mailing_list.host
    html = content.intro + "".join(map(_html, content.items))
    return Entry(
        guid=content.browser,
        address=content.browser,
        headline=issue.subject,
        standfirst=issue.preview_text,
        html=plain_html(html, content.browser),
        authors=[host] if host else [],
        tags=[],
        language=language,
        published_at=issue.sent_at,
        updated_at=None,
        picture=None,
    )


def _html(item: Item) -> str:
    match item:
        case StoryItem():
            head = format_html('<h2><a href="{}">{}</a></h2>', item.address, item.headline)
            return f"{_figure(item.shot)}{head}{_prose(item.text)}"
        case TextItem():
            return item.html
        case HeadingItem():
            return format_html("<h2>{}</h2>", item.text)
        case PictureItem():
            return _figure(item.shot, item.caption)
        case QuoteItem():
            return format_html("<blockquote><p>{}</p></blockquote>", item.text)
        case AppealItem():
            link = format_html('<p><a href="{}">{}</a></p>', item.address, item.button)
            return f"{format_html('<h2>{}</h2>', item.title)}{_prose(item.text)}{link}"
    return "<hr>"


def _prose(html: str) -> str:
    return html if html.startswith("<") or not html else f"<p>{html}</p>"


def _figure(shot: Shot | None, caption: str = "") -> SafeString:
    if shot is None:
        return mark_safe("")
    words = f"{caption} ({shot.credit})" if shot.credit else caption
    image = format_html('<img src="{}" alt="{}" width="{}" height="{}">', shot.src, shot.alt, shot.width, shot.height)
    said = format_html("<figcaption>{}</figcaption>", words.strip()) if words.strip() else ""
    return format_html("<figure>{}{}</figure>", image, said)
