"""What can go wrong with newsletters."""


class NewsletterError(Exception):
    """An issue or a list is not as it must be."""


class BadTemplate(NewsletterError):
    """The MJML of an issue cannot be turned into HTML; the text says why."""
