"""What families descend from and what they lead to, worked out in memory from one query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kb.comparison.tree import Link
from kb.models import Family


@dataclass(frozen=True, slots=True)
class Branch:
    """A family with all that descends from it."""

    family: Link
    branches: tuple[Branch, ...] = ()


class Lineage:
    """The descent of all published families. What readers may not see breaks the line, as if it were not there."""

    def __init__(self):
        families = Family.objects.published().only("slug", "name", "derived_from", "superseded_by")
        self.families = {family.pk: family for family in families.order_by("name")}
        self.children: dict[int, list[Family]] = defaultdict(list)
        self.former: dict[int, list[Family]] = defaultdict(list)
        for family in self.families.values():
            self.children[family.derived_from_id].append(family)
            self.former[family.superseded_by_id].append(family)

    def link(self, pk: int | None) -> Link | None:
        family = self.families.get(pk)
        return Link(family.name, family.get_absolute_url()) if family else None

    def derived_from(self, family: Family) -> Link | None:
        return self.link(family.derived_from_id)

    def superseded_by(self, family: Family) -> Link | None:
        return self.link(family.superseded_by_id)

    def supersedes(self, family: Family) -> tuple[Link, ...]:
        return tuple(self.link(each.pk) for each in self.former[family.pk])

    def descendants(self, family: Family) -> tuple[Link, ...]:
        """The families that start from this one."""
        return tuple(self.link(each.pk) for each in self.children[family.pk])

    def ancestors(self, family: Family) -> tuple[Link, ...]:
        """What the family descends from, oldest first."""
        line, at = [], self.families.get(family.derived_from_id)
        while at is not None and at not in line:
            line.insert(0, at)
            at = self.families.get(at.derived_from_id)
        return tuple(self.link(each.pk) for each in line)

    def branches(self, family: Family, above: frozenset[int] = frozenset()) -> tuple[Branch, ...]:
        """All that descends from the family, generation within generation; a circle is cut."""
        above = above | {family.pk}
        return tuple(
            Branch(self.link(each.pk), self.branches(each, above))
            for each in self.children[family.pk]
            if each.pk not in above
        )
