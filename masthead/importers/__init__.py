"""Bringing archives in: fetch, parse, clean, map, write; resumable between any two."""
