"""The knowledge in `fixtures/` into the database: read -> plan -> check -> write, in one transaction.

The form of the files is `docs/fixtures.md`. A second load changes nothing, and what an editor changed since stays.
"""

from kb.importers.knowledge.load import load
from kb.importers.knowledge.summary import Summary

__all__ = ["Summary", "load"]
