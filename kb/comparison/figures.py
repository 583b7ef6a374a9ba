"""Published scores as figures with their setting, and the rows they stand in."""

from decimal import Decimal

from kb.comparison.evidence import evidence_of_score, with_evidence
from kb.comparison.tree import Coded, Figure, Link, RowHead
from kb.models import Protocol, Score


def figure_of(score: Score, language: str) -> Figure:
    """A stored score as a figure of the tree. Expects `with_setting()` and the citations prefetched."""
    protocol = score.protocol
    return Figure(
        subject=score.model.slug,
        benchmark=protocol.benchmark.slug,
        protocol=protocol.slug,
        domain=protocol.benchmark.domain,
        printed=score.printed,
        value=Decimal(score.printed),
        unit=Coded(score.unit, score.get_unit_display()),
        evaluator=Link(score.evaluator.name, score.evaluator.get_absolute_url()),
        settings=tuple((name, getattr(protocol, name)) for name in Protocol.SETTINGS),
        run=score.run,
        evidence=evidence_of_score(score, language),
        raw_name=score.raw_name,
        raw_place=score.raw_place,
        measured_on=score.measured_on,
        note=score.text_in(language, "note"),
        preferred=score.preferred,
        preference_reason=score.text_in(language, "preference_reason"),
    )


def figures_of(scores, language: str) -> tuple[list[RowHead], list[tuple[str, Figure]]]:
    """Heads and (row key, figure) of a QuerySet of scores: one row per protocol, evaluator and source."""
    rows = scores.published().with_setting().select_related("model").order_by("protocol__benchmark__name", "pk")
    heads, placed = {}, []
    for score in rows.prefetch_related("texts", *with_evidence()):
        benchmark = score.protocol.benchmark
        key = f"score-{score.protocol.slug}-{score.evaluator.slug}-{score.source.key}"
        heads[key] = RowHead(key, f"scores-{benchmark.domain}", benchmark.name, benchmark.get_absolute_url())
        placed.append((key, figure_of(score, language)))
    return list(heads.values()), placed
