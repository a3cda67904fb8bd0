"""The answers to one questionnaire."""

from __future__ import annotations

from pathlib import Path

from selfeval.guide import read_guide, revision_in_force
from selfeval.notebook.workbook import EXAMPLE, Workbook, told
from selfeval.sections.assembly import Provenance
from selfeval.survey.example import INVITED, example_answers
from selfeval.survey.figures import survey_records
from selfeval.survey.items import find_instrument
from selfeval.survey.opening import open_answers
from selfeval.survey.pages import assemble_scores, file_name
from selfeval.survey.project_rows import project_rows
from selfeval.survey.results import release_scores
from selfeval.survey.words import Frame
from selfeval.texts import read_texts


def open_instrument(
    answers: str,
    instrument: str,
    value_set: str = "",
    invited: int = 0,
    year: int = 0,
    language: str = "nl",
    smallest_count: int = 5,
    run_date: str = "",
) -> Workbook:
    """The scores of a table of answers; "example" stands for invented ones.

    No digest of the file is told: of a short table of answers it could be undone by trying. Raises ProjectFileError
    with every problem of the table, RequestError for a parameter that cannot be honoured.
    """
    texts, guide = read_texts(language), read_guide(revision_in_force(year) if year else None)
    asked = find_instrument(guide, instrument)
    invented = answers == EXAMPLE
    rows = example_answers(asked) if invented else open_answers(Path(answers), asked, guide, language).rows
    result = release_scores(
        asked,
        guide,
        rows,
        value_set=value_set,
        invited=invited or (INVITED if invented else 0),
        year=year,
        smallest=smallest_count,
        synthetic=invented,
    )
    named = f", value_set={result.value_set['id']}" if result.value_set else ""
    changing = f"instrument={asked['id']}{named}, invited={result.invited or 0}, smallest_count={smallest_count}"
    provenance, frame = Provenance("", guide.revision, run_date, changing), Frame(result, texts)
    lines = [[row.sheet, row.scale, *row.cells] for row in project_rows(frame)]
    aside = {"figures_name": file_name("file_figures", frame), "lines": lines}
    return Workbook(
        assemble_scores(frame, provenance), texts, survey_records(result), told(provenance, changing), aside
    )
