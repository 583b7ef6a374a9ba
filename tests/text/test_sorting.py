"""Stored keys that order names alike in every database."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from kb.text import latin_key, stroke_key

HEADWORDS = [
    "Token",
    "API",
    "一致",
    "人類",
    "上下文",
    "引用",
    "主張",
    "函式",
    "指令模型",
    "程式碼",
    "微調",
    "稠密模型",
    "資料集",
    "權重",
]


def test_headwords_stand_latin_first_then_by_strokes():
    assert sorted(reversed(HEADWORDS), key=stroke_key) == ["API", "Token", *HEADWORDS[2:]]


def test_database_orders_stroke_keys_alike():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE term (word, key)")
    connection.executemany("INSERT INTO term VALUES (?, ?)", [(word, stroke_key(word)) for word in HEADWORDS])
    ordered = [row[0] for row in connection.execute("SELECT word FROM term ORDER BY key")]
    connection.close()
    assert ordered == sorted(HEADWORDS, key=stroke_key)


def test_character_outside_big5_comes_last():
    assert sorted(["码", "𠀀", "籲", "a"], key=stroke_key)[:2] == ["a", "籲"]


def test_width_and_case_do_not_matter():
    assert stroke_key("ＡＰＩ") == stroke_key("api")
    assert latin_key("Ｑｗｅｎ２") == latin_key("qwen2")


def test_names_stand_in_natural_order():
    names = ["CodeLlama-7B", "codellama-13B", "Qwen2.5-1.5B", "Qwen2.5-7B", "qwen2.5-14B", "Qwen10-7B", "StarCoder"]
    assert sorted(reversed(names), key=latin_key) == names


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_of_any_length_stand_in_their_order(one, other):
    assert (latin_key(f"m{one}b") < latin_key(f"m{other}b")) == (one < other)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=150))
def test_keys_are_ascii_or_fit_their_columns(text):
    key = stroke_key(text)
    assert set(key) <= set("0123456789abcdef")
    assert len(key) <= 400
    assert len(latin_key(text)) <= 200
