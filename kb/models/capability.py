"""What models can do, how well, and for which jobs that matters."""

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from kb.models.naming import SlugField
from kb.models.publishing import Publishable, Status
from kb.models.subject import AboutSubject, once_per_subject, one_subject, published_subject
from kb.models.translation import TextSlot, Translated


class Level(models.TextChoices):
    """How far a subject can do something. Unknown is a level of its own, never a no."""

    YES = "yes", _("yes")
    PARTIAL = "partial", _("partial")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("unknown")
    NOT_APPLICABLE = "na", _("not applicable")


class Capability(Publishable, Translated):
    """One thing a model can do."""

    class Group(models.TextChoices):
        LANGUAGE = "language", _("Language tasks")
        CODE = "code", _("Code tasks")
        INTERACTION = "interaction", _("Instruction and conversation")
        REACH = "reach", _("Context and tools")

    slug = SlugField()
    group = models.CharField(_("group"), max_length=20, choices=Group.choices)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords()
    slots = {
        "name": TextSlot(_("name"), required=True),
        "summary": TextSlot(_("summary"), required=True),
        "measured": TextSlot(_("how it is measured")),
        "misses": TextSlot(_("what the measurement misses")),
    }

    class Meta:
        verbose_name = _("capability")
        verbose_name_plural = _("capabilities")
        ordering = ["position", "slug"]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return reverse("capability", args=[self.slug])


class RatingQuerySet(models.QuerySet):
    def published(self):
        """Ratings whose subject and capability readers may see."""
        return self.filter(published_subject(), capability__status=Status.PUBLISHED)


class Rating(AboutSubject, Translated):
    """How far one subject has one capability. A partial says in a note what is missing."""

    capability = models.ForeignKey(Capability, models.CASCADE, related_name="ratings", verbose_name=_("capability"))
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    citations = GenericRelation("kb.Citation")

    objects = RatingQuerySet.as_manager()
    history = HistoricalRecords()
    slots = {"note": TextSlot(_("note"))}

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["capability__position", "pk"]
        constraints = [
            one_subject("rating_has_one_subject"),
            *once_per_subject(
                "rating_once", "capability", message=_("This subject is already rated for this capability.")
            ),
        ]

    def __str__(self):
        return f"{self.subject_key} · {self.capability.slug}: {self.level}"

    def require_note(self, languages_with_note):
        """Raise ValidationError when a partial lacks its note in one of the site's languages."""
        from django.conf import settings

        missing = [name for code, name in settings.LANGUAGES if code not in languages_with_note]
        if self.level == Level.PARTIAL and missing:
            raise ValidationError(
                {
                    "level": ValidationError(
                        _("A partial needs a note in every language; missing: %(languages)s."),
                        code="partial_without_note",
                        params={"languages": ", ".join(missing)},
                    )
                }
            )


class LanguageSupportQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_subject())


class LanguageSupport(AboutSubject, Translated):
    """A language that prompts may be in, or a programming language that is written well; with its evidence."""

    class Purpose(models.TextChoices):
        PROMPT = "prompt", _("prompt language")
        PROGRAMMING = "programming", _("programming language")

    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose.choices)
    language = models.CharField(
        _("language"),
        max_length=30,
        validators=[RegexValidator(r"^[a-z0-9#+-]+\Z", _("Use a code such as en, zh, zh-hant, python or c++."))],
        help_text=_("A language tag (en, zh, zh-hant) or a programming language (python, c++)."),
    )
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    citations = GenericRelation("kb.Citation")

    objects = LanguageSupportQuerySet.as_manager()
    history = HistoricalRecords()
    slots = {"note": TextSlot(_("note"))}

    class Meta:
        verbose_name = _("supported language")
        verbose_name_plural = _("supported languages")
        ordering = ["purpose", "language", "pk"]
        constraints = [
            one_subject("language_has_one_subject"),
            *once_per_subject(
                "language_once",
                "purpose",
                "language",
                message=_("This language is already listed for this subject."),
            ),
        ]

    def __str__(self):
        return f"{self.subject_key} · {self.language}: {self.level}"


class UseCase(Publishable, Translated):
    """A job, told as the capabilities it needs."""

    class Group(models.TextChoices):
        CODE = "code", _("Working on code")
        LANGUAGE = "language", _("Working with text")
        AGENTS = "agents", _("Agents and tools")

    slug = SlugField()
    group = models.CharField(_("group"), max_length=20, choices=Group.choices)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    capabilities = models.ManyToManyField(Capability, through="Need", related_name="use_cases")
    citations = GenericRelation("kb.Citation")

    history = HistoricalRecords()
    slots = {
        "name": TextSlot(_("name"), required=True),
        "summary": TextSlot(_("summary"), required=True),
        "answer": TextSlot(_("answer in one sentence"), required=True),
        "trap": TextSlot(_("the trap people fall into")),
        "change": TextSlot(_("what would change the answer")),
    }

    class Meta:
        verbose_name = _("use case")
        verbose_name_plural = _("use cases")
        ordering = ["position", "slug"]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return reverse("use-case", args=[self.slug])


class Need(Translated):
    """A capability that a use case requires or profits from. Weight 1 to 5 orders what is helpful."""

    use_case = models.ForeignKey(UseCase, models.CASCADE, related_name="needs", verbose_name=_("use case"))
    capability = models.ForeignKey(Capability, models.PROTECT, related_name="needs", verbose_name=_("capability"))
    required = models.BooleanField(_("required"), default=False)
    weight = models.PositiveSmallIntegerField(
        _("weight"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    history = HistoricalRecords()
    slots = {"reason": TextSlot(_("reason"))}

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["-required", "-weight", "capability__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["use_case", "capability"],
                name="need_once_per_capability",
                violation_error_message=_("This use case already lists this capability."),
            ),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=5), name="need_weight_1_to_5"),
        ]

    def __str__(self):
        return f"{self.use_case.slug} · {self.capability.slug}"


class Aspect(Translated):
    """A row of a comparison that is told in words: purpose, training, strengths …"""

    class Group(models.TextChoices):
        CHARACTER = "character", _("What it is")
        USE = "use", _("What it is good for")

    slug = SlugField()
    group = models.CharField(_("group"), max_length=20, choices=Group.choices)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()
    slots = {"name": TextSlot(_("name"), required=True), "summary": TextSlot(_("summary"))}

    class Meta:
        verbose_name = _("aspect")
        verbose_name_plural = _("aspects")
        ordering = ["position", "slug"]

    def __str__(self):
        return self.slug


class StatementQuerySet(models.QuerySet):
    def published(self):
        """Statements whose subject readers may see."""
        return self.filter(published_subject())


class Statement(AboutSubject, Translated):
    """A short text about one aspect of one subject, valid as of a date."""

    aspect = models.ForeignKey(Aspect, models.PROTECT, related_name="statements", verbose_name=_("aspect"))
    as_of = models.DateField(
        _("as of"),
        help_text=_("The day for which the statement was true; a claim without a date reads as today's."),
    )
    is_opinion = models.BooleanField(
        _("opinion of the editors"), default=False, help_text=_("Not measurable; shown as an opinion.")
    )
    citations = GenericRelation("kb.Citation")

    objects = StatementQuerySet.as_manager()
    history = HistoricalRecords()
    slots = {"text": TextSlot(_("text"), required=True)}

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["aspect__position", "pk"]
        constraints = [
            one_subject("statement_has_one_subject"),
            *once_per_subject(
                "statement_once", "aspect", message=_("This subject already has a statement on this aspect.")
            ),
        ]

    def __str__(self):
        return f"{self.subject_key} · {self.aspect.slug}"
