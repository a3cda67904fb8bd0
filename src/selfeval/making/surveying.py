"""From a table of answers to one folder of documents: the outcome of a questionnaire."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from selfeval.errors import Problem, RequestError
from selfeval.guide import read_guide, revision_in_force
from selfeval.making.order import Order
from selfeval.making.publishing import Job, publish
from selfeval.survey.items import find_instrument
from selfeval.survey.opening import open_answers
from selfeval.survey.template import write_template
from selfeval.texts import Texts

WORKBOOK = "instrument_scores"
FOLDER = "instruments"
TIME_LIMIT = 120.0


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What is known of a questionnaire besides its answers: which, of whom, of when; 0 and empty are unknown."""

    instrument: str
    value_set: str = ""
    invited: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True)
class Scored:
    """The documents of a questionnaire; `lines` are the rows for the project file (sheet, scale, four numbers)."""

    folder: Path
    files: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]


def score_answers(answers: Path, output: Path, order: Order, asked: Questionnaire) -> Scored:
    """The outcome in every language asked for, in `output`/instruments/<instrument>[/<year>].

    The table is checked before any workbook starts. The folder appears whole or stays as it was. Raises
    ProjectFileError with every problem of the table, RequestError for what cannot be honoured, WorkbookError when the
    workbook did not hand over its result.
    """
    guide = read_guide(revision_in_force(asked.year) if asked.year else None)
    instrument = find_instrument(guide, asked.instrument)
    languages = order.languages or ("nl",)
    problems = open_answers(answers, instrument, guide, languages[0]).problems
    folder = output / FOLDER / instrument["id"]
    target = folder / (str(asked.year) if asked.year else "scores")
    job = Job(WORKBOOK, _parameters(answers, asked, order), TIME_LIMIT)
    made = publish([job], target, output, languages, order.replace_changed)
    return Scored(made.folder, made.files, tuple(map(tuple, made.results[0].data["lines"])), problems)


def _parameters(answers: Path, asked: Questionnaire, order: Order) -> dict[str, object]:
    return {
        "answers": str(answers.resolve()),
        "instrument": asked.instrument,
        "value_set": asked.value_set,
        "invited": asked.invited,
        "year": asked.year,
        "smallest_count": order.smallest,
        "run_date": order.date,
    }


def write_empty_table(name: str, folder: Path, texts: Texts) -> Path:
    """Writes the empty table of an instrument and gives its file; an existing one is never overwritten.

    Raises RequestError for an unknown instrument and for a file that exists already.
    """
    instrument = find_instrument(read_guide(), name)
    file = folder / f"{texts('survey.file')}-{instrument['id'].replace('_', '-')}.xlsx"
    if file.exists():
        raise RequestError("file_exists", file=file.name)
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(write_template(instrument, texts))
    return file
