"""The heart: subjects side by side. `load` asks the database once; all else is pure."""

from kb.comparison.load import load
from kb.comparison.subjects import subjects_by_key
from kb.comparison.table import build
from kb.comparison.tree import Comparison

KINDS_COMPARED = ("kind:instruct", "kind:coder", "kind:coder-instruct")


def compare_subjects(subjects, language, use_case=None, differences_only=False, group="") -> Comparison:
    """Published kinds and models (2 to 6; one gives its own page) as one tree, for a reader of `language`."""
    return build(load(subjects, language, use_case), differences_only, group)


def compare_kinds(language, keys=KINDS_COMPARED, **options) -> Comparison:
    """The answer to the founding question: Instruct beside Coder."""
    found = subjects_by_key(keys)
    return compare_subjects([found[key] for key in keys if key in found], language, **options)


__all__ = [
    "KINDS_COMPARED",
    "Comparison",
    "compare_kinds",
    "compare_subjects",
    "subjects_by_key",
]
