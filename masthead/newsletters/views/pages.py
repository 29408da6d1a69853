"""The printed pages of newsletters: all lists, one list, one issue, and the feed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, override

from masthead.articles.feeds import rss
from masthead.media.queries import share_url
from masthead.newsletters import past_issues
from masthead.newsletters.feed import channel_of
from masthead.newsletters.json_ld import issue_article
from masthead.newsletters.models import Issue, MailingList
from masthead.newsletters.page_items import PageItem, page_items, rich
from masthead.newsletters.queries import list_called, open_lists
from masthead.newsletters.sign_up_box import SignUpBox
from masthead.press import reads
from masthead.press.paging import address
from masthead.publication.pages import PageInfo, show, show_plain
from masthead.publication.queries import paper as the_paper


@dataclass(frozen=True)
class ListCard:
    """A newsletter among others, with its last issue."""

    row: MailingList
    newest: Issue | None


def newsletters(request: HttpRequest) -> HttpResponse:
    """All newsletters that readers may sign up for, and the form."""
    paper, rows = the_paper(), open_lists()
    cards = [ListCard(row, past_issues.newest(row)) for row in rows]
    with override(paper.language):
        description = gettext("The newsletters of %(paper)s, by email and free of charge.") % {"paper": paper.name}
        page = PageInfo("newsletters", gettext("Newsletters"), "/newsletters/", description)
    reads.ask(*(row.address for row in rows))
    box = SignUpBox("page", rows, paper) if rows else None
    return show("pages/newsletters.html", page, paper=paper, cards=cards, box=box)


def newsletter(request: HttpRequest, slug: str, number: str = "0") -> HttpResponse:
    """What a newsletter is, who writes it, and its issues; older pages have issues alone."""
    paper, turned = the_paper(), int(number)
    found = _list(slug)
    issues, pages = past_issues.turn_to(found, turned)
    page = PageInfo("newsletter", found.name, address(found.address, turned), found.summary)
    page.feed, page.prev, page.next = found.feed, pages.newer, pages.older
    portrait = found.host.picture if found.host else None
    page.share_picture = share_url(portrait) if portrait else ""
    reads.ask(found.feed, *(issue.address for issue in issues if issue.address))
    newest = issues.pop(0) if issues and not turned else None
    return show(
        "pages/newsletter.html", page, paper=paper, list=found, description=rich(found.description), newest=newest,
        issues=issues, pages=pages, box=_box(found) if not turned else None, lang=_lang(found, paper.language),
    )  # fmt: skip


def issue(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """An issue that went out."""
    found = past_issues.at_address(f"/newsletters/{slug}/{name}/")
    if found is None:
        raise Http404
    return show_issue(found)


def show_issue(found: Issue) -> HttpResponse:
    """The page of an issue, out or in preview."""
    paper, mailing_list = the_paper(), found.mailing_list
    older, newer = past_issues.neighbours(found) if found.address else (None, None)
    items, intro = page_items(found), rich(found.intro)
    page = PageInfo("issue", found.subject, found.address or "", found.preview_text or _summary(intro))
    page.feed, page.published_at = mailing_list.feed, found.sent_at
    page.prev = (newer.address or "") if newer else ""
    page.next = (older.address or "") if older else ""
    picture = next((item.story.picture for item in items if item.story and item.story.picture), None)
    if picture:
        page.share_picture, page.image_alt = share_url(picture.picture), picture.alt
    page.json_ld = issue_article(found, paper)
    return show(
        "pages/issue.html", page, paper=paper, issue=found, list=mailing_list, intro=intro, items=_placed(items),
        older=older, newer=newer, box=_box(mailing_list), lang=_lang(mailing_list, paper.language),
    )  # fmt: skip


def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest issues as RSS."""
    return show_plain(rss.rss(channel_of(_list(slug), the_paper())), rss.CONTENT_TYPE)


def _list(slug: str) -> MailingList:
    found = list_called(slug)
    if found is None:
        raise Http404
    return found


def _box(mailing_list: MailingList) -> SignUpBox | None:
    return SignUpBox("list", [mailing_list], the_paper()) if mailing_list.is_open else None


def _lang(mailing_list: MailingList, language: str) -> str:
    """The language of the list's own words, where it is not that of the paper."""
    return mailing_list.language if mailing_list.language not in ("", language) else ""


def _placed(items: list[PageItem]) -> list[tuple[PageItem, bool]]:
    """The items, and whether the picture is the first, which is loaded at once."""
    first = next((item for item in items if item.kind == "picture" or item.look in ("large", "picture")), None)
    return [(item, item is first) for item in items]


def _summary(intro: SafeString) -> str:
    return Truncator(strip_tags(intro)).chars(200)
