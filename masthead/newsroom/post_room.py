"""What leaves this machine as mail, and what keeps it from leaving."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from masthead.lib.pause import Pause, current_pause
from masthead.mail.groups import LABELS
from masthead.mail.models import Allowance, Letter, Usage
from masthead.mail.transports import Transport, transport
from masthead.newsletters.abuse import Breaker, breaker_state
from masthead.newsletters.models import Issue
from masthead.newsletters.results import Progress, progress
from masthead.newsroom.permissions import may_see_addresses
from masthead.people.models import Staff

MOST = 30


@dataclass(frozen=True)
class Notice:
    """A line above the newsletters' pages, perhaps with where to go."""

    text: str
    link: str = ""
    label: str = ""


@dataclass(frozen=True)
class Group:
    """Providers that are sent to at one pace."""

    name: str
    label: str
    allowance: Allowance | None
    today: int | None  # how many the day allows
    used: int


class PostRoom:
    """The state of the mail as one page shows it. Each part is asked for once, by the template."""

    def __init__(self) -> None:
        self.transport: Transport = transport()
        self.pause: Pause | None = current_pause(settings.DATA)

    @cached_property
    def letters(self) -> dict[str, int]:
        """How many single mails stand in which state."""
        counted = Letter.objects.values_list("state").annotate(count=Count("pk"))
        return dict.fromkeys(Letter.State.values, 0) | dict(counted)

    @cached_property
    def waiting(self) -> int:
        """Single mails that have yet to leave."""
        return self.letters[Letter.State.WAITING] + self.letters[Letter.State.ON_ITS_WAY]

    @cached_property
    def refused(self) -> list[Letter]:
        """Single mails that were not taken, the newest first."""
        found = Letter.objects.filter(state=Letter.State.REFUSED).defer("message")
        return list(found.order_by("-posted_at")[:MOST])

    @cached_property
    def breaker(self) -> Breaker:
        """Whether confirmations wait because hardly anybody confirms them."""
        return breaker_state()

    @cached_property
    def sendings(self) -> list[tuple[Issue, Progress]]:
        """Issues on their way, and how far each is."""
        found = Issue.objects.filter(state=Issue.State.SENDING).select_related("mailing_list").defer("body")
        return [(issue, progress(issue)) for issue in found.order_by("-sent_at")]

    @cached_property
    def groups(self) -> list[Group]:
        """All groups with what they are allowed and were sent today."""
        today = timezone.now().date()
        allowances = {each.group: each for each in Allowance.objects.all()}
        used = dict(Usage.objects.filter(day=today).values_list("group", "count"))
        return [
            Group(name, str(label), row, row.on(today) if row else None, used.get(name, 0))
            for name, label in LABELS.items()
            for row in [allowances.get(name)]
        ]


def notices(staff: Staff) -> list[Notice]:
    """What everybody who works on newsletters must know before they press a button."""
    pause = current_pause(settings.DATA)
    found = [Notice(_("Mail is paused: %(reason)s") % {"reason": pause.reason})] if pause else []
    if not is_real():
        link = reverse("newsroom_outbox") if may_see_addresses(staff) else ""
        said = _("Nobody gets mail from us yet: it stays in the outbox. Who keeps this machine sets EMAIL_URL.")
        found.append(Notice(said, link, _("Read the outbox")) if link else Notice(said))
    return found


def is_real() -> bool:
    """Whether mail leaves this machine at all."""
    return bool(settings.MAIL.is_real)
