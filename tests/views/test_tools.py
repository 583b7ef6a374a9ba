"""Tools: what each is, and which families it uses."""

import re

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_tool_names_its_maker_and_its_families(client):
    maker = make.organization("acme")
    make.tool("hammer", [make.family("acorn", maker), make.family("beech", maker)], organization=maker)
    html = client.get("/en/tools/hammer/").content.decode()
    assert 'href="/en/organizations/acme/"' in html
    assert re.findall(r"/families/(\w+)/", html.partition("<main")[2].partition("</main>")[0]) == ["acorn", "beech"]


def test_what_nobody_knows_of_a_tool_is_unknown(client):
    make.tool("hammer")
    html = client.get("/en/tools/hammer/").content.decode()
    assert html.count('class="unknown"') == 2  # maker, families


def test_families_of_a_tool_carry_their_evidence(client):
    maker = make.organization("acme")
    tool = make.tool("hammer", [make.family("acorn", maker)])
    make.cite(tool, make.source("docs"), field="families", quote="It uses Acorn.", **make.OPENED)
    html = client.get("/en/tools/hammer/").content.decode()
    assert "It uses Acorn." in html.partition('id="cited-families"')[2].partition("</details>")[0]
    assert html.count("It uses Acorn.") == 1
