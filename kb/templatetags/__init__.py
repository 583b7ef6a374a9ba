"""Thin tags: marks and texts (`marks`), addresses of the page at hand (`pages`)."""
