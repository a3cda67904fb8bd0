"""What became of one value of a project file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from selfeval.guide.moves import Move
from selfeval.model import Answer, State, Value

Written = Value | State


class Outcome(StrEnum):
    """Carried as it was, changed by a named rule (also: taken away), or asked again."""

    CARRIED = "carried"
    CHANGED = "changed"
    ASKED = "asked"


class Reason(StrEnum):
    """Why a question is asked again, or what took a value away when no rule of a revision did."""

    NONE = ""
    SPLIT = "split"
    CONFLICT = "conflict"
    NOT_ON_SCALE = "not_on_scale"
    RETIRED = "retired"
    NEW = "new"
    NO_PLACE = "no_place"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value and what became of it; a question that is new has no value before.

    `sheet`, `row`, `key` and `column` say where it stood (a new question: where it is to stand); `key` is the entry or
    the first cell of its row. `after` is what now stands in the new file, None when nothing does; `candidates` are
    the items to choose from after a split.
    """

    outcome: Outcome
    sheet: str
    row: int
    key: str
    column: str
    before: Answer | None = None
    after: Written | None = None
    moves: tuple[Move, ...] = ()
    reason: Reason = Reason.NONE
    candidates: tuple[str, ...] = ()
