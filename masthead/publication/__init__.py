"""The paper itself: nameplate, sections, topics, policies, navigation, and how its pages are put together."""
