"""Benchmarks: protocols apart, figures best first, rivals side by side."""

import json
import re

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


class Board:
    """A benchmark with one protocol, an evaluator and a source."""

    def __init__(self, **fields):
        self.kinds = make.kinds()
        self.maker = make.organization("maker")
        self.family = make.family("acorn", self.maker)
        self.benchmark = make.benchmark("bench", **fields)
        self.way = make.protocol("way", self.benchmark, metric="pass@1", edit_format="n/a")
        self.source = make.source("results")

    def model(self, slug):
        return make.model(slug, self.family, self.kinds["coder"])

    def score(self, model, printed, **fields):
        fields = {"under": self.way, "by": self.maker, "taken_from": self.source} | fields
        return make.score(model, printed=printed, **fields)


def tree(client):
    return json.loads(client.get("/en/benchmarks/bench.json").content)


def order(client, protocol=0):
    return [
        (each["slug"], [figure["printed"] for figure in each["figures"]])
        for each in tree(client)["protocols"][protocol]["models"]
    ]


def test_best_figure_stands_first(client):
    board = Board()
    for slug, printed in [("low", "9.5"), ("high", "37.60"), ("middle", "10.0")]:
        board.score(board.model(slug), printed)
    assert order(client) == [("high", ["37.60"]), ("middle", ["10.0"]), ("low", ["9.5"])]
    html = client.get("/en/benchmarks/bench/").content.decode()
    assert re.findall(r'<data value="([\d.]+)">', html) == ["37.60", "10.0", "9.5"]


def test_lowest_figure_stands_first_where_lower_is_better(client):
    board = Board(higher_is_better=False)
    for slug, printed in [("high", "37.60"), ("low", "9.5")]:
        board.score(board.model(slug), printed)
    assert [slug for slug, _figures in order(client)] == ["low", "high"]


def test_rival_figures_of_a_model_stand_together(client):
    board, other = Board(), make.organization("other")
    rivals, between = board.model("rivals"), board.model("between")
    board.score(rivals, "57.3")
    board.score(rivals, "59.8", by=other)
    board.score(between, "58.0")
    assert order(client) == [("rivals", ["59.8", "57.3"]), ("between", ["58.0"])]
    html = client.get("/en/benchmarks/bench/").content.decode()
    row = html.partition('<th scope="rowgroup" rowspan="2">')[2].partition("</tbody>")[0]
    assert "59.8" in row
    assert "57.3" in row


def test_preferred_figure_places_its_model(client):
    board = Board()
    rivals, between = board.model("rivals"), board.model("between")
    board.score(rivals, "60.0")
    chosen = board.score(rivals, "50.0", raw_name="again", preferred=True)
    make.tell(chosen, preference_reason=("Run by others.", "由他人執行。"))
    board.score(between, "55.0")
    assert order(client) == [("between", ["55.0"]), ("rivals", ["50.0", "60.0"])]
    assert "Run by others." in client.get("/en/benchmarks/bench/").content.decode()


def test_hearsay_places_no_model(client):
    board = Board()
    board.score(board.model("measured"), "10.0")
    board.score(board.model("rumoured"), "99.0", taken_from=make.source("talk", kind="forum"))
    assert [slug for slug, _figures in order(client)] == ["measured", "rumoured"]
    assert "not ranked" in client.get("/en/benchmarks/bench/").content.decode()


def test_figures_of_different_protocols_are_never_merged(client):
    board = Board()
    other = make.protocol("yonder", board.benchmark)
    model = board.model("one")
    board.score(model, "10.0")
    board.score(model, "20.0", under=other)
    assert order(client) == [("one", ["10.0"])]
    assert order(client, 1) == [("one", ["20.0"])]
    html = client.get("/en/benchmarks/bench/").content.decode()
    assert 'id="protocol-way"' in html
    assert 'id="protocol-yonder"' in html


def test_every_setting_is_shown_unknown_apart_from_not_applicable(client):
    Board()
    table = client.get("/en/benchmarks/bench/").content.decode().partition('class="data settings"')[2]
    cells = dict(re.findall(r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>', table.partition("</table>")[0], re.S))
    assert len(cells) == 12
    assert "pass@1" in cells["metric"]
    assert 'class="unknown"' in cells["shots"]
    assert "level-na" in cells["edit format"]
    assert tree(client)["protocols"][0]["settings"][4] == ["shots", ""]


def test_figure_names_evaluator_source_place_and_date(client):
    board = Board()
    board.score(board.model("one"), "10.0", measured_on=make.DAY, raw_place="table 3, row 2")
    html = client.get("/en/benchmarks/bench/").content.decode()
    for words in ("/en/organizations/maker/", "/en/sources/results/", "table 3, row 2", "2026-11-23"):
        assert words in html


def test_csv_has_one_line_per_figure_with_its_settings(client):
    board = Board()
    board.score(board.model("one"), "37.60")
    lines = client.get("/en/benchmarks/bench.csv").content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("way,one,37.60,percent,Maker,results,row 37.60,one,")
    assert ",n/a," in lines[1]


def test_list_counts_each_model_once(client):
    board = Board()
    model = board.model("one")
    board.score(model, "10.0")
    board.score(model, "11.0", raw_name="again")
    html = client.get("/en/benchmarks/").content.decode()
    assert "1 model measured" in html
    assert "1 protocol<" in html


def test_benchmark_without_figures_says_so(client):
    make.benchmark("bench")
    assert "No figure of this benchmark is on record yet." in client.get("/en/benchmarks/bench/").content.decode()
