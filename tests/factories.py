"""Rows for tests of entries' pages: plain functions, one per type, and worlds of any size made from them.

Names end in a number; texts say in both languages what they are. Texts are written without their history, which no page
of an entry shows.
"""

from contextlib import contextmanager
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from kb.models import (
    Aspect,
    Benchmark,
    Capability,
    Citation,
    Family,
    LanguageModel,
    LanguageSupport,
    ModelKind,
    Need,
    Note,
    Organization,
    Protocol,
    Rating,
    Score,
    SeedClaim,
    SeedLink,
    Source,
    Statement,
    Status,
    Term,
    TextUnit,
    Tool,
    TrainingMethod,
    UseCase,
    source_hash,
)

DAY = date(2026, 11, 23)
OPENED = {"verdict": "supports", "basis": "opened", "checked_on": DAY}
KINDS = {
    "base": ("general", "base"),
    "instruct": ("general", "instruct"),
    "coder": ("code", "base"),
    "coder-instruct": ("code", "instruct"),
}
PLACES = KINDS | {"base-draft": ("general", "chat")}


@contextmanager
def kept(blocker):
    """Rows made inside stay for all tests of a module and go after them; `blocker` is django_db_blocker."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def shown(fields):
    """`fields` of an entry with a page: published unless they say otherwise."""
    return {"status": Status.PUBLISHED} | fields


def tell(entry, **texts):
    """Write texts as `name=("English", "中文")`; None leaves a language out. Returns the entry."""
    TextUnit.objects.bulk_create(
        TextUnit(
            content_type=ContentType.objects.get_for_model(entry),
            object_id=entry.pk,
            field=field,
            language=language,
            text=text,
            source_hash=source_hash(versions[0]) if language != "en" and versions[0] else "",
        )
        for field, versions in texts.items()
        for language, text in zip(("en", "zh-hant"), versions, strict=True)
        if text is not None
    )
    return entry


def organization(slug="acme", **fields):
    made = Organization.objects.create(slug=slug, **shown({"name": slug.title()} | fields))
    return tell(made, summary=(f"About {slug}.", f"關於 {slug}。"))


def family(slug, maker, **fields):
    made = Family.objects.create(slug=slug, organization=maker, **shown({"name": slug.title()} | fields))
    return tell(made, summary=(f"The family {slug}.", f"系列 {slug}。"))


def kind(slug, **fields):
    specialisation, tuning = PLACES[slug]
    position = list(PLACES).index(slug)
    made = ModelKind.objects.create(
        slug=slug, specialisation=specialisation, tuning=tuning, position=position, **shown(fields)
    )
    return tell(made, name=(slug.title(), f"{slug}類"), summary=(f"The kind {slug}.", f"類別 {slug}。"))


def kinds():
    """All kinds by slug."""
    return {slug: kind(slug) for slug in KINDS}


def model(slug, of_family, of_kind, **fields):
    return LanguageModel.objects.create(
        slug=slug, family=of_family, kind=of_kind, **shown({"name": slug.title()} | fields)
    )


def capability(slug, **fields):
    made = Capability.objects.create(slug=slug, **shown({"group": "code"} | fields))
    return tell(made, name=(f"Can {slug}", f"能 {slug}"), summary=(f"To {slug}.", f"做 {slug}。"))


def rating(capability, level="yes", note=None, **subject):
    made = Rating.objects.create(capability=capability, level=level, **subject)
    return tell(made, note=note) if note else made


def aspect(slug, group="character"):
    return tell(Aspect.objects.create(slug=slug, group=group), name=(f"Aspect {slug}", f"面向 {slug}"))


def statement(of_aspect, english, chinese, **fields):
    made = Statement.objects.create(aspect=of_aspect, **({"as_of": DAY} | fields))
    return tell(made, text=(english, chinese))


def use_case(slug, needs=(), **fields):
    """`needs`: (capability, required, weight)."""
    made = UseCase.objects.create(slug=slug, **shown({"group": "code"} | fields))
    for able, required, weight in needs:
        need = Need.objects.create(use_case=made, capability=able, required=required, weight=weight)
        tell(need, reason=(f"Because of {able.slug}.", f"因為 {able.slug}。"))
    return tell(
        made,
        name=(f"Job {slug}", f"工作 {slug}"),
        summary=(f"To do {slug}.", f"進行 {slug}。"),
        answer=(f"Take this for {slug}.", f"{slug} 選這個。"),
        trap=(f"The trap of {slug}.", f"{slug} 的誤區。"),
        change=(f"What changes {slug}.", f"改變 {slug} 的事。"),
    )


def source(key, **fields):
    fields = {"kind": "paper", "title": f"Title of {key}", "url": f"https://example.org/{key}"} | fields
    return tell(Source.objects.create(key=key, **shown(fields)), note=(f"Note on {key}.", f"{key} 的說明。"))


def cite(target, cited, **fields):
    """A citation of the source `cited` by `target`; unchecked unless `fields` say otherwise."""
    return Citation.objects.create(target=target, source=cited, **fields)


def benchmark(slug, **fields):
    made = Benchmark.objects.create(slug=slug, **shown({"name": slug.title(), "domain": "code"} | fields))
    return tell(made, summary=(f"Measures {slug}.", f"量測 {slug}。"), misses=(f"Misses {slug}.", f"漏掉 {slug}。"))


def protocol(slug, of_benchmark, **settings):
    return Protocol.objects.create(slug=slug, benchmark=of_benchmark, **settings)


def score(of_model, under, printed, by, taken_from, **fields):
    fields = {"raw_name": of_model.slug, "raw_place": f"row {printed}"} | fields
    return Score.objects.create(
        model=of_model, protocol=under, printed=printed, evaluator=by, source=taken_from, **fields
    )


def tool(slug, families=(), **fields):
    made = Tool.objects.create(slug=slug, **shown({"name": slug.title()} | fields))
    made.families.set(families)
    return tell(made, summary=(f"The tool {slug}.", f"工具 {slug}。"))


def note(slug, english, chinese=None, **fields):
    made = Note.objects.create(slug=slug, **shown({"kind": "overview", "as_of": DAY} | fields))
    titles = {"title": (f"Note {slug}", f"筆記 {slug}"), "summary": (f"Sum of {slug}.", f"{slug} 的摘要。")}
    return tell(made, body=(english, chinese), **titles)


def claim(number, links=(), outcome="kept", **fields):
    """A claim of the founding note; `links`: the entries that hold it now."""
    fields = {"section": "instruct", "decided_on": DAY} | fields
    made = SeedClaim.objects.create(number=number, outcome=outcome, **fields)
    for place, target in enumerate(links):
        SeedLink.objects.create(claim=made, target=target, position=place)
    return tell(made, words=(f"Words {number}", f"原文 {number}"), reason=(f"Reason {number}.", f"理由 {number}。"))


def term(slug, english, chinese, **fields):
    made = Term.objects.create(slug=slug, english=english, chinese=chinese, **shown(fields))
    return tell(made, definition=(f"What {english} is.", f"{chinese}的意思。"))


class World:
    """Everything that pages of entries show, grown in steps: each step adds a row to every list of every page.

    The pages to look at are those of number 0: `family-0`, `source-0` … and of the kind `coder`.
    """

    def __init__(self):
        self.kinds = kinds()
        self.maker = organization("maker")
        self.size = 0

    def grow(self, size):
        """Up to `size` rows of everything."""
        for number in range(self.size, size):
            self._step(number)
        self.size = size
        return self

    def _step(self, n):
        if n == 0:
            self.family = family("family-0", self.maker)
            self.capability = capability("able-0")
            self.source = source("source-0")
            self.benchmark = benchmark("bench-0")
            self.benchmark.capabilities.add(self.capability)
        coder, first = self.kinds["coder"], n == 0
        maker = organization(f"org-{n}")
        kin = self.family if first else family(f"family-{n}", self.maker, derived_from=self.family)
        mine = model(f"model-{n}", self.family, coder, total_params=(n + 1) * 10**9)
        able = self.capability if first else capability(f"able-{n}")
        document = self.source if first else source(f"source-{n}")
        bench = self.benchmark if first else benchmark(f"bench-{n}")
        bench.capabilities.add(self.capability)
        said = statement(aspect(f"aspect-{n}"), f"Said {n}.", f"敘述 {n}。", family=self.family)
        rated = [
            rating(self.capability, model=mine, level="yes"),
            rating(able, family=self.family, level="partial", note=("In part.", "部分。")),
            rating(able, kind=coder, level="yes"),
        ]
        language = LanguageSupport.objects.create(
            family=self.family, purpose="programming", language=f"lang{n}", level="yes"
        )
        used = tool(f"tool-{n}", [kin], organization=self.maker)
        used.families.add(self.family)
        if n:
            self.tool.families.add(kin)
        else:
            self.tool = used
        way = protocol(f"way-{n}", self.benchmark, metric="pass@1")
        figure = score(mine, way, f"{n + 1}.5", self.maker, self.source)
        rival = score(mine, way, f"{n + 2}.5", maker, document)
        method = TrainingMethod.objects.create(slug=f"method-{n}")
        tell(method, name=(f"Method {n}", f"方法 {n}"), summary=(f"Trains {n}.", f"訓練 {n}。"))
        mine.training_methods.add(method)
        if first:
            self.job = use_case("job-0", [(self.capability, True, 5)])
            self.note = note("note-0", "See [@source-0].", "見[@source-0]。")
        else:
            use_case(f"job-{n}", [(self.capability, True, 3)])
            need = Need.objects.create(use_case=self.job, capability=able, weight=2)
            tell(need, reason=(f"Need {n}.", f"需要 {n}。"))
            note(f"note-{n}", f"See [@source-0] and [@source-{n}].", f"見[@source-0; @source-{n}]。")
            cite(self.note, document)
        word = term(f"term-{n}", f"word {n}", f"詞{n}")
        cited = (self.maker, kin, mine, able, bench, used, way, method, said, *rated, language, figure, rival, word)
        entry = claim(n + 1, links=[kin, mine, able, said, *rated, figure, document])
        for target in (*cited, entry):
            cite(target, self.source, locator=f"place {n}", **OPENED)
        cite(self.job, self.source, locator=f"place {n}", field="answer")
