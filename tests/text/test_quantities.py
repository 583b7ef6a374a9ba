"""Sizes: integers in, short names out, and what people write back to integers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text import QuantityRefused, TextRefused, exact, format_params, format_tokens, gloss_params, parse_quantity


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (7_615_616_512, "7.6B"),
        (494_032_768, "0.5B"),
        (1_300_000_000, "1.3B"),
        (7_000_000_000, "7B"),
        (15_500_000_000, "15.5B"),
        (99_960_000_000, "100B"),
        (236_000_000_000, "236B"),
        (671_000_000_000, "671B"),
        (999_400_000_000, "999B"),
        (999_700_000_000, "1T"),
        (1_040_000_000_000, "1T"),
        (1_600_000_000_000, "1.6T"),
        (350_000_000, "350M"),
        (22_000_000, "22M"),
    ],
)
def test_parameters_are_named_as_models_are(number, name):
    assert format_params(number) == name


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (131_072, "128K"),
        (128_000, "128K"),
        (16_384, "16K"),
        (4_096, "4K"),
        (2_048, "2K"),
        (200_000, "200K"),
        (32_000, "32K"),
        (1_048_576, "1M"),
        (1_000_000, "1M"),
        (999_700, "1M"),
        (1_572_864, "1.5M"),
        (1_047_576, "1M"),
        (10_000_000, "10M"),
        (4_100, "4.1K"),
        (512, "512"),
        (0, "0"),
    ],
)
def test_context_is_named_as_makers_do(number, name):
    assert format_tokens(number) == name


def test_exact_count_is_grouped_by_three():
    assert exact(16_384) == "16,384"
    assert exact(999) == "999"


@pytest.mark.parametrize(
    ("number", "gloss"),
    [
        (7_000_000_000, "70 億"),
        (671_000_000_000, "6,710 億"),
        (7_615_616_512, "76 億"),
        (494_032_768, "4.9 億"),
        (33_000_000, "3,300 萬"),
        (1_500_000_000_000, "1.5 兆"),
    ],
)
def test_gloss_counts_in_chinese_units(number, gloss):
    assert gloss_params(number) == gloss


@pytest.mark.parametrize(
    ("written", "scale", "number"),
    [
        ("16K", "tokens", 16_384),
        ("16k", "tokens", 16_384),
        ("１６Ｋ", "tokens", 16_384),
        ("16 K", "tokens", 16_384),
        (" 16K token ", "tokens", 16_384),
        ("16,384", "tokens", 16_384),
        ("１６，３８４", "tokens", 16_384),
        ("16384", "tokens", 16_384),
        ("1M", "tokens", 1_048_576),
        ("1.5k", "tokens", 1_536),
        ("1.6萬", "tokens", 16_000),
        ("1.6 万", "tokens", 16_000),
        ("0", "tokens", 0),
        ("7b", "params", 7_000_000_000),
        ("7 B", "params", 7_000_000_000),
        ("0.5B", "params", 500_000_000),
        ("350M", "params", 350_000_000),
        ("1.5T", "params", 1_500_000_000_000),
        ("70億", "params", 7_000_000_000),
        ("6,710 億", "params", 671_000_000_000),
        ("7亿", "params", 700_000_000),
        ("33k", "params", 33_000),
        ("7B parameters", "params", 7_000_000_000),
    ],
)
def test_what_people_write_is_understood(written, scale, number):
    assert parse_quantity(written, scale=scale) == number


@pytest.mark.parametrize("scale", ["tokens", "params"])
@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "K",
        "inf",
        "nan",
        "-1",
        "+1",
        "1e9",
        "0x10",
        "1,23",
        "1,2345",
        ",123",
        "1.",
        ".5",
        "1..5",
        "16KB",
        "7q",
        "一百",
        "٣",
    ]
    + ["9" * 16, "9" * 5000, "0." + "1" * 40, "999999999億", "1 6", "16K\x00", "½", "1_000", "about 7", "7 8B"],
)
def test_anything_else_is_refused_with_examples(written, scale):
    with pytest.raises(QuantityRefused) as refused:
        parse_quantity(written, scale=scale)
    assert isinstance(refused.value, TextRefused)
    assert isinstance(refused.value, ValueError)
    assert any(word in str(refused.value) for word in ("16K", "7B", "15 digits"))


def test_message_says_that_k_is_1024_tokens():
    with pytest.raises(QuantityRefused, match="K is 1,024 tokens"):
        parse_quantity("many")


def test_billions_are_no_unit_of_tokens():
    with pytest.raises(QuantityRefused):
        parse_quantity("7B", scale="tokens")


@given(st.integers(1, 976).map(lambda k: k * 1024))
def test_binary_lengths_come_back_from_their_names(number):
    if number % 1000:  # 128,000 is 125 times 1,024, yet its name is 128K
        assert parse_quantity(format_tokens(number)) == number
    assert parse_quantity(exact(number)) == number


@given(st.integers(4, 9_994).map(lambda tenths: tenths * 10**8))
def test_parameter_counts_come_back_from_their_names(number):
    name = format_params(number)
    expected = number if number < 100 * 10**9 else round_half_up(number, 10**9)
    assert parse_quantity(name, scale="params") == expected


def round_half_up(number, unit):
    return (number + unit // 2) // unit * unit


@given(st.text(max_size=30), st.sampled_from(["tokens", "params"]))
def test_any_input_gives_a_bounded_integer_or_is_refused(written, scale):
    try:
        number = parse_quantity(written, scale=scale)
    except QuantityRefused:
        return
    assert isinstance(number, int)
    assert 0 <= number < 10**15
