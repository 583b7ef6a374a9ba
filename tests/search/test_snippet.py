"""Where the words stand: the original text, not the folded one."""

import pytest

from kb.search import ask, mark, snippet


def found(pieces):
    return [piece.text for piece in pieces if piece.found]


def whole(pieces):
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Code Llama and CODE", "code", ["Code", "CODE"]),
        ("ＧＰＴ 模型", "gpt", ["ＧＰＴ"]),
        ("the ﬁrst one", "first", ["ﬁrst"]),
        ("程式碼補全", "補全", ["補全"]),
        ("用 Coder 模型", "coder模型", ["Coder", "模型"]),
        ("nothing here", "coder", []),
    ],
)
def test_original_slice_is_marked(text, words, expected):
    pieces = mark(text, ask(words, []))
    assert found(pieces) == expected
    assert whole(pieces) == text


def test_term_of_several_words_is_marked_across_its_spaces():
    question = ask("中間填充", [("fill in the middle", "中間填充")])
    assert found(mark("it can Fill in  the middle", question)) == ["Fill in  the middle"]


def test_form_without_a_space_is_marked_where_the_text_has_one():
    question = ask("instruct model", [("instruct model", "Instruct 模型")])
    assert found(mark("用 Instruct 模型 寫", question)) == ["Instruct 模型"]


def test_overlapping_forms_are_one_mark():
    assert found(mark("補全", ask("補全 全", []))) == ["補全"]


def test_window_is_cut_around_the_first_word_and_says_so():
    text = f"{'before ' * 60}needle {'after ' * 60}".strip()
    pieces = snippet(text, ask("needle", []))
    assert found(pieces) == ["needle"]
    assert pieces[0].text == pieces[-1].text == "…"
    assert len(whole(pieces)) < 220


def test_chinese_window_is_shorter():
    pieces = snippet("字" * 300, ask("沒有", []))
    assert 50 < len(whole(pieces)) < 90


def test_markup_stays_text():
    pieces = mark("<b>code</b>", ask("code", []))
    assert whole(pieces) == "<b>code</b>"
