"""Pictures and their renditions."""

from masthead.media.models.picture import Picture, Rendition
from masthead.media.models.wanted import WantedRenditions

__all__ = ["Picture", "Rendition", "WantedRenditions"]
