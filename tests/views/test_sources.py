"""Sources: all that is known of one, and everything that cites it, by verdict."""

import json
import re
from datetime import date

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db

RAW = "https://example.org/page?utm_source=chatgpt.com&id=3"


def page(client, key="card"):
    return client.get(f"/en/sources/{key}/").content.decode()


def uses(client):
    """(verdict, type, address) of every use, in the order of the page."""
    tree = json.loads(client.get("/en/sources/card.json").content)
    return [
        (group["verdict"], use["target"]["type"], use["target"]["url"])
        for group in tree["uses"]
        for use in group["uses"]
    ]


@pytest.mark.parametrize("address", ["sources/", "sources/card/", "sources.json", "sources/card.json",
                                     "sources.csv", "sources/card.csv"])  # fmt: skip
def test_tracking_is_shown_nowhere(client, address):
    make.source("card", url="https://example.org/page?id=3", url_raw=RAW)
    assert "utm_" not in client.get(f"/en/{address}").content.decode()


def test_removed_tracking_is_said_and_the_clean_address_is_linked(client):
    make.source("card", url="https://example.org/page?id=3", url_raw=RAW)
    html = page(client)
    assert '<a href="https://example.org/page?id=3" rel="nofollow noopener">' in html
    assert "tracking removed" in html


def test_address_that_never_held_tracking_is_not_called_cleaned(client):
    make.source("card", url="https://example.org/page", url_raw="https://example.org/./page")
    assert "tracking removed" not in page(client)


def test_uses_are_grouped_by_verdict(client):
    source, maker = make.source("card"), make.organization("acme")
    looked = {"basis": "opened", "checked_on": make.DAY}
    for slug, verdict in [("c", "contradicts"), ("u", "unchecked"), ("s", "supports"), ("d", "does-not")]:
        make.cite(make.family(slug, maker), source, verdict=verdict, **(looked if verdict != "unchecked" else {}))
    assert [(verdict, url) for verdict, _type, url in uses(client)] == [
        ("supports", "/en/families/s/"),
        ("does-not", "/en/families/d/"),
        ("contradicts", "/en/families/c/"),
        ("unchecked", "/en/families/u/"),
    ]
    assert re.findall(r'<section id="verdict-([\w-]+)"', page(client)) == [
        "supports", "does-not", "contradicts", "unchecked",
    ]  # fmt: skip


def test_use_tells_role_place_quote_basis_and_day(client):
    cited = make.statement(make.aspect("purpose"), "Said.", "敘述。", kind=make.kind("coder"))
    found = make.cite(
        cited, make.source("card", language="de"), role="report", locator="page 7", quote="Im Wortlaut.",
        verdict="partly", basis="part", checked_on=make.DAY,
    )  # fmt: skip
    make.tell(found, note=("Only half of it.", "只有一半。"))
    html = page(client)
    told = ("report", "Place: page 7", "Rests on: read in part", "Checked on <time", "Only half of it.")
    quoted, place = '<blockquote lang="de"><p>Im Wortlaut.', 'href="/en/kinds/coder/#aspect-purpose--kind-coder"'
    for words in (*told, quoted, place):
        assert words in html


def test_figure_that_nobody_checked_counts_as_unchecked_use(client):
    world = make.World().grow(1)
    source = make.source("card")
    shown = world.family.models.get()
    make.score(shown, world.benchmark.protocols.get(), "5.5", world.maker, source, raw_place="row 9")
    assert uses(client) == [("unchecked", "score", "/en/models/model-0/#score-way-0-maker-card--model-0")]
    line = client.get("/en/sources.csv").content.decode().partition("card,")[2].splitlines()[0]
    assert line.endswith("0,0,0,0,0,1")


def test_figure_that_was_checked_is_counted_once(client):
    world = make.World().grow(1)
    source = make.source("card")
    score = make.score(world.family.models.get(), world.benchmark.protocols.get(), "5.5", world.maker, source)
    make.cite(score, source, **make.OPENED)
    assert [verdict for verdict, _type, _url in uses(client)] == ["supports"]


def test_list_counts_what_the_page_shows(client):
    make.World().grow(3)
    tree = json.loads(client.get("/en/sources/source-0.json").content)
    shown = {group["verdict"]: len(group["uses"]) for group in tree["uses"]}
    listed = json.loads(client.get("/en/sources.json").content)
    line = next(each for group in listed["groups"] for each in group["sources"] if each["key"] == "source-0")
    assert dict(line["verdicts"]) == shown
    assert shown["supports"] > 30


def test_note_that_cites_it_in_its_text_is_named(client):
    make.source("card")
    make.source("card-2")
    make.note("says", "As [@card] has it.")
    make.note("other", "As [@card-2] has it, not `@card`.")
    assert re.findall(r"/notes/(\w+)/", page(client).partition('id="notes-title"')[2]) == ["says"]


def test_source_without_any_use_says_so_and_leads_back(client):
    make.source("card")
    assert "Nothing that is published cites it." in page(client)


def test_date_is_told_no_more_precisely_than_known(client):
    make.source("card", published_on=date(2022, 3, 1), published_precision="month")
    assert '<time datetime="2022-03">March 2022</time>' in page(client)
    assert '<time datetime="2022-03">2022-03</time>' in client.get("/en/sources/").content.decode()


def test_what_nobody_knows_of_a_source_is_unknown(client):
    make.source("card")
    assert page(client).count('class="unknown"') == 3  # publisher, authors, date


def test_title_stands_in_its_own_language(client):
    make.source("card", title="Ein Titel", language="de")
    assert '<cite lang="de">Ein Titel</cite>' in page(client)


def test_list_groups_sources_by_type_and_shows_their_number_in_the_founding_note(client):
    make.source("talk", kind="forum", seed_number=13)
    make.source("card", kind="model-card")
    html = client.get("/en/sources/").content.decode()
    assert re.findall(r'<section id="type-([\w-]+)"', html) == ["model-card", "forum"]
    assert "[13]" in html


def test_key_with_dots_has_a_page_and_its_data(client):
    make.source("arxiv-2308.12950")
    assert client.get("/en/sources/arxiv-2308.12950/").status_code == 200
    assert client.get("/en/sources/arxiv-2308.12950.json").status_code == 200
