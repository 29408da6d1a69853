"""What was brought from where, so that a second run brings nothing twice."""

from masthead.importers.models.mapping import Mapping
from masthead.importers.models.run import ImportRun
from masthead.importers.models.source import Source

__all__ = ["ImportRun", "Mapping", "Source"]
