"""What may be wrong with a start; each message is one line for the operator and says what to do."""


class CannotStart(Exception):
    """The newsroom cannot start; the message says why and what to do."""


class WrongOption(CannotStart):
    """An option has a value that is not allowed."""


class DatabaseAway(CannotStart):
    """The database is out of reach. It may be back any moment."""
