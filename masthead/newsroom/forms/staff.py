"""Accounts of the staff: an address, a name, one role."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from masthead.newsroom.permissions import RANKS, role_of
from masthead.people.enums import Role
from masthead.people.models import Staff

FIELDS = ["email", "first_name", "last_name"]


class _StaffForm(forms.Form):
    """What both forms share. Roles are the program's, so nobody can be made anything beside one of them."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.REPORTER, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("is_superuser", "groups"):
            self.fields.pop(name, None)
        staff: Staff = self.instance  # type: ignore[attr-defined]  # mixed into a model form
        if staff.pk:
            self.fields["role"].initial = role_of(staff)

    def save(self, commit: bool = True) -> Staff:
        staff: Staff = super().save(commit)  # type: ignore[misc]  # mixed into a model form
        others = Group.objects.filter(name__in=[role.value for role in RANKS])
        staff.groups.remove(*others.exclude(name=self.cleaned_data["role"]))
        staff.groups.add(Group.objects.get(name=self.cleaned_data["role"]))
        # An address that was left behind would still open the account.
        EmailAddress.objects.filter(user=staff).exclude(email__iexact=staff.email).delete()
        return staff

    def clean_email(self) -> str:
        """In small letters: nobody remembers which they typed."""
        return str(self.cleaned_data["email"]).lower()


class StaffCreationForm(_StaffForm, UserCreationForm):  # type: ignore[misc]  # Wagtail ships no types
    """A new account."""

    class Meta:
        model = Staff
        fields = FIELDS


class StaffEditForm(_StaffForm, UserEditForm):  # type: ignore[misc]  # Wagtail ships no types
    """An account that is there; nobody takes their own role or account from themselves."""

    forget_factor = forms.BooleanField(
        label=_("Take the second factor off"),
        required=False,
        help_text=_("For who lost the phone and the recovery codes. Make sure that it is they who ask."),
    )

    class Meta:
        model = Staff
        fields = [*FIELDS, "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        is_self = kwargs.pop("editing_self", False)
        super().__init__(*args, editing_self=False, **kwargs)
        if is_self:
            self.fields["role"].disabled = True
            for name in ("is_active", "forget_factor"):
                del self.fields[name]

    def save(self, commit: bool = True) -> Staff:
        staff = super().save(commit)
        if self.cleaned_data.get("forget_factor"):
            Authenticator.objects.filter(user=staff).delete()
        return staff
