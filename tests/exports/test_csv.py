"""A table as CSV: Chinese intact, unknown empty, no cell a formula."""

import csv
import io
from decimal import Decimal

import pytest

from kb.exports import as_csv, response
from kb.exports.csv import safe_cell


class Table:
    def __init__(self, *rows):
        self.rows = rows

    def table(self):
        return ("name", "value"), self.rows


def read(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_spreadsheet_gets_a_byte_order_mark_and_the_rows():
    written = as_csv(Table(("程式碼, 模型", "a\nb"), ('say "hi"', None)))
    assert written.startswith("\ufeff")
    assert read(written) == [["name", "value"], ["程式碼, 模型", "a\nb"], ['say "hi"', ""]]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＠x", '=HYPERLINK("http://x")'],
)
def test_text_never_becomes_a_formula(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [(-1.5, "-1.5"), (Decimal("-2.80"), "-2.80"), (0, "0"), (True, "true"), ("a-b", "a-b"), ("C++", "C++"), (None, "")],
)
def test_number_keeps_its_sign_and_plain_text_its_form(value, cell):
    assert safe_cell(value) == cell


def test_answer_says_what_it_is():
    answer = response(Table(("a", "b")), "csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
