"""Lists, those who get them, and their issues."""

from masthead.newsletters.models.automatic import Automatic
from masthead.newsletters.models.issue import Issue
from masthead.newsletters.models.link import Link
from masthead.newsletters.models.mailing_list import MailingList
from masthead.newsletters.models.sign_up import SignUp, UsedProof
from masthead.newsletters.models.subscription import ListDay, Subscription

__all__ = ["Automatic", "Issue", "Link", "ListDay", "MailingList", "SignUp", "Subscription", "UsedProof"]
