"""Why a backup or a restore did not happen; each message is one line for the operator."""

from __future__ import annotations

from masthead.config.exceptions import CannotStart


class CannotBackUp(CannotStart):
    """No backup was made; nothing was left behind."""


class CannotRestore(CannotStart):
    """Nothing was restored; the newsroom is as empty as before."""
