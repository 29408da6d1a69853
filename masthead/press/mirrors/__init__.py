"""Mirrors: signed copies of the printed paper that open anywhere, and their check.

`minisign`, `manifest`, `folders`, `keys` and `verifying` need neither Django nor a newsroom: a reader verifies with
them.
"""
