"""Organizations: who publishes, who measures, and what each did."""

import json
import re

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def part(html, heading):
    return html.partition(f'id="{heading}"')[2].partition("</section>")[0]


def test_publishers_and_evaluators_are_listed_apart_and_who_is_both_in_both(client):
    make.World().grow(2)
    make.organization("bystander")
    html = client.get("/en/organizations/").content.decode()
    names = {
        heading: re.findall(r"organizations/([\w-]+)/", part(html, f"{heading}-title"))
        for heading in ("publishers", "evaluators", "others")
    }
    assert names == {"publishers": ["maker"], "evaluators": ["maker", "org-0", "org-1"], "others": ["bystander"]}


def test_page_lists_what_the_organization_did(client):
    make.World().grow(2)
    html = client.get("/en/organizations/maker/").content.decode()
    assert re.findall(r"/families/(family-\d)/", part(html, "families-title"))
    assert re.findall(r"/models/(model-\d)/", part(html, "models-title")) == ["model-0", "model-1"]
    assert re.findall(r"/tools/(tool-\d)/", part(html, "tools-title")) == ["tool-0", "tool-1"]
    evaluations = part(html, "evaluations-title")
    assert re.findall(r"/benchmarks/bench-0/#protocol-(way-\d)", evaluations) == ["way-0", "way-1"]


def test_evaluations_are_counted_per_protocol(client):
    world = make.World().grow(1)
    other = make.model("other", world.family, world.kinds["coder"])
    way = world.benchmark.protocols.get()
    make.score(other, way, "3.5", world.maker, world.source)
    make.score(other, way, "4.5", world.maker, world.source, raw_name="again")
    tree = json.loads(client.get("/en/organizations/maker.json").content)
    assert [(each["figures"], each["models"]) for each in tree["evaluations"]] == [(3, 2)]


def test_organization_without_anything_says_so(client):
    make.organization("bystander")
    html = client.get("/en/organizations/bystander/").content.decode()
    assert "Nothing that this organization publishes or measured is on record." in html
