"""The scenes, grouped by where they are set; importing this package registers them all."""

from . import city, harbour, marsh, windows

__all__ = ["city", "harbour", "marsh", "windows"]
