"""Side by side, on the real content."""

import re

import pytest
from django.urls import reverse

from kb.models import LanguageModel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]

PAIR = "?m=qwen2-5-7b-instruct&m=qwen2-5-coder-7b-instruct"
HTMX = {"HX-Request": "true"}


def columns(response):
    return [column.key for column in response.context["tree"].columns]


def page(client, query="", language="en", **headers):
    return client.get(f"/{language}/compare/{query}", headers=headers)


def test_without_columns_the_kinds_of_the_founding_note_are_compared(client):
    assert columns(page(client)) == ["kind:instruct", "kind:coder", "kind:coder-instruct"]


def test_columns_stand_in_the_order_of_the_address(client):
    assert columns(page(client, "?m=qwen2-5-coder-7b-instruct&m=kind:coder&m=qwen2-5-7b-instruct")) == [
        "qwen2-5-coder-7b-instruct",
        "kind:coder",
        "qwen2-5-7b-instruct",
    ]


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_table_has_caption_and_headers_of_columns_and_rows(client, language):
    html = page(client, PAIR, language).content.decode()
    assert "<caption" in html
    assert html.count('<th scope="col"') == 2
    assert html.count('<th scope="row"') > 30


def test_bigcodebench_shows_both_figures_and_their_signed_difference(client):
    tree = page(client, PAIR).context["tree"]
    rows = {row.head.key: row for group in tree.groups for row in group.rows if row.difference}
    shown = {
        key: ([cell.printed for cell in row.cells], row.difference.printed)
        for key, row in rows.items()
        if "bigcodebench-full" in key and row.difference.amount is not None
    }
    assert sorted(shown.values()) == [(["37.6", "40.4"], "+2.8"), (["46.1", "48.8"], "+2.7")]


def test_tool_calling_of_the_coder_is_partial_with_its_threads(client):
    cell = page(client, PAIR).context["tree"].cell("can-call-tools--qwen2-5-coder-7b-instruct")
    assert cell.value == "partial"
    assert cell.entry.note
    threads = {item.source_key for item in cell.evidence if item.source_kind.code == "forum"}
    assert {"github-qwen3-coder-issue-180", "github-vllm-issue-10952", "github-ollama-issue-12174"} <= threads


def test_differences_only_hides_equal_rows_and_says_how_many(client):
    whole, short = page(client, PAIR), page(client, f"{PAIR}&diff=1")
    rows = [row for group in short.context["tree"].groups for row in group.rows]
    assert rows
    assert all(row.differs for row in rows)
    hidden = short.context["tree"].hidden
    assert hidden + len(rows) == sum(len(group.rows) for group in whole.context["tree"].groups)
    assert f"{hidden} rows without a difference are hidden." in short.content.decode()


def test_group_leaves_a_way_back_to_all_groups(client):
    response = page(client, f"{PAIR}&group=facts")
    assert [group.key for group in response.context["tree"].groups] == ["facts"]
    assert "All groups" in response.content.decode()


def test_htmx_request_gets_only_the_comparison(client):
    fragment = page(client, PAIR, **HTMX)
    html = fragment.content.decode().strip()
    assert html.startswith('<div id="comparison"')
    assert "<html" not in html
    assert "HX-Request" in fragment["Vary"]


@pytest.mark.parametrize("header", ["HX-History-Restore-Request", "HX-Boosted"])
def test_restored_history_and_boosted_links_get_the_whole_page(client, header):
    assert "<html" in page(client, PAIR, **HTMX, **{header: "true"}).content.decode()


def test_unknown_names_are_told_and_the_others_compared(client):
    response = page(client, "?m=nobody&m=qwen2-5-7b-instruct&m=kind:coder")
    assert columns(response) == ["qwen2-5-7b-instruct", "kind:coder"]
    assert "No model or kind has this name: nobody." in response.content.decode()


def test_one_column_explains_how_to_add_another(client):
    assert "One column is not a comparison yet." in page(client, "?m=kind:coder").content.decode()


def test_only_unknown_names_leave_a_page_with_a_way_on(client):
    response = page(client, "?m=nobody")
    assert response.status_code == 200
    assert "Nothing to compare" in response.content.decode()


def test_seventh_column_is_left_out_by_name(client):
    sizes = ["0-5b", "1-5b", "3b", "7b", "14b", "32b", "72b"]
    response = page(client, "?" + "&".join(f"m=qwen2-5-{size}-instruct" for size in sizes))
    assert len(columns(response)) == 6
    assert re.search(r"Six columns fit\. Left out: Qwen2\.5-72B-Instruct", response.content.decode())


def test_repeated_column_stands_once(client):
    assert columns(page(client, "?m=kind:coder&m=kind:coder&m=kind:base")) == ["kind:coder", "kind:base"]


