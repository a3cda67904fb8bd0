"""Whether every item that a revision takes away from the project file has a rule for what was written about it."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.guide.files import Item
from selfeval.guide.problem import GuideProblem

# How many items a rule leads to: at least, at most.
_ENDS = {"renamed": (1, 1), "merged": (1, 1), "split": (2, 99), "dropped": (0, 0), "rescaled": (1, 1)}
Data = dict[str, dict[str, Item]]


def move_problems(data: Data) -> Iterator[GuideProblem]:
    """Rules that lead nowhere, and items that projects wrote about that a revision removes without a rule."""
    answered = _answered(data)
    for stem, revision in sorted(data["revisions"].items()):
        file, moves = f"revisions/{stem}.yml", revision.get("moves", [])
        for move in moves:
            yield from _move_problems(file, move, revision, data)
        ruled = {move["item"] for move in moves}
        for name in revision["removes"]:
            if name.partition("/")[0] in answered and name not in ruled:
                yield GuideProblem(file, "moves", "a rule for each item removed that project files ask about", name)


def _answered(data: Data) -> set[str]:
    """The kinds of items that a column of the project file asks about."""
    columns = [column for sheet in data["sheets"].values() for column in sheet["columns"]]
    return {"sheets"} | {column[key] for column in columns for key in ("codes", "repeat") if column.get(key)}


def _move_problems(file: str, move: Item, revision: Item, data: Data) -> Iterator[GuideProblem]:
    key, kind = f"moves/{move['item']}", move["item"].partition("/")[0]
    least, most = _ENDS[move["rule"]]
    if not least <= len(move["becomes"]) <= most:
        yield GuideProblem(file, key, f"{least} to {most} items for {move['rule']}", str(len(move["becomes"])))
    for name in (move["item"], *move["becomes"]):
        found, _, item_id = name.partition("/")
        if found != kind or item_id not in data.get(found, {}):
            yield GuideProblem(file, key, f"an item of {kind}", name)
    if (move["rule"] == "rescaled") != bool(move.get("scores")):
        yield GuideProblem(file, key, "scores for rescaled, and for nothing else", move["rule"])
    if move["rule"] != "rescaled" and move["item"] not in revision["removes"]:
        yield GuideProblem(file, key, "an item that this revision removes", move["item"])
