"""Hostile Markdown is refused before it is parsed; whatever is accepted renders in at most a second."""

import time

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.text import LINE_LENGTH, NOTE_LENGTH, TextRefused, check_line, check_note, limits, render_line, render_note
from kb.text.markdown import _note
from tests.text.judge import faults_in

SECONDS = 1.0  # of the processor: another program that runs meanwhile does not count
REFUSED = {
    "brackets": ("[" * 8000, "too_long_run"),
    "spaced brackets": ("[ " * 8000, "open_brackets"),
    "image brackets": ("![" * 8000, "open_brackets"),
    "bracket and text": ("[a" * 8000, "open_brackets"),
    "nested links": ("[" * 50 + "a" + "](https://example.org)" * 50, "open_brackets"),
    "open link targets": ("[a](" * 4000, "open_links"),
    "open link titles": ('[a](b"c) ' * 2000, "open_links"),
    "open angle targets": ("[a](<" * 4000, "open_links"),
    "list markers": ("* " * 500 + "a", "too_deep"),
    "dashes": ("- " * 5000 + "a", "too_deep"),
    "numbers": ("1. " * 1000 + "a", "too_deep"),
    "quotes": (">" * 1000 + "a", "too_long_run"),
    "spaced quotes": ("> " * 1000 + "a", "too_deep"),
    "mixed markers": ("> - 1. " * 300 + "a", "too_deep"),
    "deep indent": (" " * 90 + "- a", "too_deep"),
    "steps of lists": ("\n".join(" " * 4 * depth + "- a" for depth in range(25)), "too_deep"),
    "stars": ("a" + "*" * 9000 + "b", "too_long_run"),
    "underscores": ("_" * 20_000, "too_long_run"),
    "open stars": ("*a " * 6000, "open_emphasis"),
    "open underscores": ("_a " * 6000, "open_emphasis"),
    "nested emphasis": ("*a " * 300 + "b* " * 300, "open_emphasis"),
    "backticks": ("`" * 20_000, "too_long_run"),
    "growing backticks": (" ".join("`" * size for size in range(1, 90)), "open_code"),
    "escaped backticks": ("\\``" * 3000, "open_code"),
    "hashes": ("#" * 19_000 + "a", "too_long_run"),
    "headings": ("# a\n" * 5000, "too_many_lines"),
    "rules": ("***\n" * 5000, "too_many_lines"),
    "spaces": ("a" + " " * 10_000 + "b", "too_long_run"),
    "tabs": ("\t" * 8000 + "a", "too_long"),
    "fences": ("```\na\n```\n" * 2000, "too_many_marks"),
    "items": ("- a\n\n" * 4000, "too_many_marks"),
    "paragraphs": ("a\n\n" * 6000, "too_many_marks"),
    "flat emphasis": ("*a* " * 5000, "too_many_marks"),
    "wide table": ("|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + "|a\n" * 400, "too_many_cells"),
    "many tables": ("a|b\n-|-\n\n" * 2200, "too_many_cells"),
    "repeated definition": ("[a]: https://example.org/" + "b" * 900 + "\n\n" + "[a] " * 2000, "too_many_references"),
    "combining marks": ("a" + "\u0301\u0327" * 9000, "broken_character"),
    "length": ("a" * (NOTE_LENGTH + 1), "too_long"),
}
# One repeated unit each; what a check lets through at some length must be quick at that length.
INLINE = (
    "[", "]", "(", ")", "](", "](<", "![", "[a]", "[a](b)", "[@a]", "[^1]", "*", "**", "***", "*a*", "_", "__", "`",
    "``", "`a`", "|", "\\", "<", "<a://", "<b>", "&", "&#1;", "'", '"', ":", "!", " ", "a", "字", "\u0301", "\t",
)  # fmt: skip
BLOCKS = (
    "#", "# a\n", ">", "> ", "- ", "* ", "1. ", "- a\n", "    ", "---", "===", "---\n", "===\n", "***\n", "~~~",
    "~~~\n", "```", "```\n", "|-", "a|b", "a|b\n-|-\n", "[a]:b", "[a]: b\n", "\\\n", "\n", "\n\n",
)  # fmt: skip
UNITS = INLINE + BLOCKS


def seconds_of(text):
    """(how long `text` takes to be refused or rendered for the first time, its HTML or None)."""
    _note.cache_clear()
    start = time.process_time()
    try:
        html = render_note(text)
    except TextRefused:
        html = None
    return time.process_time() - start, html


@pytest.mark.parametrize(("text", "code"), REFUSED.values(), ids=REFUSED)
def test_hostile_text_is_refused_at_once(text, code):
    start = time.process_time()
    with pytest.raises(TextRefused) as refused:
        render_note(text)
    assert time.process_time() - start < 0.25
    assert refused.value.code == code


@pytest.mark.parametrize("unit", UNITS)
def test_repeated_unit_is_refused_or_quick(unit):
    for length in (20_000, 5_000):
        took, html = seconds_of((unit * (length // len(unit) + 1))[:length])
        assert took < SECONDS
        if html is not None:
            assert faults_in(html) == []


@given(units=st.lists(st.sampled_from(UNITS), min_size=2, max_size=6), length=st.sampled_from([1_500, 6_000, 20_000]))
@settings(max_examples=60)
def test_any_mixture_is_refused_or_quick(units, length):
    unit = "".join(units)
    took, html = seconds_of((unit * (length // len(unit) + 1))[:length])
    assert took < SECONDS
    if html is not None:
        assert faults_in(html) == []


def test_the_most_that_is_accepted_is_quick():
    items = "- a\n\n" * (limits.MARKS // 2 - 100)
    table = "|a|b\n|-|-\n" + "|a|b\n" * 400 + "\n"
    text = items + table
    text += "word " * ((NOTE_LENGTH - len(text)) // 5)
    check_note(text)
    took, html = seconds_of(text)
    assert took < SECONDS
    assert html.count("<li>") == limits.MARKS // 2 - 100


def test_ordinary_long_note_is_accepted():
    section = """\
## Training

A *Coder* model is **pre-trained** on code [@arxiv-2308.12950; @b], see [the card](https://example.org/a_(b) "card").
It continues `fill_in(the, middle)` and costs 9 to 15 points on IFEval.

- one
- two
    - three

| model | HumanEval |
| --- | --- |
| `a_b_c` | 61.6 |

> quoted

```python
print([x for x in y])
                                                            deep
```

"""
    html = render_note(section * (NOTE_LENGTH // len(section)))
    assert html.count("<table>") == NOTE_LENGTH // len(section)


def test_code_in_a_fence_may_hold_what_prose_may_not():
    code = "[" * 90 + "\n" + " " * 96 + "a\n" + "* " * 40
    assert "[[[[[" in render_note(f"```\n{code}\n```")
    with pytest.raises(TextRefused):
        render_note(code)


def test_unclosed_fence_hides_nothing_from_the_checks():
    """What the check takes for code, the parser takes for code too."""
    assert render_note("```\n" + "> " * 40 + "a").startswith("<pre><code>&gt; &gt;")
    with pytest.raises(TextRefused):
        render_note("    ```\n" + "> " * 40 + "a")


def test_same_text_is_rendered_once():
    _note.cache_clear()
    render_note("a **b**")
    render_note("a **b**")
    assert _note.cache_info()[:2] == (1, 1)
    assert _note.cache_info().maxsize


def test_refusal_names_the_line_and_what_is_allowed():
    with pytest.raises(TextRefused) as refused:
        check_note("fine\n\nfine\n" + "> " * 30 + "a")
    assert refused.value.params == {"line": 4, "limit": limits.NESTING}
    assert "Line 4" in refused.value.message
    assert "10" in str(refused.value)


def test_refusal_is_worded_in_the_language_of_the_moment(monkeypatch):
    with translation.override("zh-hant"), pytest.raises(TextRefused) as refused:
        check_note("a" * (NOTE_LENGTH + 1))
    with translation.override("en"):
        assert refused.value.message == "20,001 characters are too many; at most 20,000 are allowed."


def test_line_has_its_own_length():
    check_line("a" * LINE_LENGTH)
    render_line("a" * LINE_LENGTH)
    with pytest.raises(TextRefused) as refused:
        render_line("a" * (LINE_LENGTH + 1))
    assert refused.value.code == "too_long"
    check_note("a" * (LINE_LENGTH + 1))


@given(st.text(max_size=400))
def test_any_text_renders_to_known_tags_or_is_refused(text):
    try:
        html = render_note(text)
    except TextRefused:
        return
    assert faults_in(html) == []


@given(st.text(alphabet="[]()<>*_`~#|!&;:@\\/\"' \n\t-+=.0123aA字，{}", max_size=300))
@settings(max_examples=300)
def test_any_markdown_renders_to_known_tags_or_is_refused(text):
    try:
        html = render_note(text)
        line = render_line(text)
    except TextRefused:
        return
    assert faults_in(html) == []
    assert faults_in(line) == []
