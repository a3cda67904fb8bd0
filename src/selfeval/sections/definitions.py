"""Definition sheets: what every figure in a document means, from the Gids of the revision used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from selfeval.document import (
    Block,
    Bullets,
    Callout,
    Definition,
    Inline,
    KeyFigures,
    Paragraph,
    Part,
    Table,
)
from selfeval.guide import Guide, Item
from selfeval.guide.references import references
from selfeval.texts import Texts

Line = tuple[str, str]


def definitions_used(parts: Iterable[Part], guide: Guide, texts: Texts) -> tuple[Definition, ...]:
    """The sheets of all items that the parts lead to, by kind and name."""
    used = {name for part in parts for name in _in_part(part) if _exists(name, guide)}
    sheets = [definition_sheet(name, guide, texts) for name in used]
    return tuple(sorted(sheets, key=lambda sheet: (sheet.id.split("/")[0], sheet.title)))


def _exists(name: str, guide: Guide) -> bool:
    kind, _, item_id = name.partition("/")
    return kind in guide.kinds and guide.has(kind, item_id)


def _in_part(part: Part) -> Iterator[str]:
    for block in part.blocks:
        yield from _in_block(block)
    for inner in part.parts:
        yield from _in_part(inner)


def _in_block(block: Block) -> Iterator[str]:
    if isinstance(block, KeyFigures):
        yield from (figure.definition for figure in block.figures if figure.definition)
    for inline in _inlines(block):
        yield from (run.definition for run in inline if run.definition)


def _inlines(block: Block) -> Iterator[Inline]:
    if isinstance(block, Paragraph | Callout):
        yield block.runs
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Table):
        for row in block.rows:
            yield from row


def definition_sheet(name: str, guide: Guide, texts: Texts) -> Definition:
    """The sheet of one item, by its name "kind/id"; raises KeyError when the guide has no such item."""
    kind, _, item_id = name.partition("/")
    item = guide.item(kind, item_id)
    lines = [line for line in _LINES.get(kind, _described)(item, texts) if line[1]]
    return Definition(name, texts.of(item["name"]), (*lines, *_standing(item, texts)))


def _standing(item: Item, texts: Texts) -> Iterator[Line]:
    if item.get("proposal"):
        yield texts("sheet.status"), texts("sheet.own_proposal")
    titles = [
        f"{reference.title} ({reference.year})" if reference.year else reference.title
        for reference in _references(item)
    ]
    if titles:
        yield texts("sheet.sources"), "; ".join(titles)


def _references(item: Item) -> list:  # type: ignore[type-arg]
    return [references()[key] for key in item.get("sources", [])]


def _indicator(item: Item, texts: Texts) -> Iterator[Line]:
    yield texts("sheet.numerator"), texts.of(item["numerator"])
    yield texts("sheet.denominator"), texts.of(item["denominator"]) if item["denominator"] else texts("sheet.none")
    for name in ("unit", "population", "direction", "calculation"):
        yield texts(f"sheet.{name}"), texts(f"sheet.{name}_{item[name]}")
    if item["smallest_denominator"]:
        yield texts("sheet.smallest_denominator"), texts.number(item["smallest_denominator"])
    if item["smallest_change"] is not None:
        yield texts("sheet.smallest_change"), texts.number(item["smallest_change"], 1)
    yield texts("sheet.data_source"), texts.of(item["data_source"])
    yield texts("sheet.caveat"), texts.of(item["caveat"])
    key = "sheet.review_checked" if item["checked_by"] else "sheet.review_text"
    values = {"reviewed": item["date_reviewed"], "next": item["next_review"], "checked_by": item["checked_by"]}
    yield texts("sheet.review"), texts(key, **values)


def _component(item: Item, texts: Texts) -> Iterator[Line]:
    yield texts("sheet.meaning"), texts.of(item["in_brief"])
    for value, level in enumerate(item["levels"]):
        yield texts.number(value), texts.of(level)


def _scale(item: Item, texts: Texts) -> Iterator[Line]:
    yield texts("sheet.meaning"), texts.of(item["description"])
    for level in item["levels"]:
        value = (
            ""
            if level["value"] is None
            else f" ({texts.number(level['value'], 0 if level['value'] == int(level['value']) else 1)})"
        )
        yield f"{texts.of(level['name'])}{value}", texts.of(level["anchor"])


def _amount(item: Item, texts: Texts) -> Iterator[Line]:
    yield texts("sheet.meaning"), texts.of(item["condition"])
    if item["euro_per_year"] is not None:
        yield texts("sheet.maximum"), texts.euro(item["euro_per_year"])


def _columns(item: Item, texts: Texts) -> Iterator[Line]:
    yield texts("sheet.meaning"), texts.of(item["intro"])
    for column in item["columns"]:
        yield texts.of(column["name"]), texts.of(column["help"])


def _instrument(item: Item, texts: Texts) -> Iterator[Line]:
    yield texts("sheet.meaning"), texts.of(item["description"])
    yield texts("sheet.licence"), texts.of(item["licence"])


def _described(item: Item, texts: Texts) -> Iterator[Line]:
    text = item.get("description") or item.get("purpose")
    yield texts("sheet.meaning"), texts.of(text) if text else ""


_LINES: dict[str, Callable[[Item, Texts], Iterator[Line]]] = {
    "indicators": _indicator,
    "components": _component,
    "instruments": _instrument,
    "scales": _scale,
    "amounts": _amount,
    "sheets": _columns,
}
