"""What an operator or reader meets when a mirror cannot be made or checked: one line that says what to do."""


class MirrorError(Exception):
    """The mirror cannot be made or checked; the message says why and what to do."""


class BadSignature(MirrorError):
    """The signature is not one of this key over these bytes."""


class SiteChanged(Exception):
    """A printed file went away while it was being copied: begin again."""
