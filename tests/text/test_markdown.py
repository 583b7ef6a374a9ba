"""What Markdown becomes: outline, links, code, tables, citations, plain words."""

import threading

import pytest
from django.utils import translation
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from kb.text import Reference, TextRefused, cited_keys, plain, render_correction, render_line, render_note

REFERENCES = {
    "arxiv-2308.12950": Reference(3, "https://arxiv.org/abs/2308.12950", "Code Llama"),
    "elastic": Reference(12, "https://www.elastic.co/", "大型語言模型"),
}


# --- Blocks


def test_result_is_safe_for_templates():
    assert isinstance(render_note("a"), SafeString)
    assert isinstance(render_line("a"), SafeString)
    assert isinstance(render_correction("a"), SafeString)


def test_headings_form_an_outline_below_the_pages_own():
    html = render_note("# One\n\n## Two\n\n## Three\n\n# Four")
    assert html.split("\n") == [
        '<h2 id="s-1">One</h2>',
        '<h3 id="s-1-1">Two</h3>',
        '<h3 id="s-1-2">Three</h3>',
        '<h2 id="s-2">Four</h2>',
    ]


def test_outline_skips_no_level_wherever_it_begins():
    html = render_note("### One\n\n###### Two\n\n## Three\n\nFour\n====")
    assert html.split("\n") == [
        '<h2 id="s-1">One</h2>',
        '<h3 id="s-1-1">Two</h3>',
        '<h2 id="s-2">Three</h2>',
        '<h2 id="s-3">Four</h2>',
    ]


def test_headings_in_both_languages_have_the_same_ids():
    english, chinese = render_note("# Training\n\n## Data"), render_note("# 訓練\n\n## 資料")
    for anchor in ('id="s-1"', 'id="s-1-1"'):
        assert anchor in english
        assert anchor in chinese


def test_anchor_keeps_the_ids_of_several_notes_apart():
    assert '<h2 id="s-intro-1">' in render_note("# a", anchor="intro")
    assert '<h2 id="s-1">' in render_note("# a")


def test_heading_without_words_is_no_heading():
    assert "<h" not in render_note("#\n\na")


def test_fenced_code_is_kept_as_written():
    html = render_note("before\n```python\n# no heading\n[@no-citation] <b> &amp;\n\n    indented\n```\nafter")
    assert html.split("\n") == [
        "<p>before</p>",
        "<pre><code># no heading",
        "[@no-citation] &lt;b&gt; &amp;amp;",
        "",
        "    indented</code></pre>",
        "<p>after</p>",
    ]


def test_longer_fence_holds_a_shorter_one():
    assert render_note("````\n```\na\n```\n````") == "<pre><code>```\na\n```</code></pre>"


def test_table_scrolls_in_a_named_region():
    html = render_note("|a|b|\n|-|-:|\n|1|`x|y`|\n\n|c|d|\n|-|-|\n|3|4|")
    assert html.startswith('<div class="table" role="region" tabindex="0" aria-label="Table 1"><table>\n<thead>')
    assert 'aria-label="Table 2"' in html
    assert html.count("</table></div>") == 2
    assert "<td><code>x|y</code></td>" in html
    assert "align" not in html


def test_table_inside_a_list_item_stays_inside():
    html = render_note("- item\n\n    |a|b|\n    |-|-|\n    |1|2|")
    assert html.index("<li>") < html.index('<div class="table"') < html.index("</div>") < html.index("</li>")


def test_ordered_list_keeps_its_first_number():
    assert '<ol start="3">' in render_note("3. c\n4. d")


def test_line_break_in_chinese_is_no_space():
    assert render_note("指令模型，\n程式碼\n模型 7B\n模型") == "<p>指令模型，程式碼模型 7B\n模型</p>"


def test_backslash_at_the_end_of_a_line_breaks_it():
    assert render_note("one\\\ntwo") == "<p>one<br>\ntwo</p>"


def test_stored_form_renders_like_the_raw_one():
    assert render_note("a  \r\nb\r\n") == render_note("a\nb")


# --- Links


def test_link_is_canonical_and_lends_no_reputation():
    html = render_note("[x](HTTPS://Example.org/%40a?utm_source=b&c=d)")
    assert html == '<p><a href="https://example.org/@a?c=d" rel="nofollow ugc noopener">x</a></p>'


@pytest.mark.parametrize("target", ["/en/models/?kind=coder", "#s-1", "mailto:a@example.org"])
def test_own_pages_and_mail_are_linked(target):
    assert f'href="{target}"' in render_note(f"[x]({target})")


@pytest.mark.parametrize("target", ["javascript:alert(1)", "//example.org", "models", "ftp://example.org/", "https:x"])
def test_other_targets_lose_their_address_and_keep_their_words(target):
    html = render_note(f"[words]({target})")
    assert "href" not in html
    assert "words" in html


def test_link_definition_is_used_and_not_shown():
    html = render_note('[x][1] and [Y]\n\n[1]: https://example.org/a "title"\n[y]: <https://example.org/b>')
    assert 'href="https://example.org/a" title="title"' in html
    assert 'href="https://example.org/b"' in html
    assert "]:" not in html


def test_image_is_a_link_to_it_because_pages_load_nothing_from_elsewhere():
    html = render_note("![chart](https://example.org/x.png)")
    assert html == '<p><a href="https://example.org/x.png" rel="nofollow ugc noopener">chart</a></p>'
    assert render_note("[![chart](https://example.org/x.png)](https://example.org/)").count("<a ") == 1


# --- Citations


def test_citation_is_a_numbered_link_with_a_name():
    assert render_line("a[@arxiv-2308.12950]", REFERENCES) == (
        'a<sup class="cite"><a href="#cite-3" aria-label="Source 3: Code Llama">[3]</a></sup>'
    )


