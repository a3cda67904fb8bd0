"""How far each objective has come from its baseline to its target."""

from __future__ import annotations

from selfeval.guide import Guide
from selfeval.model import Answer, Figure, Key, ProjectFile, Row, State
from selfeval.results.figures import Tally, from_answer, missing
from selfeval.statistics import progress

DEFINITION = "scales/progress"
_COLUMNS = ("baseline", "target", "previous_value", "value")


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """The values of each objective, its progress this year and last, and what the progress amounts to."""
    for row in project.rows("objectives"):
        objective = row.text("objective_id")
        for column in _COLUMNS:
            tally.add(
                from_answer(
                    Key(f"objective.{column}", objective, year=project.year), row.answer(column), "own", DEFINITION
                )
            )
        for column, measure in (("value", "objective.progress"), ("previous_value", "objective.previous_progress")):
            _progress(row, column, Key(measure, objective, year=project.year), tally)
        reached = tally.figures[Key("objective.progress", objective, year=project.year)]
        tally.find(Key("objective.level", objective, year=project.year), level_of(reached.value, guide), reached.key)


def _progress(row: Row, column: str, key: Key, tally: Tally) -> None:
    answers: list[Answer] = [row.answer(name) for name in (column, "baseline", "target")]
    value = progress(*(row.number_in(name) for name in (column, "baseline", "target")))
    if value is None:
        tally.add(missing(key, *answers, unit="percent", definition=DEFINITION))
    else:
        tally.add(Figure(key, value, State.KNOWN, "percent", definition=DEFINITION))


def level_of(value: float | None, guide: Guide) -> str:
    """The level of the progress scale a value falls in; "cannot_tell" without a value."""
    if value is None:
        return "cannot_tell"
    levels = guide.item("scales", "progress")["levels"]
    reached = [level for level in levels if level["value"] is not None and value >= level["value"]]
    return str(max(reached, key=lambda level: level["value"])["id"]) if reached else "moving_away"
