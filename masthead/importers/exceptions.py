"""What can be wrong with an archive as a whole. What is wrong with one item is named in the report."""


class ImporterError(Exception):
    """Base of this room's errors; its text is one line that says what to do."""


class NotAnArchive(ImporterError):
    """The file is not what the command expects."""


class DangerousArchive(ImporterError):
    """The file tries to make the reader load or unfold something; nothing of it is read."""
