"""Moved to `masthead.mail.backend`; here until the settings name it there."""

from __future__ import annotations

from masthead.mail.backend import EmailBackend

__all__ = ["EmailBackend"]
