"""Editors' picks: named, ordered lists of stories."""
