"""Whether measurements, surveys and amounts of money can be true."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.errors import Problem, Severity
from selfeval.guide import Guide, Item
from selfeval.model import ProjectFile, Row, State
from selfeval.project_file import layout
from selfeval.project_file.cell_meaning import shown
from selfeval.texts import Texts

# A figure this many times larger or smaller than last year's is asked about; this project's own proposal.
JUMP = 10
_NEEDED = {
    "proportion": ("numerator", "denominator"),
    "rate": ("numerator", "denominator"),
    "count": ("value",),
    "mean": ("value",),
    "yes_no": ("present",),
}


def measurements(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    """Each indicator has what its calculation needs, and a share is not more than one."""
    for row in project.rows("measurements"):
        if not guide.has("indicators", row.text("indicator")):
            continue
        indicator = guide.item("indicators", row.text("indicator"))
        yield from _half_filled(row, indicator, texts)
        numerator, denominator = row.count("numerator"), row.count("denominator")
        if denominator == 0 and numerator is not None:
            yield Problem("denominator_zero", Severity.ERROR, row.answer("denominator").place, "0")
        elif indicator["calculation"] == "proportion" and (numerator or 0) > (denominator or numerator or 0):
            yield Problem(
                "numerator_above_denominator",
                Severity.ERROR,
                row.answer("numerator").place,
                str(numerator),
                f"≤ {denominator}",
            )
        yield from _within_range(row, indicator.get("range"), "value", texts)
        yield from _fraction_for_percent(row, indicator, texts)


def _half_filled(row: Row, indicator: Item, texts: Texts) -> Iterator[Problem]:
    needed = _NEEDED[indicator["calculation"]]
    states = [row.answer(name).state for name in needed]
    if State.EMPTY in states and any(state is State.KNOWN for state in states):
        empty = needed[states.index(State.EMPTY)]
        yield Problem("half_filled", Severity.ERROR, row.answer(empty).place)
    others = [name for names in _NEEDED.values() for name in names if name not in needed]
    stray = next((name for name in others if row.answer(name).state is State.KNOWN), None)
    if stray:
        yield Problem(
            "wrong_column", Severity.ERROR, row.answer(stray).place, shown(row.answer(stray).value, texts.language)
        )


def _within_range(row: Row, limits: list[float] | None, column: str, texts: Texts) -> Iterator[Problem]:
    value = row.number_in(column)
    if limits and value is not None and not limits[0] <= value <= limits[1]:
        expected = f"{shown(limits[0], texts.language)} – {shown(limits[1], texts.language)}"
        yield Problem(
            "outside_limits", Severity.ERROR, row.answer(column).place, shown(value, texts.language), expected
        )


def _fraction_for_percent(row: Row, indicator: Item, texts: Texts) -> Iterator[Problem]:
    target = row.number_in("target")
    if indicator["unit"] == "percent" and target is not None and 0 < target <= 1:
        found, meant = shown(target, texts.language), shown(target * 100, texts.language)
        yield Problem("fraction_for_percent", Severity.ERROR, row.answer("target").place, found, meant)


def surveys(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    """Nobody answers who was not invited, and a mean lies on its scale."""
    for sheet, scales in (
        ("patient_surveys", "patient_survey_scale"),
        ("professional_surveys", "professional_survey_scale"),
    ):
        for row in project.rows(sheet):
            invited, responded = row.count("invited"), row.count("responded")
            if invited is not None and responded is not None and responded > invited:
                yield Problem(
                    "more_responded_than_invited",
                    Severity.ERROR,
                    row.answer("responded").place,
                    str(responded),
                    f"≤ {invited}",
                )
            if row.text("scale"):
                yield from _within_range(row, guide.code(scales, row.text("scale")).get("range"), "mean", texts)
            if row.number_in("mean") is not None and row.answer("responded").state is State.EMPTY:
                yield Problem("half_filled", Severity.ERROR, row.answer("responded").place)
            if (
                (responded or 0) > 1
                and row.number_in("mean") is not None
                and row.answer("standard_deviation").state is State.EMPTY
            ):
                yield Problem("no_standard_deviation", Severity.WARNING, row.answer("standard_deviation").place)


def money(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    """Spending against what was granted, and grants against the maximum of the revision in force."""
    for row in project.rows("money"):
        if row.count(layout.YEAR) != project.year or not guide.has("amounts", row.text("heading")):
            continue
        granted, spent = row.number_in("granted"), row.number_in("spent")
        if granted is not None and spent is not None and spent > granted:
            yield Problem(
                "spent_above_granted",
                Severity.WARNING,
                row.answer("spent").place,
                shown(spent, texts.language),
                f"≤ {shown(granted, texts.language)}",
            )
        most = maximum(guide.item("amounts", row.text("heading")), project.year)
        if granted is not None and most is not None and granted > most:
            yield Problem(
                "granted_above_maximum",
                Severity.WARNING,
                row.answer("granted").place,
                shown(granted, texts.language),
                f"≤ {shown(most, texts.language)}",
            )


def maximum(amount: Item, year: int) -> float | None:
    """The most a project can be granted under a heading in a year, in euro; None where no source gives it."""
    first, last = amount["first_year"], amount["last_year"]
    in_force = (first is None or year >= first) and (last is None or year <= last)
    return amount["euro_per_year"] if in_force else None


def jumps(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    """A figure ten times last year's is more often a slip than a success."""
    for sheet, key, columns in (
        ("patients", "group", ("start", "inflow", "end", "target_group")),
        ("measurements", "indicator", ("numerator", "denominator", "value")),
        ("money", "heading", ("granted", "spent")),
    ):
        rows = project.rows(sheet)
        before = {row.text(key): row for row in rows if row.count(layout.YEAR) == project.year - 1}
        for row in rows:
            if row.count(layout.YEAR) == project.year and row.text(key) in before:
                yield from _jump(row, before[row.text(key)], columns, texts)


def _jump(row: Row, before: Row, columns: tuple[str, ...], texts: Texts) -> Iterator[Problem]:
    for column in columns:
        now, then = row.number_in(column), before.number_in(column)
        if now and then and max(now, then) >= 50 and max(now / then, then / now) >= JUMP:
            yield Problem(
                "jump",
                Severity.WARNING,
                row.answer(column).place,
                shown(now, texts.language),
                shown(then, texts.language),
            )
