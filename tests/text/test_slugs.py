"""Keys that stand in addresses."""

import pytest
from django.core.exceptions import ValidationError

from kb.text import SLUG, SOURCE_KEY, validate_slug, validate_source_key


@pytest.mark.parametrize("slug", ["a", "qwen2-5-coder-7b-instruct", "code-llama-34b", "7b", "a" * 100])
def test_slug_is_accepted(slug):
    validate_slug(slug)
    assert SLUG.fullmatch(slug)


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "A",
        "Qwen",
        "a_b",
        "a.b",
        "-a",
        "a-",
        "a--b",
        "a b",
        "指令",
        "a/b",
        "a\n",
        "\na",
        "a\u200b",
        "ａ",
        "a%20b",
        "é",
        "a\x00",
    ],
)
def test_what_is_no_slug_is_refused(slug):
    with pytest.raises(ValidationError):
        validate_slug(slug)
    assert not SLUG.fullmatch(slug)


@pytest.mark.parametrize(
    "key", ["arxiv-2308.12950", "medium-yananchen", "a.b-c.d", "x.md5", "json", "md", "v1.2.csv-notes"]
)
def test_source_key_may_hold_dots(key):
    validate_source_key(key)
    assert SOURCE_KEY.fullmatch(key)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "a.json",
        "a.csv",
        "a.md",
        "a.b.atom",
        ".json",
        "a..b",
        ".a",
        "a.",
        "a-.b",
        "A.b",
        "a b",
        "a\n",
        "a.md\n",
        "@a",
        "a;b",
    ],
)
def test_source_key_never_ends_like_a_format(key):
    with pytest.raises(ValidationError):
        validate_source_key(key)
    assert not SOURCE_KEY.fullmatch(key)


def test_message_says_what_is_allowed():
    with pytest.raises(ValidationError, match="lower-case letters a to z, digits"):
        validate_slug("Ä")
    with pytest.raises(ValidationError, match="lower-case letters a to z, digits"):
        validate_source_key("Ä")
