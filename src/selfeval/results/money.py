"""Money granted and spent, against the maximum of the revision in force."""

from __future__ import annotations

from selfeval.guide import Guide
from selfeval.model import Figure, Key, ProjectFile, State
from selfeval.project_file.amounts_check import maximum
from selfeval.results.figures import Tally, from_answer, rows_of_year, years_of


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Granted, spent, unspent and maximum of each heading and year, in euro, and their totals."""
    for year in years_of(project, "money"):
        for row in rows_of_year(project, "money", year):
            heading = row.text("heading")
            definition = f"amounts/{heading}"
            for column in ("granted", "spent"):
                tally.add(
                    from_answer(Key(f"money.{column}", heading, year=year), row.answer(column), "euro", definition)
                )
            _unspent(heading, year, tally)
        for column in ("granted", "spent"):
            _total(column, year, tally)
    for amount in guide.items("amounts"):
        most = maximum(amount, project.year)
        state = State.UNKNOWN if most is None else State.KNOWN
        key = Key("money.maximum", amount["id"], year=project.year)
        tally.add(Figure(key, most, state, "euro", definition=f"amounts/{amount['id']}"))


def _unspent(heading: str, year: int, tally: Tally) -> None:
    granted, spent = (tally.figures[Key(f"money.{name}", heading, year=year)] for name in ("granted", "spent"))
    key = Key("money.unspent", heading, year=year)
    if granted.value is None or spent.value is None:
        state = granted.state if granted.value is None else spent.state
        tally.add(Figure(key, None, state, "euro", definition=granted.definition))
        return
    tally.add(
        Figure(key, granted.value - spent.value, unit="euro", definition=granted.definition), granted.key, spent.key
    )


def _total(column: str, year: int, tally: Tally) -> None:
    """The sum over the headings that are known; headings left open count as not part of it."""
    parts = [
        figure
        for key, figure in tally.figures.items()
        if key.measure == f"money.{column}" and key.year == year and key.subject
    ]
    key = Key(f"money.{column}_total", year=year)
    known = [part for part in parts if part.value is not None]
    if not known:
        state = parts[0].state if parts else State.EMPTY
        tally.add(Figure(key, None, state, "euro", definition="sheets/money"))
        return
    total = sum(part.value or 0 for part in known)
    tally.add(Figure(key, total, unit="euro", definition="sheets/money"), *(part.key for part in known))
