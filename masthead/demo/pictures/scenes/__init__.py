"""The scenes, grouped by where they are set; importing this package registers them all."""

from . import city, civic, culture, harbour, indoors, marsh, outdoors, rooms, trade, windows, work

__all__ = ["city", "civic", "culture", "harbour", "indoors", "marsh", "outdoors", "rooms", "trade", "windows", "work"]
