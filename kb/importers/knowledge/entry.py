"""One row to be, as the files tell it."""

import hashlib
import itertools
from dataclasses import dataclass, field

from kb.importers.knowledge.faults import Place
from kb.importers.knowledge.fields import Ref
from kb.importers.knowledge.read import Block
from kb.importers.knowledge.spec import Spec
from kb.models import Origin, Status
from kb.text import cited_keys

RECORD_KEY_LENGTH = 300


@dataclass(eq=False, slots=True)
class Entry:
    """An entry, or a part nested in one.

    label: names it in faults. key: in words, unique in its list. digest: of what the file says of it. values: by field
    name; a reference is a Ref, several are a list of Ref. texts: by slot and language. is_sound: nothing was wrong
    with it when it was read.
    """

    spec: Spec
    block: Block
    label: str
    key: str = ""
    digest: str = ""
    values: dict = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    parts: dict[str, list["Entry"]] = field(default_factory=dict)
    source_lang: str = "en"
    origin: str = Origin.MACHINE.value
    status: str = Status.PUBLISHED.value
    is_sound: bool = True

    @property
    def ref(self):
        return Ref(self.spec.name, self.key)

    @property
    def record_key(self):
        """The key under which the loader remembers the entry; what is too long ends in a hash."""
        key = f"{self.spec.name}:{self.key}"
        if len(key) <= RECORD_KEY_LENGTH:
            return key
        return f"{key[: RECORD_KEY_LENGTH - 65]}#{hashlib.sha256(key.encode()).hexdigest()}"

    def place(self, name=None) -> Place:
        return self.block.place(name)

    def references(self):
        """(entry, field name, Ref) of everything that the entry, a nested part or a `[@key]` in a text refers to."""
        for name, value in self.values.items():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, Ref):
                    yield self, name, one
        for slot, texts in self.texts.items():
            for key in {key for text in texts.values() if "[@" in text for key in cited_keys(text)}:
                yield self, slot, Ref("sources", key)
        for part in itertools.chain.from_iterable(self.parts.values()):
            yield from part.references()
