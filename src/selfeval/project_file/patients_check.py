"""Whether the numbers of patients agree with each other and with the region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from selfeval.errors import Place, Problem, Severity
from selfeval.guide import Guide, Item
from selfeval.model import ProjectFile, Row
from selfeval.project_file import layout
from selfeval.project_file.cell_meaning import fold
from selfeval.territory import TerritoryError, region_population
from selfeval.texts import Texts

FLOW = ("start", "inflow", "deceased", "moved", "stopped", "end")
COLUMNS = ("target_group", *FLOW)


def flows(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    """Start + inflow - outflow = end, in every group; and nobody is included who is not in the target group."""
    for row in project.rows("patients"):
        start, inflow, deceased, moved, stopped, end = (row.count(name) for name in FLOW)
        if None not in (start, inflow, deceased, moved, stopped, end):
            expected = start + inflow - deceased - moved - stopped  # type: ignore[operator]
            if expected != end:
                yield Problem("flow_does_not_add_up", Severity.ERROR, row.answer("end").place, str(end), str(expected))
        target = row.count("target_group")
        if target is not None and end is not None and end > target:
            yield Problem("more_than_target_group", Severity.WARNING, row.answer("end").place, str(end), f"≤ {target}")


def groups(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    """The groups of a breakdown together are all patients."""
    entries = guide.codes("patient_group")
    for year in sorted({row.count(layout.YEAR) or 0 for row in project.rows("patients")}):
        rows = {row.text("group"): row for row in project.rows("patients") if row.count(layout.YEAR) == year}
        breakdowns = {
            texts.of(guide.code("stratifier", stratifier)["name"]): [
                rows.get(entry["id"]) for entry in entries if entry["group"] == stratifier
            ]
            for stratifier in dict.fromkeys(entry["group"] for entry in entries if entry["group"] != "total")
        }
        for column in COLUMNS:
            yield from _compare(rows.get("total"), breakdowns, column)


def _compare(total: Row | None, breakdowns: Mapping[str, list[Row | None]], column: str) -> Iterator[Problem]:
    """One problem for each sum that is not the total, naming every breakdown that gives it."""
    whole = total.count(column) if total else None
    if total is None or whole is None:
        return
    wrong: dict[int, list[str]] = {}
    for name, parts in breakdowns.items():
        known = [count for part in parts if part and (count := part.count(column)) is not None]
        if sum(known) > whole or (len(known) == len(parts) and sum(known) != whole):
            wrong.setdefault(sum(known), []).append(name)
    for found, names in wrong.items():
        details = {"breakdown": ", ".join(names)}
        yield Problem(
            "groups_do_not_add_up", Severity.ERROR, total.answer(column).place, str(found), str(whole), details
        )


def region(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    """Region and target group against the Gids: a region's size warns and never fails."""
    target = project.form.answer("target_group_size")
    size = project.form.count("target_group_size")
    smallest = guide.item("criteria", "target_group_minimum")["minimum"]
    if size is not None and size < smallest:
        yield Problem("target_group_small", Severity.WARNING, target.place, str(size), f"≥ {smallest:.0f}")
    sheet, criterion = guide.item("sheets", "municipalities"), guide.item("criteria", "region_size")
    population = None if _has_error(project, sheet) else _population(project)
    if population is None:
        return
    if not criterion["minimum"] <= population <= criterion["maximum"]:
        limits = f"{criterion['minimum']:.0f} – {criterion['maximum']:.0f}"
        yield Problem("region_size", Severity.WARNING, Place(texts.of(sheet["name"])), str(population), limits)
    if size is not None and size > population:
        yield Problem("target_group_above_population", Severity.ERROR, target.place, str(size), f"≤ {population}")


def _population(project: ProjectFile) -> int | None:
    codes = [row.text("municipality") for row in project.rows("municipalities") if row.text("municipality")]
    try:
        return region_population(codes, project.year).total
    except TerritoryError:
        return None


def _has_error(project: ProjectFile, sheet: Item) -> bool:
    """Whether anything on a sheet was refused, a municipality say; the sheet has its name in any language."""
    names = {fold(name) for name in sheet["name"].values()}
    return any(p.severity is Severity.ERROR and fold(p.place.sheet) in names for p in project.problems)
