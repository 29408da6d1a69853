"""The paper's eight writers, as half-length printed portraits."""

from .sitters import PORTRAITS, draw_portrait

__all__ = ["PORTRAITS", "draw_portrait"]
