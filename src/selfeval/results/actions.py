"""Which components the project's actions cover, year by year."""

from __future__ import annotations

from selfeval.guide import Guide
from selfeval.model import Figure, Key, ProjectFile, Row, State
from selfeval.results.figures import Tally, from_answer

RUNNING = {"running", "done", "anchored", "stopped"}
DEFINITION = "sheets/actions"


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Number of actions under way for each component and year, of each state, and patients reached by each action."""
    first = min(guide.programme["report_years"])
    for year in range(first, project.year + 1):
        under_way = [row for row in project.rows("actions") if under_way_in(row, year)]
        for component in guide.pilot_components():
            count = sum(component["id"] in components_of(row) for row in under_way)
            tally.add(Figure(Key("coverage.actions", component["id"], year=year), count, definition=DEFINITION))
        covered = {name for row in under_way for name in components_of(row)}
        tally.add(
            Figure(Key("coverage.components", year=year), len(covered), definition="criteria/fourteen_components")
        )
        tally.add(Figure(Key("actions.under_way", year=year), len(under_way), definition=DEFINITION))
    for status in guide.codes("action_status"):
        count = sum(row.text("status") == status["id"] for row in project.rows("actions"))
        tally.add(Figure(Key("actions.status", status["id"], year=project.year), count, definition=DEFINITION))
    for row in project.rows("actions"):
        key = Key("actions.patients_reached", row.text("action_id"), year=project.year)
        tally.add(from_answer(key, row.answer("patients_reached"), definition=DEFINITION, persons=True))


def components_of(row: Row) -> set[str]:
    """The one or two components an action belongs to."""
    return {row.text("component"), row.text("second_component")} - {""}


def under_way_in(row: Row, year: int) -> bool:
    """Whether an action that was really begun ran for some part of a year."""
    start, end = row.date("start"), row.date("end")
    if row.text("status") not in RUNNING or row.answer("start").state is not State.KNOWN or start is None:
        return False
    return start.year <= year and (end is None or end.year >= year)
