"""What the models, the lists and the references refuse: each with its place, all at once, and nothing written."""

import pytest

from kb.models import FixtureRecord, Organization

pytestmark = pytest.mark.django_db

ORGANIZATIONS = "organizations.yaml"
FAMILIES = "families/code-llama.yaml"
CAPABILITIES = "capabilities.yaml"
EVIDENCE = "evidence.yaml"
NOTES = "notes/notes.yaml"

# (file, what stands there, what stands there instead, words that end in the line that is named, the fault)
CASES = {
    "a partial rating needs its note in every language": (
        CAPABILITIES,
        "Not at every size., zh-hant: 並非各種大小皆可。}",
        "Not at every size.}",
        "level: partial",
        "ratings.model:code-llama-7b/fill-in-the-middle.level: A partial needs a note in every language",
    ),
    "a percentage lies within 0 and 100": (
        EVIDENCE,
        "33.50",
        "133.50",
        "value: 133.50",
        "A percentage lies between 0 and 100.",
    ),
    "a size is never zero": (
        FAMILIES,
        "total_params: 6.7B",
        "total_params: 0",
        "total_params: 0",
        "models.code-llama-7b.total_params: Ensure this value is greater than or equal to 1.",
    ),
    "a constraint over two fields is told": (
        FAMILIES,
        "total_params: 6.7B",
        "active_params: 7B\n    total_params: 6.7B",
        "total_params: 6.7B",
        "models.code-llama-7b.total_params: Active parameters cannot exceed total parameters.",
    ),
    "only what was opened supports": (
        FAMILIES,
        "basis: opened",
        "basis: title",
        "verdict: supports",
        "citations.verdict: Only a source that was opened",
    ),
    "a verdict needs the day of the check": (
        FAMILIES,
        "        checked_on: 2026-11-01\n",
        "",
        "verdict: supports",
        "citations.verdict: A verdict needs what it rests on",
    ),
    "a quotation has a limit": (
        FAMILIES,
        "Code Llama is initialised from Llama 2.",
        "x" * 301,
        'quote: "xxx',
        "citations.quote: Ensure this value has at most 300 characters",
    ),
    "a slug is lower case": (
        ORGANIZATIONS,
        "slug: evalplus",
        "slug: EvalPlus",
        "slug: EvalPlus",
        "organizations.EvalPlus.slug: Use lower-case letters",
    ),
    "an address is an address": (
        ORGANIZATIONS,
        "https://ai.meta.com/",
        "nowhere",
        "website: nowhere",
        "organizations.meta.website: Enter a valid URL.",
    ),
    "a name belongs to one entry": (
        ORGANIZATIONS,
        "name: EvalPlus",
        "name: Meta",
        "slug: evalplus\n    name",
        "organizations.evalplus.name: 'Meta' is already that of organizations.meta (fixtures/organizations.yaml:3)",
    ),
    "a field must lead to an entry": (
        FAMILIES,
        "organization: meta\n    superseded",
        "organization: mata\n    superseded",
        "organization: mata",
        "families.llama-2.organization: there is no such entry: organizations.mata",
    ),
    "a source must be there": (
        CAPABILITIES,
        "source: arxiv-2308.12950",
        "source: arxiv-0",
        "source: arxiv-0",
        "there is no such entry: sources.arxiv-0",
    ),
    "a link must lead to an entry": (
        NOTES,
        "note:overview",
        "note:review",
        "note:review",
        "seed_claims.8.links.note:review.target: there is no such entry: notes.review",
    ),
    "a citation in a text must lead to a source": (
        NOTES,
        "so [@arxiv-2308.12950].",
        "so [@nowhere].",
        "body:",
        "notes.overview.body: there is no such entry: sources.nowhere",
    ),
    "descent has no circle": (
        FAMILIES,
        "superseded_by: code-llama",
        "derived_from: code-llama",
        "derived_from: code-llama",
        "families.llama-2.derived_from: The line of descent leads back",
    ),
    "a source without an address is the founding note": (
        EVIDENCE,
        "kind: self",
        "kind: blog",
        "key: founding-note",
        "sources.founding-note.url: is missing",
    ),
    "a preferred figure needs a reason": (
        EVIDENCE,
        'value: "12.2"',
        'value: "12.2"\n        preferred: true',
        "preferred: true",
        "preferred: a preferred figure needs its preference_reason",
    ),
    "a text is refused where the renderer would refuse it": (
        NOTES,
        "- one\n",
        f"{'> ' * 30}deep\n",
        "      en: |",
        "notes.overview.body.en: Line 3 is nested too deeply",
    ),
    "a note is held to one form of a number": (
        NOTES,
        "number: 8",
        "number: 8.5",
        "number: 8.5",
        "seed_claims.8.5.number: '8.5' is not a whole number",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_is_told_with_its_place(sample, case):
    name, old, new, at, fault = CASES[case]
    errors = sample.replace(old, new, name).load(check=True).errors
    [told] = [line for line in errors if fault in line][:1] or pytest.fail(f"not told: {errors}")
    text = (sample.path / name).read_text()
    line = text.count("\n", 0, text.index(at) + len(at)) + 1
    assert told.startswith(f"fixtures/{name}:{line}: ")
    assert sample.errors() == errors
    assert not FixtureRecord.objects.exists()
    assert not Organization.objects.exists()
