"""The lists of `docs/fixtures.md`, declared once: model, fields, references, texts and nested parts of each.

A declaration names the fields as the document does (`?` marks what may be left out); how a field is read follows from
the field of the model. Reading, planning, writing, the digest of a row and the references all go by it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models as db

from kb.importers.knowledge import fields as read_as
from kb.importers.knowledge.fields import Ref
from kb.models import (
    Aspect,
    Benchmark,
    Capability,
    Citation,
    Comparison,
    ComparisonColumn,
    Family,
    LanguageModel,
    LanguageSupport,
    Licence,
    ModelAlias,
    ModelKind,
    Need,
    Note,
    Organization,
    Protocol,
    Rating,
    Score,
    SeedClaim,
    SeedLink,
    Source,
    Statement,
    Term,
    Tool,
    TrainingMethod,
    Translated,
    UseCase,
)
from kb.models.publishing import Publishable


@dataclass(frozen=True)
class Field:
    """One field as the file names it: `attr` of the model it fills, whether it must stand there, how it is read."""

    name: str
    attr: str
    required: bool
    convert: Callable
    many: bool = False  # a list of references, kept in a many-to-many relation


@dataclass(frozen=True, eq=False)
class Spec:
    """One list, or one nested part of its entries.

    names: the fields as in docs/fixtures.md, in the order in which they are told.
    key: the fields that tell two entries of the list apart; for a nested part, among those of one parent.
    parts: nested parts by their name in the file.
    spread: plural names; the entry stands for one row per value (`subjects` -> `subject`).
    group: the name of a list inside the entry whose items complete it, one row each (`values` of scores).
    single: the field that a nested item fills when it is written as one word instead of a mapping.
    rule: called with an object and the languages of its texts by slot; raises ValidationError.
    """

    name: str
    model: type[db.Model]
    names: str
    key: tuple[str, ...] = ("slug",)
    parts: dict[str, "Spec"] = field(default_factory=dict)
    spread: dict[str, str] = field(default_factory=dict)
    group: str = ""
    shared: tuple[str, ...] = ()
    renamed: dict[str, str] = field(default_factory=dict)
    composite: dict[str, Callable] = field(default_factory=dict)
    parent: str = ""
    single: str = ""
    rule: Callable | None = None

    @cached_property
    def fields(self) -> dict[str, Field]:
        return {one.name: one for one in map(self._field, self.names.split())}

    def _field(self, declared):
        name = declared.removesuffix("?")
        attr = self.renamed.get(name, name)
        convert = self.composite.get(name) or reader(self.model._meta.get_field(attr))
        many = name not in self.composite and self.model._meta.get_field(attr).many_to_many
        return Field(name, attr, required=name == declared, convert=convert, many=many)

    @cached_property
    def slots(self):
        """Text slots by name; none for what has no texts."""
        return getattr(self.model, "slots", {}) if issubclass(self.model, Translated) else {}

    @cached_property
    def has_status(self):
        return issubclass(self.model, Publishable)

    @cached_property
    def links(self) -> dict[str, str]:
        """Single references of the model by attribute: the list each points to."""
        found = {}
        for one in self.fields.values():
            if one.name in TYPED:
                found |= {kind: listed for kind, listed in read_as.SUBJECTS.items() if _has(self.model, kind)}
            elif not one.many and self.model._meta.get_field(one.attr).is_relation:
                found[one.attr] = list_of(self.model._meta.get_field(one.attr).related_model)
        return found

    @cached_property
    def many(self) -> list[Field]:
        """The fields that are lists of references."""
        return [one for one in self.fields.values() if one.many]

    @cached_property
    def all_parts(self) -> dict[str, "Spec"]:
        """Nested parts by name, citations among them where the model can be cited for."""
        cited = any(one.name == "citations" for one in self.model._meta.private_fields)
        return self.parts | ({"citations": CITATION} if cited else {})

    def name_of(self, attr: str) -> str:
        """What the file calls an attribute of the model; the attribute itself where the file does not know it."""
        named = next((one.name for one in self.fields.values() if one.attr == attr), None)
        return named or next((name for name in self.fields if name in TYPED and attr in self.links), attr)

    @cached_property
    def own_links(self):
        """Attributes that refer to another entry of the same list: written when all of them stand."""
        return [attr for attr, listed in self.links.items() if listed == self.name]

    @cached_property
    def relations(self) -> set[str]:
        """The lists that this one refers to, by its fields or its nested parts; itself left out."""
        found = set(self.links.values()) | (set(read_as.TARGETS.values()) if "target" in self.fields else set())
        found |= {list_of(self.model._meta.get_field(one.attr).related_model) for one in self.many}
        return found.union(*(part.relations for part in self.all_parts.values())) - {self.name}


def _has(model, attr):
    try:
        return bool(model._meta.get_field(attr))
    except FieldDoesNotExist:
        return False


def precision_of(attr: str) -> str:
    """The field that says how much of the date `attr` is known: released_on -> released_precision."""
    return attr.removesuffix("_on") + "_precision"


def reader(field):
    """The converter for a field of a model."""
    if field.many_to_many:
        return read_as.each(read_as.reference(list_of(field.related_model)))
    if field.is_relation:
        return read_as.reference(list_of(field.related_model))
    if field.choices:
        return read_as.choice([value for value, _label in field.choices])
    if isinstance(field, db.DateField):
        partial = _has(field.model, precision_of(field.name))
        return read_as.partial_date if partial else read_as.date
    if isinstance(field, db.BooleanField):
        return read_as.boolean
    if isinstance(field, db.JSONField):
        return read_as.each(read_as.word)
    if isinstance(field, db.PositiveSmallIntegerField):
        return read_as.number
    if isinstance(field, db.IntegerField):
        return read_as.quantity("tokens" if field.name == "context_window" else "params")
    return read_as.word


def list_of(model) -> str:
    return next(spec.name for spec in SPECS.values() if spec.model is model)


def rating_needs_note(rating, languages):
    rating.require_note(languages.get("note", ()))


def source_needs_address(source, languages):
    if not source.url and source.kind != Source.Kind.SELF:
        raise ValidationError({"url": "is missing; only the founding note itself has no address"})


def preference_needs_reason(score, languages):
    if score.preferred and not languages.get("preference_reason"):
        raise ValidationError({"preferred": "a preferred figure needs its preference_reason"})


# Written `type:key`: subject and column lead to the model's own kind, family or model, target to any entry.
TYPED = {"subject", "column", "target"}
SUBJECT = {"subject": read_as.subject}
CITATION = Spec(
    "citations",
    Citation,
    "source field? role? locator? quote? verdict? basis? checked_on?",
    key=("field", "source", "role", "locator"),
)
NEED = Spec("needs", Need, "capability required weight", key=("capability",), parent="use_case")
ALIAS = Spec("aliases", ModelAlias, "name where", key=("where", "name"), parent="model")
COLUMN = Spec(
    "columns",
    ComparisonColumn,
    "column",
    key=("column",),
    parent="comparison",
    single="column",
    composite={"column": read_as.column},
)
LINK = Spec(
    "links", SeedLink, "target", key=("target",), parent="claim", single="target", composite={"target": read_as.target}
)

_ALL = [
    Spec("organizations", Organization, "slug name website?"),
    Spec("licences", Licence, "slug name spdx_id? url? commercial_use?"),
    Spec("kinds", ModelKind, "slug specialisation tuning position"),
    Spec("training_methods", TrainingMethod, "slug abbreviation?"),
    Spec("families", Family, "slug name organization derived_from? superseded_by? released_on?"),
    Spec(
        "models",
        LanguageModel,
        "slug name family kind total_params? active_params? context_window? licence? open_weights? released_on? "
        "retired? huggingface_id? based_on? training_methods?",
        parts={"aliases": ALIAS},
    ),
    Spec("tools", Tool, "slug name organization? website? families?"),
    Spec("capabilities", Capability, "slug group position"),
    Spec("use_cases", UseCase, "slug group position", parts={"needs": NEED}),
    Spec("aspects", Aspect, "slug group position"),
    Spec(
        "statements",
        Statement,
        "subject aspect as_of is_opinion?",
        key=("subject", "aspect"),
        composite=SUBJECT,
    ),
    Spec(
        "ratings",
        Rating,
        "subject capability level as_of?",
        key=("subject", "capability"),
        composite=SUBJECT,
        spread={"subjects": "subject"},
        rule=rating_needs_note,
    ),
    Spec(
        "languages",
        LanguageSupport,
        "subject purpose language level",
        key=("subject", "purpose", "language"),
        composite=SUBJECT,
        spread={"subjects": "subject", "languages": "language"},
    ),
    Spec(
        "sources",
        Source,
        "key kind title language? url? url_raw? publisher? authors? published_on? version_pin? archive_url? interest "
        "seed_number?",
        key=("key",),
        rule=source_needs_address,
    ),
    Spec("benchmarks", Benchmark, "slug name domain unit? higher_is_better? url? capabilities?"),
    Spec(
        "protocols",
        Protocol,
        "slug benchmark version? split? metric? prompt_mode? shots? decoding? chat_template? edit_format? precision? "
        "harness? harness_version? dataset_window?",
    ),
    Spec(
        "scores",
        Score,
        "protocol evaluator source run? measured_on? model value raw_name raw_place preferred?",
        key=("model", "protocol", "evaluator", "source", "raw_name", "raw_place"),
        group="values",
        shared=("protocol", "evaluator", "source", "run", "measured_on"),
        renamed={"value": "printed"},
        composite={"value": read_as.figure},
        rule=preference_needs_reason,
    ),
    Spec("notes", Note, "slug kind position as_of is_opinion?"),
    Spec(
        "seed_claims",
        SeedClaim,
        "number section outcome decided_on",
        key=("number",),
        parts={"links": LINK},
    ),
    Spec("comparisons", Comparison, "slug position", parts={"columns": COLUMN}),
    Spec("terms", Term, "slug english english_synonyms? chinese chinese_synonyms? banned_forms?"),
]
SPECS: dict[str, Spec] = {spec.name: spec for spec in _ALL}


def key_text(spec: Spec, values: dict) -> str:
    """The key of an entry in words: `code-llama`, `S4`, `model:code-llama-7b/fill-in-the-middle`."""
    parts = []
    for name in spec.key:
        value = values.get(name, "")
        if isinstance(value, Ref):
            parts.append(f"{SINGULAR[value.list]}:{value.key}" if name in TYPED else value.key)
        else:
            parts.append(str(value).replace("%", "%25").replace("/", "%2F"))
    return f"S{parts[0]}" if spec.name == "seed_claims" else "/".join(parts)


SINGULAR = {listed: kind for kind, listed in read_as.TARGETS.items()}


def in_writing_order() -> list[Spec]:
    """The lists so that each comes after those it refers to. Raises RuntimeError where two refer to each other."""
    ordered, left = [], dict(SPECS)
    while left:
        ready = [name for name, spec in left.items() if not spec.relations & left.keys()]
        if not ready:
            raise RuntimeError(f"these lists refer to each other: {', '.join(left)}")
        ordered += [left.pop(name) for name in ready]
    return ordered
