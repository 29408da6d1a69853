"""What other rooms ask about the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from masthead.media.queries import PictureUse, use
from masthead.press import memory, reads
from masthead.publication.models import Nameplate, NavigationItem, Section, StaticPage, Topic

FRAME = "frame"  # what pages note for nameplate, navigation, sections and the list of policies
ALL_TOPICS = "topics"


@dataclass(frozen=True)
class Link:
    """A link in the navigation or the footer."""

    label: str
    address: str
    section: Section | None = None


class Paper:
    """What every page shows of the paper. Each part is read once; ``paper()`` keeps it from page to page."""

    piece_key = "paper"

    def __init__(self) -> None:
        with reads.record() as seen:
            reads.note(FRAME)
            self._read()
        self.piece_reads = seen
        reads.replay(seen)

    def _read(self) -> None:
        self.nameplate = nameplate()
        self.name: str = self.nameplate.name
        self.motto: str = self.nameplate.motto
        self.description: str = self.nameplate.description
        self.language: str = self.nameplate.language
        self.time_zone: str = self.nameplate.time_zone
        self.city: str = self.nameplate.city
        self.founded: str = self.nameplate.founded
        self.email: str = self.nameplate.email
        self.phone: str = self.nameplate.phone
        self.corrections_email = self.nameplate.corrections_email or self.nameplate.email
        self.footer_note = self.nameplate.footer_note
        self.direction = "ltr"
        self.address_lines = self.nameplate.address.splitlines()

    @property
    def year(self) -> int:
        """This year in the newsroom's zone."""
        reads.note("year")
        return timezone.now().astimezone(self.nameplate.zone).year

    @property
    def today(self) -> date:
        """This day in the newsroom's zone."""
        reads.note("day")
        return timezone.now().astimezone(self.nameplate.zone).date()

    @cached_property
    def logo(self) -> PictureUse | None:
        """The logo, if editors gave one."""
        return use(self.nameplate.logo, alt=self.nameplate.name)

    @cached_property
    def sections(self) -> list[Section]:
        """All sections in their order."""
        return list(Section.objects.all())

    @cached_property
    def _items(self) -> list[NavigationItem]:
        return list(self.nameplate.navigation_items.select_related("section")) if self.nameplate.pk else []

    @cached_property
    def navigation(self) -> list[Link]:
        """The bar: what editors arranged, or all sections."""
        arranged = self._links(NavigationItem.Place.BAR)
        return arranged or [Link(section.name, section.address, section) for section in self.sections]

    @cached_property
    def footer_links(self) -> list[Link]:
        """Links that editors put into the footer."""
        return self._links(NavigationItem.Place.FOOTER)

    @cached_property
    def policies(self) -> list[StaticPage]:
        """Standing pages that are published, in the order of their kinds."""
        order = {kind: place for place, kind in enumerate(StaticPage.Kind.values)}
        pages = StaticPage.objects.live().exclude(kind=StaticPage.Kind.OTHER)
        return sorted(pages, key=lambda page: (order[page.kind], page.title))

    def _links(self, place: str) -> list[Link]:
        return [Link(item.text, item.target, item.section) for item in self._items if item.place == place]


def paper() -> Paper:
    """The paper; while printing, the same for all pages until something of it is touched."""
    return memory.once("paper", Paper)


def addresses() -> Iterator[str]:
    """Every address of a section, a topic and a standing page."""
    yield from (section.address for section in Section.objects.all())
    yield from (topic.address for topic in Topic.objects.all())
    yield from (page.address for page in StaticPage.objects.live())


def nameplate() -> Nameplate:
    """The nameplate; one with defaults when editors have not filled it in."""
    found: Nameplate = Nameplate.objects.select_related("logo").first() or Nameplate()
    return found
