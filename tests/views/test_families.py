"""Families: lines of descent, sizes by kinds, what is said of the whole family."""

import json
import re
from datetime import date

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinds():
    return make.kinds()


@pytest.fixture
def maker():
    return make.organization("acme")


def page(client, slug, language="en"):
    return client.get(f"/{language}/families/{slug}/").content.decode()


def section(html, heading):
    """The part of a page that the heading with this id opens."""
    return html.partition(f'id="{heading}"')[2].partition("</section>")[0]


def test_line_of_descent_is_told_both_ways(client, maker):
    oldest = make.family("oldest", maker)
    middle = make.family("middle", maker, derived_from=oldest)
    make.family("newest", maker, derived_from=middle)
    lineage = section(page(client, "middle"), "lineage-title")
    assert re.findall(r"families/(\w+)/", lineage) == ["oldest", "newest"]
    assert re.findall(r"families/(\w+)/", section(page(client, "oldest"), "lineage-title")) == ["middle", "newest"]
    assert re.findall(r"families/(\w+)/", section(page(client, "newest"), "lineage-title")) == ["oldest", "middle"]


def test_families_that_follow_each_other_name_each_other(client, maker):
    new = make.family("new", maker)
    make.family("old", maker, superseded_by=new)
    assert 'href="/en/families/new/"' in section(page(client, "old"), "lineage-title")
    assert 'href="/en/families/old/"' in section(page(client, "new"), "lineage-title")


def test_sizes_stand_in_order_with_the_unknown_one_last(client, maker, kinds):
    family = make.family("acorn", maker)
    for slug, count in [("mini", None), ("big", 34 * 10**9), ("small", 6_738_000_000)]:
        make.model(slug, family, kinds["coder"], total_params=count)
    grid = section(page(client, "acorn"), "grid-title")
    heads = re.findall(r'<th scope="row">(?:<span translate="no">)?([^<]+)', grid)
    assert heads == ["6.7B", "34B", "size unknown"]


def test_grid_has_a_column_for_each_kind_that_occurs_under_its_specialisation(client, maker, kinds):
    family = make.family("acorn", maker)
    make.model("acorn-7b", family, kinds["coder"], total_params=7 * 10**9)
    make.model("acorn-7b-instruct", family, kinds["coder-instruct"], total_params=7 * 10**9)
    make.model("acorn-general", family, kinds["instruct"], total_params=7 * 10**9)
    grid = section(page(client, "acorn"), "grid-title")
    assert re.findall(r'scope="colgroup" colspan="(\d)"><span class="panel-(\w+)"', grid) == [
        ("1", "general"),
        ("2", "code"),
    ]
    assert re.findall(r'scope="col"><a href="/en/kinds/([\w-]+)/"', grid) == ["instruct", "coder", "coder-instruct"]
    assert len(re.findall(r'<th scope="row">', grid)) == 1


def test_two_models_of_one_size_and_kind_share_a_cell(client, maker, kinds):
    family = make.family("acorn", maker)
    for slug in ("acorn-7b", "acorn-python-7b"):
        make.model(slug, family, kinds["coder"], total_params=7 * 10**9)
    tree = json.loads(client.get("/en/families/acorn.json").content)
    assert [[each["slug"] for each in cell] for cell in tree["grid"]["rows"][0]["cells"]] == [
        ["acorn-7b", "acorn-python-7b"]
    ]


def test_models_can_be_ticked_for_a_comparison(client, maker, kinds):
    make.model("acorn-7b", make.family("acorn", maker), kinds["coder"], total_params=7 * 10**9)
    grid = section(page(client, "acorn"), "grid-title")
    assert 'action="/en/compare/"' in grid
    assert re.search(r'<input type="checkbox" name="m" value="acorn-7b" aria-label="Compare Acorn-7B"', grid)


def test_statement_and_rating_stand_at_the_anchor_of_their_cell_with_their_evidence(client, maker):
    family, source = make.family("acorn", maker), make.source("card")
    said = make.statement(make.aspect("purpose"), "To write code.", "寫程式。", family=family)
    rated = make.rating(make.capability("infill"), family=family, level="partial", note=("At 7B.", "7B 可以。"))
    for row in (said, rated):
        make.cite(row, source, quote="In its own words.", **make.OPENED)
    for language, words in (("en", ("To write code.", "At 7B.")), ("zh-hant", ("寫程式。", "7B 可以。"))):
        html = page(client, "acorn", language)
        for anchor, text in zip(("aspect-purpose", "can-infill"), words, strict=True):
            cell = html.partition(f'id="{anchor}--family-acorn"')[2].partition("</tr>")[0]
            assert text in cell
            assert f"/{language}/sources/card/" in cell
            assert "In its own words." in cell


def test_rating_without_a_source_says_so(client, maker):
    make.rating(make.capability("infill"), family=make.family("acorn", maker), level="yes")
    assert "standing-unsourced" in page(client, "acorn").partition('id="can-infill--family-acorn"')[2]


def test_unknown_rating_is_shown_as_unknown_and_asks_for_no_source(client, maker):
    make.rating(make.capability("infill"), family=make.family("acorn", maker), level="unknown")
    cell = page(client, "acorn").partition('id="can-infill--family-acorn"')[2].partition("</tr>")[0]
    assert "level-unknown" in cell
    assert "standing-" not in cell


def test_release_date_is_told_no_more_precisely_than_known(client, maker):
    make.family("acorn", maker, released_on=date(2023, 1, 1), released_precision="year")
    html = page(client, "acorn")
    assert '<time datetime="2023">2023</time>' in html
    assert "January" not in html
    assert ",2023," in client.get("/en/families.csv").content.decode()


def test_list_counts_models_by_specialisation(client, maker, kinds):
    family = make.family("acorn", maker)
    for number in range(3):
        make.model(f"acorn-{number}", family, kinds["coder"])
    make.model("acorn-talks", family, kinds["instruct"])
    html = client.get("/en/families/").content.decode()
    assert "3 code models" in html
    assert "1 general model<" in html


def test_family_without_models_says_so(client, maker):
    make.family("acorn", maker)
    assert "No model of this family is on record yet." in page(client, "acorn")


def test_tools_that_use_it_are_named(client, maker):
    make.tool("hammer", [make.family("acorn", maker)])
    assert 'href="/en/tools/hammer/"' in section(page(client, "acorn"), "tools-title")
