"""Nameplate, navigation, sections, topics and standing pages."""

from masthead.publication.models.nameplate import Nameplate
from masthead.publication.models.navigation import NavigationItem
from masthead.publication.models.section import Section
from masthead.publication.models.static_page import StaticPage
from masthead.publication.models.topic import Topic

__all__ = ["Nameplate", "NavigationItem", "Section", "StaticPage", "Topic"]
