"""The lists of entries and one page of each, as `tests.factories.World` has them."""

LISTS = [
    "families", "kinds", "capabilities", "benchmarks", "organizations", "tools", "use-cases", "notes", "sources",
    "seed", "glossary",
]  # fmt: skip
ENTRIES = [
    "families/family-0", "kinds/coder", "capabilities/able-0", "benchmarks/bench-0", "organizations/maker",
    "tools/tool-0", "use-cases/job-0", "notes/note-0", "sources/source-0",
]  # fmt: skip
TABLES = [*LISTS, *(path for path in ENTRIES if not path.startswith(("tools", "notes")))]
