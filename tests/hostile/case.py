"""One way a project file can be wrong, and what must be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spoiling import Spoil

from selfeval.errors import Severity

NOT_LOOKED_AT = object()
ERROR, WARNING, REPAIR = Severity.ERROR, Severity.WARNING, Severity.REPAIR


@dataclass(frozen=True)
class Case:
    """`code` is empty when nothing may be said at all; `also` names what may be said besides, elsewhere.

    `sheet` is an id of the template or a tab's name (`tab` where that differs by language), `row` and `column` (an id)
    are the place of the problem, `letter` replaces the column's own letter. `shows` must occur in the message of both
    languages, `nl` and `fr` in theirs. `reads` is what the cell at the place must be read as: a value or a State.
    """

    id: str
    proves: str
    spoil: Spoil
    code: str = ""
    severity: Severity = ERROR
    sheet: str = ""
    row: int = 0
    column: str = ""
    letter: str | None = None
    shows: tuple[str, ...] = ()
    nl: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    reads: object = NOT_LOOKED_AT
    tab: Mapping[str, str] | None = None
