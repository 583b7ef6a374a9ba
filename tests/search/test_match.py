"""From typed words to what must be found."""

import time

import pytest

from kb.search import ask, rank

TERMS = [
    ("code completion", "程式碼補全", "补全", "補全", "代码补全"),
    ("code", "程式碼", "代码", "代碼"),
    ("fill-in-the-middle", "FIM", "中間填充"),
]


def found(words, names=(), texts=()):
    return rank(ask(words, TERMS), names, texts)


@pytest.mark.parametrize("words", ["代码补全", "程式碼補全", "code completion", "Code  Completion", "補全"])
def test_forms_of_a_term_find_the_same(words):
    assert found(words, texts=["適合程式碼補全"]) is not None
    assert found(words, texts=["made for code completion"]) is not None
    assert found(words, texts=["a chat model"]) is None


@pytest.mark.parametrize("words", ["StarCoder", "star coder", "star-coder", "ＳｔａｒＣｏｄｅｒ", "starcoder"])
def test_joined_split_and_wide_names_are_one(words):
    assert found(words, names=["StarCoder"]) == 0


def test_very_name_ranks_before_beginning_before_name_before_text():
    places = [
        found("coder", names=["Coder"]),
        found("coder", names=["Coder·Instruct"]),
        found("coder", names=["Acorn Coder 7B"]),
        found("coder", names=["Acorn"], texts=["a coder"]),
    ]
    assert places == [0, 1, 2, 3]


def test_every_part_must_occur_in_a_name_or_text():
    assert found("acorn chat", names=["Acorn"], texts=["good at chat"]) == 3
    assert found("acorn chat", names=["Acorn"], texts=["good at code"]) is None


def test_latin_is_found_at_the_start_of_a_word_only():
    assert found("ai", texts=["to maintain"]) is None
    assert found("ai", texts=["an AI"]) == 3


def test_scripts_need_no_space_between_them():
    assert found("claude程式碼", texts=["Claude 寫 程式碼"]) == 3


def test_two_chinese_words_with_a_blank_between_them_are_two():
    assert found("微調 重構", texts=["重構之後再微調"]) == 3
    assert found("微調重構", texts=["重構之後再微調"]) is None


@pytest.mark.parametrize("words", ["pass@1", "C++", '"quoted"', "a-b", "qwen2.5-coder", "「補全」", "100%"])
def test_punctuation_is_part_of_words_and_never_syntax(words):
    assert ask(words, TERMS).parts


@pytest.mark.parametrize("words", ["", "   ", "!!!", "「」", "— …", "++"])
def test_nothing_to_look_for_finds_nothing(words):
    assert ask(words, TERMS).parts == ()
    assert found(words, names=["Anything"], texts=["anything"]) is None


def test_longest_question_is_answered_at_once():
    began = time.perf_counter()
    question = ask("補全x" * 50, TERMS)
    rank(question, ["x"], ["補全" * 10_000])
    assert time.perf_counter() - began < 1
    assert len(question.parts) <= 12
