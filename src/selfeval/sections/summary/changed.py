"""What got better, what got worse, and what cannot be told."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.disclosure import HIDDEN_FINDING
from selfeval.document import Inline, Run
from selfeval.sections import Context
from selfeval.sections.summary.figures import has_last_year, verdicts
from selfeval.wording import linked, listed, numbered

MOST_NAMES = 6


def changed(context: Context) -> Iterator[Inline]:
    """The indicators that got better and worse since last year, by name."""
    grouped = verdicts(context)
    if not has_last_year(context):
        yield linked("changed.first_year", context.texts)
        return
    for verdict in ("improved", "worse"):
        found = grouped.get(verdict, [])
        if not found:
            yield linked(f"changed.{verdict}.none", context.texts)
            continue
        names = [context.link("indicators", name) for name in found[:MOST_NAMES]]
        rest = len(found) - MOST_NAMES
        more = context.texts(numbered("changed.more", rest, context.texts), count=rest) if rest > 0 else ""
        count = Run(str(len(found)), definition="scales/verdict")
        key = numbered(f"changed.{verdict}", len(found), context.texts)
        yield linked(key, context.texts, count=count, names=listed(names, context.texts), more=more)


def cannot_tell(context: Context) -> Iterator[Inline]:
    """Of how many indicators no change can be told, and how many are hidden."""
    grouped = verdicts(context) if has_last_year(context) else {}
    for verdict in ("cannot_tell", HIDDEN_FINDING):
        count = len(grouped.get(verdict, []))
        if count:
            key = numbered(f"changed.{verdict}", count, context.texts)
            yield linked(key, context.texts, count=Run(str(count), definition="scales/verdict"))
