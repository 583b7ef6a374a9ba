"""Capabilities: who has one, at which level, and what bears on it."""

import re

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A capability, the kinds, and a family to put models in."""
    world = make.World()
    world.able = make.capability("infill")
    world.family = make.family("acorn", world.maker)
    return world


def page(client):
    return client.get("/en/capabilities/infill/").content.decode()


def part(html, heading):
    return html.partition(f'id="{heading}"')[2].partition("</section>")[0]


def test_models_are_grouped_by_the_level_of_their_own_rating(client, world):
    for slug, level in [("d", "unknown"), ("c", "no"), ("b", "partial"), ("a", "yes"), ("a2", "yes")]:
        model = make.model(slug, world.family, world.kinds["coder"])
        make.rating(world.able, model=model, level=level, note=(f"Note {slug}.", "說明。"))
    models = part(page(client), "models-title")
    groups = re.split(r"<h3>", models)[1:]
    assert [re.search(r"level-(\w+)", group)[1] for group in groups] == ["yes", "partial", "no", "unknown"]
    assert [re.findall(r"/models/(\w+)/#can-infill--(\w+)", group) for group in groups] == [
        [("a", "a"), ("a2", "a2")],
        [("b", "b")],
        [("c", "c")],
        [("d", "d")],
    ]
    assert "Note b." in groups[1]


def test_rating_of_a_kind_or_family_does_not_list_its_models(client, world):
    make.model("quiet", world.family, world.kinds["coder"])
    make.rating(world.able, kind=world.kinds["coder"])
    make.rating(world.able, family=world.family)
    html = page(client)
    assert "/models/quiet/" not in html
    assert "No model has a rating of its own" in html
    assert "#can-infill--family-acorn" in part(html, "families-title")


def test_kind_that_nobody_rated_is_unknown_not_no(client, world):
    make.rating(world.able, kind=world.kinds["coder"], level="no")
    kinds = part(page(client), "kinds-title")
    levels = dict(re.findall(r'href="/en/kinds/([\w-]+)/[^"]*">.*?level-(\w+)', kinds, re.S))
    assert levels == {"base": "unknown", "instruct": "unknown", "coder": "no", "coder-instruct": "unknown"}
    assert kinds.count("standing-unsourced") == 1  # of the no; what is unknown needs no source


def test_standing_of_a_models_rating_is_shown(client, world):
    rated = make.rating(world.able, model=make.model("a", world.family, world.kinds["coder"]))
    make.cite(rated, make.source("card"), **make.OPENED)
    assert "standing-supported" in part(page(client), "models-title")


def test_benchmarks_and_use_cases_that_bear_on_it_are_named(client, world):
    make.benchmark("filling").capabilities.add(world.able)
    make.use_case("completion", [(world.able, True, 5)])
    make.use_case("other", [(world.able, False, 1)])
    html = page(client)
    assert 'href="/en/benchmarks/filling/"' in html
    jobs = part(html, "jobs-title")
    assert re.findall(r"use-cases/(\w+)/.*?(required|helpful)", jobs, re.S) == [
        ("completion", "required"),
        ("other", "helpful"),
    ]


def test_list_counts_models_by_level(client, world):
    for slug in ("a", "b"):
        make.rating(world.able, model=make.model(slug, world.family, world.kinds["coder"]), level="no")
    html = client.get("/en/capabilities/").content.decode()
    assert re.search(r"level-no.*?2 models", html, re.S)
