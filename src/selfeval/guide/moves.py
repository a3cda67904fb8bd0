"""What becomes of an item between two revisions of the Gids: renamed, merged, split, dropped or scored otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from selfeval.errors import RequestError
from selfeval.guide.files import Item, revision_files


class Rule(StrEnum):
    """What a revision does to an item that it moves."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    DROPPED = "dropped"
    RESCALED = "rescaled"


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a revision; `reason` is the revision's own sentence, in every language."""

    revision: str
    rule: Rule
    item: str
    becomes: tuple[str, ...]
    reason: tuple[tuple[str, str], ...] = ()
    scores: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """Where an item ends up: no item when it was dropped, several when it was split; and the moves on the way."""

    ends: tuple[str, ...]
    moves: tuple[Move, ...] = ()


def moves_between(earlier: str, later: str) -> tuple[Move, ...]:
    """The moves of the revisions after `earlier` up to `later`, oldest first.

    Raises RequestError `revision_not_later` when `later` comes before `earlier`.
    """
    if later < earlier:
        raise RequestError("revision_not_later", revision=later, earlier=earlier)
    passed = [revision for revision in revision_files() if earlier < revision["id"] <= later]
    return tuple(_move(revision["id"], entry) for revision in passed for entry in revision.get("moves", []))


def _move(revision: str, entry: Item) -> Move:
    return Move(
        revision,
        Rule(entry["rule"]),
        entry["item"],
        tuple(entry["becomes"]),
        tuple(sorted(entry["reason"].items())),
        tuple(sorted((int(old), new) for old, new in entry.get("scores", {}).items())),
    )


def route(item: str, moves: tuple[Move, ...]) -> Route:
    """Follows an item (kind/id) through moves in their order; without a move it stays where it is.

    A part of a split that moves again makes the others stay: all ends are told.
    """
    ends: tuple[str, ...] = (item,)
    passed: list[Move] = []
    for move in moves:
        if move.rule is not Rule.RESCALED and move.item in ends:
            ends = tuple(dict.fromkeys(new for end in ends for new in (move.becomes if end == move.item else (end,))))
            passed.append(move)
    return Route(ends, tuple(passed))
