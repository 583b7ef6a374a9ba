"""Constraints worked out in Python answer as the database would."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q

from kb.importers.knowledge.rules import broken_checks, clashes, holds
from kb.models import LanguageModel, ModelAlias, Organization, Source

MODELS = list(apps.get_app_config("kb").get_models())
CONSTRAINTS = [
    (model, constraint)
    for model in MODELS
    for constraint in model._meta.constraints
    if isinstance(constraint, models.CheckConstraint)
]


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (Q(total_params=7), True),
        (Q(total_params=8), False),
        (Q(active_params=8), None),
        (Q(active_params__isnull=True), True),
        (Q(total_params__isnull=True), False),
        (~Q(total_params=8), True),
        (~Q(active_params=8), None),
        (Q(total_params__gte=7, total_params__lte=7), True),
        (Q(total_params__gt=7) | Q(total_params__lt=7), False),
        (Q(active_params__gt=1) | Q(total_params=7), True),
        (Q(active_params__gt=1) | Q(total_params=8), None),
        (Q(active_params__gt=1) & Q(total_params=8), False),
        (Q(active_params__gt=1) & Q(total_params=7), None),
        (Q(total_params__lte=F("context_window")), True),
        (Q(total_params__lte=F("active_params")), None),
        (Q(name__in=["a", "b"]), True),
        (~Q(name__in=["a", "b"]), False),
        (~(Q(name="a") & ~Q(total_params=8)), False),
    ],
)
def test_a_condition_holds_as_in_sql_with_unknown_for_null(condition, answer):
    assert holds(condition, LanguageModel(name="a", total_params=7, context_window=9)) is answer


@pytest.mark.parametrize("condition", [Q(name__startswith="a"), Q(total_params=1) ^ Q(total_params=2)])
def test_a_condition_it_cannot_answer_is_never_passed_over(condition):
    with pytest.raises(LookupError):
        holds(condition, LanguageModel(name="a"))


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=[one.name for _model, one in CONSTRAINTS])
def test_every_check_constraint_of_the_models_can_be_answered(model, constraint):
    assert holds(constraint.condition, model()) in (True, False, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sizes",
    [(None, None, None), (5, 5, 1), (5, 6, 1), (None, 6, 1), (0, None, 1), (5, None, 0)],
)
def test_the_answer_is_that_of_the_database(sample, sizes):
    sample.loaded()
    model = LanguageModel.objects.get(slug="code-llama-7b")
    model.total_params, model.active_params, model.context_window = sizes
    try:
        with transaction.atomic():
            model.save()
        refused = False
    except IntegrityError:
        refused = True
    assert bool(list(broken_checks(model))) == refused


@pytest.mark.django_db
def test_clashes_are_found_within_the_load_and_with_the_database():
    Organization.objects.create(pk=1, slug="a", name="A")
    new = [Organization(pk=10, slug="b", name="A"), Organization(pk=11, slug="b", name="C")]
    found = [(obj.pk, names, getattr(other, "pk", other)) for obj, names, other, _why in clashes(Organization, new)]
    assert found == [(11, ("slug",), 10), (10, ("name",), 1)]


@pytest.mark.django_db
def test_rows_that_change_or_leave_do_not_clash_with_what_they_were():
    Organization.objects.create(pk=1, slug="a", name="A")
    Organization.objects.create(pk=2, slug="b", name="B")
    changed = [Organization(pk=1, slug="a", name="B")]
    assert list(clashes(Organization, changed, leaving={2})) == []
    assert len(list(clashes(Organization, changed))) == 1
    swapped = [Organization(pk=1, slug="a", name="B"), Organization(pk=2, slug="b", name="A")]
    assert list(clashes(Organization, swapped)) == []


@pytest.mark.django_db
def test_empty_values_and_rows_outside_a_condition_never_clash():
    assert list(clashes(Source, [Source(pk=1, key="a"), Source(pk=2, key="b")])) == []
    models = [LanguageModel(pk=1, slug="a", name="a"), LanguageModel(pk=2, slug="b", name="b")]
    assert list(clashes(LanguageModel, models)) == []
    for model in models:
        model.huggingface_id = "x/y"
    assert [str(why) for *_rest, why in clashes(LanguageModel, models)] == [
        "Another model already has this Hugging Face id."
    ]
    aliases = [ModelAlias(pk=pk, model_id=pk, where="ollama", name="x") for pk in (1, 2)]
    assert len(list(clashes(ModelAlias, aliases))) == 1
