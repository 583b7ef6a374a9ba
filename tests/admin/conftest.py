from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from kb.models import (
    Benchmark,
    LanguageSupport,
    Licence,
    Need,
    Protocol,
    Score,
    SeedLink,
    Status,
    TextUnit,
    Tool,
    TrainingMethod,
)
from tests.admin.page import Page, address
from tests.sample import build, told


@pytest.fixture
def world(db):
    """The sample world with one entry of every concept."""
    world = build()
    world.note.set_text("body", "zh-hant", "談中間填充的長文。")
    world.licence = Licence.objects.create(slug="acme-licence", name="Acme Licence")
    world.method = told(
        TrainingMethod.objects.create(slug="sft", abbreviation="SFT"),
        name=("Supervised fine-tuning", "監督式微調"),
        summary=("Pairs of requests and answers.", "以指令與回應配對訓練。"),
    )
    world.tool = told(
        Tool.objects.create(slug="pen", name="Pen", organization=world.maker, status=Status.PUBLISHED),
        summary=("Writes into files.", "直接修改檔案。"),
    )
    world.benchmark = told(
        Benchmark.objects.create(slug="humaneval", name="HumanEval", domain="code", status=Status.PUBLISHED),
        summary=("Small functions.", "小型函式。"),
        misses=("Everything larger.", "較大的工作。"),
    )
    world.protocol = Protocol.objects.create(slug="humaneval-0-shot", benchmark=world.benchmark, shots="0")
    world.score = Score.objects.create(
        model=world.model,
        protocol=world.protocol,
        printed="37.60",
        evaluator=world.maker,
        source=world.source,
        raw_name="Acorn 7B",
        raw_place="Table 2",
    )
    world.language = LanguageSupport.objects.create(
        model=world.model, purpose="programming", language="python", level="yes"
    )
    world.need = told(
        Need.objects.create(use_case=world.job, capability=world.infill, required=True, weight=5),
        reason=("The cursor stands inside.", "游標在程式碼中間。"),
    )
    world.link = SeedLink.objects.create(claim=world.claim, target=world.coder)
    world.rating = world.coder.ratings.get()
    world.citation = world.said.citations.get()
    return world


def signed_in(name, language="en", **rights):
    user, _made = get_user_model().objects.get_or_create(username=name, defaults={"is_staff": True, **rights})
    client = Client()
    client.force_login(user)
    client.cookies["django_language"] = language
    client.user = user
    return client


@pytest.fixture
def editor(db):
    """A signed-in editor with all rights."""
    return signed_in("ada", is_superuser=True)


@pytest.fixture
def other(db):
    """A second one."""
    return signed_in("ben", is_superuser=True)


@pytest.fixture
def reader_of_admin(db):
    """Somebody who may look at everything and change nothing."""
    from django.contrib.auth.models import Permission

    client = signed_in("vera")
    client.user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    return client


@pytest.fixture
def open_page(editor):
    """Opens the form of an entry, or of a new one of a model."""

    def open_form(entry_or_model, client=None):
        action = "add" if isinstance(entry_or_model, type) else "change"
        return Page(client or editor, address(entry_or_model, action))

    return open_form


@pytest.fixture
def unit():
    """The unit of a text."""

    def find(entry, field, language):
        return TextUnit.objects.get(
            content_type__model=entry._meta.model_name, object_id=entry.pk, field=field, language=language
        )

    return find


TODAY = date(2026, 11, 23).isoformat()
