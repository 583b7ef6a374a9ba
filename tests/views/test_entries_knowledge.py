"""The pages of entries on the real content."""

import gzip
import re

import pytest

from kb.models import Source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("knowledge")]

LIMIT = 40 * 1024  # of the page itself; styles and scripts come on top of it once


@pytest.mark.parametrize(
    ("language", "struck", "put"), [("en", "despite not being", "although Llama"), ("zh-hant", "後者", "前者")]
)
def test_claim_about_llama_shows_what_was_wrong_and_leads_to_what_is_known(client, language, struck, put):
    html = client.get(f"/{language}/seed/").content.decode()
    claim = html.partition('<article id="S17"')[2].partition("</article>")[0]
    assert any(struck in words for words in re.findall(r"<del>(.*?)</del>", claim, re.S))
    assert any(put in words for words in re.findall(r"<ins>(.*?)</ins>", claim, re.S))
    assert f'href="/{language}/sources/techradar-best-coding-llms/"' in claim
    assert f'href="/{language}/models/code-llama-70b-instruct/"' in claim


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_source_that_does_not_support_a_claim_says_so_and_names_the_claim(client, language):
    html = client.get(f"/{language}/sources/getbusinessgrants-chat-instruct/").content.decode()
    group = html.partition('<section id="verdict-does-not"')[2].partition("</section>")[0]
    assert f'href="/{language}/seed/#S16"' in group


def test_no_page_of_a_source_shows_tracking(client):
    for key in Source.objects.exclude(seed_number=None).values_list("key", flat=True):
        for end in ("/", ".json"):
            assert b"utm_" not in client.get(f"/en/sources/{key}{end}").content, key


@pytest.mark.parametrize(
    "path", ["seed", "sources", "glossary", "benchmarks/bigcodebench-full", "use-cases/agentic-coding", "kinds/coder"]
)
def test_long_page_stays_light(client, path):
    response = client.get(f"/zh-hant/{path}/", headers={"Accept-Encoding": "gzip"})
    assert len(gzip.compress(gzip.decompress(response.content))) <= LIMIT


@pytest.mark.parametrize("path", ["seed", "families/code-llama", "benchmarks/aider-edit", "notes/errata"])
def test_links_lead_to_pages_with_their_anchors(client, path):
    html = client.get(f"/en/{path}/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert not (ids := re.findall(r'\bid="([^"]+)"', html)) or len(ids) == len(set(ids))
    pages = {}
    for link in set(re.findall(r'href="(/en/[^"]*|#[^"]*)"', html)):
        address, _hash, anchor = link.partition("#")
        if address not in pages:
            response = client.get(address or f"/en/{path}/")
            assert response.status_code == 200, link
            pages[address] = set(re.findall(r'\bid="([^"]+)"', response.content.decode()))
        assert not anchor or anchor in pages[address], link
