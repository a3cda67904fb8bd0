"""How complete the file is: filled in, not applicable, unknown and left empty, sheet by sheet."""

from __future__ import annotations

from collections import Counter

from selfeval.errors import Severity
from selfeval.guide import Guide, Item
from selfeval.model import Figure, Key, ProjectFile, State
from selfeval.project_file.layout import columns_of
from selfeval.results.figures import Tally

_STATES = (State.KNOWN, State.NOT_APPLICABLE, State.UNKNOWN, State.EMPTY)


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Numbers of answers by state for each sheet, problems by severity, and the cells read, ignored and rejected."""
    for sheet in guide.items("sheets"):
        _states(project, sheet, guide, tally)
    for severity in Severity:
        count = sum(problem.severity is severity for problem in project.problems)
        tally.add(Figure(Key("quality.problems", severity, year=project.year), count))
    cells = project.cells
    for name, count in (("used", cells.used), ("ignored", cells.ignored), ("rejected", cells.rejected)):
        tally.add(Figure(Key("quality.cells", name, year=project.year), count))


def _states(project: ProjectFile, sheet: Item, guide: Guide, tally: Tally) -> None:
    rows = [row for row in project.rows(sheet["id"]) if row.count("year") in {None, project.year}]
    asked = [column.id for column in columns_of(sheet, guide) if not column.locked]
    states = Counter(row.answer(name).state for row in rows for name in asked)
    for state in _STATES:
        tally.add(
            Figure(
                Key("quality.answers", sheet["id"], state, project.year),
                states[state],
                definition=f"sheets/{sheet['id']}",
            )
        )
