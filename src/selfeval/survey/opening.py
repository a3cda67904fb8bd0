"""Opens a table of answers: read safely, understood, checked; the answers, or every problem in one letter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from selfeval.errors import Place, Problem, ProjectFileError, Severity
from selfeval.guide import Guide, Item
from selfeval.instruments.scirocco import SciroccoError, is_long_form, read_scirocco
from selfeval.project_file.cells import RawCell, RawSheet, RawWorkbook, SheetState
from selfeval.project_file.identifier_check import check_identifiers
from selfeval.survey.answers import AnswerRows, told_shortly, understand
from selfeval.survey.items import find_item, item_codes
from selfeval.survey.table import decoded, read_table

SCIROCCO = "scirocco"
# In a table of persons these are the persons' own, so a warning is not enough.
IDENTIFIERS = {"email_address", "phone_number", "bank_account", "care_provider_number", "identity_card_number"}


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers by respondent and item (None: not answered), with what is told of the table besides errors."""

    instrument: Item
    rows: AnswerRows
    problems: tuple[Problem, ...] = ()


def open_answers(path: Path, instrument: Item, guide: Guide, language: str) -> Answers:
    """The answers to an instrument in a file, which is never changed.

    Raises ProjectFileError with every problem when there is an error, told in `language`.
    """
    if instrument["id"] == SCIROCCO and is_long_form(path):
        return _open_scirocco(path, instrument, language)
    table = read_table(path, partial(_is_item, instrument=instrument))
    problems = list(table.problems)
    rows: AnswerRows = ()
    if table.workbook is not None:
        understood = understand(table.workbook, instrument, guide, language)
        rows, problems = understood.rows, [*problems, *understood.problems]
    return Answers(instrument, rows, _without_errors(problems, language))


def _is_item(heading: object, instrument: Item) -> bool:
    return find_item(heading, instrument) is not None


def _without_errors(problems: list[Problem], language: str) -> tuple[Problem, ...]:
    strict = [
        replace(problem, severity=Severity.ERROR) if problem.code in IDENTIFIERS else problem for problem in problems
    ]
    if any(problem.severity is Severity.ERROR for problem in strict):
        raise ProjectFileError(told_shortly(strict), language)
    return tuple(told_shortly(strict))


def _open_scirocco(path: Path, instrument: Item, language: str) -> Answers:
    """Scores with a line a dimension, as the importer of that instrument reads them."""
    try:
        rows = read_scirocco(instrument, path)
    except SciroccoError as error:
        items = instrument["items"]
        scale, names = f"{items['lowest']} – {items['highest']}", ", ".join(item_codes(instrument))
        found = [
            Problem(
                f"scirocco_{fault.kind}",
                Severity.ERROR,
                Place(row=fault.line),
                fault.found,
                names if fault.kind == "dimension" else scale,
            )
            for fault in error.faults
        ]
        raise ProjectFileError(told_shortly(found), language) from error
    except (ValueError, OSError) as error:
        raise ProjectFileError([Problem("scirocco_form", Severity.ERROR, found=path.name)], language) from error
    return Answers(instrument, rows, _without_errors(_persons_in(path), language))


def _persons_in(path: Path) -> list[Problem]:
    """Identifiers of persons anywhere in a text, line by line: what respondents are called is not handed on."""
    lines = (decoded(path.read_bytes()) or "").splitlines()
    cells = {(number, 1): RawCell(number, 1, line) for number, line in enumerate(lines, start=1)}
    return check_identifiers(RawWorkbook((RawSheet("", SheetState.VISIBLE, cells),)), {})
