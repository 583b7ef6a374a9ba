"""A use case as the head of an answer, and what it needs."""

from kb.comparison.suitability import NeedOf
from kb.comparison.tree import Job
from kb.models import Capability, UseCase


def job_of(use_case: UseCase, language: str) -> Job:
    """A use case as the head of an answer; expects its texts prefetched."""
    name, answer = (use_case.text_in(language, field) for field in ("name", "answer"))
    return Job(use_case.slug, name, use_case.get_absolute_url(), answer)


def needs_of(use_case: UseCase, language: str) -> list[NeedOf]:
    """The needs of a use case, required first; three queries."""
    rows = use_case.needs.filter(capability__in=Capability.objects.published())
    return [
        NeedOf(
            need.capability.slug,
            need.capability.text_in(language, "name"),
            need.capability.get_absolute_url(),
            need.required,
            need.weight,
            need.text_in(language, "reason"),
        )
        for need in rows.select_related("capability").prefetch_related("texts", "capability__texts")
    ]
