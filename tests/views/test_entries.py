"""What holds for every page of an entry and every list of entries."""

import json

import pytest

from tests import factories as make
from tests.views.addresses import ENTRIES, LISTS, TABLES

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with make.kept(django_db_blocker):
        yield make.World().grow(2)


@pytest.mark.parametrize("language", ["en", "zh-hant"])
@pytest.mark.parametrize("path", [*LISTS, *ENTRIES])
def test_page_is_whole_in_both_languages(client, world, path, language):
    response = client.get(f"/{language}/{path}/")
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count("<h1>") == 1
    assert html.count("</html>") == 1


@pytest.mark.parametrize("path", [*LISTS, *ENTRIES])
def test_page_as_json_holds_both_languages_and_no_more_than_the_page(client, world, path):
    response = client.get(f"/zh-hant/{path}.json")
    assert response["Content-Type"] == "application/json"
    assert "zh-hant" in json.dumps(json.loads(response.content))


@pytest.mark.parametrize("path", TABLES)
def test_table_as_csv_has_a_header_and_rows_of_its_width(client, world, path):
    lines = client.get(f"/en/{path}.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) > 1
    assert lines[0].count(",") >= 2


@pytest.mark.parametrize("path", ["tools/tool-0", "notes/note-0"])
def test_page_without_a_table_has_no_csv(client, world, path):
    assert client.get(f"/en/{path}.csv").status_code == 404
    assert ".csv" not in client.get(f"/en/{path}/").content.decode()


@pytest.mark.parametrize("path", ["nothing", "UPPER", "a--b", "-", "a" * 101])
@pytest.mark.parametrize("route", sorted({path.partition("/")[0] for path in ENTRIES}))
@pytest.mark.parametrize("end", ["/", ".json"])
def test_bad_name_is_not_found(client, route, path, end):
    assert client.get(f"/en/{route}/{path}{end}").status_code == 404


@pytest.mark.parametrize("path", ENTRIES)
def test_page_without_the_readers_language_is_not_to_be_indexed(client, world, path):
    html = client.get(f"/zh-hant/{path}/").content.decode()
    assert 'content="noindex"' not in html
    main = {"use-cases": "answer", "notes": "body", "sources": "note"}.get(path.partition("/")[0], "summary")
    entry = {
        "families": world.family, "kinds": world.kinds["coder"], "capabilities": world.capability,
        "benchmarks": world.benchmark, "organizations": world.maker, "tools": world.tool, "use-cases": world.job,
        "notes": world.note, "sources": world.source,
    }[path.partition("/")[0]]  # fmt: skip
    entry.texts.filter(field=main, language="zh-hant").delete()
    html = client.get(f"/zh-hant/{path}/").content.decode()
    assert 'content="noindex"' in html
    assert 'lang="en"' in html
