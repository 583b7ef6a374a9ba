"""What the planner asks of the database: which entries there are, and what was loaded of each."""

from dataclasses import dataclass

from kb.importers.knowledge import state
from kb.importers.knowledge.fields import SUBJECTS, Ref
from kb.importers.knowledge.schema import SPECS, key_text
from kb.importers.knowledge.spec import Spec
from kb.models import FixtureRecord

FOLDER = "fixtures"  # the record of the folder as a whole


@dataclass(frozen=True, slots=True)
class Record:
    """What the loader remembers of one entry."""

    file_digest: str
    row_digest: str
    object_id: int | None


class Standing:
    """The database as the planner sees it; each list is asked for once, and only when it is needed.

    lock: keep the rows whose digests were asked for as they are until the transaction ends.
    """

    def __init__(self, lock=False):
        found = FixtureRecord.objects.values_list("key", "file_digest", "row_digest", "object_id")
        self.records = {key: Record(*rest) for key, *rest in found}
        self.folder = self.records.pop(FOLDER, None)
        self.lock = lock
        self._rows, self._keys = {}, {}

    def rows(self, list_name: str) -> dict[str, int]:
        """Primary keys of a list by the key that each entry has now."""
        if list_name not in self._rows:
            spec = SPECS[list_name]
            paths = [path for name in spec.key for path in _paths(spec, name)]
            found = spec.model.objects.order_by().values_list("pk", *paths)
            self._rows[list_name] = {_key(spec, values): pk for pk, *values in found}
        return self._rows[list_name]

    def primary_keys(self, list_name: str) -> set[int]:
        """Primary keys of all rows of a list."""
        if list_name not in self._keys:
            self._keys[list_name] = set(self.rows(list_name).values())
        return self._keys[list_name]

    def digests(self, list_name: str, pks) -> dict[int, str]:
        """A digest of each row that still stands, by primary key."""
        return state.digests(SPECS[list_name], pks, self.lock)


def _paths(spec: Spec, name: str) -> list[str]:
    """Lookups from a row to what the key's field `name` is called."""
    if name == "subject":
        return [f"{kind}__slug" for kind in SUBJECTS]
    attr = spec.fields[name].attr
    return [f"{attr}__{SPECS[spec.links[attr]].key[0]}" if attr in spec.links else attr]


def _key(spec, values):
    """The key in words of what `_paths` fetched."""
    fetched, named = iter(values), {}
    for name in spec.key:
        if name == "subject":
            slugs = [(listed, next(fetched)) for listed in SUBJECTS.values()]
            named[name] = next((Ref(listed, slug) for listed, slug in slugs if slug), "")
        else:
            named[name] = next(fetched)
    return key_text(spec, named)
