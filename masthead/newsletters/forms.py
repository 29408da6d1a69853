"""The sign-up form: what readers fill in, and what their browser adds unseen."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _

from masthead.newsletters.models import MailingList
from masthead.readers.addresses import read_address
from masthead.readers.exceptions import NotAnAddress

PLACES = ("front", "story", "list", "page")
QUICKEST = 2.0  # seconds after opening a page in which nobody finds the form and types an address
QUICKEST_AGAIN = 1.0  # and mends it: the field has the focus, and browsers offer the right address
Slugs = list[str]
_SIGNER = signing.Signer(salt="masthead.newsletters.shown")


class SignUpForm(forms.Form):
    """An address, the newsletters that were ticked, and signs of a machine. It looks nothing up but the open lists."""

    email = forms.Field(required=False)
    list = forms.Field(required=False)
    form = forms.Field(required=False)  # which of our forms it was
    wording = forms.Field(required=False)  # hash of the words beside the button
    homepage = forms.Field(required=False)  # the trap: readers never see it
    open = forms.Field(required=False)  # milliseconds that the page was open, told by the script
    shown = forms.Field(required=False)  # when a form was shown again, signed
    proof = forms.Field(required=False)

    def __init__(self, data: Any, offered: Sequence[MailingList]) -> None:
        super().__init__(data)
        self.offered = offered
        self.ticked = set(data.getlist("list"))  # for the form when it is shown again
        self.typed = str(data.get("email", ""))[:320]

    def clean_email(self) -> str:
        """The address as typed, its domain in ASCII. Whether it takes mail is found out by mailing it."""
        try:
            return read_address(self.typed)
        except NotAnAddress as error:
            raise forms.ValidationError(str(error)) from None

    def clean_list(self) -> Slugs:
        """The slugs of ticked lists that are still open, in their order."""
        chosen = [row.slug for row in self.offered if row.slug in self.ticked]
        if not chosen:
            raise forms.ValidationError(_("Please choose at least one newsletter"))
        return chosen

    def clean_form(self) -> str:
        """The name of the form, one of ours."""
        said = self.cleaned_data["form"]
        return said if said in PLACES else "page"

    @property
    def is_by_machine(self) -> bool:
        """Whether it was filled in where no reader can see, or faster than anybody types."""
        opened, shown = _milliseconds(self.data.get("open")), _since(self.data.get("shown"))
        is_too_fast = (opened is not None and opened < QUICKEST) or (shown is not None and shown < QUICKEST_AGAIN)
        return bool(self.data.get("homepage")) or is_too_fast

    @property
    def problems(self) -> dict[str, str]:
        """What the reader is asked to mend, in words, by field."""
        return {name: str(words[0]) for name, words in self.errors.items()}


def shown_now() -> str:
    """The moment, signed, for a form that is shown to one reader: printed forms are older than anybody's visit."""
    return _SIGNER.sign(str(int(time.time() * 1000)))


def _since(shown: str | None) -> float | None:
    try:
        return time.time() - int(_SIGNER.unsign(shown or "")) / 1000
    except (signing.BadSignature, ValueError):
        return None


def _milliseconds(said: str | None) -> float | None:
    return int(said) / 1000 if said and said.isascii() and said.isdigit() and len(said) <= 12 else None
