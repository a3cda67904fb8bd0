"""From a folder of persons to one folder of documents: the risk stratification of a population."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from selfeval.making.order import Order
from selfeval.making.publishing import Job, publish

WORKBOOK = "risk_stratification"
TIME_LIMIT = 3600.0


@dataclass(frozen=True, slots=True)
class Stratified:
    """The documents of a stratification."""

    year: int
    folder: Path
    files: tuple[str, ...]


def stratify_folder(folder: Path, output: Path, order: Order, region: str = "", year: int = 0) -> Stratified:
    """The stratification in every language asked for, in `output`/risk_stratification/<region>-<year>.

    The folder appears whole or stays as it was. Raises PersonsError for files with errors, WorkbookError when the
    workbook did not hand over its result.
    """
    from selfeval.population.intake import refuse_faulty_persons

    refuse_faulty_persons(folder)  # here its problems can be told; from a workbook only that it failed
    name = "-".join(filter(None, (region or "all", str(year or "last"))))
    parameters: dict[str, object] = {"folder": str(folder.resolve()), "region": region, "year": year}
    parameters |= {"smallest_count": order.smallest, "run_date": order.date}
    job, target = Job(WORKBOOK, parameters, TIME_LIMIT), output / WORKBOOK / name
    made = publish([job], target, output, order.languages or ("nl",), order.replace_changed)
    return Stratified(int(made.results[0].data["year"]), made.folder, made.files)
