"""Kinds of models: the six as a grid of specialisation and tuning, and the profile of one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from kb.comparison import Comparison, compare_subjects
from kb.comparison.evidence import with_evidence
from kb.comparison.subjects import kind_name
from kb.comparison.tree import Coded, Link
from kb.models import LanguageModel, ModelKind, ShownText, TrainingMethod
from kb.reference.page import Backed, Page, backed, cited

MODELS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind in a list; `models` counts the published ones."""

    slug: str
    name: Any
    url: str
    specialisation: Coded
    tuning: Coded
    summary: ShownText | None
    models: int

    @property
    def key(self) -> str:
        """As in the address of a comparison."""
        return f"kind:{self.slug}"


@dataclass(frozen=True, slots=True)
class KindRow:
    """One specialisation; `cells` has one kind, or None, per tuning."""

    specialisation: Coded
    cells: tuple[KindLine | None, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """A way of training, with what it does to a model."""

    slug: str
    abbreviation: str
    name: Any
    summary: Backed
    models: int
    cited: tuple[Backed, ...]


@dataclass(frozen=True, slots=True)
class KindsPage(Page):
    tunings: tuple[Coded, ...]
    rows: tuple[KindRow, ...]
    methods: tuple[Method, ...]

    @property
    def kinds(self) -> tuple[KindLine, ...]:
        return tuple(kind for row in self.rows for kind in row.cells if kind)

    def table(self):
        """One line per kind."""
        header = ("slug", "name", "specialisation", "tuning", "summary", "models")
        return header, [
            (kind.slug, kind.name, kind.specialisation.code, kind.tuning.code, kind.summary, kind.models)
            for kind in self.kinds
        ]


@dataclass(frozen=True, slots=True)
class KindPage(Page):
    """`profile` is a comparison of one column: the same rows, cells and anchors as side by side."""

    slug: str
    name: Any
    specialisation: Coded
    tuning: Coded
    summary: Backed
    profile: Comparison
    models: tuple[Link, ...]  # the first by name
    total: int
    others: tuple[KindLine, ...]
    cited: tuple[Backed, ...]

    main = "summary"

    @property
    def key(self) -> str:
        return f"kind:{self.slug}"

    def table(self):
        return self.profile.table()


def kind_lines(language: str) -> list[KindLine]:
    """Every published kind in its order, with the number of its models; three queries."""
    counts = Counter(dict(LanguageModel.objects.published().order_by().values_list("kind").annotate(n=Count("pk"))))
    return [
        KindLine(
            kind.slug,
            kind_name(kind, language),
            kind.get_absolute_url(),
            Coded(kind.specialisation, kind.get_specialisation_display()),
            Coded(kind.tuning, kind.get_tuning_display()),
            kind.text_in(language, "summary"),
            counts[kind.pk],
        )
        for kind in ModelKind.objects.published().prefetch_related("texts")
    ]


def kinds_page(language: str) -> KindsPage:
    by_place = {(kind.specialisation.code, kind.tuning.code): kind for kind in kind_lines(language)}
    tunings = tuple(Coded(code, label) for code, label in ModelKind.Tuning.choices)
    rows = tuple(
        KindRow(Coded(code, label), tuple(by_place.get((code, tuning.code)) for tuning in tunings))
        for code, label in ModelKind.Specialisation.choices
    )
    return KindsPage(tunings, rows, methods(language))


def methods(language: str) -> tuple[Method, ...]:
    """The ways of training on record, with how many published models each made; a constant number of queries."""
    used = LanguageModel.objects.published().filter(training_methods__isnull=False).order_by()
    counts = Counter(dict(used.values_list("training_methods").annotate(n=Count("pk"))))
    rows = TrainingMethod.objects.prefetch_related("texts", *with_evidence())
    return tuple(
        Method(
            row.slug,
            row.abbreviation,
            row.text_in(language, "name") or row.slug,
            backed(row, language, "summary"),
            counts[row.pk],
            cited(row, language, "summary"),
        )
        for row in rows
    )


def kind_page(slug: str, language: str) -> KindPage | None:
    """The published kind `slug` for a reader of `language`, or None; a constant number of queries."""
    found = ModelKind.objects.published().filter(slug=slug)
    kind = found.prefetch_related("texts", *with_evidence()).first()
    if kind is None:
        return None
    models = LanguageModel.objects.published().filter(kind=kind)
    return KindPage(
        slug=kind.slug,
        name=kind_name(kind, language),
        specialisation=Coded(kind.specialisation, kind.get_specialisation_display()),
        tuning=Coded(kind.tuning, kind.get_tuning_display()),
        summary=backed(kind, language, "summary"),
        profile=compare_subjects([kind], language),
        models=tuple(Link(model.name, model.get_absolute_url()) for model in models.by_name()[:MODELS_SHOWN]),
        total=models.count(),
        others=tuple(line for line in kind_lines(language) if line.slug != kind.slug),
        cited=cited(kind, language, "summary"),
    )
