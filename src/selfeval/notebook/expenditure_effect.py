"""What a pilot changed, against comparison regions."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from selfeval.notebook.workbook import EXAMPLE, Workbook, told
from selfeval.population.effect.estimating import answer
from selfeval.population.effect.figures import effect_records
from selfeval.population.effect.outcome import EXPENDITURE, check_outcome
from selfeval.population.effect.pages import assemble_effect, file_name, headline
from selfeval.population.effect.question import Question, design, read_starts
from selfeval.population.effect.rules import RULES
from selfeval.population.effect.scan import Scanned, scan
from selfeval.population.effect.words import Frame
from selfeval.sections.assembly import Provenance
from selfeval.texts import read_texts

# The invented example: what is planted, where, and from when on.
EXAMPLE_REGION, EXAMPLE_START, EXAMPLE_EURO = "region_12", 2018, -60.0
_EXAMPLE_PERSONS, _EXAMPLE_REGIONS, _EXAMPLE_SEED = 40_000, 24, 8
_EXAMPLE_YEARS = tuple(range(2014, 2021))


@dataclass(frozen=True)
class _Source:
    scanned: Scanned
    sha256: str
    synthetic: bool
    planted: float | None = None


def open_effect(
    folder: str,
    region: str = "",
    outcome: str = EXPENDITURE,
    compare: str = "all",
    adjust: bool = False,
    cap: float = RULES.cap,
    language: str = "nl",
    run_date: str = "",
) -> Workbook:
    """What changed in the pilot regions from their start on; `region` as "region_01:2018,region_02:2020".

    An empty region is the pilot of the invented example. Raises RequestError for what the data cannot answer.
    """
    texts = read_texts(language)
    example = f"{EXAMPLE_REGION}:{EXAMPLE_START}" if folder == EXAMPLE else ""
    question = Question(read_starts(region or example), outcome, compare, adjust)
    source = _source(folder, question, cap)
    effect = answer(source.scanned, question, replace(RULES, cap=cap))
    frame = Frame(effect, texts, source.synthetic, source.planted)
    pilots = ",".join(f"{name}:{year}" for name, year in sorted(question.starts.items()))
    changing = f"region={pilots}, outcome={outcome}, compare={compare}, adjust={adjust}, cap={cap:g}"
    provenance = Provenance(source.sha256, "", run_date, changing)
    aside = {"figures_name": file_name("file_figures", frame), "headline": headline(frame)}
    document = assemble_effect(frame, provenance)
    return Workbook(document, texts, effect_records(frame), told(provenance, changing), aside)


def check_question(folder: str, question: Question, cap: float) -> None:
    """Raises RequestError as `open_effect` does, without making anything; for who wants to know before a long run."""
    scanned = _source(folder, question, cap).scanned
    design(scanned.classes.together(), question, RULES)
    if question.adjust:
        scanned.classes.adjusted(question.pilots)


def _source(folder: str, question: Question, cap: float) -> _Source:
    check_outcome(question.outcome)
    if folder == EXAMPLE:
        return _example(question, cap)
    return _persons(Path(folder), question, cap)


def _persons(path: Path, question: Question, cap: float) -> _Source:
    from selfeval.population.engine import person_files
    from selfeval.population.intake import refuse_faulty_persons

    refuse_faulty_persons(path)
    files = person_files(path)
    return _Source(scan(path, question.outcome, cap, question.adjust), _digest(files), _is_invented(files))


def _is_invented(files: tuple[Path, ...]) -> bool:
    """Whether any of the files says of itself that its persons were invented."""
    import pyarrow.parquet

    from selfeval.population.codebook import INVENTED

    return any(INVENTED.encode() in (pyarrow.parquet.read_metadata(path).metadata or {}) for path in files)


def _digest(files: tuple[Path, ...]) -> str:
    """One digest over the digests of all files, whatever their names."""
    found = []
    for path in files:
        with path.open("rb") as file:
            found.append(hashlib.file_digest(file, "sha256").hexdigest())
    return hashlib.sha256("".join(sorted(found)).encode()).hexdigest()


def _example(question: Question, cap: float) -> _Source:
    from selfeval.population.synthetic import Effect, Recipe, write_persons  # the examples are needed here only

    planted = Effect(EXAMPLE_EURO, {EXAMPLE_REGION: EXAMPLE_START})
    recipe = Recipe(_EXAMPLE_PERSONS, _EXAMPLE_YEARS, _EXAMPLE_REGIONS, _EXAMPLE_SEED, planted, diagnoses=False)
    with tempfile.TemporaryDirectory(prefix="selfeval-") as folder:
        truth = write_persons(Path(folder) / "persons", recipe)
        scanned = scan(Path(folder) / "persons", question.outcome, cap, question.adjust)
    asked = question.outcome == EXPENDITURE and dict(question.starts) == dict(planted.starts)
    recipe_told = hashlib.sha256(repr(recipe).encode()).hexdigest()
    return _Source(scanned, recipe_told, True, truth.effect_euro if asked else None)
