"""What a rating, a statement or a language is said of: exactly one kind, family or model."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kb.models.publishing import Status

SUBJECTS = ("kind", "family", "model")


def one_subject(name):
    """Constraint: exactly one of kind, family and model is set."""
    alternatives = Q()
    for chosen in SUBJECTS:
        alternatives |= Q(**{f"{other}__isnull": other != chosen for other in SUBJECTS})
    return models.CheckConstraint(
        condition=alternatives,
        name=name,
        violation_error_message=_("Choose exactly one subject: a kind, a family or a model."),
    )


def once_per_subject(name, *fields, message):
    """Constraints: one row per subject and `fields`, one constraint for each type of subject."""
    return [
        models.UniqueConstraint(
            fields=[subject, *fields],
            condition=Q(**{f"{subject}__isnull": False}),
            name=f"{name}_per_{subject}",
            violation_error_message=message,
        )
        for subject in SUBJECTS
    ]


def published_subject() -> Q:
    """The filter that holds where the subject, whichever it is, may be shown to readers."""
    shown = Status.PUBLISHED
    return (
        Q(kind__status=shown)
        | Q(family__status=shown, family__organization__status=shown)
        | Q(
            model__status=shown,
            model__kind__status=shown,
            model__family__status=shown,
            model__family__organization__status=shown,
        )
    )


class AboutSubject(models.Model):
    """A row about one kind, one family or one model."""

    kind = models.ForeignKey(
        "kb.ModelKind",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("kind"),
        related_name="%(class)ss",
    )
    family = models.ForeignKey(
        "kb.Family",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("family"),
        related_name="%(class)ss",
    )
    model = models.ForeignKey(
        "kb.LanguageModel",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("model"),
        related_name="%(class)ss",
    )

    class Meta:
        abstract = True

    @property
    def subject(self):
        return self.kind or self.family or self.model

    @property
    def subject_key(self):
        """`kind:coder`, `family:code-llama` or `model:code-llama-7b`."""
        for name in SUBJECTS:
            if getattr(self, f"{name}_id"):
                return f"{name}:{getattr(self, name).slug}"
        return ""

    def _says(self, name):
        # A subject that is saved together with this row has no key yet.
        return getattr(self, f"{name}_id") is not None or self._state.fields_cache.get(name) is not None

    def clean(self):
        super().clean()
        if sum(map(self._says, SUBJECTS)) != 1:
            raise ValidationError(_("Choose exactly one subject: a kind, a family or a model."))
