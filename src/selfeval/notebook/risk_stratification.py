"""The risk stratification of a population."""

from __future__ import annotations

import hashlib
import tempfile
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq

from selfeval.guide import read_guide
from selfeval.notebook.workbook import EXAMPLE, Workbook, told
from selfeval.population.codebook import INVENTED
from selfeval.population.engine import open_persons, person_files
from selfeval.population.intake import refuse_faulty_persons
from selfeval.population.strata.assign import stratify
from selfeval.population.strata.definitions import read_definitions
from selfeval.population.strata.gathering import gather_strata
from selfeval.population.strata.pages import Frame, assemble_strata, file_name
from selfeval.population.strata.records import strata_records
from selfeval.population.strata.result import Stratification
from selfeval.sections.assembly import Provenance
from selfeval.texts import read_texts

_BLOCK = 1 << 20


def open_strata(
    folder: str,
    region: str = "",
    year: int = 0,
    language: str = "nl",
    smallest_count: int = 5,
    run_date: str = "",
) -> Workbook:
    """The risk stratification of the persons in a folder of Parquet files.

    An empty region is all of them together, year 0 the last one. Raises RequestError for a parameter that cannot be
    honoured, PersonsError for files with errors.
    """
    texts = read_texts(language)
    gather = _gather_example if folder == EXAMPLE else partial(_gather, Path(folder))
    result, digest, invented = gather(region, year, smallest_count)
    changing = f"region={result.region}, year={result.year}, smallest_count={smallest_count}"
    provenance = Provenance(digest, result.definitions.revision, run_date, changing)
    guide = read_guide(result.definitions.revision)
    frame = Frame(result, guide, texts, invented)
    aside = {"year": result.year, "figures_name": file_name("file_figures", frame)}
    return Workbook(
        assemble_strata(frame, provenance), texts, strata_records(result), told(provenance, changing), aside
    )


def _gather(folder: Path, region: str, year: int, smallest: int) -> tuple[Stratification, str, bool]:
    refuse_faulty_persons(folder)
    definitions = read_definitions()
    with open_persons(folder) as persons:
        result = gather_strata(stratify(persons.table, definitions), definitions, region, year, smallest)
    return result, _digest(folder), _invented(folder)


def _gather_example(region: str, year: int, smallest: int) -> tuple[Stratification, str, bool]:
    from selfeval.population.synthetic import Recipe, write_persons  # the example is needed here only

    with tempfile.TemporaryDirectory(prefix="selfeval-") as folder:
        write_persons(Path(folder), Recipe())
        return _gather(Path(folder), region, year, smallest)


def _invented(folder: Path) -> bool:
    """Whether a file says that nobody in it is real."""
    metadata = (pq.read_metadata(path).metadata or {} for path in person_files(folder))
    return any(found.get(INVENTED.encode()) == b"true" for found in metadata)


def _digest(folder: Path) -> str:
    """One digest over all files, whatever they are called."""
    digests = []
    for path in person_files(folder):
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
        digests.append(digest.hexdigest())
    return hashlib.sha256("".join(sorted(digests)).encode()).hexdigest()
