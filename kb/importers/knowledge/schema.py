"""The lists of `docs/fixtures.md`: the fields, references and nested parts of each, and what else they demand."""

from django.core.exceptions import ValidationError

from kb.importers.knowledge import fields as read_as
from kb.importers.knowledge.fields import Ref
from kb.importers.knowledge.spec import SPECS, TYPED, Spec
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
    UseCase,
)

SINGULAR = {listed: kind for kind, listed in read_as.TARGETS.items()}


def rating_needs_note(rating, languages):
    rating.require_note(languages.get("note", ()))


def source_needs_address(source, languages):
    if not source.url and source.kind != Source.Kind.SELF:
        raise ValidationError({"url": "is missing; only the founding note itself has no address"})


def preference_needs_reason(score, languages):
    if score.preferred and not languages.get("preference_reason"):
        raise ValidationError({"preferred": "a preferred figure needs its preference_reason"})


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


def declare(name, model, names, **rest):
    """A list; its entries can be cited for where the model has citations."""
    cited = any(one.name == "citations" for one in model._meta.private_fields)
    parts = rest.pop("parts", {}) | ({"citations": CITATION} if cited else {})
    SPECS[name] = Spec(name, model, names, parts=parts, **rest)


declare("organizations", Organization, "slug name website?")
declare("licences", Licence, "slug name spdx_id? url? commercial_use?")
declare("kinds", ModelKind, "slug specialisation tuning position")
declare("training_methods", TrainingMethod, "slug abbreviation?")
declare("families", Family, "slug name organization derived_from? superseded_by? released_on?")
declare(
    "models",
    LanguageModel,
    "slug name family kind total_params? active_params? context_window? licence? open_weights? released_on? "
    "retired? huggingface_id? based_on? training_methods?",
    parts={"aliases": ALIAS},
)
declare("tools", Tool, "slug name organization? website? families?")
declare("capabilities", Capability, "slug group position")
declare("use_cases", UseCase, "slug group position", parts={"needs": NEED})
declare("aspects", Aspect, "slug group position")
declare(
    "statements",
    Statement,
    "subject aspect as_of is_opinion?",
    key=("subject", "aspect"),
    composite=SUBJECT,
)
declare(
    "ratings",
    Rating,
    "subject capability level as_of?",
    key=("subject", "capability"),
    composite=SUBJECT,
    spread={"subjects": "subject"},
    rule=rating_needs_note,
)
declare(
    "languages",
    LanguageSupport,
    "subject purpose language level",
    key=("subject", "purpose", "language"),
    composite=SUBJECT,
    spread={"subjects": "subject", "languages": "language"},
)
declare(
    "sources",
    Source,
    "key kind title language? url? url_raw? publisher? authors? published_on? version_pin? archive_url? interest "
    "seed_number?",
    key=("key",),
    rule=source_needs_address,
)
declare("benchmarks", Benchmark, "slug name domain unit? higher_is_better? url? capabilities?")
declare(
    "protocols",
    Protocol,
    "slug benchmark version? split? metric? prompt_mode? shots? decoding? chat_template? edit_format? precision? "
    "harness? harness_version? dataset_window?",
)
declare(
    "scores",
    Score,
    "protocol evaluator source run? measured_on? model value raw_name raw_place preferred?",
    key=("model", "protocol", "evaluator", "source", "raw_name", "raw_place"),
    group="values",
    shared=("protocol", "evaluator", "source", "run", "measured_on"),
    renamed={"value": "printed"},
    composite={"value": read_as.figure},
    rule=preference_needs_reason,
)
declare("notes", Note, "slug kind position as_of is_opinion?")
declare(
    "seed_claims",
    SeedClaim,
    "number section outcome decided_on",
    key=("number",),
    parts={"links": LINK},
)
declare("comparisons", Comparison, "slug position", parts={"columns": COLUMN})
declare("terms", Term, "slug english english_synonyms? chinese chinese_synonyms? banned_forms?")


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


def in_writing_order() -> list[Spec]:
    """The lists so that each comes after those it refers to. Raises RuntimeError where two refer to each other."""
    ordered, left = [], dict(SPECS)
    while left:
        ready = [name for name, spec in left.items() if not spec.relations & left.keys()]
        if not ready:
            raise RuntimeError(f"these lists refer to each other: {', '.join(left)}")
        ordered += [left.pop(name) for name in ready]
    return ordered
