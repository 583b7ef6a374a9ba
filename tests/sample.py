"""A small published world with drafts beside it, for tests of pages; DRAFT marks what must stay hidden."""

from datetime import date

from kb.models import (
    Aspect,
    Capability,
    Citation,
    Comparison,
    ComparisonColumn,
    Family,
    LanguageModel,
    ModelAlias,
    ModelKind,
    Note,
    Organization,
    Rating,
    SeedClaim,
    Source,
    Statement,
    Status,
    Term,
    UseCase,
)

SHOWN = {"status": Status.PUBLISHED}


def told(entry, **texts):
    """Write texts as `name=("English", "中文")`; None leaves a language out."""
    for field, versions in texts.items():
        for language, text in zip(("en", "zh-hant"), versions, strict=True):
            if text is not None:
                entry.set_text(field, language, text)
    return entry


def kind(slug, specialisation, tuning, english, chinese, **fields):
    made = ModelKind.objects.create(slug=slug, specialisation=specialisation, tuning=tuning, **SHOWN | fields)
    return told(made, name=(english, chinese), summary=(f"{english} models.", f"{chinese}。"))


def model(name, family, of_kind, **fields):
    slug = name.lower().replace(" ", "-").replace(".", "-")
    return LanguageModel.objects.create(slug=slug, name=name, family=family, kind=of_kind, **SHOWN | fields)


def capability(slug, english, chinese, group="code", **fields):
    made = Capability.objects.create(slug=slug, group=group, **SHOWN | fields)
    return told(made, name=(english, chinese), summary=(f"To {english.lower()}.", f"能夠{chinese}。"))


def statement(about, aspect, english, chinese, **subject):
    made = Statement.objects.create(aspect=aspect, as_of=date(2026, 11, 1), **(subject or {"kind": about}))
    return told(made, text=(english, chinese))


class World:
    """Everything of `build()`, by name."""


def build() -> World:
    world = World()
    world.maker = Organization.objects.create(slug="acme", name="Acme Lab", **SHOWN)
    world.instruct = kind("instruct", "general", "instruct", "Instruct", "指令模型", position=1)
    world.coder = kind("coder", "code", "base", "Coder (base)", "程式碼模型", position=2)
    world.both = kind("coder-instruct", "code", "instruct", "Coder·Instruct", "程式碼指令模型", position=3)
    world.family = Family.objects.create(slug="acorn", name="Acorn", organization=world.maker, **SHOWN)
    told(world.family, summary=("A family of small models.", "一個小型模型系列。"))
    world.model = model("Acorn-Coder-7B", world.family, world.coder, total_params=7_600_000_000)
    ModelAlias.objects.create(model=world.model, name="acorn2-coder:7b", where="ollama")
    world.draft = model("DRAFT-Secret-9B", world.family, world.coder, status=Status.DRAFT)
    told(world.draft, summary=("DRAFT whispered words", "DRAFT 草稿文字"))
    world.infill = capability("fill-in-the-middle", "Fill in the middle", "中間填充")
    Rating.objects.create(kind=world.coder, capability=world.infill, level="yes")
    Rating.objects.create(kind=world.instruct, capability=world.infill, level="no")
    world.purpose = told(Aspect.objects.create(slug="purpose", group="character"), name=("Purpose", "目的"))
    world.said = statement(world.coder, world.purpose, "Writes code with zest.", "專寫程式碼。")
    world.hidden = statement(None, world.purpose, "DRAFT whispered statement", "DRAFT 草稿敘述", model=world.draft)
    world.job = told(
        UseCase.objects.create(slug="tab-completion", group="code", **SHOWN),
        name=("Tab completion", "按 Tab 補全"),
        summary=("Complete as you type.", "邊打字邊補全。"),
        answer=("Take a Coder.", "選用 Coder。"),
    )
    world.source = Source.objects.create(
        key="arxiv-2308.12950",
        kind="paper",
        title="Code Llama: Open Models",
        url="https://arxiv.org/abs/2308.12950",
        **SHOWN,
    )
    Citation.objects.create(
        target=world.said, source=world.source, verdict="supports", basis="opened", checked_on=date(2026, 11, 22)
    )
    world.note = told(
        Note.objects.create(slug="overview", kind="overview", as_of=date(2026, 11, 1), **SHOWN),
        title=("Which one when", "何時用哪一種"),
        summary=("In short.", "簡而言之。"),
        body=("A longer text about infilling.", None),
    )
    world.curated = told(
        Comparison.objects.create(slug="the-note", **SHOWN),
        title=("The note", "筆記"),
        introduction=("Both.", "兩者。"),
    )
    ComparisonColumn.objects.create(comparison=world.curated, kind=world.instruct)
    world.term = Term.objects.create(
        slug="code-completion",
        english="code completion",
        chinese="程式碼補全",
        chinese_synonyms=["補全"],
        banned_forms=["代码补全", "代碼補全"],
        **SHOWN,
    )
    told(world.term, definition=("To finish a line.", "補完一行。"))
    world.claim = told(
        SeedClaim.objects.create(number=17, section="observations", outcome="corrected", decided_on=date(2026, 11, 1)),
        words=("the latter", "後者"),
        correction=("~~the latter~~ ++the former++", "~~後者~~++前者++"),
        reason=("It is the general one.", "指的是通用版。"),
    )
    return world