def test_draft_looks_like_a_name_that_does_not_exist(client):
    LanguageModel.objects.filter(slug="qwen2-5-7b-instruct").update(status="draft")
    response = page(client, PAIR)
    assert columns(response) == ["qwen2-5-coder-7b-instruct"]
    assert "No model or kind has this name: qwen2-5-7b-instruct." in response.content.decode()
    assert "/models/qwen2-5-7b-instruct/" not in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?m=%00",
        "?m=%ff%fe",
        "?m=%ED%A0%80",
        "?m=" + "x" * 100_000,
        "?" + "&".join(f"m=a{number}" for number in range(1000)),
        "?use_case=%00&diff=perhaps&group=none&cell=",
        "?use_case=%22%3E%3Cscript%3E",
        "?m=kind:&m=:&m=kind:kind:coder",
    ],
)
def test_any_query_string_gets_an_answer(client, query):
    response = page(client, query)
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_data_format_refuses_a_bad_value_by_field_and_what_is_allowed(client):
    response = client.get("/en/compare.json?use_case=nothing&m=kind:coder&m=kind:base")
    assert response.status_code == 400
    told = response.json()
    assert told["field"] == "use_case"
    assert "nothing" in told["error"]
    assert "tab-completion" in told["allowed"]


def test_json_holds_the_same_cells_as_the_page(client):
    data = client.get(f"/en/compare.json{PAIR}").json()
    tree = page(client, PAIR).context["tree"]
    anchors = [cell["anchor"] for group in data["groups"] for row in group["rows"] for cell in row["cells"]]
    assert anchors == [cell.anchor for group in tree.groups for row in group.rows for cell in row.cells]


def test_csv_has_a_column_for_each_subject(client):
    lines = client.get(f"/en/compare.csv{PAIR}").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "group,row,label,qwen2-5-7b-instruct,qwen2-5-coder-7b-instruct"
    assert any(",37.6,40.4" in line for line in lines)


def test_evidence_of_a_cell_opens_in_place_and_as_a_page(client):
    query = f"{PAIR}&cell=can-call-tools--qwen2-5-coder-7b-instruct"
    fragment, whole = page(client, query, **HTMX), page(client, query)
    assert fragment.content.decode().strip().startswith("<details")
    assert "<html" in whole.content.decode()
    assert "github-ollama-issue-12174" in fragment.content.decode()
    assert page(client, f"{PAIR}&cell=nothing").status_code == 404


def test_every_anchor_that_a_cell_points_to_is_on_the_page(client):
    html = page(client).content.decode()
    # The address stands before the anchor: htmx takes a bare one for a jump and would not open it in place.
    wanted = set(re.findall(r'href="(?:/en/compare/)?#([^"]+)"', html))
    assert len(wanted) > 50
    assert wanted <= set(re.findall(r'id="([^"]+)"', html))


def test_every_id_stands_once(client):
    ids = re.findall(r' id="([^"]+)"', page(client, PAIR).content.decode())
    assert len(ids) == len(set(ids))


def test_kinds_page_tells_what_of_the_founding_note_is_wrong(client):
    response = page(client)
    told = {erratum.key for erratum in response.context["tree"].errata}
    assert {"S6", "S16", "S17"} <= told
    assert "<del>" in response.content.decode()


def test_use_case_says_which_column_suits_and_why(client):
    tree = page(client, "?use_case=tab-completion").context["tree"]
    fits = {column.key: judged.fit.code for column, judged in zip(tree.columns, tree.suitability, strict=True)}
    assert fits["kind:coder"] == "suits"
    assert fits["kind:instruct"] == "unsuited"


def test_curated_comparison_keeps_its_title_and_takes_other_columns(client):
    whole = client.get(reverse("comparison", args=["instruct-vs-coder"]))
    assert columns(whole)[:2] == ["kind:instruct", "kind:coder"]
    assert client.get(reverse("comparison", args=["nothing"])).status_code == 404


def test_queries_do_not_grow_with_columns(client, django_assert_max_num_queries):
    sizes = ["7b", "14b", "32b", "3b", "1-5b"]  # with a sixth, nothing can be added and the picker asks nothing
    keys = [f"m=qwen2-5-coder-{size}-instruct" for size in sizes]
    page(client, "?" + "&".join(keys))  # content types are looked up once in the life of a process
    with django_assert_max_num_queries(60) as two:
        page(client, "?" + "&".join(keys[:2]))
    with django_assert_max_num_queries(60) as many:
        page(client, "?" + "&".join(keys))
    assert len(many) == len(two)


def test_language_switch_keeps_columns_and_filters(client):
    html = page(client, f"{PAIR}&diff=1").content.decode()
    assert 'href="/zh-hant/compare/?m=qwen2-5-7b-instruct&amp;m=qwen2-5-coder-7b-instruct&amp;diff=1"' in html
