"""Which language a reader gets, and where addresses with another tag lead."""

import pytest

CHINESE = ("zh-TW", "zh-HK", "zh-MO", "zh", "zh-Hant", "zh-Hant-TW", "zh-CN", "zh-SG", "zh-Hans", "yue", "yue-HK")


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [(tag, "/zh-hant/") for tag in CHINESE] + [("en-GB", "/en/"), ("de", "/en/"), ("", "/en/"), ("x" * 5000, "/en/")],
)
def test_root_leads_to_the_language_of_the_browser(client, accepted, expected):
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, expected)
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}


def test_cookie_goes_before_the_browser(client):
    client.cookies["django_language"] = "zh-hant"
    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/zh-hant/"


@pytest.mark.parametrize(
    "tag",
    ["zh-Hant", "ZH-HANT", "zh-tw", "zh-TW", "zh_TW", "zh", "zh-hk", "zh-hans", "zh-cn", "zh-Hant-TW", "yue", "yue-HK"],
)
def test_other_chinese_tags_lead_on_for_good(client, tag):
    response = client.get(f"/{tag}/models/x/?m=a&m=b&q=%E8%A3%9C")
    assert (response.status_code, response["Location"]) == (301, "/zh-hant/models/x/?m=a&m=b&q=%E8%A3%9C")


@pytest.mark.parametrize(("tag", "rest"), [("EN", "/about/"), ("en-GB", "/about/"), ("En_us", ""), ("EN", "/")])
def test_other_english_tags_lead_on_for_good(client, tag, rest):
    response = client.get(f"/{tag}{rest}")
    assert (response.status_code, response["Location"]) == (301, f"/en/{rest.lstrip('/')}")


@pytest.mark.parametrize("address", ["/zh-tw//evil.example/", "/ZH///evil.example", "/EN/https://evil.example/"])
def test_redirect_never_leaves_the_site(client, address):
    response = client.get(address)
    assert response.status_code == 301
    assert response["Location"].startswith(("/zh-hant/", "/en/"))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/nothing-here/", "/zh-hant/nothing-here/", "/fr/", "/english/", "/zhx/"])
def test_missing_page_is_missing_and_leads_in_no_circle(client, address):
    assert client.get(address, follow=True).status_code == 404


def test_page_without_a_prefix_gets_one(client):
    response = client.get("/models/?q=x", headers={"accept-language": "zh-TW"})
    assert (response.status_code, response["Location"]) == (302, "/zh-hant/models/?q=x")


@pytest.mark.django_db
def test_editing_pages_have_a_switch_of_their_own(client):
    response = client.post("/admin/language/", {"language": "zh-hant", "next": "/admin/"})
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert response.cookies["django_language"].value == "zh-hant"
    away = client.post("/admin/language/", {"language": "en", "next": "https://evil.example/"})
    assert "evil" not in away["Location"]


def test_only_reading_is_allowed(client):
    assert client.post("/").status_code == 405
    assert client.post("/zh-tw/models/").status_code == 405
