"""When two figures may be subtracted from each other."""

from kb.comparison.tree import Difference, Figure


def gap(one: Figure, other: Figure) -> tuple[str, ...]:
    """Why no difference may be computed: names of what differs or is unknown; empty where nothing stands in the way.

    Two figures are comparable when every setting is known and equal, and evaluator and source are the same. Unknown
    equals unknown only inside one run of one board.
    """
    names = []
    if one.benchmark != other.benchmark:
        names.append("benchmark")
    if one.evaluator.url != other.evaluator.url:
        names.append("evaluator")
    if one.source.source_key != other.source.source_key:
        names.append("source")
    one_run = bool(one.run) and one.run == other.run
    for (name, mine), (_name, theirs) in zip(one.settings, other.settings, strict=True):
        if mine != theirs or (not mine and not one_run):
            names.append(name)
    return tuple(names)


def difference(first: tuple[Figure, ...], second: tuple[Figure, ...]) -> Difference | None:
    """Second less first; None unless each side has figures.

    Several figures on one side are several runs: none of them may stand for the model, so "run" is the gap.
    """
    if not first or not second:
        return None
    if len(first) > 1 or len(second) > 1:
        return Difference(None, ("run",))
    names = gap(first[0], second[0])
    return Difference(None, names) if names else Difference(second[0].value - first[0].value)
