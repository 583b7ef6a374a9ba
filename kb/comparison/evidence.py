"""From stored citations to the evidence that stands beside a cell."""

from dataclasses import replace

from kb.comparison.tree import Coded, Evidence
from kb.models import Citation


def with_evidence(relation: str = "citations") -> tuple[str, ...]:
    """What to prefetch so that `evidence_of` asks nothing: the citations, their texts, sources and checkers."""
    return (relation, f"{relation}__texts", f"{relation}__source", f"{relation}__checked_by")


def _of_source(source, **known) -> Evidence:
    return Evidence(
        source_key=source.key,
        source_title=source.title,
        source_language=source.language,
        source_kind=Coded(source.kind, source.get_kind_display()),
        interest=Coded(source.interest, source.get_interest_display()),
        publisher=source.publisher,
        url=source.get_absolute_url(),
        external_url=source.url or "",
        published_on=source.published_on,
        published_precision=source.published_precision,
        version_pin=source.version_pin,
        **known,
    )


def evidence_of(citations, language: str, field: str | None = None) -> tuple[Evidence, ...]:
    """The published ones of `citations` as a reader of `language` sees them.

    With `field`, only those that back that field (or, for "", the whole entry).
    """
    return tuple(
        _of_source(
            citation.source,
            role=Coded(citation.role, citation.get_role_display()),
            verdict=Coded(citation.verdict, citation.get_verdict_display()),
            basis=Coded(citation.basis, citation.get_basis_display()) if citation.basis else None,
            locator=citation.locator,
            quote=citation.quote,
            quote_translation=citation.text_in(language, "quote_translation"),
            note=citation.text_in(language, "note"),
            checked_on=citation.checked_on,
            checked_by=citation.checked_by.get_username() if citation.checked_by else "",
        )
        for citation in citations
        if citation.source.is_published and (field is None or citation.field == field)
    )


def evidence_of_score(score, language: str) -> tuple[Evidence, ...]:
    """The source of a figure first, with the verdict of its citation where somebody looked, then what else is cited."""
    cited = evidence_of(score.citations.all(), language)
    own = [
        item if item.locator else replace(item, locator=score.raw_place)
        for item in cited
        if item.source_key == score.source.key
    ]
    if own:
        return (*own, *(item for item in cited if item.source_key != score.source.key))
    unchecked = _of_source(
        score.source,
        role=Coded(Citation.Role.EVIDENCE, Citation.Role.EVIDENCE.label),
        verdict=Coded(Citation.Verdict.UNCHECKED, Citation.Verdict.UNCHECKED.label),
        locator=score.raw_place,
    )
    return (unchecked, *cited)
