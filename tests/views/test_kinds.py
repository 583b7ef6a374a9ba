"""Kinds: six places of specialisation by tuning, and the profile of one."""

import re

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, address="coder/", **headers):
    return client.get(f"/en/kinds/{address}", headers=headers).content.decode()


def test_kinds_stand_where_specialisation_meets_tuning(client):
    make.kinds()
    html = client.get("/en/kinds/").content.decode()
    rows = re.findall(r'panel-(general|code)">.*?</tr>', html, re.S)
    assert rows == ["general", "code"]
    general, code = re.findall(r'<tr>\s*<th scope="row">(.*?)</tr>', html, re.S)
    assert re.findall(r'href="/en/kinds/([\w-]+)/"', general) == ["base", "instruct"]
    assert re.findall(r'href="/en/kinds/([\w-]+)/"', code) == ["coder", "coder-instruct"]


def test_kind_that_nobody_described_leaves_its_place_marked(client):
    make.kinds()
    assert client.get("/en/kinds/").content.decode().count("not described yet") == 2  # the two Chat kinds


def test_kinds_can_be_ticked_for_a_comparison(client):
    make.kinds()
    html = client.get("/en/kinds/").content.decode()
    assert 'action="/en/compare/"' in html
    assert '<input type="checkbox" name="m" value="kind:coder-instruct"' in html


def test_profile_has_the_anchors_of_a_comparison(client):
    kinds = make.kinds()
    make.rating(make.capability("infill"), kind=kinds["coder"])
    html = page(client)
    assert 'id="can-infill--kind-coder"' in html
    assert 'name="m" value="kind:coder"' in html


def test_evidence_of_a_cell_is_answered_alone_to_a_swap(client):
    kinds = make.kinds()
    rated = make.rating(make.capability("infill"), kind=kinds["coder"])
    make.cite(rated, make.source("card"), **make.OPENED)
    html = page(client, "coder/?cell=can-infill--kind-coder", **{"HX-Request": "true"})
    assert "/en/sources/card/" in html
    assert "<html" not in html


def test_cell_that_is_not_there_is_not_found(client):
    make.kinds()
    assert client.get("/en/kinds/coder/?cell=can-nothing--kind-coder").status_code == 404


def test_first_thirty_models_are_named_and_all_are_counted(client):
    kinds = make.kinds()
    family = make.family("acorn", make.organization())
    for number in range(31):
        make.model(f"acorn-{number}b", family, kinds["coder"])
    html = page(client)
    named = re.findall(r'href="/en/models/(acorn-\d+b)/"', html)
    assert len(named) == 30
    assert "acorn-30b" not in named  # by name, 9B before 10B
    assert "All 31 models of this kind, with filters" in html
    assert 'href="/en/models/?kind=coder"' in html


def test_kind_without_models_says_so(client):
    make.kinds()
    assert "No model of this kind is on record yet." in page(client)


def test_ways_of_training_have_an_anchor_and_their_evidence(client):
    make.World().grow(1)
    html = client.get("/en/kinds/").content.decode()
    method = html.partition('id="method-method-0"')[2].partition("</dd>")[0]
    assert "1 model is known to be trained so." in method
    assert "/en/sources/source-0/" in method
