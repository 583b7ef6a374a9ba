"""What `static/duizhao.js` and htmx add to the frame of every page, in a real browser."""

import pytest

from tests import sample

pytestmark = pytest.mark.django_db(transaction=True)

# Playwright types without an input method: what Chromium sends while one is composing is sent by hand.
COMPOSE = """([selector, text]) => {
    const field = document.querySelector(selector);
    field.focus();
    field.dispatchEvent(new CompositionEvent("compositionstart"));
    field.value = text;
    window.heard = 0;
    field.addEventListener("input", () => window.heard++);
    field.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true}));
    const during = window.heard;
    field.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}));
    return [during, window.heard];
}"""


@pytest.fixture
def site(live_server):
    sample.build()
    return live_server.url


def search(page, words):
    page.locator("#search-q").fill(words)
    page.locator("#search-q").press("Enter")


def test_search_replaces_the_results_announces_the_count_and_keeps_focus(page, site):
    page.goto(f"{site}/en/search/")
    page.evaluate("window.same = true")
    search(page, "acorn")
    page.wait_for_url("**/en/search/?q=acorn")
    page.locator("#found-model").wait_for()
    assert page.evaluate("window.same")
    assert "result" in page.locator("#announce").inner_text()
    assert page.evaluate("document.activeElement.id") == "search-q"


def test_back_forward_and_reload_show_whole_pages(page, site):
    page.goto(f"{site}/en/search/")
    search(page, "acorn")
    page.locator("#found-model").wait_for()
    search(page, "zest")
    page.locator("#found-kind").wait_for()
    page.go_back()
    page.locator("#found-model").wait_for()
    assert page.locator("header.masthead").is_visible()
    page.reload()
    assert page.locator("header.masthead").is_visible()
    assert page.locator("#search-q").input_value() == "acorn"
    page.go_forward()
    page.locator("#found-kind").wait_for()
    assert page.locator("header.masthead").is_visible()


def test_composing_chinese_neither_searches_nor_submits(page, site):
    page.goto(f"{site}/zh-hant/search/")
    assert page.evaluate(COMPOSE, ["#search-q", "補全"]) == [0, 1]
    stopped = page.evaluate(
        """() => {
            const field = document.querySelector("#search-q");
            let heard = false;
            field.addEventListener("keydown", () => { heard = true; });
            field.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, isComposing: true}));
            return !heard;
        }"""
    )
    assert stopped
    assert page.url.endswith("/zh-hant/search/")


def test_failed_request_leaves_the_page_and_offers_the_address(page, site):
    page.goto(f"{site}/en/search/?q=acorn")
    page.route("**/search/?q=zest", lambda route: route.abort())
    search(page, "zest")
    message = page.locator("#request-failed")
    message.wait_for(state="visible")
    assert page.locator("#found-model").is_visible()
    assert message.locator("a").get_attribute("href").endswith("/en/search/?q=zest")
    page.unroute("**/search/?q=zest")
    search(page, "zest")
    page.locator("#found-kind").wait_for()
    assert message.is_hidden()


def test_everything_works_without_scripts(browser, site):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/")
    page.locator("#find-q").fill("acorn")
    page.locator("#find-q").press("Enter")
    page.wait_for_url("**/en/search/?q=acorn")
    assert page.locator("#found-model").is_visible()
    page.locator(".languages a").click()
    page.wait_for_url("**/zh-hant/search/?q=acorn")
    assert page.locator("#found-model").is_visible()
    page.context.close()


def test_keyboard_reaches_the_content_first(page, site):
    page.goto(f"{site}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("address", ["/en/", "/zh-hant/", "/en/about/method/", "/zh-hant/search/?q=acorn", "/en/none/"])
def test_page_is_never_wider_than_the_screen(page, site, width, address):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site}{address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pages_load_without_a_complaint_of_the_browser(page, site):
    said = []
    page.on("console", lambda message: message.type in ("error", "warning") and said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for address in ("/en/", "/zh-hant/about/", "/en/search/?q=acorn"):
        page.goto(f"{site}{address}")
    assert said == []
