"""What the revision of the Gids in force changed in what this project uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selfeval.document import Block, Bullets, Inline, Run
from selfeval.guide import Guide, read_guide, revision_in_force, revisions
from selfeval.guide.difference import Change, differences
from selfeval.guide.files import revision_files
from selfeval.guide.redefinition import DEFINING, is_redefined
from selfeval.model import Figure
from selfeval.sections import Context

# More names than these make a sentence unreadable.
MOST_NAMES = 6


def guide_blocks(context: Context) -> tuple[Block, ...]:
    """Whether the revision is new since last year, and what it changed against the revision before it."""
    now = context.result.revision
    earlier = [revision for revision in revisions() if revision < now]
    if not earlier:
        return (context.say("guide.first", name=_name(now, context)),)
    return (_since_last_year(context), *_against(earlier[-1], context))


def _name(revision: str, context: Context) -> str:
    return next(context.texts.of(entry["name"]) for entry in revision_files() if entry["id"] == revision)


def _since_last_year(context: Context) -> Block:
    year, now = context.result.year - 1, context.result.revision
    if f"{year}-12-31" < revisions()[0] or revision_in_force(year) == now:
        return context.say("guide.same", name=_name(now, context))
    return context.say("guide.new", name=_name(now, context), before=_name(revision_in_force(year), context))


def _against(revision: str, context: Context) -> Iterator[Block]:
    """The changed items this project uses, one a line; the others by name."""
    before, now = read_guide(revision), context.guide
    changes = {found.item: found.change for found in differences(before, now)}
    used = [name for name, change in changes.items() if _is_used(name, change, context)]
    names = {"name": _name(now.revision, context), "before": _name(revision, context)}
    yield context.say("guide.used" if used else "guide.none_used", **names)
    if used:
        yield Bullets(tuple(_line(name, changes[name], (before, now), context) for name in used))
    others = [_item_name(name, changes[name], (before, now), context) for name in changes if name not in used]
    if others:
        yield context.say("guide.others", names=_listed(others, context))


def _is_used(name: str, change: Change, context: Context) -> bool:
    """Whether the item is measured here: it defines a figure, or it did until it was removed."""
    kind, _, item_id = name.partition("/")
    if change is Change.REMOVED:
        return kind in DEFINING
    if kind == "components":
        return context.result.figure("maturity.agreed", item_id).value is not None
    figures = context.result.figures.values()
    return name in {figure.definition for figure in figures if figure.value is not None and not _is_given(figure)}


def _is_given(figure: Figure) -> bool:
    """Whether the Gids and not the project says it: the most that may be granted."""
    return figure.key.measure == "money.maximum"


def _line(name: str, change: Change, guides: tuple[Guide, Guide], context: Context) -> Inline:
    redefined = change is Change.CHANGED and is_redefined(name, *guides)
    said = context.texts(f"guide.item.{'redefined' if redefined else change}")
    definition = "" if change is Change.REMOVED else name
    return (Run(_item_name(name, change, guides, context), definition=definition), Run(f"{said}."))


def _item_name(name: str, change: Change, guides: tuple[Guide, Guide], context: Context) -> str:
    kind, _, item_id = name.partition("/")
    item = guides[change is not Change.REMOVED].item(kind, item_id)
    return context.texts.of(item["name"]) if "name" in item else item_id


def _listed(names: Iterable[str], context: Context) -> str:
    named = sorted(names)
    rest = [context.texts("guide.more", count=len(named) - MOST_NAMES)] if len(named) > MOST_NAMES else []
    return context.texts("wording.separator").join([*named[:MOST_NAMES], *rest])
