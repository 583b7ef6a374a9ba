"""What is not published shows on no page of an entry and in no list, in no format."""

import pytest

from kb.models import Family, LanguageModel, Status
from tests import factories as make
from tests.views.addresses import ENTRIES, LISTS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def drafts(django_db_setup, django_db_blocker):
    with make.kept(django_db_blocker):
        yield world_with_drafts()


def world_with_drafts():
    """A draft of every type, tied to published entries by every relation that a page follows."""
    world = make.World().grow(1)
    draft = {"status": Status.DRAFT}
    maker = make.organization("draft-org", **draft)
    hidden = [
        maker,
        make.family("draft-family", world.maker, derived_from=world.family, **draft),
        make.family("draft-heir", maker, derived_from=world.family),  # published, yet its publisher is not
        make.capability("draft-able", **draft),
        make.benchmark("draft-bench", **draft),
        make.tool("draft-tool", [world.family], organization=world.maker, **draft),
        make.use_case("draft-job", [(world.capability, True, 5)], **draft),
        make.note("draft-note", "DRAFT words [@source-0].", **draft),
        make.source("draft-source", **draft),
    ]
    family, heir, able, bench, document = hidden[1], hidden[2], hidden[3], hidden[4], hidden[8]
    model = make.model("draft-model", world.family, world.kinds["coder"], total_params=10**9, **draft)
    orphan = make.model("draft-orphan", heir, world.kinds["coder"])
    kind = make.kind("base-draft", **draft)
    kindless = make.model("draft-kindless", world.family, kind, total_params=10**9)
    make.rating(world.capability, kind=kind, level="partial", note=("DRAFT kind", "DRAFT 類別"))
    make.rating(able, kind=world.kinds["coder"], level="yes")
    make.rating(able, model=LanguageModel.objects.get(slug="model-0"), level="yes")
    rated = make.rating(world.capability, model=model, level="partial", note=("DRAFT in part", "DRAFT 部分"))
    said = make.statement(make.aspect("said"), "DRAFT said", "DRAFT 敘述", family=family)
    make.tool("plain-tool", organization=maker)
    world.benchmark.capabilities.add(able)
    bench.capabilities.add(world.capability)
    world.tool.families.add(family, heir)
    Family.objects.filter(pk=world.family.pk).update(superseded_by=family, derived_from=heir)
    shown = LanguageModel.objects.get(slug="model-0")
    way = make.protocol("plain", world.benchmark)
    make.score(model, way, "91.1", world.maker, world.source, raw_name="DRAFT")
    make.score(shown, way, "92.2", maker, world.source, raw_name="DRAFT")
    make.score(shown, way, "93.3", world.maker, document, raw_name="DRAFT")
    hidden_way = make.protocol("draft-way", bench)
    make.score(shown, hidden_way, "94.4", world.maker, world.source, raw_name="DRAFT")
    make.term("draft-term", "DRAFT term", "DRAFT 詞", **draft)
    make.claim(40, links=[*hidden, kind, kindless, model, orphan, rated, said])
    for target in [*hidden[:-1], kind, kindless, model, orphan, rated, said, hidden_way]:
        make.cite(target, world.source, quote="DRAFT quoted", **make.OPENED)
    for target in (world.family, world.maker, world.capability, world.job, world.tool, world.benchmark, world.note):
        make.cite(target, document, quote="DRAFT quoted", **make.OPENED)
    return world


@pytest.mark.parametrize("end", ["/", ".json", ".csv"])
@pytest.mark.parametrize("path", [*LISTS, *ENTRIES])
def test_nothing_of_a_draft_shows_on_any_page(client, drafts, path, end):
    content = client.get(f"/en/{path}{end}").content.decode()
    assert "draft" not in content.lower()


@pytest.mark.parametrize(
    "path",
    [
        "organizations/draft-org",
        "families/draft-family",
        "families/draft-heir",
        "capabilities/draft-able",
        "benchmarks/draft-bench",
        "tools/draft-tool",
        "use-cases/draft-job",
        "notes/draft-note",
        "sources/draft-source",
    ],  # fmt: skip
)
def test_draft_looks_like_what_is_not_there(client, drafts, path):
    hidden, absent = client.get(f"/en/{path}/"), client.get(f"/en/{path.replace('draft', 'never')}/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content.decode().replace("draft", "never") == absent.content.decode()
