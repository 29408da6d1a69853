"""Times in the newsroom are those of the paper: who schedules for six means six where the paper is made."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.users.models import UserProfile

from masthead.people.models import Staff
from masthead.publication.queries import nameplate


def put_in_place(request: HttpRequest) -> None:
    """For this request, give an account that chose no zone or language of its own those of the paper.

    Wagtail asks the account's profile, and falls back on the settings, which know nothing of the
    nameplate. Nothing is saved.
    """
    staff, paper = request.user, nameplate()
    assert isinstance(staff, Staff)  # the gate lets nobody else through
    profile = getattr(staff, "wagtail_userprofile", None) or UserProfile(user=staff)
    profile.current_time_zone = profile.current_time_zone or paper.time_zone
    profile.preferred_language = profile.preferred_language or paper.language
    staff._state.fields_cache["wagtail_userprofile"] = profile