def test_several_citations_at_one_place_keep_their_order():
    html = render_line("a[@elastic; @arxiv-2308.12950;@elastic]", REFERENCES)
    assert html.index("[12]") < html.index("[3]")
    assert html.count("<sup") == 2


def test_unknown_key_stays_visible_and_is_marked_in_words():
    html = render_line("a [@no.such-key]", REFERENCES)
    assert html == 'a <span class="cite-missing">[@no.such-key: missing citation]</span>'
    assert "missing citation" in render_line("a [@elastic]")


def test_citation_in_code_and_escaped_citation_stay_text():
    assert render_line(r"`[@elastic]` \[@elastic]", REFERENCES) == "<code>[@elastic]</code> [@elastic]"


def test_citation_inside_a_link_is_a_number_without_a_second_link():
    html = render_line("[paper [@elastic]](https://example.org/)", REFERENCES)
    assert '<sup class="cite">[12]</sup></a>' in html
    assert html.count("<a ") == 1


def test_citation_is_not_taken_for_a_link_definition_or_reference():
    html = render_note("[@elastic]: see\n\n[words][@elastic]", REFERENCES)
    assert html.count('href="#cite-12"') == 2


def test_same_text_is_shown_with_each_pages_own_numbers():
    other = {"elastic": Reference(1, "https://www.elastic.co/", "Elastic")}
    assert "[12]" in render_note("x[@elastic]", REFERENCES)
    assert "[1]" in render_note("x[@elastic]", other)


def test_words_of_the_renderer_follow_the_language_of_the_reader(monkeypatch):
    from kb.text import citations

    words = {"en": "[@%(key)s: missing citation]", "zh-hant": "［@%(key)s：缺少出處］"}
    monkeypatch.setattr(citations, "_", lambda _text: words[translation.get_language()])
    assert "[@nothing: missing citation]" in render_note("x[@nothing]")
    with translation.override("zh-hant"):
        assert "［@nothing：缺少出處］" in render_note("x[@nothing]")


def test_cited_keys_are_listed_once_in_order_of_appearance():
    text = (
        "# a [@c]\n\n- x [@b; @a]\n\n`[@code]`\n\n```\n[@fence]\n```\n\n"
        "|t|u|\n|-|-|\n|[@d]|[@c]|\n\n> **y [@e]** [z [@f]](/en/)"
    )
    assert cited_keys(text) == ("c", "b", "a", "d", "e", "f")


def test_cited_keys_are_those_that_the_page_shows():
    text = "a [@x] `[@y]` **[@z]**"
    shown = render_note(text, {key: Reference(9, "", "") for key in cited_keys(text)})
    assert shown.count("[9]") == 2
    assert "missing" not in shown


# --- One line


def test_line_reads_marks_of_blocks_as_text():
    assert render_line("# a | *b*\n- c\n\n1. d") == "# a | <em>b</em> - c 1. d"


def test_line_of_nothing_is_nothing():
    assert render_line("") == ""
    assert render_note("  \n ") == ""


def test_line_that_begins_and_ends_with_markup_is_whole():
    assert render_line("**a** b *c*") == "<strong>a</strong> b <em>c</em>"
    assert render_line("[@elastic]", REFERENCES).startswith("<sup")


# --- Corrections


def test_correction_strikes_and_inserts():
    assert render_correction("儘管~~後者~~++前者++並非") == "儘管<del>後者</del><ins>前者</ins>並非"


def test_correction_reads_no_other_markup():
    assert render_correction("**a** [b](c) <i> & `d`") == "**a** [b](c) &lt;i&gt; &amp; `d`"


@pytest.mark.parametrize("text", ["C++ and C++", "~~ a ~~", "~~open", "++ b ++", "g++ ++", "~~a\nb~~"])
def test_what_is_no_correction_stays_as_written(text):
    assert render_correction(text) == text


def test_correction_of_a_name_with_plus_signs():
    assert render_correction("~~C~~ ++C++++") == "<del>C</del> <ins>C++</ins>"


def test_correction_has_a_length():
    with pytest.raises(TextRefused):
        render_correction("~~" * 1001)


@given(st.text(alphabet="~+ ab<&\n", max_size=200))
def test_any_correction_keeps_every_word(text):
    html = str(render_correction(text))
    for tag in ("<del>", "</del>", "<ins>", "</ins>"):
        html = html.replace(tag, "")
    assert "<" not in html
    assert html.count("a") - html.count("&amp;") == text.count("a")
    assert html.count("b") == text.count("b")


# --- Plain words


def test_plain_words_have_a_line_for_each_block_and_no_marks():
    text = (
        "# Title\n\nA **Coder** model [@elastic], see [the card](https://example.org/).\n\n- one\n- two\n\n"
        "|a|b|\n|-|-|\n|1|2|\n\n```\nx = [1]\n```\n\n&copy; <b>"
    )
    assert plain(text).split("\n") == [
        "Title",
        "A Coder model, see the card.",
        "one",
        "two",
        "a b",
        "1 2",
        "x = [1]",
        "© <b>",
    ]


def test_plain_words_of_soft_wrapped_lines_are_one_line():
    assert plain("one\ntwo") == "one two"
    assert plain("指令\n模型") == "指令模型"


# --- Many at once


def test_threads_do_not_mix_their_texts():
    texts = [f"# {n}\n\n**{n}** [@k{n}] `{n}`\n\n|{n}|b|\n|-|-|\n" for n in range(60)]
    expected = [render_note(text) for text in texts]
    from kb.text.markdown import _note

    _note.cache_clear()
    results = [None] * len(texts)

    def render(index):
        results[index] = render_note(texts[index])

    threads = [threading.Thread(target=render, args=(index,)) for index in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == expected
