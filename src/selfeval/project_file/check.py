"""What the answers of a project file say of each other, and whether they can be true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from selfeval.errors import Place, Problem, Severity
from selfeval.guide import Guide, Item, read_guide
from selfeval.model import ProjectFile, Row, State
from selfeval.project_file import amounts_check, layout, patients_check
from selfeval.project_file.cell_meaning import fold, shown
from selfeval.project_file.layout import Column, columns_of
from selfeval.project_file.read import missing_fixed_rows
from selfeval.texts import Texts, read_texts

MOST_PROBLEMS = 200
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.REPAIR: 2}

Rule = Callable[[ProjectFile, Guide, Texts], Iterable[Problem]]


def check_project_file(project: ProjectFile) -> ProjectFile:
    """The same project file with every problem found, sorted by sheet and row, errors first; at most 200 are listed."""
    guide, texts = read_guide(project.revision), read_texts(project.language)
    problems = list(project.problems)
    for rule in RULES:
        problems += rule(project, guide, texts)
    order = {texts.of(sheet["name"]): number for number, sheet in enumerate(guide.items("sheets"))}
    once: dict[tuple[object, ...], Problem] = {}
    for problem in _without_echoes(problems):
        once.setdefault(_hashable(problem), problem)
    kept = sorted(
        once.values(),
        key=lambda p: (_RANK[p.severity], order.get(p.place.sheet, 99), p.place.row, p.code),
    )
    return replace(project, problems=tuple(_limited(kept)))


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """A cell that was refused is not also called empty."""
    empty = {"half_filled", "required_empty", "not_answered_yet"}
    refused = {p.place for p in problems if p.severity is Severity.ERROR and p.code not in empty and p.place.row}
    return [p for p in problems if p.code not in empty or p.place not in refused]


def _hashable(problem: Problem) -> tuple[str, Place, str, tuple[str, ...]]:
    return problem.code, problem.place, problem.found, tuple(problem.details.values())


def _limited(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    left_out = str(len(problems) - MOST_PROBLEMS)
    return [*problems[:MOST_PROBLEMS], Problem("more_problems", Severity.WARNING, found=left_out)]


def _sheets(project: ProjectFile, guide: Guide) -> Iterator[tuple[Item, tuple[Column, ...], tuple[Row, ...]]]:
    for sheet in guide.items("sheets"):
        if sheet["id"] in project.sheets:
            yield sheet, columns_of(sheet, guide), project.rows(sheet["id"])


def _required(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    """A started row needs its required answers; of a fixed row only what says which it is, the rest is told per sheet.

    What is asked anew every year may still be open: the reports then say that it is missing.
    """
    for sheet, columns, rows in _sheets(project, guide):
        for column in columns:
            if not column.required or (sheet["fixed"] and not column.locked):
                continue
            asked_anew = column.carry != "keep"
            for answer in (row.answer(column.id) for row in rows):
                # A missing column or question was told once, and has no place.
                if answer.place.row and answer.place.column and answer.state is State.EMPTY:
                    code = "not_answered_yet" if asked_anew else "required_empty"
                    yield Problem(code, Severity.WARNING if asked_anew else Severity.ERROR, answer.place)


def _completeness(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    for sheet, columns, rows in _sheets(project, guide):
        place = Place(sheet=texts.of(sheet["name"]))
        if not rows and not sheet["fixed"]:
            yield Problem("sheet_empty", Severity.WARNING, place)
        if not sheet["fixed"]:
            continue
        asked = [column.id for column in columns if not column.locked]
        now = [row for row in rows if row.count(layout.YEAR) == project.year]
        unanswered = [row for row in now if all(row.answer(name).state is State.EMPTY for name in asked)]
        if unanswered:
            yield Problem(
                "rows_unanswered", Severity.WARNING, place, found=str(len(unanswered)), expected=str(len(now))
            )
        gone = missing_fixed_rows(sheet, rows, project.year, guide)
        if gone:
            names = [texts.of(guide.code(_codes_of(sheet, columns), code)["name"]) for code in gone]
            yield Problem(
                "fixed_rows_missing", Severity.ERROR, place, found="; ".join(names[:4]), expected=str(len(gone))
            )


def _codes_of(sheet: Item, columns: tuple[Column, ...]) -> str:
    return next(column.codes for column in columns if column.id == sheet["fixed"])


def _keys(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    """A key stands once in its sheet; in a fixed sheet, once a year."""
    for sheet, columns, rows in _sheets(project, guide):
        names = (
            [sheet["fixed"]]
            if sheet["fixed"]
            else [column.id for column in columns if column.type in {"key", "municipality"}]
        )
        if sheet["layout"] == "form" or not names:
            continue
        keys = Counter((fold(row.text(names[0])), row.count(layout.YEAR)) for row in rows)
        for row in rows:
            answer = row.answer(names[0])
            if answer.state is State.KNOWN and keys[fold(str(answer.value)), row.count(layout.YEAR)] > 1:
                yield Problem("key_twice", Severity.ERROR, answer.place, found=str(answer.value))


def _references(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    for _, columns, rows in _sheets(project, guide):
        for column in columns:
            if column.type != "reference":
                continue
            target = columns_of(guide.item("sheets", column.refers_to), guide)[0].id
            known = {fold(row.text(target)): row.text(target) for row in project.rows(column.refers_to)}
            for row in rows:
                answer = row.answer(column.id)
                if answer.state is State.KNOWN and fold(str(answer.value)) not in known:
                    expected = " | ".join(list(known.values())[:6]) or "–"
                    yield Problem("unknown_reference", Severity.ERROR, answer.place, str(answer.value), expected)


def _dates(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    for sheet, first, last in (("actions", "start", "end"), ("partners", "joined", "left")):
        for row in project.rows(sheet):
            start, end = row.date(first), row.date(last)
            if start and end and end < start:
                yield Problem(
                    "end_before_start",
                    Severity.ERROR,
                    row.answer(last).place,
                    shown(end, texts.language),
                    f"≥ {shown(start, texts.language)}",
                )
    for row in project.rows("events"):
        date = row.date("event_date")
        if date and date.year != project.year:
            yield Problem(
                "event_outside_year",
                Severity.WARNING,
                row.answer("event_date").place,
                shown(date, texts.language),
                str(project.year),
            )


def _objectives(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    for row in project.rows("objectives"):
        baseline, target = row.number_in("baseline"), row.number_in("target")
        if baseline is not None and baseline == target:
            yield Problem(
                "target_is_baseline", Severity.WARNING, row.answer("target").place, shown(target, texts.language)
            )
        if row.text("decision") in {"adapt", "stop"} and not row.text("reason"):
            yield Problem("reason_missing", Severity.WARNING, row.answer("reason").place)
    for row in project.rows("actions"):
        if row.answer("objective").state is State.EMPTY:
            yield Problem(
                "action_without_objective", Severity.WARNING, row.answer("objective").place, row.text("action_id")
            )
        if row.text("status") == "planned" and (row.count("patients_reached") or 0) > 0:
            reached = row.answer("patients_reached")
            yield Problem("planned_but_reached", Severity.WARNING, reached.place, str(reached.value))


def _similar_actions(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    seen: dict[str, Row] = {}
    for row in project.rows("actions"):
        words = "".join(char for char in fold(row.text("title")) if char.isalnum())
        if words and words in seen:
            yield Problem(
                "action_twice", Severity.WARNING, row.answer("title").place, row.text("title"), str(seen[words].number)
            )
        seen.setdefault(words, row)


def _scores(project: ProjectFile, guide: Guide, texts: Texts) -> Iterator[Problem]:
    """A row of equal scores, or a whole list of them, is possible but more often a slip."""
    components = [item["id"] for item in guide.pilot_components()]
    for row in project.rows("individual_scores"):
        given = [row.count(name) for name in components if row.count(name) is not None]
        if len(given) >= 8 and len(set(given)) == 1:
            yield Problem("all_scores_equal", Severity.WARNING, row.answer("respondent").place, str(given[0]))
    agreed = [row for row in project.rows("agreed_scores") if row.count(layout.YEAR) == project.year]
    values = [row.count("agreed_score") for row in agreed if row.count("agreed_score") is not None]
    if len(values) >= 8 and len(set(values)) == 1:
        yield Problem("all_scores_equal", Severity.WARNING, agreed[0].answer("agreed_score").place, str(values[0]))
    for row in agreed:
        if row.count("agreed_score") is not None and not row.text("reason"):
            yield Problem("score_without_reason", Severity.WARNING, row.answer("reason").place)


RULES: tuple[Rule, ...] = (
    _required,
    _completeness,
    _keys,
    _references,
    _dates,
    _objectives,
    _similar_actions,
    _scores,
    patients_check.flows,
    patients_check.groups,
    patients_check.region,
    amounts_check.measurements,
    amounts_check.surveys,
    amounts_check.money,
    amounts_check.jumps,
)
