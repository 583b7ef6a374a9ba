"""A tree that offers a table as CSV that a spreadsheet opens with its Chinese intact and runs no formula of."""

import csv
import io
import re
from numbers import Number
from typing import Any

BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets read UTF-8 as something else

# What a spreadsheet would take for a formula, also behind blanks and in full width.
FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def as_csv(tree) -> str:
    """`tree.table()` gives the header and the rows; an unknown value (None) is an empty cell."""
    header, rows = tree.table()
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(safe_cell(name) for name in header)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def safe_cell(value: Any) -> str:
    """The text of one cell; an apostrophe before what would be a formula. Numbers keep their sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, Number):
        return text
    return f"'{text}" if FORMULA.match(text) else text
