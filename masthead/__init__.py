"""Masthead: a self-hosted publishing system for reader-funded, paywall-free newsrooms."""

__version__ = "0.1.0"
