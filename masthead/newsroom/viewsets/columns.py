"""Columns of lists."""

WIDE = "wide-only"  # the stylesheet leaves these out on a phone
