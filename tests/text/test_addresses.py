"""Addresses: one form, no tracking, nothing that is not a web address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text import TextRefused, canonical_url, domain, has_tracking


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (
            "https://medium.com/%40yananchen1116/clearance-48d4ef402591?utm_source=chatgpt.com",
            "https://medium.com/@yananchen1116/clearance-48d4ef402591",
        ),
        ("https://arxiv.org/abs/2203.02155?utm_source=chatgpt.com", "https://arxiv.org/abs/2203.02155"),
        ("HTTPS://ArXiv.ORG/abs/X", "https://arxiv.org/abs/X"),
        ("http://example.org:80", "http://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org./a", "https://example.org/a"),
        ("  https://example.org/a \n", "https://example.org/a"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/../a/..", "https://example.org/"),
        ("https://example.org/a//b", "https://example.org/a//b"),
        ("https://example.org//evil.example/", "https://example.org//evil.example/"),
        ("https://example.org/%7Euser/%41%2f%e4%b8%ad", "https://example.org/~user/A%2F%E4%B8%AD"),
        (
            "https://zh.wikipedia.org/wiki/中文_(語言)",
            "https://zh.wikipedia.org/wiki/%E4%B8%AD%E6%96%87_(%E8%AA%9E%E8%A8%80)",
        ),
        ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/?b=2&a=1&b=3", "https://example.org/?b=2&a=1&b=3"),
        ("https://example.org/?q=a+b&x", "https://example.org/?q=a+b&x"),
        ("https://example.org/?UTM_Medium=x&gclid=1&fbclid=2&mc_eid=3&ref_src=4&id=5", "https://example.org/?id=5"),
        ("https://example.org/?utm%5Fsource=x&id=5", "https://example.org/?id=5"),
        ("https://youtu.be/abc?si=xyz&t=3", "https://youtu.be/abc?t=3"),
        ("https://www.youtube.com/watch?v=a&si=b", "https://www.youtube.com/watch?v=a"),
        ("https://example.org/?si=metric&ref=main", "https://example.org/?si=metric&ref=main"),
        ("https://example.org/a#section-2", "https://example.org/a#section-2"),
        ("https://example.org/a#:~:text=some%20words", "https://example.org/a"),
        ("https://example.org/a#part:~:text=words", "https://example.org/a#part"),
        ("https://example.org/a#utm_source=x", "https://example.org/a"),
        ("https://example.org/a?", "https://example.org/a"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_address_has_one_form(raw, clean):
    assert canonical_url(raw) == clean
    assert canonical_url(clean) == clean


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "scheme"),
        ("example.org/a", "scheme"),
        ("//example.org/", "scheme"),
        ("/en/models/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("JavaScript://example.org/%0aalert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("ftp://example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("mailto:a@example.org", "scheme"),
        ("https:example.org", "scheme"),
        ("https://", "scheme"),
        ("https:///a", "scheme"),
        ("https://user@example.org/", "credentials"),
        ("https://user:secret@example.org/", "credentials"),
        ("https://@example.org/", "credentials"),
        ("https://exa mple.org/", "broken_address"),
        ("https://example.org/a b", "broken_address"),
        ("https://example.org/\x00", "broken_address"),
        ("https://example.org/a\nb", "broken_address"),
        ("https://example.org\\@evil.example/", "broken_address"),
        ('https://example.org/"x', "broken_address"),
        ("https://example.org/<b>", "broken_address"),
        ("https://example.org/\ud800", "broken_address"),
        ("https://[::1", "broken_address"),
        ("https://example.org:99999/", "broken_address"),
        ("https://example.org:x/", "broken_address"),
        ("https://exa..mple.org/", "broken_address"),
        ("https://-example.org/", "broken_address"),
        ("https://exa%6Dple.org/", "broken_address"),
        ("https://" + "a" * 64 + ".org/", "broken_address"),
        ("https://example.org/" + "a" * 2000, "too_long"),
        ("https://example.org/" + "中" * 500, "too_long"),
    ],
)
def test_what_is_no_web_address_is_refused(raw, code):
    with pytest.raises(TextRefused) as refused:
        canonical_url(raw)
    assert refused.value.code == code
    assert str(refused.value)


@given(
    st.text(alphabet="abAZ09/?#&=%@:._~-+()中[]", max_size=60).map(lambda rest: "https://example.org/" + rest)
    | st.text(max_size=60)
    | st.text(alphabet="a.-:@[]中%", max_size=30).map(lambda rest: "https://" + rest)
)
def test_one_pass_is_enough_for_any_address(raw):
    try:
        clean = canonical_url(raw)
    except TextRefused:
        return
    assert canonical_url(clean) == clean
    assert clean.isascii()
    assert clean.startswith(("http://", "https://"))
    assert not has_tracking(clean)


def test_domain_is_the_host_as_readers_know_it():
    assert domain("https://www.Elastic.co/what-is") == "elastic.co"
    assert domain("https://en.wikipedia.org:443/wiki/DeepSeek") == "en.wikipedia.org"
    assert domain("no address") == ""
    assert domain("https://[::1") == ""


@pytest.mark.parametrize(
    ("url", "tracks"),
    [
        ("https://example.org/?utm_source=x", True),
        ("https://example.org/?a=1&GCLID=x", True),
        ("https://example.org/#utm_campaign=x", True),
        ("https://open.spotify.com/track/1?si=2", True),
        ("https://example.org/?si=2", False),
        ("https://example.org/utm_source=x", False),
        ("https://example.org/?autm_source=x", False),
        ("https://[::1", False),
    ],
)
def test_tracking_is_recognised(url, tracks):
    assert has_tracking(url) is tracks
