"""One tree, many faces: page, part, data; and what each of them depends on."""

from dataclasses import dataclass

import pytest
from django.http import Http404
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from kb.forms.query import Problem
from kb.views.answers import bad_request, respond


@dataclass(frozen=True, slots=True)
class Tree:
    asked: str = "coder"
    total: int = 0
    groups: tuple = ()
    nothing_to_find: bool = False
    has_machine_text: bool = False


@dataclass(frozen=True, slots=True)
class Table(Tree):
    def table(self):
        return ("a", "b"), [("1", None)]


def answer(suffix="html", tree=None, part="search-results", **headers):
    request = RequestFactory().get("/en/search/", headers=headers)
    request.htmx = HtmxDetails(request)
    return respond(request, suffix, tree or Tree(), "search/results.html", part)


def test_plain_request_gets_the_page():
    assert answer().content.startswith(b"<!doctype html>")


def test_swap_gets_only_the_part():
    content = answer(HX_Request="true").content.strip()
    assert content.startswith(b'<div id="search-results"')
    assert b"<html" not in content


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_boosted_link_and_restored_history_get_the_page(header):
    assert answer(**{"HX-Request": "true", header: "true"}).content.startswith(b"<!doctype html>")


def test_page_without_a_part_is_always_whole():
    assert answer(part="", HX_Request="true").content.startswith(b"<!doctype html>")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_caches_are_told_what_the_answer_depends_on(headers):
    vary = {name.strip() for name in answer(**headers)["Vary"].split(",")}
    assert {"HX-Request", "HX-Boosted", "HX-History-Restore-Request"} <= vary


def test_data_comes_from_the_same_tree():
    assert answer("json").content.startswith(b'{\n "asked": "coder"')
    assert answer("csv", Table()).content.decode("utf-8-sig") == "a,b\r\n1,\r\n"


def test_tree_without_a_table_has_no_csv():
    with pytest.raises(Http404):
        answer("csv")


def test_page_offers_the_formats_that_it_has():
    assert b'href="/en/search.csv"' in answer(tree=Table()).content
    assert b'href="/en/search.csv"' not in answer().content
    assert b'href="/en/search.json"' in answer().content


def test_data_says_what_was_wrong_and_what_is_allowed():
    problems = [Problem("kind", "Kind", "There is no “x” here.", "coder, instruct"), Problem("sort", "Sort", "No.", "")]
    told = bad_request(problems)
    assert told.status_code == 400
    from json import loads

    data = loads(told.content)
    assert (data["error"], data["field"], data["allowed"]) == ("There is no “x” here.", "kind", "coder, instruct")
    assert [each["field"] for each in data["problems"]] == ["kind", "sort"]
