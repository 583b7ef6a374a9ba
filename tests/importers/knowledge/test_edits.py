"""A changed file against a database in which people work: nobody's edit is lost, the rest is updated."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from kb.importers.knowledge.load import LATER_IMPORT
from kb.models import (
    Capability,
    Citation,
    Comparison,
    Family,
    LanguageModel,
    ModelAlias,
    Organization,
    Rating,
    Score,
    SeedClaim,
    Source,
    TextUnit,
    Tool,
    UseCase,
)

pytestmark = pytest.mark.django_db

FAMILIES = "families/code-llama.yaml"
CAPABILITIES = "capabilities.yaml"
TEXT = "{en: x, zh-hant: 字}"


@pytest.fixture
def loaded(sample):
    sample.loaded()
    return sample


def counts(summary, status):
    return {name: counter[status] for name, counter in summary.counts.items() if counter[status]}


# --- Nobody edited --------------------------------------------------------------------------------------------


def test_a_changed_field_is_updated_and_only_its_row_gets_history(loaded):
    summary = loaded.replace("name: EvalPlus", "name: EvalPlus team", "organizations.yaml").loaded()
    assert counts(summary, "changed") == {"organizations": 1}
    assert summary.notices == []
    told = Organization.history.filter(slug="evalplus").values_list("history_type", "name", "history_change_reason")
    assert list(told)[0] == ("~", "EvalPlus team", LATER_IMPORT)
    assert Organization.history.filter(slug="meta").count() == 1


def test_a_field_left_out_becomes_unknown_again(loaded):
    loaded.replace("    open_weights: true\n    released_on: 2023\n", "", FAMILIES).loaded()
    model = LanguageModel.objects.get(slug="code-llama-7b")
    assert (model.open_weights, model.released_on, model.released_precision) == (None, None, "day")


def test_a_changed_name_changes_what_is_derived_from_it(loaded):
    before = LanguageModel.objects.get(slug="llama-2-7b").sort_name
    loaded.replace("name: Llama 2 7B\n", "name: Llama Two 7B\n", FAMILIES).loaded()
    assert LanguageModel.objects.get(slug="llama-2-7b").sort_name != before


def test_a_changed_figure_changes_its_value_and_nothing_else_of_its_group(loaded):
    summary = loaded.replace("33.50", "34.5", "evidence.yaml").loaded()
    assert counts(summary, "changed") == {"scores": 1}
    assert {str(score.value) for score in Score.objects.all()} == {"34.5000", "12.2000"}


def test_a_changed_original_leaves_its_translation_outdated(loaded):
    loaded.replace("en: Starts from Llama 2.", "en: Starts from Llama 2 itself.", FAMILIES).loaded()
    family = Family.objects.get(slug="code-llama")
    assert family.text_in("en", "summary").text == "Starts from Llama 2 itself."
    assert family.text_in("zh-hant", "summary").outdated
    assert Family.history.filter(slug="code-llama").count() == 1
    assert family.units("summary")["zh-hant"].history.count() == 1


def test_a_translation_that_changes_too_is_stamped_anew(loaded):
    loaded.replace("en: Starts from Llama 2.", "en: Starts from Llama 2 itself.", FAMILIES)
    loaded.replace("zh-hant: 以 Llama 2 為起點。", "zh-hant: 就以 Llama 2 為起點。", FAMILIES).loaded()
    shown = Family.objects.get(slug="code-llama").text_in("zh-hant", "summary")
    assert (shown.text, shown.outdated) == ("就以 Llama 2 為起點。", False)
    reasons = TextUnit.history.filter(text=shown.text).values_list("history_type", "history_change_reason")
    assert list(reasons) == [("~", LATER_IMPORT)]


def test_a_text_left_out_goes_with_a_row_of_history(loaded):
    loaded.replace("    summary: {en: Publishes Llama., zh-hant: 發布 Llama。}\n", "", "organizations.yaml").loaded()
    assert not Organization.objects.get(slug="meta").texts.exists()
    gone = TextUnit.history.filter(history_type="-").values_list("text", "history_change_reason")
    assert set(gone) == {("Publishes Llama.", LATER_IMPORT), ("發布 Llama。", LATER_IMPORT)}


def test_nested_parts_follow_the_file(loaded):
    alias = ModelAlias.objects.get()
    loaded.replace(
        '      - {name: "codellama:7b", where: ollama}\n',
        '      - {name: "codellama:7b", where: ollama}\n      - {name: CodeLlama-7b, where: hugging-face}\n',
        FAMILIES,
    )
    loaded.replace("        weight: 5\n", "        weight: 4\n", CAPABILITIES)
    loaded.replace("[kind:base, model:code-llama-7b]", "[model:code-llama-7b, kind:coder]", "notes/notes.yaml")
    loaded.replace("      - note:overview\n", "      - term:fim\n", "notes/notes.yaml")
    loaded.replace("families: [code-llama, llama-2]", "families: [llama-2]", "evidence.yaml").loaded()
    assert ModelAlias.objects.get(where="ollama") == alias
    assert {one.where for one in ModelAlias.objects.all()} == {"ollama", "hugging-face"}
    need = UseCase.objects.get().needs.get()
    assert (need.weight, need.history.count(), need.texts.count()) == (4, 2, 2)
    assert [column.key for column in Comparison.objects.get().columns.all()] == ["code-llama-7b", "kind:coder"]
    assert [str(link.target) for link in SeedClaim.objects.get().links.all()][-1] == "fill in the middle = 中間填空"
    tool = Tool.objects.get()
    assert [family.slug for family in tool.families.all()] == ["llama-2"]
    assert [row.history_type for row in tool.history.all()] == ["~", "+"]
    assert [one.family.slug for one in tool.history.first().families.all()] == ["llama-2"]


def test_a_citation_with_a_new_verdict_stays_the_same_citation(loaded):
    citation = Citation.objects.get(field="context_window")
    loaded.replace(
        "        field: context_window\n",
        "        field: context_window\n        verdict: partly\n        basis: part\n        checked_on: 2026-11-02\n",
        FAMILIES,
    ).loaded()
    assert Citation.objects.get(pk=citation.pk).verdict == "partly"


def test_a_citation_left_out_goes_with_its_texts(loaded):
    text = (loaded.path / FAMILIES).read_text()
    start, end = text.index("    citations:\n"), text.index("  - slug: llama-2\n")
    loaded.write(text[:start] + text[end:], FAMILIES).loaded()
    assert not Citation.objects.filter(field="derived_from").exists()
    assert not TextUnit.objects.filter(field="quote_translation").exists()


def test_a_name_can_move_from_one_entry_to_another(loaded):
    loaded.replace("name: EvalPlus", "name: EvalPlus team", "organizations.yaml")
    loaded.write("organizations:\n- {slug: evalplus-two, name: EvalPlus}\n").loaded()
    assert Organization.objects.get(slug="evalplus-two").name == "EvalPlus"


def test_an_alias_can_move_from_one_model_to_another(loaded):
    alias = '    aliases:\n      - {name: "codellama:7b", where: ollama}\n'
    loaded.replace(alias, "", FAMILIES)
    text = (loaded.path / FAMILIES).read_text()
    loaded.write(text.rstrip("\n") + "\n" + alias, FAMILIES).loaded()
    assert ModelAlias.objects.get().model.slug == "llama-2-7b"


def test_new_entries_can_be_referred_to_by_standing_ones(loaded):
    loaded.replace("    superseded_by: code-llama\n", "    superseded_by: llama-3\n", FAMILIES)
    family = f"slug: llama-3, name: Llama 3, organization: meta, derived_from: llama-2, summary: {TEXT}"
    loaded.write(f"families:\n- {{{family}}}\n").loaded()
    assert Family.objects.get(slug="llama-2").superseded_by.slug == "llama-3"
    assert Family.history.filter(slug="llama-2").first().superseded_by.slug == "llama-3"


# --- Somebody edited ------------------------------------------------------------------------------------------


def edit_name():
    organization = Organization.objects.get(slug="meta")
    organization.name = "Meta Platforms"
    organization.save()


def edit_text():
    Organization.objects.get(slug="meta").set_text("summary", "zh-hant", "由編輯改寫。", origin="human")


def review_text():
    unit = Organization.objects.get(slug="meta").units("summary")["zh-hant"]
    unit.reviewed_by = get_user_model().objects.create_user("editor")
    unit.reviewed_at = timezone.now()
    unit.save()


def add_citation():
    meta = Organization.objects.get(slug="meta")
    Citation.objects.create(target=meta, source=Source.objects.get(key="founding-note"), field="website")


def hide():
    Organization.objects.filter(slug="meta").update(status="draft")


@pytest.mark.parametrize("edit", [edit_name, edit_text, review_text, add_citation, hide])
def test_an_edited_entry_is_kept_whole_and_reported(loaded, edit):
    edit()
    before = Organization.objects.filter(slug="meta").values().get()
    texts = set(TextUnit.objects.values_list("text", "reviewed_at"))
    summary = loaded.replace("Publishes Llama.", "Publishes Llama models.", "organizations.yaml").loaded()
    assert counts(summary, "edited") == {"organizations": 1}
    assert summary.notices == ["organizations.meta (fixtures/organizations.yaml:3): edited since the last load; kept"]
    assert Organization.objects.filter(slug="meta").values().get() == before
    assert set(TextUnit.objects.values_list("text", "reviewed_at")) == texts
    assert Citation.objects.filter(field="website").count() == (edit is add_citation)


def test_an_edit_stays_reported_until_the_file_says_again_what_was_loaded(loaded):
    edit_name()
    loaded.replace("Publishes Llama.", "Publishes Llama models.", "organizations.yaml").loaded()
    assert counts(loaded.write("# x").loaded(), "edited") == {"organizations": 1}
    loaded.replace("Publishes Llama models.", "Publishes Llama.", "organizations.yaml")
    assert counts(loaded.loaded(), "edited") == {}
    assert Organization.objects.get(slug="meta").name == "Meta Platforms"


def test_an_edit_does_not_hold_back_other_entries_of_the_file(loaded):
    edit_name()
    loaded.replace("Publishes Llama.", "Publishes Llama models.", "organizations.yaml")
    loaded.replace("name: EvalPlus", "name: EvalPlus team", "organizations.yaml").loaded()
    assert Organization.objects.get(slug="evalplus").name == "EvalPlus team"


def test_saving_without_a_change_is_no_edit(loaded):
    for obj in [
        *Organization.objects.all(),
        *LanguageModel.objects.all(),
        *Score.objects.all(),
        *TextUnit.objects.all(),
    ]:
        obj.save()
    loaded.replace("name: EvalPlus", "name: EvalPlus team", "organizations.yaml")
    loaded.replace("33.50", "34.5", "evidence.yaml")
    summary = loaded.replace("name: Llama 2 7B\n", "name: Llama Two 7B\n", FAMILIES).loaded()
    assert counts(summary, "edited") == {}


@pytest.mark.parametrize(
    ("edit", "change", "listed"),
    [
        (lambda: ModelAlias.objects.update(name="codellama"), ("16K", "32K", FAMILIES), "models"),
        (
            lambda: LanguageModel.objects.get(slug="code-llama-7b").training_methods.clear(),
            ("16K", "32K", FAMILIES),
            "models",
        ),
        (
            lambda: UseCase.objects.get().needs.get().set_text("reason", "en", "Because."),
            ("en: Take a Coder.", "en: Take one.", CAPABILITIES),
            "use_cases",
        ),
        (
            lambda: Citation.objects.filter(field="derived_from").update(verdict="unclear"),
            ("Starts from Llama 2.", "Starts there.", FAMILIES),
            "families",
        ),
        (
            lambda: Comparison.objects.get().columns.first().delete(),
            ("Side by side.", "Beside.", "notes/notes.yaml"),
            "comparisons",
        ),
        (
            lambda: SeedClaim.objects.get().links.last().delete(),
            ("outcome: corrected", "outcome: kept", "notes/notes.yaml"),
            "seed_claims",
        ),
    ],
)
def test_an_edit_of_a_nested_part_keeps_its_entry(loaded, edit, change, listed):
    edit()
    assert counts(loaded.replace(*change).loaded(), "edited") == {listed: 1}


def test_a_renamed_entry_is_still_known_and_still_referred_to(loaded):
    Family.objects.filter(slug="llama-2").update(slug="llama-two")
    loaded.replace("zh-hant: 通用系列。", "zh-hant: 通用的系列。", FAMILIES)
    loaded.replace("Starts from Llama 2.", "Starts from it.", FAMILIES)
    summary = loaded.loaded()
    assert counts(summary, "edited") == {"families": 1}
    assert counts(summary, "changed") == {"families": 1}
    assert Family.objects.get(slug="code-llama").derived_from.slug == "llama-two"
    assert Family.objects.count() == 2


def test_a_deleted_entry_is_not_made_again_and_holds_back_what_needs_it(loaded):
    Rating.objects.all().delete()
    Capability.objects.get().use_cases.all().delete()
    Capability.objects.all().delete()
    loaded.replace("Completes between two ends.", "Fills in.", CAPABILITIES)
    loaded.replace("Take a Coder.", "Take one.", CAPABILITIES)
    loaded.replace("level: partial", "level: unknown", CAPABILITIES)
    loaded.replace("Writes functions.", "Writes code.", "evidence.yaml")
    loaded.write(
        f"use_cases:\n- {{slug: new, group: code, position: 9, name: {TEXT}, summary: {TEXT}, answer: {TEXT}, "
        "needs: [{capability: fill-in-the-middle, required: true, weight: 1}]}\n"
    )
    summary = loaded.loaded()
    assert counts(summary, "edited") == {"capabilities": 1, "use_cases": 1, "ratings": 2, "benchmarks": 1}
    assert counts(summary, "unresolved") == {"use_cases": 1}
    assert any("refers to capabilities.fill-in-the-middle, which was deleted" in line for line in summary.notices)
    assert not Capability.objects.exists()
    assert not UseCase.objects.exists()


def test_an_entry_that_an_editor_made_is_kept_and_can_be_referred_to(loaded):
    made = Organization.objects.create(slug="mistral", name="Mistral AI", status="published")
    loaded.write("organizations:\n- {slug: mistral, name: Mistral}\n")
    loaded.write(
        "families:\n- {slug: codestral, name: Codestral, organization: mistral, summary: {en: x, zh-hant: 字}}\n",
        "f.yaml",
    )
    summary = loaded.loaded()
    assert "stands in the database already" in summary.notices[0]
    made.refresh_from_db()
    assert made.name == "Mistral AI"
    assert Family.objects.get(slug="codestral").organization == made


def test_a_name_that_an_editor_took_is_a_fault_and_not_a_crash(loaded):
    Organization.objects.create(slug="mistral-ai", name="Mistral", status="published")
    [error] = loaded.write("organizations:\n- {slug: mistral, name: Mistral}\n").errors()
    assert error.startswith("fixtures/more.yaml:2: organizations.mistral.name: 'Mistral' is already that of row ")
