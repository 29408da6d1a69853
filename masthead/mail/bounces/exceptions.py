"""What can go wrong when bounces are fetched."""


class CannotCollect(Exception):
    """The place that bounces come from cannot be used; the text says why."""
