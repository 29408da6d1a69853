"""Sending mail, what comes back of it, and whom never to mail again."""
