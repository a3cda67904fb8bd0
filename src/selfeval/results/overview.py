"""Counts of what a project file lists: partners, municipalities, decisions, events and points of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from selfeval.guide import Guide
from selfeval.model import Figure, Key, ProjectFile, Row, State
from selfeval.results.actions import under_way_in
from selfeval.results.figures import Tally, from_answer

# The score from which a component works at least in part; this project's own proposal.
WORKING = 3
EMPTY = "empty"
OLDER = {"age_65_74", "age_75_84", "age_85_plus"}


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Number of partners, municipalities, events and plan points, of each decision, and of components that work."""
    _partners(project, guide, tally)
    _decisions(project, guide, tally)
    _plan(project, guide, tally)
    _events(project, tally)
    _maturity(project, guide, tally)
    _region(project, tally)


def partner_in(row: Row, year: int) -> bool:
    """Whether an organisation is a partner on 31 December of a year; one without dates is."""
    joined, left = row.date("joined"), row.date("left")
    return (joined is None or joined.year <= year) and (left is None or left.year > year)


def _partners(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    year, rows = project.year, project.rows("partners")
    present = [row for row in rows if partner_in(row, year)]
    _count("partners.total", "", len(present), year, "sheets/partners", tally)
    for name, column in (("partners.joined", "joined"), ("partners.left", "left")):
        count = sum(date.year == year for row in rows if (date := row.date(column)))
        _count(name, "", count, year, "sheets/partners", tally)
    kinds = [entry["id"] for entry in guide.codes("partner_kind")]
    _by_code("partners.kind", (row.text("kind") for row in present), kinds, year, "sheets/partners", tally)


def _decisions(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Decisions on the objectives, and on the actions that were under way in the year."""
    codes = [entry["id"] for entry in guide.codes("decision")]
    under_way = [row for row in project.rows("actions") if under_way_in(row, project.year)]
    for sheet, rows in (("objectives", project.rows("objectives")), ("actions", under_way)):
        found = (row.text("decision") for row in rows)
        _by_code(f"{sheet}.decision", found, codes, project.year, f"sheets/{sheet}", tally)
    _count("objectives.total", "", len(project.rows("objectives")), project.year, "sheets/objectives", tally)


def _plan(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Points planned for the report year by what became of them, and points planned for later."""
    rows, definition = project.rows("improvement_plan"), "sheets/improvement_plan"
    due = [row for row in rows if row.count("plan_year") == project.year]
    later = sum((row.count("plan_year") or 0) > project.year for row in rows)
    _count("plan.due", "", len(due), project.year, definition, tally)
    _count("plan.later", "", later, project.year, definition, tally)
    codes = [entry["id"] for entry in guide.codes("plan_status")]
    _by_code("plan.status", (row.text("status") for row in due), codes, project.year, definition, tally)


def _events(project: ProjectFile, tally: Tally) -> None:
    rows = project.rows("events")
    with_lesson = sum(bool(row.text("lesson")) for row in rows)
    _count("events.total", "", len(rows), project.year, "sheets/events", tally)
    _count("events.with_lesson", "", with_lesson, project.year, "sheets/events", tally)


def _maturity(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    keys = [Key("maturity.agreed", item["id"], year=project.year) for item in guide.pilot_components()]
    scores = [score for key in keys if (score := tally.value(key)) is not None]
    _count("maturity.scored", "", len(scores), project.year, "scales/maturity", tally)
    _count("maturity.working", "", sum(score >= WORKING for score in scores), project.year, "scales/maturity", tally)


def _region(project: ProjectFile, tally: Tally) -> None:
    """Coordination, number of municipalities, and target group and people of 65 or more as shares of the population."""
    year, size = project.year, Key("reach.target_group_size", year=project.year)
    places = {row.text("municipality") for row in project.rows("municipalities")} - {""}
    _count("region.municipalities", "", len(places), year, "sheets/municipalities", tally)
    coordination = project.form.answer("coordinator_fte")
    tally.add(
        from_answer(Key("project.coordinator_fte", year=year), coordination, "own", "criteria/one_project_coordinator")
    )
    population = {key: figure for key, figure in tally.figures.items() if key.measure == "region.population"}
    total = next((figure for key, figure in population.items() if not key.subject), None)
    target = tally.figures[size]
    if total is None or not total.value:
        return
    older = sum(figure.value or 0 for key, figure in population.items() if key.group in OLDER)
    _share(Key("region.older_share", year=total.key.year), older, total, "criteria/region_size", tally)
    share = Key("region.target_group_share", year=year)
    if target.value is None or target.value > total.value:
        state = target.state if target.value is None else State.UNKNOWN
        tally.add(Figure(share, None, state, "percent", definition="criteria/target_group_minimum"), size)
    else:
        _share(share, target.value, total, "criteria/target_group_minimum", tally, size)


def _share(key: Key, part: float, total: Figure, definition: str, tally: Tally, *bases: Key) -> None:
    """A share of the whole population: counted, not sampled, so without an interval."""
    whole = total.value or 1
    figure = Figure(key, part / whole, State.KNOWN, "percent", round(part), round(whole), definition=definition)
    tally.add(figure, total.key, *bases)


def _by_code(measure: str, found: Iterable[str], codes: list[str], year: int, definition: str, tally: Tally) -> None:
    counts = Counter(code or EMPTY for code in found)
    for code in (*codes, EMPTY):
        _count(measure, code, counts[code], year, definition, tally)


def _count(measure: str, subject: str, count: int, year: int, definition: str, tally: Tally) -> None:
    tally.add(Figure(Key(measure, subject, year=year), count, definition=definition))
