"""Short ways to write the plain values that a comparison is built from."""

from decimal import Decimal

from kb.comparison.material import Material
from kb.comparison.tree import Coded, Entry, Evidence, Figure, Link, RowHead, Subject

SETTINGS = {"version": "0.1.0", "metric": "pass@1", "decoding": "greedy"}


def coded(code):
    return Coded(code, code)


def evidence(verdict="supports", role="evidence", key="card"):
    return Evidence(
        source_key=key,
        source_title="A card",
        source_language="en",
        source_kind=coded("model-card"),
        interest=coded("interested"),
        publisher="A maker",
        url=f"/en/sources/{key}/",
        external_url="https://example.org/card",
        role=coded(role),
        verdict=coded(verdict),
    )


def model(key, family="alpha", kind="coder"):
    return Subject(
        key,
        key.title(),
        f"/en/models/{key}/",
        "code",
        "base",
        lineage=(f"family:{family}", f"kind:{kind}"),
        lineage_links=(Link(family, f"/en/families/{family}/"), Link(kind, f"/en/kinds/{kind}/")),
    )


def level(subject, capability, value, **more):
    return Entry(subject, f"can-{capability}", "level", value, value, **more)


def fact(subject, row, value, **more):
    return Entry(subject, f"fact-{row}", "fact", value, str(value), **more)


def figure(subject, printed, benchmark="alphabench", evaluator="board", source="results", run="", **settings):
    return Figure(
        subject=subject,
        benchmark=benchmark,
        protocol=f"{benchmark}-p",
        domain="code",
        printed=printed,
        value=Decimal(printed),
        unit=coded("percent"),
        evaluator=Link(evaluator, f"/en/organizations/{evaluator}/"),
        settings=tuple((SETTINGS | settings).items()),
        run=run,
        evidence=(evidence(key=source),),
        raw_name=subject,
        raw_place="results.json",
    )


def capability_head(slug):
    return RowHead(f"can-{slug}", "code", slug, always=True)


def material(*columns, heads=(), entries=(), figures=(), needs=()):
    return Material(
        columns=list(columns),
        heads=list(heads),
        entries=list(entries),
        figures=list(figures),
        needs=list(needs),
    )
