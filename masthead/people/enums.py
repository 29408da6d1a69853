"""The roles of the newsroom, from least to most."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Each role is a group of this name; it may do all that the roles before it may."""

    REPORTER = "Reporter", _("Reporter")  # writes, submits
    EDITOR = "Editor", _("Editor")  # edits, publishes
    MANAGING_EDITOR = "Managing editor", _("Managing editor")  # everything but settings
    PUBLISHER = "Publisher", _("Publisher")  # all


NEED_SECOND_FACTOR = frozenset({Role.EDITOR, Role.MANAGING_EDITOR, Role.PUBLISHER})
