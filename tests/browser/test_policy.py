"""The content security policy, as a browser applies it."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def refused(page):
    """What the browser refused to load or run because of the policy, filled while the test runs."""
    messages = []
    page.on(
        "console",
        lambda message: "Content Security Policy" in message.text and messages.append(message.text),
    )
    return messages


def test_admin_works_under_the_policy(page, live_server, admin_user, refused):
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_role("textbox").nth(0).fill(admin_user.username)
    page.locator("input[type=password]").fill("password")
    page.locator("input[type=submit]").click()
    page.wait_for_url(f"{live_server.url}/admin/")
    assert refused == []


def test_inline_script_does_not_run(page, live_server, refused):
    page.goto(f"{live_server.url}/admin/login/")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = 1";
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert refused
