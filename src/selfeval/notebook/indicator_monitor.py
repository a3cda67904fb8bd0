"""The indicators of a region beside other regions."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from selfeval.errors import RequestError
from selfeval.notebook.workbook import EXAMPLE, Workbook, told
from selfeval.population.cube import Cube, read_cube
from selfeval.population.engine import Limits, open_persons, person_files
from selfeval.population.indicators import read_indicators
from selfeval.population.monitor.gathering import gather_monitor
from selfeval.population.monitor.pages import assemble_monitor, file_name
from selfeval.population.monitor.records import monitor_records
from selfeval.population.monitor.words import Frame
from selfeval.population.strata.assign import stratify
from selfeval.population.strata.definitions import read_definitions
from selfeval.sections.assembly import Provenance
from selfeval.texts import read_texts

MEMORY = "500MB"
# The region of the example that is looked at: neither the largest nor the smallest.
EXAMPLE_REGION = "region_03"


def open_indicator_monitor(
    folder: str,
    region: str,
    compared: list[str] | None = None,
    language: str = "nl",
    smallest_count: int = 5,
    run_date: str = "",
) -> Workbook:
    """The indicators of a region of a folder of person-years; "example" for both: invented persons.

    Raises PersonsError when the files have errors, RequestError for a parameter that cannot be honoured.
    """
    texts = read_texts(language)
    region = EXAMPLE_REGION if folder == region == EXAMPLE else region
    cube, digest, synthetic = _example() if folder == EXAMPLE else _checked(Path(folder))
    if len(cube.regions) < 2:
        raise RequestError("population_no_other_region", region=region)
    monitor = gather_monitor(cube, read_indicators(), region, compared or (), smallest_count)
    beside = ", ".join(compared or ()) or Frame(monitor, texts).say("all_others")
    changing = f"region={region}, compared={beside}, smallest_count={smallest_count}"
    provenance = Provenance(digest, "", run_date, changing)
    frame = Frame(monitor, texts, synthetic)
    aside = {"figures_name": file_name("file_figures", frame)}
    document = assemble_monitor(frame, provenance)
    return Workbook(document, texts, monitor_records(monitor), told(provenance, changing), aside)


def _example() -> tuple[Cube, str, bool]:
    from selfeval.population.synthetic import Recipe, write_persons  # the generator is needed here only

    recipe = Recipe(persons=40_000, years=tuple(range(2016, 2022)), regions=12)
    with tempfile.TemporaryDirectory(prefix="selfeval-") as name:
        write_persons(Path(name), recipe)
        return _read(Path(name))


def _checked(folder: Path) -> tuple[Cube, str, bool]:
    from selfeval.population.intake import refuse_faulty_persons

    refuse_faulty_persons(folder)
    return _read(folder)


def _read(folder: Path) -> tuple[Cube, str, bool]:
    files = person_files(folder)
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    with open_persons(folder, limits=Limits(MEMORY)) as persons:
        placed = stratify(persons.table, read_definitions())
        return read_cube(persons, read_indicators(), placed), digest.hexdigest(), _is_invented(files)


def _is_invented(files: tuple[Path, ...]) -> bool:
    import pyarrow.parquet

    from selfeval.population.codebook import INVENTED

    metadata = [pyarrow.parquet.read_schema(path).metadata or {} for path in files]
    return any(INVENTED.encode() in found for found in metadata)
