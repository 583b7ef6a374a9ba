"""Typography of mixed Han and Latin text: each rule fires on its fault and stays silent on the right form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text import banned_forms, faults


def codes(text, language="zh-hant"):
    return [fault.code for fault in faults(text, language)]


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("Instruct 模型", "Instruct模型", "missing-space"),
        ("支援 128K token", "支援128K token", "missing-space"),
        ("**Instruct** 模型", "**Instruct**模型", "missing-space"),
        ("使用 *Coder* 模型", "使用*Coder* 模型", "missing-space"),
        ("於 2025年7月9日 更新", "於2025年7月9日 更新", "missing-space"),
        ("共 3 個", "共3 個", "missing-space"),
        ("Instruct 模型", "Instruct  模型", "extra-space"),
        ("模型，而且", "模型， 而且", "space-beside-punctuation"),
        ("模型（SFT）在", "模型（SFT） 在", "space-beside-punctuation"),
        ("採用「填充」目標", "採用 「填充」目標", "space-beside-punctuation"),
        ("監督式**微調**和", "監督式**微調** 和", "space-between-han"),
        ("指令模型", "指令\u3000模型", "wide-space"),
        ("模型，然後", "模型, 然後", "half-width-punctuation"),
        ("模型：A", "模型: A", "half-width-punctuation"),
        ("微調（SFT）", "微調(SFT)", "half-width-punctuation"),
        ("微調（SFT）", "微調 (SFT)", "half-width-punctuation"),
        ("是嗎？", "是嗎?", "half-width-punctuation"),
        ("結束。", "結束.", "half-width-punctuation"),
        ("Llama、模型", "Llama,模型", "half-width-punctuation"),
        ("他說「好」。", "他說“好”。", "quotation-marks"),
        ("他說「好」。", '他說"好"。', "quotation-marks"),
        ("等等……", "等等...", "ellipsis"),
        ("等等……", "等等…", "ellipsis"),
        ("甲——乙", "甲--乙", "dash"),
        ("甲——乙", "甲—乙", "dash"),
        ("程式碼生成", "程式码生成", "simplified"),
        ("軟體", "软件", "simplified"),
    ],
)
def test_chinese_fault_is_found_and_the_right_form_is_not(right, wrong, code):
    assert codes(right) == []
    assert code in codes(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "2025年7月9日發布，2024年11月更新。",
        "上下文最長 16K（16,384 token），GPT-4o 可達 128K。",
        "「監督式微調（SFT）」與人類回饋強化學習（RLHF）",
        "pass@1（單次通過率）為 67.1%",
        "`程式碼code` 與 ``a`模型`` 皆可",
        "```\n模型,code...“x”--\n```",
        "見 https://example.org/模型code,x 與 [說明](https://example.org/a模型)。",
        "見[說明](https://example.org/a_(模型))",
        "根據[@arxiv-2308.12950]與[@a; @b]，",
        "[1]: https://example.org/模型code",
        "共 %(count)d 個模型，%(name)s模型，{name}模型",
        "<strong>模型</strong>",
        "- 模型\n- 7B 模型\n    - 子項目",
        "| 模型   | 7B |\n| ------ | --: |\n| 一     | 二 |",
        "---\n# 模型\n\n模型\n--",
        "由 A–B 組成；Hello, world: it works (mostly)... fine",
        "12:30 開始，README.md 檔案",
        "甲·乙",
        "",
    ],
)
def test_right_chinese_has_no_faults(text):
    assert faults(text, "zh-hant") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A model，and more", ["full-width-punctuation"]),
        ("Two  spaces.", ["extra-space"]),
        ("(SFT）", ["full-width-punctuation"]),
        ("One space. “Quotes” -- and... more!", []),
        ("對照 (duìzhào) means; the title 「指令模型」 is Chinese.", []),
        ("`a，b  c` https://example.org/，", ["full-width-punctuation"]),
        ("- item\n    - nested\n\n| a   | b |", []),
    ],
)
def test_english_faults(text, expected):
    assert codes(text, "en") == expected


def test_fault_tells_where_and_shows_the_text_around_it():
    (fault,) = faults("第一行。\n這裡有 Instruct模型，還有別的字在後面不顯示", "zh-hant")
    assert fault.offset == len("第一行。\n這裡有 Instruc")
    assert "Instruct模型" in fault.excerpt
    assert "\n" not in fault.excerpt
    assert "不顯示" not in fault.excerpt


def test_offsets_are_true_after_code_and_addresses():
    text = "`碼` https://example.org/ [@a-b] 模型, 好"
    (fault,) = faults(text, "zh-hant")
    assert text[fault.offset] == ","


BANNED = {
    "代码": "程式碼",
    "代码生成": "程式碼生成",
    "文件": "檔案",
    "文件字串": "文件字串",
    "repo": "repository",
    "C++": "C++",
}


def test_banned_form_is_found_with_what_to_write_instead():
    assert banned_forms("寫代码。", BANNED) == [("代码", "程式碼", 1)]


def test_longest_banned_form_wins():
    assert [found.form for found in banned_forms("代码生成與代码", BANNED)] == ["代码生成", "代码"]


def test_longer_right_form_hides_a_banned_one_within_it():
    assert banned_forms("文件字串", BANNED) == []
    assert [found.offset for found in banned_forms("文件字串、文件", BANNED)] == [5]


def test_banned_latin_form_is_a_whole_word_in_any_case():
    assert [found.offset for found in banned_forms("repository Repo reporter", BANNED)] == [11]


def test_banned_form_in_code_or_address_is_no_fault():
    assert banned_forms("`代码` https://example.org/代码 \n\n```\n代码\n```", BANNED) == []
    assert len(banned_forms("「代码」", BANNED)) == 1


def test_no_banned_forms_no_findings():
    assert banned_forms("代码", {}) == []


@given(st.text(alphabet="模型码，。 ab12`()[]@*_-.…—\n|%{<>:/", max_size=120), st.sampled_from(["en", "zh-hant"]))
def test_any_text_can_be_looked_at(text, language):
    for fault in faults(text, language):
        assert 0 <= fault.offset < len(text)
    for found in banned_forms(text, {"模型": "x", "b": "c"}):
        assert text[found.offset :].casefold().startswith(found.form)
