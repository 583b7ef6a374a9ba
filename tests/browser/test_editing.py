"""Editing in a real browser: the preview with and without scripts, new rows, the language switch, two columns."""

import pytest
from django.conf import settings
from django.test import Client

from tests.sample import build

pytestmark = pytest.mark.django_db(transaction=True)
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 800}


@pytest.fixture
def note(transactional_db):
    return build().note


@pytest.fixture
def refused(page):
    """What the browser refused because of the content policy."""
    told = []
    page.on("console", lambda message: "Content Security Policy" in message.text and told.append(message.text))
    return told


def sign_in(context, live_server, user, language="en"):
    client = Client()
    client.force_login(user)
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    cookies[settings.LANGUAGE_COOKIE_NAME] = language
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])


@pytest.fixture
def form(page, context, live_server, admin_user, note):
    """The open form of a note."""
    sign_in(context, live_server, admin_user)
    page.set_viewport_size(WIDE)
    page.goto(f"{live_server.url}/admin/kb/note/{note.pk}/change/")
    return page


def test_preview_stands_under_its_area_and_saves_nothing(form, refused, note):
    form.fill("[name=body__en]", "## Heading\n\nSome *words* [@arxiv-2308.12950].<script>window.ran = 1</script>")
    form.click("button[value=body__en]")
    shown = form.locator(".preview-place .rendered")
    shown.wait_for()
    assert shown.locator("em").inner_text() == "words"
    assert form.locator(".rendered-sources li").inner_text() == "Code Llama: Open Models"
    assert form.evaluate("window.ran") is None
    assert refused == []
    assert note.text_in("en", "body").text == "A longer text about infilling."


def test_preview_tells_what_is_too_much(form):
    form.fill("[name=body__en]", "[" * 100)
    form.click("button[value=body__en]")
    assert "square brackets" in form.locator(".preview-place [role=alert]").inner_text()


def test_preview_follows_what_is_typed(form):
    for words in ("First words.", "Second words."):
        form.fill("[name=body__en]", words)
        form.click("button[value=body__en]")
        form.get_by_text(words, exact=True).locator("visible=true").last.wait_for()
    assert form.locator(".preview-place").count() == 1


def test_preview_opens_a_page_without_scripts(browser, live_server, admin_user, note):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server, admin_user)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/kb/note/{note.pk}/change/")
    page.fill("[name=body__en]", "Some *words*.")
    with context.expect_page() as opened:
        page.click("button[value=body__en]")
    opened.value.wait_for_load_state()
    assert opened.value.url.endswith("/admin/preview/")
    assert opened.value.locator(".rendered em").inner_text() == "words"
    assert page.input_value("[name=body__en]") == "Some *words*."
    context.close()


def test_languages_stand_side_by_side_where_there_is_room(form):
    def boxes():
        return [form.locator(f"[name=summary__{code}]").bounding_box() for code in ("en", "zh-hant")]

    left, right = boxes()
    assert right["x"] > left["x"] + left["width"]
    form.set_viewport_size(NARROW)
    above, below = boxes()
    assert below["y"] > above["y"] + above["height"]
    assert form.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_new_row_is_saved_with_its_texts(form, note, refused):
    form.locator("summary", has_text="Citations").click()
    form.get_by_role("button", name="Add another Citation").click()
    row = "kb-citation-content_type-object_id-0"
    form.locator(f"#{row} .select2-selection").click()
    form.locator(".select2-search__field").fill("arxiv")
    form.get_by_role("option", name="Code Llama: Open Models").click()
    form.fill(f"[name={row}-note__en]", "See there.")
    form.fill(f"[name={row}-note__zh-hant]", "見該處。")
    form.fill("[name=body__zh-hant]", "較長的文字。")
    form.locator("[name=_continue]").first.click()
    form.locator(".messagelist .success").wait_for()
    assert note.citations.get().text_in("zh-hant", "note").text == "見該處。"
    assert refused == []


def test_language_switch_turns_the_page(form):
    form.get_by_role("button", name="繁體中文").click()
    form.get_by_role("button", name="儲存", exact=True).first.wait_for()
    assert form.evaluate("document.documentElement.lang") == "zh-hant"
    form.get_by_role("button", name="English").click()
    form.get_by_role("button", name="Save", exact=True).first.wait_for()
