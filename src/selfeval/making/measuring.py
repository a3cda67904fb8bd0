"""From a folder of persons to one folder of documents: what changed in a pilot region."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from selfeval.making.order import Order
from selfeval.making.publishing import Job, publish

WORKBOOK = "expenditure_effect"
EXAMPLE = "example"
TIME_LIMIT = 1_800.0


@dataclass(frozen=True, slots=True)
class EffectRequest:
    """What is asked of the persons; a region without a start of its own ("region_02:2020") has the common one."""

    region: str
    start: int
    outcome: str = "expenditure"
    compare: str = "all"
    adjust: bool = False
    cap: float = 0.99


@dataclass(frozen=True, slots=True)
class Measured:
    """The documents of an effect, and the finding in one sentence of the first language."""

    headline: str
    folder: Path
    files: tuple[str, ...]


def measure_effect(source: Path | str, output: Path, order: Order, request: EffectRequest) -> Measured:
    """The answer in every language asked for, in `output`/expenditure_effect/<outcome>-<first start>.

    `source` is a folder of persons, or "example" for invented ones. The folder appears whole or stays as it was. Raises
    RequestError for a question that the data cannot answer, WorkbookError when the workbook did not hand over.
    """
    from selfeval.notebook.expenditure_effect import check_question
    from selfeval.population.effect.question import Question, read_starts

    starts = read_starts(request.region, request.start)
    persons = str(source) if source == EXAMPLE else str(Path(source).resolve())
    check_question(persons, Question(starts, request.outcome, request.compare, request.adjust), request.cap)
    parameters: dict[str, object] = {
        "folder": persons,
        "region": ",".join(f"{name}:{year}" for name, year in sorted(starts.items())),
        "outcome": request.outcome,
        "compare": request.compare,
        "adjust": request.adjust,
        "cap": request.cap,
        "run_date": order.date,
    }
    job, name = Job(WORKBOOK, parameters, TIME_LIMIT), f"{_safe(request.outcome)}-{min(starts.values())}"
    languages = order.languages or ("nl",)
    made = publish([job], output / WORKBOOK / name, output, languages, order.replace_changed)
    return Measured(str(made.results[0].data["headline"]), made.folder, made.files)


def _safe(outcome: str) -> str:
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in outcome)[:60] or "outcome"
