"""``/styleguide/``, in development only: every component from fixed data, so that it looks the same tomorrow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from masthead.media.models import Picture
from masthead.media.queries import PictureUse, use
from masthead.publication.models import Section
from masthead.publication.pages import PageInfo, show
from masthead.publication.queries import Paper

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
HEADLINES = (
    "Ferry timetable shrinks for the winter, and islanders count the boats",
    "A short one",
    "The committee that met forty times and wrote down nothing",
    "Bakers ask for a later curfew on flour lorries",
    "Що сталося з мостом: п’ять запитань і відповіді",
    "Why the clock tower is seven minutes fast",
    "Rain",
    "School kitchens to cook from local fields by spring",
)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component."""
    paper = Paper()
    pictures = list(islice(cycle(Picture.objects.all()[:6]), len(HEADLINES))) or [None] * len(HEADLINES)
    sections = list(islice(cycle(paper.sections or [Section(name="City", slug="city")]), len(HEADLINES)))
    stories = [_story(*facts) for facts in zip(range(9), HEADLINES, sections, pictures, strict=False)]
    opinion = [_story(n, HEADLINES[n], sections[n], None, is_opinion=True) for n in range(4)]
    page = PageInfo("static", "Style guide", "/styleguide/", robots="noindex")
    return show(
        "pages/styleguide.html",
        page,
        paper=paper,
        stories=stories,
        updates=[_update(n, text) for n, text in enumerate(HEADLINES[:6])],
        picks=SimpleNamespace(title="", stories=stories[:5]),
        opinion=opinion,
        authors=[_author("Ada Example"), _author("Bo Sample")],
        blocks=[SimpleNamespace(kind="section", section=section, stories=stories[:5]) for section in sections[:4]],
        specimens=[SimpleNamespace(name=name, html=_block(name, value)) for name, value in _specimens(pictures[0])],
    )


def _story(number: int, headline: str, section: Section, picture: Picture | None, **more: Any) -> SimpleNamespace:
    facts: dict[str, Any] = {
        "headline": headline,
        "address": "#content",
        "standfirst": "One sentence that adds to the headline, and is long enough to turn into a second line.",
        "kicker": "Explainer" if number % 3 == 0 else "",
        "section": section,
        "byline": [_author("Ada Example"), _author("Bo Sample")][: 1 + number % 2],
        "published_at": NOON - timedelta(hours=3 * number),
        "updated_at": NOON if number == 0 else None,
        "reading_minutes": 2 + number,
        "language": "",
        "picture": use(picture, alt="A picture", caption="What it shows.", credit="Illustration: Nobody"),
        "is_opinion": False,
        "topics": [
            SimpleNamespace(name="Bridges", address="#content"),
            SimpleNamespace(name="Rain", address="#content"),
        ],
        "sources": ["Minutes of the committee, 12 March", "Three talks with former engineers"],
        "corrections": [SimpleNamespace(published_at=NOON, text="An earlier version gave the cost as 41. It is 14.")],
    }
    return SimpleNamespace(**facts | more)


def _author(name: str) -> SimpleNamespace:
    bio = mark_safe("<p>Has written about bridges since they were new.</p>")
    links = [{"label": "ada@paper.example", "address": "mailto:ada@paper.example"}]
    initials = "".join(word[0] for word in name.split())
    return SimpleNamespace(
        name=name, address="#content", role="City hall reporter", bio=bio, portrait=None, links=links, initials=initials
    )


def _update(number: int, text: str) -> SimpleNamespace:
    return SimpleNamespace(
        text=text,
        published_at=NOON - timedelta(minutes=37 * number),
        story=None,
        anchor=f"u{number}",
        is_key=number == 1,
    )


def _specimens(picture: Picture | None) -> list[tuple[str, Any]]:
    shown: PictureUse | None = use(picture, alt="A picture", caption="What it shows.", credit="Illustration: Nobody")
    entries = [mark_safe("First of <b>two</b>"), mark_safe("Second of two")]
    cells = [
        [{"text": year, "numeric": False}, {"text": cost, "numeric": True}]
        for year, cost in (("2024", "4.6"), ("2026", "14.2"))
    ]
    specimens: list[tuple[str, Any]] = [
        ("heading", {"text": "A heading", "anchor": "a-heading"}),
        ("paragraph", mark_safe("<p>A paragraph of a story, with <b>bold</b> and <i>italic</i> words.</p>")),
        ("quote", {"text": "We were asked to vote on a number.", "source": "Marta Example", "role": "councillor"}),
        ("list", {"ordered": True, "entries": entries}),
        ("points", {"title": "", "entries": entries}),
        (
            "table",
            {
                "caption": "Cost in millions",
                "head": [{"text": "Year"}, {"text": "Cost", "numeric": True}],
                "rows": cells,
            },
        ),
        ("embed", {"address": "https://video.example/1", "title": "The night of the storm", "site": "video.example"}),
        ("document", {"title": "The minutes", "address": "#content", "kind": "PDF", "size": "2.1 MB"}),
        ("code", {"code": "cost = 14.2", "language": "python", "caption": ""}),
        ("divider", None),
    ]
    return [*specimens, ("picture", {"picture": shown, "wide": False})] if shown else specimens


def _block(name: str, value: Any) -> SafeString:
    return mark_safe(get_template(f"blocks/{name}.html").render({"value": value}))  # noqa: S308 - our own template
