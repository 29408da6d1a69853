"""Letters, mailings, what was not taken, and whom never to mail."""

from masthead.mail.models.allowance import Allowance, Usage
from masthead.mail.models.letter import Letter
from masthead.mail.models.mailing import Chunk, Mailing, Part
from masthead.mail.models.suppression import SoftBounce, Suppression
from masthead.mail.models.undelivered import Undelivered

__all__ = ["Allowance", "Chunk", "Letter", "Mailing", "Part", "SoftBounce", "Suppression", "Undelivered", "Usage"]
