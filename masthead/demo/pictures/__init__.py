"""Editorial illustrations for the demo paper, drawn by code in the manner of screen prints."""

from PIL import Image

from . import scenes
from .portraits import PORTRAITS, draw_portrait
from .registry import SCENES

__all__ = ["PORTRAITS", "SCENES", "draw", "draw_portrait", "scenes"]


def draw(name: str, seed: int = 1) -> Image.Image:
    """Draw the picture called ``name``; the same name and seed always give the same pixels."""
    return SCENES[name](seed)
