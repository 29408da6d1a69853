"""What is noted in the log beside what Wagtail notes itself. No entry names a reader's address."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ACTIONS = (
    ("send", _("Send issue"), _("Sent the issue")),
    ("schedule", _("Schedule issue"), _("Scheduled the issue")),
    ("unschedule", _("Take issue back"), _("Made the issue a draft again")),
    ("pause_sending", _("Pause sending"), _("Paused the sending")),
    ("resume_sending", _("Resume sending"), _("Resumed the sending")),
    ("stop_sending", _("Stop sending"), _("Stopped the sending")),
    ("doubtful_sending", _("Send to the doubtful"), _("Sent once more to those in doubt")),
    ("choose_sending", _("Choose subject"), _("Chose the subject")),
    ("export_subscribers", _("Export subscribers"), _("Exported the subscribers")),
    ("export_newsletters", _("Export newsletters"), _("Exported everything about newsletters")),
    ("export_reader", _("Export reader"), _("Exported a reader’s data")),
    ("erase_reader", _("Erase reader"), _("Erased a reader")),
    ("lift_suppression", _("Lift suppression"), _("Let an address be mailed again")),
    ("take_off_reader", _("Take reader off"), _("Took a reader off the list")),
)


def register(actions: Any) -> None:
    """For Wagtail's registry."""
    for name, label, message in ACTIONS:
        actions.register_action(f"masthead.{name}", label, message)
