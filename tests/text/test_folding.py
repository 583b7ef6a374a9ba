"""Words that readers take as equal fold to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text import contains_folded, fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＧＰＴ 模型", "gpt模型"),
        ("Claude 程式碼", "claude程式碼"),
        ("指令 模型", "指令模型"),
        ("Qwen2.5\u2011Coder", "qwen2.5-coder"),
        ("“Base”", '"base"'),
        ("Straße", "STRASSE"),
        ("ﬁll  in\nthe\tmiddle", "fill in the middle"),
        ("zero\u200bwidth", "zerowidth"),
        ("微調，（SFT）。", "微調,(sft)."),
        ("cafe\u0301", "CAFÉ"),
    ],
)
def test_equal_words_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("star coder", "starcoder"), ("代码", "程式碼"), ("a-b", "a b"), ("7B", "7 B")]
)
def test_different_words_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_haystack_is_searched_as_readers_see_it():
    assert contains_folded("使用 Claude 程式碼模型", "claude程式碼")
    assert contains_folded("ＦＩＭ（中間填充）", "fim(中")
    assert contains_folded("anything", " ")
    assert not contains_folded("程式碼", "代码")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
