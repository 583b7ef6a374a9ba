"""The founding note, claim by claim."""

import json
import re

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger():
    """Three claims, one of each outcome; the corrected one is S17."""
    corrected = make.claim(17, outcome="corrected", section="observations")
    make.tell(corrected, correction=("~~latter~~ ++former++", "~~後者~~++前者++"))
    return {"kept": make.claim(4), "corrected": corrected, "rejected": make.claim(40, outcome="rejected")}


def page(client, query="", language="en", **headers):
    return client.get(f"/{language}/seed/{query}", headers=headers).content.decode()


def keys(html):
    return re.findall(r'<article id="(S\d+)"', html)


def test_every_claim_has_its_anchor_in_the_order_of_the_note(client, ledger):
    assert keys(page(client)) == ["S4", "S40", "S17"]  # by section, then by number


@pytest.mark.parametrize(("language", "struck", "put"), [("en", "latter", "former"), ("zh-hant", "後者", "前者")])
def test_correction_shows_what_was_struck_and_what_was_put_in_its_place(client, ledger, language, struck, put):
    claim = page(client, language=language).partition('id="S17"')[2].partition("</article>")[0]
    assert f"<del>{struck}</del>" in claim
    assert f"<ins>{put}</ins>" in claim


@pytest.mark.parametrize(("language", "lang", "words"), [("en", "en", "Words 17"), ("zh-hant", "zh-Hant", "原文 17")])
def test_words_of_the_note_are_a_quotation_in_their_language(client, ledger, language, lang, words):
    assert f'<blockquote lang="{lang}"><p>{words}</p></blockquote>' in page(client, language=language)


def test_outcome_reason_and_day_are_told(client, ledger):
    claim = page(client).partition('id="S17"')[2].partition("</article>")[0]
    assert "outcome-corrected" in claim
    assert "Reason 17." in claim
    assert '<time datetime="2026-11-23">' in claim


def test_outcomes_are_counted_and_lead_to_their_claims(client, ledger):
    make.claim(5)
    html = page(client)
    assert "All 4 claims" in html
    counts = re.findall(r'<a href="/en/seed/\?outcome=(\w+)"><span.*?</span></span> (\d)</a>', html)
    assert counts == [("kept", "2"), ("corrected", "1"), ("rejected", "1")]


def test_filter_keeps_one_outcome_and_says_how_many(client, ledger):
    html = page(client, "?outcome=corrected")
    assert keys(html) == ["S17"]
    assert "1 of 3 claims is shown." in html
    assert '?outcome=corrected" aria-current="true"' in html


def test_language_switch_keeps_the_filter(client, ledger):
    assert 'href="/zh-hant/seed/?outcome=corrected"' in page(client, "?outcome=corrected")


def test_outcome_that_does_not_exist_is_named_and_all_is_shown(client, ledger):
    html = page(client, "?outcome=wrong")
    assert 'class="problems"' in html
    assert len(keys(html)) == 3


def test_data_refuses_an_outcome_that_does_not_exist(client, ledger):
    response = client.get("/en/seed.json?outcome=wrong")
    assert response.status_code == 400
    assert json.loads(response.content)["field"] == "outcome"
    assert json.loads(response.content)["allowed"] == "kept, corrected, rejected"


@pytest.mark.parametrize("value", ["%00", "%FF", "x" * 100_000, "&outcome=" * 1000])
def test_odd_value_is_survived(client, ledger, value):
    assert client.get(f"/en/seed/?outcome={value}").status_code == 200


def test_outcome_without_claims_says_so(client):
    make.claim(4)
    html = page(client, "?outcome=rejected")
    assert "No claim had this outcome." in html
    assert 'href="/en/seed/"' in html.partition('class="empty"')[2]


def test_claim_leads_to_what_holds_it_now(client):
    able, kind = make.capability("infill"), make.kind("coder")
    rated = make.rating(able, kind=kind)
    said = make.statement(make.aspect("purpose"), "Said.", "敘述。", kind=kind)
    make.claim(8, links=[kind, rated, said, make.source("card")])
    now = page(client).partition('id="S8-now"')[2].partition("</ul>")[0]
    assert re.findall(r'href="([^"]+)"', now) == [
        "/en/kinds/coder/",
        "/en/kinds/coder/#can-infill--kind-coder",
        "/en/kinds/coder/#aspect-purpose--kind-coder",
        "/en/sources/card/",
    ]


def test_evidence_of_a_claim_opens_in_place(client, ledger):
    make.cite(ledger["corrected"], make.source("card"), quote="In its words.", **make.OPENED)
    claim = page(client).partition('id="S17"')[2].partition("</article>")[0]
    details = claim.partition("<details")[2].partition("</details>")[0]
    assert "In its words." in details
    assert "standing-supported" in details


def test_swap_gets_only_the_claims(client, ledger):
    html = page(client, "?outcome=kept", **{"HX-Request": "true"})
    assert keys(html) == ["S4"]
    assert "<html" not in html
