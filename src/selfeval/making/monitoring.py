"""From a folder of person-years to one folder of documents: the indicators of a region beside other regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from selfeval.errors import RequestError
from selfeval.making.order import Order
from selfeval.making.publishing import Job, publish

WORKBOOK = "indicator_monitor"
TIME_LIMIT = 1800.0


@dataclass(frozen=True, slots=True)
class Monitored:
    """The documents of a region."""

    region: str
    folder: Path
    files: tuple[str, ...]


def monitor_region(source: Path, region: str, compared: Sequence[str], output: Path, order: Order) -> Monitored:
    """The indicators of a region in every language asked for, in `output`/indicator_monitor/<region>.

    The folder appears whole or stays as it was. Raises RequestError `no_person_files` and for what cannot be honoured,
    PersonsError for files with errors, WorkbookError when the workbook did not hand over its result.
    """
    from selfeval.population.intake import refuse_faulty_persons

    if not region.replace("_", "").isalnum():
        raise RequestError("population_region_unknown", region=region, accepted="region_01 …")
    refuse_faulty_persons(source)  # here its problems can be told; from a workbook only that it failed
    parameters = {
        "folder": str(source.resolve()),
        "region": region,
        "compared": list(compared),
        "smallest_count": order.smallest,
        "run_date": order.date,
    }
    job, target = Job(WORKBOOK, parameters, TIME_LIMIT), output / WORKBOOK / region
    made = publish([job], target, output, order.languages or ("nl",), order.replace_changed)
    return Monitored(region, made.folder, made.files)
