"""What a load would do with each entry, before anything is written. Pure: asks `standing`, writes nothing."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from kb.importers.knowledge.entry import Entry
from kb.importers.knowledge.faults import Faults
from kb.importers.knowledge.fields import Ref
from kb.importers.knowledge.schema import SPECS


class Status(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    EDITED = "edited"
    UNRESOLVED = "unresolved"


EDITED_SINCE = "edited since the last load; kept"
REMOVED_SINCE = "deleted in the database since the last load; left so"
NOT_LOADED = "stands in the database already and does not come from the files; kept"


@dataclass(eq=False, slots=True)
class Planned:
    """One entry of the files and what becomes of it. `pk` is None where no row stands; `why` tells why it is kept."""

    entry: Entry
    status: Status
    pk: int | None = None
    why: str = ""

    @property
    def is_written(self):
        return self.status in (Status.NEW, Status.CHANGED)


@dataclass(frozen=True, slots=True)
class Gone:
    """An entry that was loaded once and is no longer in the files."""

    record_key: str
    list: str
    pk: int
    row_digest: str


@dataclass
class Plan:
    planned: list[Planned] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)  # keys of records that stand for nothing any more
    by_ref: dict[Ref, Planned] = field(default_factory=dict)

    def of(self, list_name: str) -> list[Planned]:
        """What is to be written of one list, in the order of the files."""
        return [one for one in self.planned if one.entry.spec.name == list_name and one.is_written]

    def counts(self) -> dict[str, Counter]:
        """How many entries of each list have each status; `gone` counts those no longer in the files."""
        counted = {name: Counter() for name in SPECS}
        for one in self.planned:
            counted[one.entry.spec.name][one.status.value] += 1
        for one in self.gone:
            counted[one.list]["gone"] += 1
        return {name: counter for name, counter in counted.items() if counter}


def make_plan(entries: list[Entry], standing, faults: Faults) -> Plan:
    """The plan for `entries`; what cannot be done goes to `faults`.

    standing: answers `records` (record key -> Record), `rows(list)` (key -> pk) and `digests(list, pks)`.
    """
    plan = Plan()
    for entry in entries:
        twin = plan.by_ref.setdefault(entry.ref, Planned(entry, Status.NEW))
        if twin.entry is entry:
            plan.planned.append(twin)
        else:
            first = twin.entry.place()
            faults.add(entry.place(), entry.label, f"the same entry stands at {first}")
    _compare(plan, standing)
    _find_gone(plan, standing)
    _resolve(plan, standing, faults)
    return plan


def _compare(plan, standing):
    """Status and primary key of each entry, against what was loaded and what stands."""
    asked = defaultdict(dict)
    for one in plan.planned:
        rows, record = standing.rows(one.entry.spec.name), standing.records.get(one.entry.record_key)
        if record is None:
            one.pk = rows.get(one.entry.key)
            if one.pk is not None:
                one.status, one.why = Status.EDITED, NOT_LOADED
        elif record.object_id not in standing.primary_keys(one.entry.spec.name):
            one.status, one.why = Status.EDITED, REMOVED_SINCE
        else:
            one.pk = record.object_id
            if record.file_digest == one.entry.digest:
                one.status = Status.SAME
            else:
                asked[one.entry.spec.name][one.pk] = (one, record.row_digest)
    for list_name, compared in asked.items():
        digests = standing.digests(list_name, compared)
        for pk, (one, row_digest) in compared.items():
            one.status = Status.CHANGED if digests.get(pk) == row_digest else Status.EDITED
            one.why = "" if one.status == Status.CHANGED else EDITED_SINCE


def _find_gone(plan, standing):
    told = {one.entry.record_key for one in plan.planned}
    for key, record in standing.records.items():
        if key in told:
            continue
        list_name = key.partition(":")[0]
        if list_name in SPECS and record.object_id in standing.primary_keys(list_name):
            plan.gone.append(Gone(key, list_name, record.object_id, record.row_digest))
        else:
            plan.forgotten.append(key)


def _resolve(plan, standing, faults):
    """Every reference must lead to an entry of the files or to one that editors keep in the database.

    A reference to what an editor deleted holds its entry back; so does one to an entry that is held back itself.
    """
    left = {(one.list, one.pk) for one in plan.gone}
    needs = defaultdict(list)
    for one in plan.planned:
        for part, name, ref in one.entry.references():
            named = plan.by_ref.get(ref)
            if named is not None:
                needs[named.entry.ref].append((one, ref))
                continue
            pk = standing.rows(ref.list).get(ref.key)
            if pk is None or (ref.list, pk) in left:
                reason = "there is no such entry" if pk is None else "the files no longer hold this entry"
                faults.add(part.place(name), f"{part.label}.{name}", f"{reason}: {ref}")
    missing = [one.entry.ref for one in plan.planned if one.pk is None and one.status != Status.NEW]
    while missing:
        lost = missing.pop()
        for one, ref in needs[lost]:
            if one.is_written:
                had_row = one.status == Status.CHANGED
                one.status, one.why = Status.UNRESOLVED, f"refers to {ref}, which was deleted in the database; left out"
                if not had_row:
                    missing.append(one.entry.ref)
