from datetime import date

from kb.comparison.catalogue import PAGE_SIZE, Item, Wanted, select
from kb.comparison.suitability import Held, NeedOf, judge

INFILL = NeedOf("infill", "Fill in", "/x/", required=True, weight=5)
LABELS = {
    "kind": {"coder": "Coder", "instruct": "Instruct"},
    "open": {"1": "yes", "0": "no"},
    "params_max": {"8": "≤ 8B", "35": "≤ 35B"},
    "capability": {"infill": "Fill in", "edit": "Edit"},
}


def item(slug, kind="coder", params=7_000_000_000, level=None, **more):
    held = {"infill": Held(level)} if level else {}
    known = {
        "pk": slug,
        "slug": slug,
        "name": slug,
        "sort_name": slug,
        "kind": kind,
        "specialisation": "code",
        "tuning": "base",
        "family": "alpha",
        "organization": "maker",
        "licence": "mit",
        "open": True,
        "params": params,
        "context": 16384,
        "released": date(2024, 1, 1),
    }
    return Item(**(known | more), suitability=judge([INFILL], held))


def slugs(selection):
    return [each.slug for each in selection.items]


def facet(selection, name):
    (found,) = [each for each in selection.facets if each.name == name]
    return {option.value: option.count for option in found.options}


def test_count_of_a_choice_is_what_the_list_then_holds():
    items = [item("a"), item("b", kind="instruct"), item("c", kind="instruct", params=70_000_000_000)]
    before = select(items, Wanted(params_max=8.0), LABELS)
    assert facet(before, "kind") == {"coder": 1, "instruct": 1}
    after = select(items, Wanted(params_max=8.0, kind=("instruct",)), LABELS)
    assert after.total == 1
    # The other choices of the same facet stay on offer with their own counts.
    assert facet(after, "kind") == {"coder": 1, "instruct": 1}
    assert facet(after, "params_max") == {"8": 1, "35": 1}


def test_capabilities_narrow_each_other():
    items = [item("a", capability=frozenset({"infill", "edit"})), item("b", capability=frozenset({"infill"}))]
    chosen = select(items, Wanted(capability=("infill",)), LABELS)
    assert facet(chosen, "capability") == {"infill": 2, "edit": 1}
    assert slugs(select(items, Wanted(capability=("infill", "edit")), LABELS)) == ["a"]


def test_unknown_size_passes_no_bound_and_sorts_last():
    items = [item("a", params=None), item("b", params=70_000_000_000), item("c")]
    assert slugs(select(items, Wanted(params_max=80.0), LABELS)) == ["b", "c"]
    assert slugs(select(items, Wanted(sort="params"), LABELS)) == ["c", "b", "a"]
    assert slugs(select(items, Wanted(sort="-params"), LABELS)) == ["b", "c", "a"]


def test_unknown_openness_is_neither_open_nor_closed():
    items = [item("a", open=None), item("b")]
    assert slugs(select(items, Wanted(open="1"), LABELS)) == ["b"]
    assert slugs(select(items, Wanted(open="0"), LABELS)) == []


def test_size_is_compared_as_it_is_printed():
    assert slugs(select([item("llama-3-8b", params=8_030_000_000)], Wanted(params_max=8.0), LABELS)) == ["llama-3-8b"]


def test_use_case_lists_what_suits_first_and_says_what_fell_out():
    items = [item("weak", level="partial"), item("good", level="yes"), item("not", level="no"), item("dark")]
    chosen = select(items, Wanted(use_case=True), LABELS)
    assert slugs(chosen) == ["good", "weak"]
    assert {each.fit.code: each.count for each in chosen.exclusions} == {"unknown": 1, "unsuited": 1}


def test_model_left_out_by_another_filter_is_not_counted_as_unsuited():
    items = [item("not", level="no", kind="instruct"), item("good", level="yes")]
    chosen = select(items, Wanted(use_case=True, kind=("coder",)), LABELS)
    assert chosen.exclusions == ()


def test_page_beyond_the_end_is_the_last_page():
    items = [item(f"m{number:03}") for number in range(PAGE_SIZE + 1)]
    chosen = select(items, Wanted(page=99), LABELS)
    assert (chosen.page, chosen.pages, slugs(chosen)) == (2, 2, [f"m{PAGE_SIZE:03}"])


def test_every_model_stands_on_exactly_one_page():
    items = [item(f"m{number:03}") for number in range(PAGE_SIZE * 2 + 3)]
    seen = [slug for page in (1, 2, 3) for slug in slugs(select(items, Wanted(page=page), LABELS))]
    assert sorted(seen) == sorted(each.slug for each in items)


def test_order_by_name_keeps_what_suits_before_what_is_weaker():
    items = [item("a-weak", level="partial"), item("b-good", level="yes"), item("c-good", level="yes")]
    assert slugs(select(items, Wanted(use_case=True, sort="name"), LABELS)) == ["b-good", "c-good", "a-weak"]
