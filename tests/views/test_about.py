"""What the site says of itself."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kb.reference.about import text_states
from kb.templatetags.marks import STANDINGS
from tests import sample

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["", "method/", "licences/", "privacy/"])
def test_page_is_written_in_both_languages(client, name):
    english = client.get(f"/en/about/{name}").content.decode()
    chinese = client.get(f"/zh-hant/about/{name}").content.decode()
    prose = [re.search(r'<div class="prose">(.*?)</div>', html, re.S)[1] for html in (english, chinese)]
    counts = [
        {tag: len(re.findall(f"<{tag}[ >]", text)) for tag in ("h2", "p", "li", "dt", "dd", "a")} for text in prose
    ]
    assert counts[0] == counts[1]
    assert not re.search(r"[\u4e00-\u9fff]", prose[0].replace("對照", ""))
    assert re.search(r"[\u4e00-\u9fff]", prose[1])


def test_method_explains_every_mark(client):
    html = client.get("/en/about/method/").content.decode()
    for word in STANDINGS.values():
        assert f">{word}</span>" in html


def test_counts_are_of_what_readers_may_see(client):
    sample.build()
    data = json.loads(client.get("/en/about.json").content)
    counts = {count["code"]: count["number"] for count in data["counts"]}
    assert counts["model"] == 1
    assert counts["kind"] == 3
    assert data["statements"] == 1


def test_states_of_texts_are_counted_for_each_language():
    world = sample.build()
    before = {each.language: each for each in text_states()}
    assert before["zh-hant"].missing == before["en"].missing + 1  # the body of the note
    unit = world.family.units("summary")["zh-hant"]
    unit.reviewed_at = timezone.now()
    unit.origin = "human"
    unit.save()
    world.family.set_text("summary", "en", "A family that moved on.")
    after = {each.language: each for each in text_states()}
    assert after["zh-hant"].reviewed == before["zh-hant"].reviewed + 1
    assert after["zh-hant"].machine == before["zh-hant"].machine - 1
    assert (before["zh-hant"].outdated, after["zh-hant"].outdated, after["en"].outdated) == (0, 1, 0)


def test_texts_of_drafts_are_not_counted():
    world = sample.build()
    before = text_states()
    sample.told(world.draft, summary=("DRAFT again", None))
    world.hidden.set_text("text", "en", "")
    assert text_states() == before


def test_more_texts_cost_no_more_queries(client):
    world = sample.build()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/about/")
        return len(captured)

    queries()
    few = queries()
    for number in range(27):
        sample.told(sample.model(f"Acorn-{number}B", world.family, world.instruct), summary=("x", "字"))
    assert queries() == few


def test_licences_list_those_of_published_models_only(client):
    from kb.models import Licence

    world = sample.build()
    world.model.licence = Licence.objects.create(slug="mit", name="MIT", commercial_use="yes")
    world.model.save()
    world.draft.licence = Licence.objects.create(slug="secret", name="DRAFT Licence")
    world.draft.save()
    html = client.get("/en/about/licences/").content.decode()
    assert ">MIT</bdi>" in html
    assert "DRAFT" not in html
