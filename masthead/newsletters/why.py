"""Why readers leave, as they may say afterwards."""

from __future__ import annotations

from django.utils.translation import gettext

from masthead.newsletters.actions.leave import WHY_CHOICES


def choices() -> list[tuple[str, str]]:
    """What can be ticked, in the language that is active."""
    said = {
        "too_often": gettext("Too much mail"),
        "not_mine": gettext("It was not what I expected"),
        "never_asked": gettext("I never asked for it"),
        "elsewhere": gettext("I read the paper in other ways"),
        "other": gettext("Another reason"),
    }
    return [(key, said[key]) for key in WHY_CHOICES]
