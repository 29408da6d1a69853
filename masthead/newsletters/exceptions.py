"""What can go wrong with newsletters."""


class NewsletterError(Exception):
    """An issue or a list is not as it must be."""


class BadTemplate(NewsletterError):
    """The MJML of an issue cannot be turned into HTML; the text says why."""


class CannotSend(NewsletterError):
    """An issue cannot go out as it is now; the text says why, for an editor."""
