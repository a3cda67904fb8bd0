"""Which components stand highest and lowest, where the members differed, and which moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from selfeval.disclosure import HIDDEN_FINDING
from selfeval.document import Inline, Run
from selfeval.model import Figure
from selfeval.sections import Context
from selfeval.wording import linked, listed, numbered, run

MOST_NAMES = 4


def extremes(context: Context) -> Iterator[Inline]:
    """The components with the highest and the lowest agreed score."""
    figures = [context.result.figure("maturity.agreed", item["id"]) for item in context.components()]
    known = [figure for figure in figures if figure.value is not None]
    if not known:
        yield linked("extremes.not_filled_in", context.texts)
        return
    scores = {figure.value or 0 for figure in known}
    if len(scores) == 1:
        yield linked("extremes.equal", context.texts, score=run(known[0], context.texts))
        return
    yield _extreme("highest", max(scores), known, context)
    yield _extreme("lowest", min(scores), known, context)


def _extreme(side: str, score: float, known: list[Figure], context: Context) -> Inline:
    found = [figure for figure in known if figure.value == score]
    number = run(found[0], context.texts, strong=True)
    if len(found) > MOST_NAMES:
        count = Run(str(len(found)), definition="scales/maturity")
        return linked(f"extremes.{side}_many", context.texts, score=number, count=count)
    names = listed([context.link("components", figure.key.subject) for figure in found], context.texts)
    return linked(f"extremes.{side}", context.texts, score=number, names=names)


def split(context: Context) -> Iterator[Inline]:
    """The components on which the members' own scores lie far apart."""
    outcomes = {item["id"]: context.result.finding("maturity.outcome", item["id"]) for item in context.components()}
    counts = Counter(outcomes.values())
    if counts["agreement"] + counts["split"] == 0:
        reason = "hidden" if counts[HIDDEN_FINDING] else "too_few" if counts["too_few"] else "not_filled_in"
        yield linked(f"split.{reason}", context.texts, rule=_rule(context))
        return
    names = [context.link("components", name) for name, outcome in outcomes.items() if outcome == "split"]
    count = Run(str(len(names)), definition="scales/readiness")
    key = numbered("split", len(names), context.texts)
    yield linked(key, context.texts, count=count, names=listed(names, context.texts), rule=_rule(context))


def _rule(context: Context) -> Run:
    return Run(context.texts("split.rule"), definition="scales/readiness")


def steps(context: Context) -> Iterator[Inline]:
    """How many components moved up or down since last year."""
    changes = [context.result.figure("maturity.change", item["id"]).value for item in context.components()]
    known = [change for change in changes if change is not None]
    if not known:
        yield linked("steps.none", context.texts)
        return
    counts = {
        "up": sum(change > 0 for change in known),
        "down": sum(change < 0 for change in known),
        "same": sum(change == 0 for change in known),
        "open": len(changes) - len(known),
    }
    runs = {name: Run(str(count), definition="scales/maturity") for name, count in counts.items()}
    yield linked("steps.known", context.texts, **runs)
