"""What a load did, for the person who asked for it."""

from collections import Counter
from dataclasses import dataclass, field

SHOWN = 30  # entries told by name; the counts tell the rest
COLUMNS = ("new", "changed", "same", "edited", "unresolved", "gone", "removed")


@dataclass
class Summary:
    """Counts by list, what was kept back and why, and what is wrong.

    errors: `file:line: field: reason`, one line each; where there is one, nothing was written. notices: entries that
    were kept as they stand, with the reason. up_to_date: the folder holds what the last load read; nothing was done.
    """

    counts: dict[str, Counter] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    up_to_date: bool = False
    written: bool = False

    def lines(self) -> list[str]:
        """The summary to be printed, without the errors."""
        if self.up_to_date:
            return ["Knowledge: nothing has changed since the last load."]
        if self.errors and not self.counts:
            return []
        width = max(map(len, self.counts), default=0)
        told = [f"  {name:{width}}  {self._row(name)}" for name in self.counts]
        notices = [f"  {notice}" for notice in self.notices[:SHOWN]]
        if len(self.notices) > SHOWN:
            notices.append(f"  and {len(self.notices) - SHOWN} more")
        return [self.title(), *told, *notices]

    def title(self):
        entries = sum(sum(counter[name] for name in COLUMNS[:5]) for counter in self.counts.values())
        done = "loaded" if self.written else "read, nothing written"
        return f"Knowledge: {entries} entries in {len(self.counts)} lists {done}."

    def _row(self, name):
        return ", ".join(f"{self.counts[name][column]} {column}" for column in COLUMNS if self.counts[name][column])
