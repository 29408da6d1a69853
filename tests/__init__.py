"""Tests that stand above the rooms: the page contract, journeys through the whole site, and house rules."""
