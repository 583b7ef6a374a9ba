"""Use cases: the answer first, what is needed and why, which kinds and models suit."""

import json
import re

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


class Job:
    """A job that requires one capability and profits from another, and a family to put models in."""

    def __init__(self):
        self.kinds = make.kinds()
        self.family = make.family("acorn", make.organization())
        self.required, self.helpful = make.capability("infill"), make.capability("talk")
        self.use_case = make.use_case("job", [(self.required, True, 5), (self.helpful, False, 2)])

    def model(self, slug, **levels):
        """A model with ratings of its own, by slug of capability."""
        made = make.model(slug, self.family, self.kinds["coder"])
        for able in (self.required, self.helpful):
            if able.slug in levels:
                make.rating(able, model=made, level=levels[able.slug])
        return made


def page(client, language="en"):
    return client.get(f"/{language}/use-cases/job/").content.decode()


def tree(client):
    return json.loads(client.get("/en/use-cases/job.json").content)


def test_answer_comes_before_everything_else(client):
    Job()
    html = page(client).partition("<main")[2]
    assert html.index("Take this for job.") < html.index("What it needs, and why") < html.index("Which kinds suit it")


def test_needs_say_how_much_and_why(client):
    Job()
    table = page(client).partition('id="needs-title"')[2].partition("</table>")[0]
    rows = re.findall(r"capabilities/(\w+)/.*?(required|helpful).*?num\">(\d).*?Because of (\w+)\.", table, re.S)
    assert rows == [("infill", "required", "5", "infill"), ("talk", "helpful", "2", "talk")]


def test_kinds_are_judged_by_their_ratings_best_first(client):
    job = Job()
    make.rating(job.required, kind=job.kinds["coder"], level="yes")
    make.rating(job.required, kind=job.kinds["coder-instruct"], level="partial", note=("Worse.", "較差。"))
    make.rating(job.required, kind=job.kinds["instruct"], level="no")
    fits = [(each["key"], each["fit"]) for each in tree(client)["kinds"]]
    assert fits == [
        ("kind:coder", "suits"),
        ("kind:coder-instruct", "possible"),
        ("kind:base", "unknown"),
        ("kind:instruct", "unsuited"),
    ]
    kinds = page(client).partition('id="kinds-title"')[2].partition("</section>")[0]
    assert "Worse." in kinds
    assert "/en/kinds/coder/#can-infill--kind-coder" in kinds
    assert "?use_case=job&amp;m=kind:coder&amp;m=kind:coder-instruct" in kinds


def test_models_are_listed_by_fit_and_the_others_with_the_reason(client):
    job = Job()
    job.model("good", infill="yes")
    job.model("weak", infill="partial")
    job.model("bad", infill="no")
    job.model("silent")
    models = tree(client)["models"]
    assert [(row["slug"], row["fit"]) for row in models["rows"]] == [("good", "suits"), ("weak", "possible")]
    assert {each["fit"]: [model["slug"] for model in each["models"]] for each in models["exclusions"]} == {
        "unknown": ["silent"],
        "unsuited": ["bad"],
    }
    html = page(client)
    assert 'href="/en/models/?use_case=job"' in html
    assert 'href="/en/models/bad/"' in html.partition('class="left-out"')[2]


def test_models_can_be_compared_for_the_job(client):
    Job().model("good", infill="yes")
    html = page(client)
    assert '<input type="hidden" name="use_case" value="job">' in html
    assert '<input type="checkbox" name="m" value="good"' in html


def test_job_that_nothing_is_known_to_suit_is_not_enough_evidence(client):
    Job().model("silent")
    html = page(client)
    assert "Not enough evidence" in html
    assert "0 models" not in html


def test_job_without_needs_is_not_judged(client):
    make.kinds()
    make.use_case("job")
    html = page(client)
    assert "nothing can be judged for it" in html
    assert 'id="kinds-title"' not in html


@pytest.mark.parametrize(("language", "trap", "change"), [
    ("en", "The trap of job.", "What changes job."), ("zh-hant", "job 的誤區。", "改變 job 的事。"),
])  # fmt: skip
def test_trap_and_what_would_change_the_answer_are_told(client, language, trap, change):
    Job()
    html = page(client, language)
    assert trap in html
    assert change in html


def test_evidence_stands_with_the_text_that_it_backs(client):
    job = Job()
    for field, quote in (("answer", "On the answer."), ("trap", "On the trap.")):
        make.cite(job.use_case, make.source(f"for-{field}"), field=field, quote=quote, **make.OPENED)
    html = page(client)
    for field, quote in (("answer", "On the answer."), ("trap", "On the trap.")):
        assert quote in html.partition(f'id="cited-{field}"')[2].partition("</details>")[0]
        assert html.count(quote) == 1
