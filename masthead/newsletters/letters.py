"""Single mails to readers: what each says. How they look is in `templates/emails/letter.mjml` and `letter.txt`.

None of them repeats anything that a stranger could have typed into a form: else the form would mail their words.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from masthead.newsletters import links
from masthead.newsletters.letter import Button, Letter, of_list
from masthead.newsletters.models import MailingList, SignUp, Subscription
from masthead.publication.queries import paper
from masthead.readers.models import Reader

DAYS = links.CONFIRM_FOR // (24 * 60 * 60)


def confirmation(reader: Reader, sign_up: SignUp, lists: Sequence[MailingList]) -> EmailMultiAlternatives:
    """Asks whether the reader really wants these lists."""
    name, language = paper().name, _language(reader, lists)
    with override(language):
        letter = Letter(
            subject=_("Please confirm: %(paper)s by email") % {"paper": name},
            preview=_("One click, and the newsletters you asked for are on their way."),
            heading=_("Is this you?"),
            lines=[
                ngettext(
                    "Somebody, most likely you, asked us to send this newsletter to this address:",
                    "Somebody, most likely you, asked us to send these newsletters to this address:",
                    len(lists),
                )
            ],
            items=[(row.name, row.frequency) for row in lists],
            button=Button(_("Yes, send me this"), links.confirm_path(reader.pk, sign_up.pk, reader.token)),
            after=[_good_for_days()],
            foot=[_("It was not you? Then do nothing: nobody will write to you, and the address is forgotten.")],
        )
        return letter.to(reader.address, language)


def already(reader: Reader, lists: Sequence[MailingList]) -> EmailMultiAlternatives:
    """Tells a reader who signed up again that they get these lists already."""
    name, language = paper().name, _language(reader, lists)
    with override(language):
        letter = Letter(
            subject=_("You get this already: %(paper)s by email") % {"paper": name},
            preview=_("There is nothing to confirm."),
            heading=_("You get this already"),
            lines=[
                ngettext(
                    "Somebody, most likely you, signed up with this address for a newsletter that it gets already:",
                    "Somebody, most likely you, signed up with this address for newsletters that it gets already:",
                    len(lists),
                )
            ],
            items=[(row.name, row.frequency) for row in lists],
            after=[
                _("There is nothing to do. If no issue reaches you, look into the folder for spam."),
                _("On your page you can choose newsletters, pause them, or leave."),
            ],
            button=Button(_("Your newsletters"), links.preferences_path(reader.pk, reader.token)),
        )
        return letter.to(reader.address, language)


def welcome(reader: Reader, subscription: Subscription) -> EmailMultiAlternatives:
    """The list's own words to a new reader, with the links that every mail of a list has."""
    mailing_list = subscription.mailing_list
    name, language = paper().name, _language(reader, [mailing_list])
    with override(language):
        letter = Letter(
            subject=mailing_list.welcome_subject or _("Welcome to %(list)s") % {"list": mailing_list.name},
            preview=mailing_list.summary,
            heading=mailing_list.welcome_subject or _("Welcome to %(list)s") % {"list": mailing_list.name},
            body=mailing_list.welcome,
            foot=[
                _("You get this because you signed up for %(list)s by %(paper)s.")
                % {"list": mailing_list.name, "paper": name}
            ],
            preferences=links.preferences_path(reader.pk, reader.token),
            leave=links.leave_path(subscription.pk),
            colour=mailing_list.colour,
        )
        return of_list(letter, mailing_list).to(reader.address, language)


def new_address(reader: Reader, address: str) -> EmailMultiAlternatives:
    """Asks at a new address whether newsletters may come there. The old one is not told to whoever reads it."""
    name, language = paper().name, _language(reader)
    with override(language):
        letter = Letter(
            subject=_("Please confirm your new address for %(paper)s") % {"paper": name},
            preview=_("One click, and your newsletters come here."),
            heading=_("Shall your newsletters come here?"),
            lines=[
                _("A reader of %(paper)s, most likely you, asked us to send their newsletters to this address.")
                % {"paper": name}
            ],
            button=Button(_("Yes, send them here"), links.change_path(reader.pk, address, reader.token)),
            after=[_good_for_days()],
            foot=[_("It was not you? Then do nothing: nobody will write to you.")],
        )
        return letter.to(address, language)


def address_changed(reader: Reader, old_address: str) -> EmailMultiAlternatives:
    """Tells the old address, once, that newsletters go elsewhere now. Where to is nobody's business there."""
    name, language, contact = paper().name, _language(reader), paper().email
    with override(language):
        letter = Letter(
            subject=_("Your address for %(paper)s was changed") % {"paper": name},
            preview=_("Newsletters go to another address from now on."),
            heading=_("Your address was changed"),
            lines=[
                _("The newsletters of %(paper)s go to another address from now on, as you asked.") % {"paper": name},
                _("Links in mails that came here before no longer open your page."),
            ],
            foot=[
                _("It was not you? Write to us: %(email)s") % {"email": contact}
                if contact
                else _("It was not you? Write to us.")
            ],
        )
        return letter.to(old_address, language)


def _good_for_days() -> str:
    """How long a link to confirm is good."""
    return ngettext("The link is good for %(days)s day.", "The link is good for %(days)s days.", DAYS) % {"days": DAYS}


def _language(reader: Reader, lists: Sequence[MailingList] = ()) -> str:
    """That of the lists when they agree, else the reader's, else the paper's."""
    own = {row.language or paper().language for row in lists}
    return own.pop() if len(own) == 1 else reader.language or paper().language
