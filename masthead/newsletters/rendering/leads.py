"""The addresses that are another one for each reader."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.publication.pages import absolute


@dataclass(frozen=True, slots=True)
class Leads:
    """Where the links in the foot of an issue lead: slots in a template, a page of the paper in a preview."""

    unsubscribe: str
    preferences: str
    browser: str


def of_preview(browser: str) -> Leads:
    """For who is no subscriber: an editor in a preview, whoever gets a test mail."""
    lists = absolute("/newsletters/")
    return Leads(lists, lists, browser)
