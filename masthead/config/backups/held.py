"""A newsroom that was restored does not go on mailing: nobody knows who has got it from the other one since."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from masthead.config.backups.numbering import skip_numbers
from masthead.mail.actions.steer_mailing import hold_all
from masthead.mail.sending.letters import give_up_old_letters
from masthead.newsletters.actions.steer_sending import ask_about_due
from masthead.publication.queries import nameplate


def hold_mail() -> None:
    """Pause what was being sent, ask about what was about to be, and give up what is too old to say anything.

    What goes out from now on bears numbers that no mail of the other newsroom has.
    """
    skip_numbers()
    with override(nameplate().language):
        hold_all(
            _("The newsroom was restored from a backup. Who comes next may have got this from the other one since.")
        )
    ask_about_due()
    give_up_old_letters()
