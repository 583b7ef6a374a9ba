"""What readers come to do, in a real browser: filter, compare, go back, switch language, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

PAIR = "m=qwen2-5-7b-instruct&m=qwen2-5-coder-7b-instruct"


@pytest.fixture
def plain(browser):
    """A page of a browser that runs no scripts, on a phone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def names(page):
    return page.locator(".model-name > a:first-child").all_inner_texts()


def test_choosing_a_use_case_changes_address_and_count_and_keeps_focus(page, site):
    page.goto(f"{site}/en/models/")
    before = page.locator("#results-count").inner_text()
    page.get_by_label("Use case").focus()
    page.get_by_label("Use case").select_option("tab-completion")
    page.wait_for_url("**use_case=tab-completion**")
    expect(page.locator("#results-count")).not_to_have_text(before)
    assert page.evaluate("document.activeElement.id") == "id_use_case"
    expect(page.locator("#announce")).to_have_text(page.locator("#results-count").inner_text())
    first = page.locator(".model-line").first
    expect(first.locator(".kind")).to_have_text(re.compile(r"Coder \(base\)"))


def test_back_forward_and_reload_show_whole_pages(page, site):
    page.goto(f"{site}/en/compare/?{PAIR}")
    page.get_by_role("link", name="Differences only").click()
    page.wait_for_url("**diff=1**")
    expect(page.get_by_text("without a difference")).to_be_visible()
    page.get_by_label("Use case").select_option("tool-calling")
    page.wait_for_url("**use_case=tool-calling**")
    for address in ("diff=1", PAIR.split("&")[0]):
        page.go_back()
        expect(page.locator("header.masthead")).to_be_visible()
        assert address in page.url
        page.reload()
        expect(page.locator("header.masthead")).to_be_visible()
        expect(page.locator("table.compare")).to_be_visible()
    page.go_forward()
    expect(page.locator("header.masthead")).to_be_visible()
    expect(page.get_by_text("without a difference")).to_be_visible()


def test_evidence_opens_in_place_and_the_address_stays(page, site):
    page.goto(f"{site}/en/compare/?{PAIR}")
    cell = page.locator("#can-call-tools--qwen2-5-coder-7b-instruct")
    address = page.url
    cell.locator(".evidence-mark").click()
    expect(cell.locator("details.evidence-slot")).to_be_visible()
    assert page.url == address


def test_columns_are_moved_removed_and_added(page, site):
    page.goto(f"{site}/en/compare/?{PAIR}")
    heads = page.locator("table.compare thead th a:first-child")
    page.get_by_role("link", name="Move Qwen2.5-Coder-7B-Instruct left").click()
    page.wait_for_url("**m=qwen2-5-coder-7b-instruct&m=qwen2-5-7b-instruct**")
    expect(heads.first).to_have_text("Qwen2.5-Coder-7B-Instruct")
    page.get_by_label("Add a column").select_option("kind:coder")
    page.get_by_role("button", name="Add to comparison").click()
    expect(page.locator("table.compare thead th")).to_have_count(3)
    page.get_by_role("link", name="Remove Qwen2.5-7B-Instruct").click()
    expect(page.locator("table.compare thead th")).to_have_count(2)


def test_head_of_the_columns_and_names_of_the_rows_stay_in_sight(page, site):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}/en/compare/?{PAIR}")
    head = page.locator("table.compare thead th").first
    page.locator("#group-reach").scroll_into_view_if_needed()
    page.mouse.wheel(0, 600)
    expect(head).to_be_in_viewport()


def test_without_scripts_ticked_models_are_compared_and_evidence_is_an_anchor(plain, site):
    plain.goto(f"{site}/zh-hant/models/?family=qwen2-5&family=qwen2-5-coder&tuning=instruct&params_max=8")
    plain.locator("#pick-qwen2-5-7b-instruct").check()
    plain.locator("#pick-qwen2-5-coder-7b-instruct").check()
    plain.locator(".pick-bar button").click()
    assert re.findall(r"m=([a-z0-9-]+)", plain.url) == ["qwen2-5-7b-instruct", "qwen2-5-coder-7b-instruct"]
    mark = plain.locator("#can-call-tools--qwen2-5-coder-7b-instruct .evidence-mark")
    mark.click()
    assert plain.url.endswith("#ev-can-call-tools--qwen2-5-coder-7b-instruct")
    expect(plain.locator("#ev-can-call-tools--qwen2-5-coder-7b-instruct")).to_be_in_viewport()


def test_without_scripts_filters_are_sent_by_their_button(plain, site):
    plain.goto(f"{site}/en/models/")
    plain.locator("#id_use_case").select_option("tab-completion")
    plain.locator("#filters button[type=submit]").click()
    assert "use_case=tab-completion" in plain.url
    assert names(plain)


def test_language_switch_keeps_columns_filters_and_figures(page, site):
    page.goto(f"{site}/zh-hant/compare/?{PAIR}&diff=1")
    figures = page.locator("td .figure data").all_inner_texts()
    assert figures
    page.get_by_role("link", name="English", exact=True).click()
    assert page.url == f"{site}/en/compare/?{PAIR}&diff=1"
    assert page.locator("td .figure data").all_inner_texts() == figures
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize(("locale", "language"), [("zh-TW", "zh-hant"), ("en-GB", "en"), ("de-DE", "en")])
def test_first_visit_follows_the_language_of_the_browser(browser, site, locale, language):
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(f"{site}/")
    assert page.url == f"{site}/{language}/"
    context.close()


def test_keyboard_reaches_the_content_first_and_ticks_models(page, site):
    page.goto(f"{site}/en/models/?family=qwen2-5&kind=instruct")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator("#pick-qwen2-5-7b-instruct").focus()
    page.keyboard.press("Space")
    assert page.locator("#pick-qwen2-5-7b-instruct").is_checked()


@pytest.mark.parametrize("language", ["en", "zh-hant"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways(browser, site, language, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in (
        "",
        "models/",
        f"compare/?{PAIR}",
        "compare/",
        "models/qwen2-5-coder-7b-instruct/",
        "seed/",
        "sources/",
    ):
        assert page.goto(f"{site}/{language}/{path}").status == 200
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
    context.close()
