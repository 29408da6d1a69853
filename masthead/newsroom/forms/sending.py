"""Who gets an issue, under which subject, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.newsletters.models import Issue
from masthead.newsletters.segments import Segment
from masthead.publication.queries import nameplate

NOW, LATER = "now", "later"
FORM = "send"  # the id of the form on the page
LANGUAGES = [("", _("Any language")), ("en", "English"), ("uk", "Українська")]
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AudienceForm(forms.Form):
    """A part of the subscribers, or all of them."""

    since = forms.DateField(label=_("Joined on or after"), required=False, input_formats=["%Y-%m-%d"], widget=DAY)
    until = forms.DateField(label=_("Joined on or before"), required=False, input_formats=["%Y-%m-%d"], widget=DAY)
    language = forms.ChoiceField(label=_("Language of the reader"), required=False, choices=LANGUAGES)

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        since, until = kept.get("since"), kept.get("until")
        if since and until and since > until:
            raise ValidationError(_("The first day comes after the last: nobody joined between them."))
        return kept

    @property
    def segment(self) -> Segment:
        """The conditions, once the form is valid."""
        kept = self.cleaned_data
        return Segment(kept.get("since"), kept.get("until"), kept.get("language") or "")


class SendForm(AudienceForm):
    """All that is decided before an issue goes out. Times are typed and read in the newsroom's zone."""

    other_subject = forms.CharField(label=_("Other subject"), max_length=150, required=False)
    trial_share = forms.IntegerField(
        label=_("Share of the trial, in percent"), min_value=2, max_value=100, required=False,
        help_text=_("Half of this share gets each subject. The others wait until one of them was chosen."),
    )  # fmt: skip
    when = forms.ChoiceField(
        label=_("When"), choices=[(NOW, _("At once")), (LATER, _("At a time"))], widget=forms.RadioSelect, initial=NOW
    )
    moment = forms.DateTimeField(
        label=_("Time"), required=False, input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        error_messages={"invalid": _("Write day and time.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # some stand on the page below the form
            field.widget.attrs["form"] = FORM

    @classmethod
    def of(cls, issue: Issue) -> SendForm:
        """As it was decided before."""
        segment = Segment.read(issue.segment)
        initial: dict[str, Any] = {
            "since": segment.since,
            "until": segment.until,
            "language": segment.language,
            "other_subject": issue.other_subject,
            "trial_share": issue.trial_share,
            "when": LATER if issue.state == Issue.State.SCHEDULED else NOW,
            "moment": issue.scheduled_for if issue.state == Issue.State.SCHEDULED else None,
        }
        return cls(initial=initial)

    def clean_moment(self) -> datetime | None:
        """Nothing is scheduled for a time that is over."""
        moment: datetime | None = self.cleaned_data.get("moment")
        if moment and self.data.get("when") == LATER and moment <= timezone.now():
            raise ValidationError(_("This time has passed already. Choose a later one, or send at once."))
        return moment

    def clean(self) -> dict[str, Any]:
        kept = super().clean()
        if kept.get("when") == LATER and not kept.get("moment") and "moment" not in self.errors:
            self.add_error("moment", _("Write day and time."))
        return kept

    @property
    def is_for_later(self) -> bool:
        """Whether it is scheduled, once the form is valid."""
        return bool(self.cleaned_data["when"] == LATER)


def clock_changes(moment: datetime) -> bool:
    """Whether the newsroom's clocks are put forward or back between now and then."""
    zone = nameplate().zone
    return moment.astimezone(zone).utcoffset() != timezone.now().astimezone(zone).utcoffset()
