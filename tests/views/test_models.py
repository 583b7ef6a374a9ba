"""The catalogue and the page of one model, on the real content."""

import re
from urllib.parse import urlencode

import pytest

from kb.models import LanguageModel, ModelAlias

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]

HTMX = {"HX-Request": "true"}


def catalogue(client, language="en", headers=None, **query):
    return client.get(f"/{language}/models/?{urlencode(query, doseq=True)}", headers=headers)


def slugs(response):
    return [row.slug for row in response.context["tree"].rows]


def every_slug(client, **query):
    """The slugs of all pages, in order."""
    found, page, pages = [], 1, 1
    while page <= pages:
        tree = catalogue(client, page=page, **query).context["tree"]
        found += [row.slug for row in tree.rows]
        page, pages = page + 1, tree.pages
    return found


def test_every_published_model_stands_on_exactly_one_page(client):
    assert sorted(every_slug(client)) == sorted(LanguageModel.objects.published().values_list("slug", flat=True))


def test_names_are_in_the_order_readers_expect(client):
    found = every_slug(client, family="qwen2-5", kind="instruct")
    assert found.index("qwen2-5-7b-instruct") < found.index("qwen2-5-14b-instruct")


def test_tab_completion_offers_coder_base_first_and_coder_instruct_as_weaker(client):
    tree = catalogue(client, use_case="tab-completion", params_max="8", open="1").context["tree"]
    assert tree.rows[0].kind.url.endswith("/kinds/coder/")
    assert tree.rows[0].fit.code == "suits"
    weaker = {row.slug: row for row in tree.rows if row.fit.code == "possible"}
    assert "qwen2-5-coder-7b-instruct" in weaker
    (reason,) = [each for each in weaker["qwen2-5-coder-7b-instruct"].reasons if each.need.required]
    assert reason.level == "partial"
    assert reason.note


def test_code_llama_34b_is_left_out_of_tab_completion_with_its_reason(client):
    tree = catalogue(client, use_case="tab-completion").context["tree"]
    unsuited = {
        model.slug: model
        for exclusion in tree.exclusions
        if exclusion.fit.code == "unsuited"
        for model in exclusion.models
    }
    assert "code-llama-34b" in unsuited
    assert [each.need.capability for each in unsuited["code-llama-34b"].reasons] == ["fill-in-the-middle"]


@pytest.mark.parametrize("base", [{}, {"use_case": "tab-completion"}, {"use_case": "refactor", "open": "1"}])
def test_each_facet_count_equals_its_list(client, base):
    facets = catalogue(client, **base).context["tree"].facets
    checked = 0
    for facet in facets:
        for option in facet.options:
            if facet.name in base:
                continue
            assert catalogue(client, **base, **{facet.name: option.value}).context["tree"].total == option.count
            checked += 1
    assert checked > 30


def test_bare_chinese_counts_for_traditional_chinese(client):
    found = every_slug(client, prompt="zh-hant")
    assert "qwen2-5-7b-instruct" in found
    assert "code-llama-7b-instruct" not in found


def test_name_filter_finds_aliases_in_any_width_and_case(client):
    assert "code-llama-7b" in every_slug(client, q="ＣｏｄｅＬｌａｍａ 7b")


def test_htmx_request_gets_only_the_catalogue(client):
    html = catalogue(client, headers=HTMX).content.decode().strip()
    assert html.startswith('<div id="catalogue"')
    assert "<html" not in html


def test_bad_values_are_named_beside_their_field_and_the_rest_applies(client):
    response = catalogue(client, params_max="huge", kind=["coder", "nonsense"], page="0", sort="; drop table")
    assert {problem.field for problem in response.context["form"].problems()} == {"params_max", "kind", "page", "sort"}
    assert all(row.kind.url.endswith("/kinds/coder/") for row in response.context["tree"].rows)
    assert "Billions of parameters, such as 8 or 70億." in response.content.decode()


