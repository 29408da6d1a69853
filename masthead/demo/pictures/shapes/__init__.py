"""Motifs that several scenes share: people, boats, houses, trees, birds, light and weather."""
