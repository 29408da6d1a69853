"""To whom an issue goes, as it is said on every page that asks."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import ngettext

from masthead.newsletters.models import Issue
from masthead.newsletters.segments import Segment


def in_words(issue: Issue, segment: Segment | None = None) -> str:
    """``12,345 subscribers of Morning``; without a segment, of the one that was decided on."""
    chosen = Segment.read(issue.segment) if segment is None else segment
    number = chosen.chosen(issue.mailing_list).count()
    said = ngettext("%(count)s subscriber of %(list)s", "%(count)s subscribers of %(list)s", number)
    return said % {"count": counted(number), "list": issue.mailing_list.name}


def counted(number: int) -> str:
    """A number as it is read out: 12,345 or 12 345."""
    return number_format(number, use_l10n=True, force_grouping=True)
