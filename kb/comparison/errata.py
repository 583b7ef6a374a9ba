"""What the founding note got wrong about the subjects of a comparison."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from kb.comparison.material import Erratum
from kb.comparison.tree import Coded
from kb.models import LanguageModel, ModelKind, SeedClaim, SeedLink


def errata_of(subjects, statements, language: str) -> list[Erratum]:
    """Claims of the founding note that did not stand and are linked to what is compared."""
    linked = Q()
    groups = [
        statements,
        *([s for s in subjects if isinstance(s, kind)] for kind in (ModelKind, LanguageModel)),
    ]
    for rows in groups:
        if rows:
            linked |= Q(
                content_type=ContentType.objects.get_for_model(rows[0]),
                object_id__in=[row.pk for row in rows],
            )
    if not linked:
        return []
    claims = SeedClaim.objects.exclude(outcome=SeedClaim.Outcome.KEPT)
    claims = claims.filter(links__in=SeedLink.objects.filter(linked)).distinct().prefetch_related("texts")
    return [
        Erratum(
            claim.key,
            claim.get_absolute_url(),
            Coded(claim.outcome, claim.get_outcome_display()),
            claim.text_in(language, "words"),
            claim.text_in(language, "correction"),
            claim.text_in(language, "reason"),
        )
        for claim in claims
    ]
