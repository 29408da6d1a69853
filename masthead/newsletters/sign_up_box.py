"""The box in which readers sign up, wherever it stands: `{% piece "components/sign_up.html" box=box paper=paper %}`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from masthead.newsletters import wording
from masthead.newsletters.forms import SignUpForm, shown_now
from masthead.newsletters.models import MailingList
from masthead.press.reads import Reads
from masthead.press.watching import reads_of
from masthead.publication.models import StaticPage
from masthead.publication.queries import Paper

ADDRESS = "/-/newsletters/sign-up"
CHALLENGE = "/-/newsletters/challenge"


@dataclass(frozen=True)
class Choice:
    """A newsletter with its tick-box."""

    row: MailingList
    is_ticked: bool


@dataclass(frozen=True)
class SignUpBox:
    """The form in one place of the paper: "front", "story", "list" or "page".

    ``offered`` are its newsletters; a single one needs no tick-box. ``filled``: what a reader sent, with its mistakes.
    """

    place: str
    offered: Sequence[MailingList]
    paper: Paper
    filled: SignUpForm | None = None
    has_more: bool = False  # newsletters that are not offered here

    @property
    def piece_key(self) -> tuple[object, ...]:
        """What tells one box from another; one that a reader has filled is never kept."""
        return self.place, tuple(row.pk for row in self.offered), self.words, self.has_more, id(self.filled)

    @property
    def piece_reads(self) -> Reads:
        """The newsletters in it, for the pages that show it."""
        found = Reads()
        for row in self.offered:
            found.add(reads_of(row))
        return found

    @property
    def address(self) -> str:
        """Where the form is sent."""
        return ADDRESS

    @property
    def challenge(self) -> str:
        """Where the script asks for work."""
        return CHALLENGE

    @property
    def single(self) -> MailingList | None:
        """The one newsletter, when there is but one."""
        return self.offered[0] if len(self.offered) == 1 else None

    @property
    def title(self) -> str:
        """The heading. Pages about newsletters have said their names already."""
        if self.single:
            name = self.single.name
            return _("Get %(newsletter)s by email") % {"newsletter": name} if self.place == "list" else name
        return _("Sign up") if self.place == "page" else _("Newsletters")

    @property
    def text(self) -> str:
        """The line below the heading, where the page around does not say it."""
        if self.place in ("list", "page"):
            return ""
        return self.single.summary if self.single else _("Our best stories in your inbox, free of charge.")

    @property
    def choices(self) -> list[Choice]:
        """The newsletters, ticked as the reader left them, or as the newsroom wants them at first."""
        return [Choice(row, row.slug in self.filled.ticked if self.filled else row.is_default) for row in self.offered]

    @property
    def words(self) -> str:
        """What the reader agrees to."""
        return wording.words(self.paper.name)

    @property
    def wording(self) -> str:
        """The hash of these words."""
        return wording.hash_of(self.words)

    @property
    def privacy(self) -> str:
        """The address of the privacy page, if the paper has one."""
        kind = StaticPage.Kind.PRIVACY
        return next((page.address for page in self.paper.policies if page.kind == kind), "")

    @property
    def problems(self) -> dict[str, str]:
        """What is to be mended, by field."""
        return self.filled.problems if self.filled else {}

    @property
    def shown(self) -> str:
        """The moment, signed, in a form that is shown to one reader and not printed for all."""
        return shown_now() if self.filled else ""
