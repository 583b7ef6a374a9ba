"""What is wrong with the files, told in one line each: `file:line: field: reason`."""

from dataclasses import dataclass, field
from typing import NamedTuple

REASON_LENGTH = 300


class Refused(ValueError):
    """A value that a field does not take; the message is the reason."""


class Place(NamedTuple):
    """Where something stands: the file's name as a reader knows it, and its line (1 is the first, 0 the whole file)."""

    file: str
    line: int

    def __str__(self):
        return f"{self.file}:{self.line}" if self.line else self.file


class Fault(NamedTuple):
    place: Place
    field: str
    reason: str

    def __str__(self):
        return f"{self.place}: {self.field}: {self.reason}"


@dataclass
class Faults:
    """Collects every fault, so that one run tells them all. What spreads over several rows is told once."""

    found: dict[tuple, Fault] = field(default_factory=dict)

    def add(self, place: Place, name: str, reason) -> None:
        line = " ".join(str(reason).split())
        if len(line) > REASON_LENGTH:
            line = line[:REASON_LENGTH] + " …"
        self.found.setdefault((place, name.rpartition(".")[2], line), Fault(place, name, line))

    def __bool__(self):
        return bool(self.found)

    def lines(self) -> list[str]:
        """One line a fault, by file and line."""
        return [str(fault) for fault in sorted(self.found.values())]
