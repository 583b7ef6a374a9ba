"""Editing: one module per concept. Importing the package registers them all."""

from kb.admin import capability, catalogue, evidence, loading, measurement, notes, site, texts

__all__ = ["capability", "catalogue", "evidence", "loading", "measurement", "notes", "site", "texts"]
