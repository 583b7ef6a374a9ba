"""The first page: the question, its answer, the ways in."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests import sample

pytestmark = pytest.mark.django_db


def html(client, code="en"):
    response = client.get(f"/{code}/")
    assert response.status_code == 200
    return response.content.decode()


def test_empty_site_still_asks_its_question(client):
    question = "Which kind of language model does this job need: an Instruct model or a Coder model?"
    assert f"<h1>{question}</h1>" in html(client)
    with translation.override("zh-hant"):
        assert f"<h1>{translation.gettext(question)}</h1>" in html(client, "zh-hant")


def test_answer_sets_the_kinds_side_by_side(client):
    sample.build()
    table = re.search(r"<table.*?</table>", html(client, "zh-hant"), re.S)[0]
    heads = re.findall(r'<th scope="col" class="(head-[a-z]+)"><a[^>]*>([^<]+)</a>', table)
    assert heads == [("head-general", "指令模型"), ("head-code", "程式碼模型"), ("head-code", "程式碼指令模型")]
    assert "專寫程式碼。" in table
    assert "中間填充" in table


def test_cell_without_a_source_never_looks_like_one_with_a_source(client):
    sample.build()
    page = html(client)
    said = re.search(r"Writes code with zest\..*?</td>", page, re.S)[0]
    rated = re.search(r"Fill in the middle</a></th>.*?</td>", page, re.S)[0]
    assert "standing-supported" in said
    assert "standing-unsourced" in rated


def test_unrated_kind_is_unknown_and_not_a_no(client):
    sample.build()
    row = re.search(r"Fill in the middle</a></th>.*?</tr>", html(client), re.S)[0]
    cells = re.findall(r"<td>(.*?)</td>", row, re.S)
    assert ["level-no" in cells[0], "level-yes" in cells[1], "unknown" in cells[2]] == [True, True, True]
    assert "level-no" not in cells[2]


def test_job_leads_to_its_page_and_to_its_models(client):
    sample.build()
    page = html(client)
    assert '<a href="/en/use-cases/tab-completion/">Tab completion</a>' in page
    assert 'href="/en/models/?use_case=tab-completion"' in page
    assert "Take a Coder." in page


def test_correction_of_the_founding_note_is_shown_struck_and_inserted(client):
    sample.build()
    page = html(client)
    assert "<del>the latter</del>" in page
    assert "<ins>the former</ins>" in page
    assert 'href="/en/seed/#S17"' in page


def test_machine_text_is_told_once(client):
    sample.build()
    assert html(client).count('class="note" role="note"') == 1
    chinese = html(client, "zh-hant")
    assert chinese.count('class="note" role="note"') == 1
    assert "尚未經人工審閱" in chinese
    assert '<a href="/en/" hreflang="en">檢視英文原文</a>' in chinese


def test_what_changed_last_is_listed_and_drafts_are_not(client):
    world = sample.build()
    world.model.context_window = 16_384
    world.model.save()
    page = html(client)
    changes = re.search(r'class="plain changes".*?</ul>', page, re.S)[0]
    assert changes.index("Acorn-Coder-7B") < changes.index("Acorn</a>")
    assert "DRAFT" not in page


def test_one_import_does_not_fill_the_list_of_changes(client):
    world = sample.build()
    for number in range(20):
        sample.model(f"Acorn-{number}B", world.family, world.instruct)
    changes = re.search(r'class="plain changes".*?</ul>', html(client), re.S)[0]
    assert changes.count("/en/models/") == 3
    assert "/en/use-cases/tab-completion/" in changes


def test_home_is_data_beside_its_language(client):
    sample.build()
    data = json.loads(client.get("/zh-hant.json").content)
    assert [column["key"] for column in data["columns"]] == ["kind:instruct", "kind:coder", "kind:coder-instruct"]
    assert data["columns"][0]["label"]["en"] == "Instruct"
    assert data["columns"][0]["label"]["zh-hant"] == "指令模型"
    assert client.get("/zh-hant.json")["Content-Language"] == "zh-hant"
    assert 'href="/en.json"' in html(client)


def test_more_entries_cost_no_more_queries(client):
    world = sample.build()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            html(client)
        return len(captured)

    queries()
    few = queries()
    for number in range(27):
        aspect = sample.told(
            type(world.purpose).objects.create(slug=f"aspect-{number}", group="use"), name=(f"A{number}", f"面{number}")
        )
        sample.statement(world.instruct, aspect, f"Said {number}.", f"說 {number}。")
        sample.capability(f"ability-{number}", f"Ability {number}", f"能力{number}")
        sample.model(f"Acorn-{number}B", world.family, world.instruct)
    assert queries() <= few  # the list of changes asks once for each type that it shows
