"""What the site says of itself: how much it holds, in which state its texts are, whose data it shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from kb.comparison.evidence import with_evidence
from kb.models import Citation, Licence, Score, ShownText, Statement, TextUnit, source_hash
from kb.reference.entries import BY_CODE, published_owners
from kb.reference.page import Backed, cited

COUNTED = ("model", "family", "kind", "capability", "use-case", "benchmark", "source")


@dataclass(frozen=True, slots=True)
class Count:
    code: str
    label: Any
    number: int
    page: str  # name of the page that lists them


@dataclass(frozen=True, slots=True)
class TextStates:
    """How many texts of published entries are in which state in one language. `outdated` overlaps the others."""

    language: str
    reviewed: int
    human: int
    machine: int
    missing: int
    outdated: int


@dataclass(frozen=True, slots=True)
class AboutPage:
    counts: tuple[Count, ...]
    scores: int
    statements: int
    verdicts: tuple[tuple[str, Any, int], ...]  # code, label, number of citations
    states: tuple[TextStates, ...]


@dataclass(frozen=True, slots=True)
class MethodPage:
    verdicts: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class UsedLicence:
    """Terms under which the weights of a model are given."""

    slug: str
    name: str
    url: str
    commercial_use: str
    commercial_label: Any
    summary: ShownText | None
    cited: tuple[Backed, ...]


@dataclass(frozen=True, slots=True)
class LicencesPage:
    licences: tuple[UsedLicence, ...]


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    """Holds nothing: the site knows nothing of its readers."""

    cookies: tuple[str, ...] = ()


def about_page(language: str) -> AboutPage:
    counted = [BY_CODE[code] for code in COUNTED]
    plural = {"family": "families", "capability": "capabilities"}
    verdicts = Counter(Citation.objects.published().values_list("verdict", flat=True))
    return AboutPage(
        counts=tuple(
            Count(each.code, each.label, each.published().count(), plural.get(each.code, f"{each.code}s"))
            for each in counted
        ),
        scores=Score.objects.published().count(),
        statements=Statement.objects.published().count(),
        verdicts=tuple((code, label, verdicts[code]) for code, label in Citation.Verdict.choices),
        states=text_states(),
    )


def text_states() -> tuple[TextStates, ...]:
    """The state of every text that readers see, counted for each language of the site; one query."""
    by_text = defaultdict(dict)
    units = TextUnit.objects.filter(published_owners())
    fields = ("content_type", "object_id", "field", "language", "origin", "reviewed_at", "source_hash", "text")
    for type_id, pk, field, *unit in units.values_list(*fields):
        by_text[type_id, pk, field][unit[0]] = unit
    return tuple(_states_in(code, by_text.values()) for code, _name in settings.LANGUAGES)


def _states_in(language, texts) -> TextStates:
    states, outdated = Counter(), 0
    for units in texts:
        if language not in units:
            states["missing"] += 1
            continue
        _language, origin, reviewed_at, stamp, _text = units[language]
        states["reviewed" if reviewed_at else origin] += 1
        originals = [text for code, _origin, _at, _stamp, text in units.values() if code != language]
        # A translation carries the hash of the text it was made from; an original carries none.
        outdated += bool(stamp) and stamp not in {source_hash(text) for text in originals}
    return TextStates(language, states["reviewed"], states["human"], states["machine"], states["missing"], outdated)


def method_page(language: str) -> MethodPage:
    return MethodPage(tuple(Citation.Verdict.choices))


def licences_page(language: str) -> LicencesPage:
    """The licences that published models carry."""
    models = BY_CODE["model"].published()
    rows = Licence.objects.filter(models__in=models).distinct().prefetch_related("texts", *with_evidence())
    return LicencesPage(
        tuple(
            UsedLicence(
                row.slug,
                row.name,
                row.url,
                row.commercial_use,
                row.get_commercial_use_display(),
                row.text_in(language, "summary"),
                cited(row, language),
            )
            for row in rows
        )
    )


def privacy_page(language: str) -> PrivacyPage:
    return PrivacyPage()
