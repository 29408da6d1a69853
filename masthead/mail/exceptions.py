"""What can go wrong with mail, told so that only the one who tries again needs to look closer."""

from __future__ import annotations


class MailError(Exception):
    """Mail did not go as it should."""


class CannotConnect(MailError):
    """No session with the relay or service. ``permanent``: trying again helps only after somebody mends it."""

    def __init__(self, text: str, *, permanent: bool = False) -> None:
        super().__init__(text)
        self.permanent = permanent


class Lost(MailError):
    """The session ended while a parcel was on its way. ``in_doubt``: that parcel may have been taken all the same."""

    def __init__(self, text: str, *, in_doubt: bool = False) -> None:
        super().__init__(text)
        self.in_doubt = in_doubt


class Refused(MailError):
    """A single mail was not taken."""


class UnsafeSender(CannotConnect):
    """The envelope's sender is no address that could be written to a relay; it is the same for every reader."""

    def __init__(self, text: str) -> None:
        super().__init__(text, permanent=True)
