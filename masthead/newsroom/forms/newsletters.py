"""Forms of the newsletters' pages."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from masthead.mail.models import Allowance
from masthead.newsletters.models import Automatic

DAYS = [(str(number + 1), WEEKDAYS_ABBR[number]) for number in range(7)]


class AutomaticForm(forms.ModelForm[Automatic]):
    """A standing order: days are ticked, and the time is one field, in the newsroom's zone."""

    days = forms.MultipleChoiceField(label=_("Days"), choices=DAYS, widget=forms.CheckboxSelectMultiple)
    at = forms.TimeField(
        label=_("Time"), input_formats=["%H:%M"], widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )

    class Meta:
        model = Automatic
        fields = ["is_on", "section", "most", "subject", "waits_for_editor"]

    field_order = ["is_on", "days", "at", "section", "most", "subject", "waits_for_editor"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("days", list(self.instance.weekdays))
        self.initial.setdefault("at", time(self.instance.hour, self.instance.minute))

    def save(self, commit: bool = True) -> Automatic:
        """Keep the days as digits and the time as two numbers."""
        self.instance.weekdays = "".join(sorted(self.cleaned_data["days"]))
        self.instance.hour, self.instance.minute = self.cleaned_data["at"].hour, self.cleaned_data["at"].minute
        return super().save(commit)


class AllowanceForm(forms.ModelForm[Allowance]):
    """How much one group of providers is sent. All empty: no limit."""

    class Meta:
        model = Allowance
        fields = ["per_minute", "per_day", "growth"]
