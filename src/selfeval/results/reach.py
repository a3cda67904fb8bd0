"""Whom the project reaches: the flow of patients, the share of the target group, and who is left behind."""

from __future__ import annotations

from selfeval.guide import Guide
from selfeval.model import Figure, Key, ProjectFile, Row, State
from selfeval.results.figures import Equation, Tally, from_answer, missing, rows_of_year, years_of
from selfeval.statistics import Direction, compare, proportion_difference, wilson_interval
from selfeval.territory import RegionPopulation, TerritoryError, broad_bands, region_population

SHEET, INDICATOR = "sheets/patients", "indicators/included_patients_of_target_group"
COUNTS = ("target_group", "start", "inflow", "deceased", "moved", "stopped", "end")


def compute(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """Counts by group and year, outflow, share of the target group reached, equity gaps, population of the region."""
    for year in years_of(project, "patients"):
        for row in rows_of_year(project, "patients", year):
            _counts(row, Key("", group=row.text("group"), year=year), tally)
        _equations(guide, year, tally)
    _against_own_target(project, tally)
    _equity(project, guide, tally)
    _population(project, tally)


def _key(measure: str, group: str, year: int) -> Key:
    return Key(f"reach.{measure}", group=group, year=year)


def _counts(row: Row, about: Key, tally: Tally) -> None:
    group, year = about.group, about.year
    for column in COUNTS:
        tally.add(from_answer(_key(column, group, year), row.answer(column), definition=SHEET, persons=True))
    parts = [row.count(name) for name in ("deceased", "moved", "stopped")]
    bases = tuple(_key(name, group, year) for name in ("deceased", "moved", "stopped"))
    outflow = _key("outflow", group, year)
    if None in parts:
        tally.add(missing(outflow, *(row.answer(name) for name in ("deceased", "moved", "stopped")), definition=SHEET))
    else:
        total = sum(part for part in parts if part is not None)
        tally.add(Figure(outflow, total, definition=SHEET, persons=True))
        tally.equations.append(Equation(outflow, bases))
        if row.count("start") is not None and row.count("inflow") is not None and row.count("end") is not None:
            plus = (_key("start", group, year), _key("inflow", group, year))
            tally.equations.append(Equation(_key("end", group, year), plus, (outflow,)))
    _share(row, about, tally)


def _share(row: Row, about: Key, tally: Tally) -> None:
    key, target, end = _key("share", about.group, about.year), row.count("target_group"), row.count("end")
    if not target or end is None or end > target:
        tally.add(missing(key, row.answer("target_group"), row.answer("end"), unit="percent", definition=INDICATOR))
        return
    interval = wilson_interval(end, target)
    figure = Figure(
        key, end / target, State.KNOWN, "percent", end, target, interval.low, interval.high, INDICATOR, True
    )
    tally.add(figure, _key("end", about.group, about.year), _key("target_group", about.group, about.year))


def _equations(guide: Guide, year: int, tally: Tally) -> None:
    """The groups of each breakdown add up to all patients, where all of them are known."""
    entries = guide.codes("patient_group")
    for measure in (*COUNTS, "outflow"):
        for stratifier in dict.fromkeys(entry["group"] for entry in entries if entry["group"] != "total"):
            parts = tuple(_key(measure, entry["id"], year) for entry in entries if entry["group"] == stratifier)
            if all(tally.value(key) is not None for key in (*parts, _key(measure, "total", year))):
                tally.equations.append(Equation(_key(measure, "total", year), parts))
    for entry in entries:
        start, end = _key("start", entry["id"], year), _key("end", entry["id"], year - 1)
        if tally.value(start) is not None and tally.value(start) == tally.value(end):
            tally.equations.append(Equation(start, (end,)))


def _against_own_target(project: ProjectFile, tally: Tally) -> None:
    aimed = from_answer(
        Key("reach.inclusion_target", year=project.year), project.form.answer("inclusion_target"), definition=SHEET
    )
    tally.add(aimed)
    size = project.form.answer("target_group_size")
    tally.add(
        from_answer(Key("reach.target_group_size", year=project.year), size, definition="criteria/target_group_minimum")
    )
    counted = _key("target_group", "total", project.year)
    if size.value is not None and tally.value(counted) == size.value:
        tally.equations.append(Equation(counted, (Key("reach.target_group_size", year=project.year),)))
    end = _key("end", "total", project.year)
    included = tally.value(end)
    if aimed.value and included is not None:
        tally.add(
            Figure(
                Key("reach.of_inclusion_target", year=project.year),
                included / aimed.value,
                unit="percent",
                definition=SHEET,
            ),
            end,
        )


def _equity(project: ProjectFile, guide: Guide, tally: Tally) -> None:
    """The share reached in each group against the share reached in the rest of the target group."""
    smallest = smallest_gap(guide)
    groups = [entry["id"] for entry in guide.codes("patient_group") if entry["group"] != "total"]
    for year in years_of(project, "patients"):
        total = tally.figures.get(_key("share", "total", year))
        for group in groups:
            share = tally.figures.get(_key("share", group, year))
            if share is not None and total is not None:
                _gap(share, total, smallest, tally)


def smallest_gap(guide: Guide) -> float:
    """The smallest difference in share reached worth speaking of, in percentage points."""
    return float(guide.item("indicators", "reach_gap_increased_reimbursement")["smallest_change"] or 0)


def _gap(share: Figure, total: Figure, smallest: float, tally: Tally) -> None:
    key, group, year = Key("equity.gap", group=share.key.group, year=share.key.year), share.key.group, share.key.year
    verdict = Key("equity.verdict", group=group, year=year)
    rest = (total.numerator or 0) - (share.numerator or 0), (total.denominator or 0) - (share.denominator or 0)
    if share.value is None or total.value is None or rest[1] <= 0 or not 0 <= rest[0] <= rest[1]:
        tally.add(
            Figure(key, None, share.state if share.value is None else State.UNKNOWN, "points", definition=INDICATOR)
        )
        tally.find(verdict, "cannot_tell")
        return
    interval = proportion_difference(share.numerator or 0, share.denominator or 1, *rest)
    value = share.value - rest[0] / rest[1]
    bases = (share.key, total.key)
    tally.add(
        Figure(key, value, State.KNOWN, "points", low=interval.low, high=interval.high, definition=INDICATOR), *bases
    )
    tally.find(verdict, compare(interval, smallest / 100, Direction.HIGHER), *bases)


def _population(project: ProjectFile, tally: Tally) -> None:
    codes = [row.text("municipality") for row in project.rows("municipalities") if row.text("municipality")]
    try:
        population = region_population(codes, project.year)
    except TerritoryError:
        return
    year, definition = population.year_used, "criteria/region_size"
    tally.add(Figure(Key("region.population", year=year), population.total, definition=definition))
    for sex in ("female", "male"):
        for band, count in _bands(population, sex):
            tally.add(Figure(Key("region.population", sex, band, year), count, definition=definition))


def _bands(population: RegionPopulation, sex: str) -> list[tuple[str, int]]:
    return list(broad_bands(population, sex).items())