def test_contradicting_sizes_are_told(client):
    response = catalogue(client, params_min="70", params_max="7")
    assert "The smallest size is larger than the largest" in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ff",
        "kind=%00",
        "params_max=1e999",
        "params_max=%EF%BC%98",
        "params_max=" + "9" * 5000,
        "context_min=nan",
        "released_after=0000-99-99",
        "page=99999999999999999999",
        "q=" + "x" * 100_000,
        "&".join("kind=coder" for _ in range(1000)),
        "open=maybe&sort=-sort_name&use_case[]=1",
    ],
)
def test_any_query_string_gets_an_answer(client, query):
    assert client.get(f"/en/models/?{query}").status_code == 200


def test_data_format_refuses_what_the_page_names(client):
    told = client.get("/en/models.json?params_max=huge").json()
    assert (told["field"], told["allowed"]) == ("params_max", "Billions of parameters, such as 8 or 70億.")


def test_data_has_the_same_models_in_the_same_order(client):
    query = "?use_case=tab-completion&tuning=base"
    data = client.get(f"/en/models.json{query}").json()
    shown = client.get(f"/en/models/{query}").context["tree"]
    assert [row["slug"] for row in data["rows"]] == [row.slug for row in shown.rows]
    assert data["total"] == shown.total


def test_unknown_size_is_null_in_json_and_empty_in_csv(client):
    row = next(row for row in client.get("/en/models.json?family=claude").json()["rows"])
    assert row["total_params"] is None
    line = client.get("/en/models.csv?family=claude").content.decode("utf-8-sig").splitlines()[1]
    assert ",," in line
    assert ",0," not in line


def test_model_page_shows_descent_and_relatives(client):
    tree = client.get("/en/models/qwen2-5-coder-7b-instruct/").context["tree"]
    assert [other.slug for other in tree.ancestors][:2] == ["qwen2-5-coder-7b", "qwen2-5-7b"]


def test_same_cell_stands_on_model_page_and_in_comparison(client):
    anchor = "can-call-tools--qwen2-5-coder-7b-instruct"
    assert f'id="{anchor}"' in client.get("/zh-hant/models/qwen2-5-coder-7b-instruct/").content.decode()
    assert f'id="{anchor}"' in client.get("/zh-hant/compare/?m=qwen2-5-coder-7b-instruct").content.decode()


def test_former_slug_answers_with_the_present_address(client):
    model = LanguageModel.objects.get(slug="code-llama-7b")
    model.slug = "codellama-7b"
    model.save()
    response = client.get("/en/models/code-llama-7b/")
    assert (response.status_code, response["Location"]) == (301, "/en/models/codellama-7b/")
    assert client.get("/en/models/code-llama-7b.json")["Location"] == "/en/models/codellama-7b.json"


def test_former_slug_of_a_draft_is_as_absent_as_any(client):
    model = LanguageModel.objects.get(slug="code-llama-7b")
    ModelAlias.objects.create(model=model, where=ModelAlias.FORMER_SLUG, name="old-name")
    LanguageModel.objects.filter(pk=model.pk).update(status="draft")
    assert client.get("/en/models/old-name/").status_code == 404
    assert client.get("/en/models/code-llama-7b/").status_code == 404
    assert "code-llama-7b" not in every_slug(client, family="code-llama")


def test_queries_do_not_grow_with_models(client, django_assert_max_num_queries):
    catalogue(client, use_case="tab-completion")  # content types are looked up once in the life of a process
    with django_assert_max_num_queries(60) as few:
        catalogue(client, use_case="tab-completion", family="code-llama")
    with django_assert_max_num_queries(60) as many:
        catalogue(client, use_case="tab-completion")
    assert len(many) == len(few)


def test_size_that_nobody_stated_is_shown_as_unknown(client):
    html = catalogue(client, family="claude").content.decode()
    assert re.search(r"Parameters</dt><dd><span class=\"unknown\">unknown", html)
