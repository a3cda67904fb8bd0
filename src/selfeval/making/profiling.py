"""From municipalities or a pilot project to one folder of documents: the profile of a region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from selfeval.errors import Problem
from selfeval.guide import read_guide
from selfeval.making.order import Order
from selfeval.making.publishing import Job, publish
from selfeval.region.choice import BETWEEN_REGIONS, choose_compared, choose_region
from selfeval.region.errors import RegionError, fault
from selfeval.region.indicator import read_indicator, release_indicator
from selfeval.region.profile import REGION

WORKBOOK = "region_profile"
TIME_LIMIT = 300.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the profile is of: municipalities or a project, and what it is put beside."""

    municipalities: str = ""
    project: str = ""
    compare: Sequence[str] = ()
    indicator: Path | None = None
    mapping: Path | None = None
    target_group: int = 0


@dataclass(frozen=True, slots=True)
class Profiled:
    """The documents of a region; `remarks` is what was odd about the indicator file."""

    name: str
    folder: Path
    files: tuple[str, ...]
    remarks: tuple[Problem, ...]


def profile_region(wanted: Wanted, output: Path, order: Order) -> Profiled:
    """The profile in every language asked for, in `output`/region/<region>.

    The folder appears whole or stays as it was. Everything is looked at before anything is made. Raises RegionError
    with every problem, WorkbookError when the workbook did not hand over its result.
    """
    name, remarks = _check(wanted, order)
    job = Job(WORKBOOK, _parameters(wanted, order), TIME_LIMIT)
    made = publish([job], output / "region" / name, output, order.languages or ("nl",), order.replace_changed)
    return Profiled(str(made.results[0].data["region_name"]), made.folder, made.files, remarks)


def _check(wanted: Wanted, order: Order) -> tuple[str, tuple[Problem, ...]]:
    """The name of the folder and the remarks on the file; refuses what the workbook would refuse."""
    guide = read_guide()
    if wanted.target_group < 0:
        raise RegionError([fault("target_negative", found=wanted.target_group)])
    chosen = choose_region(wanted.municipalities, wanted.project, guide)
    choose_compared(BETWEEN_REGIONS.join(wanted.compare), guide)
    if wanted.indicator is None:
        return chosen.id, ()
    reading = read_indicator(wanted.indicator, wanted.mapping)
    release_indicator(reading, {REGION: chosen.codes}, order.smallest)
    return chosen.id, reading.problems


def _parameters(wanted: Wanted, order: Order) -> dict[str, object]:
    return {
        "region": wanted.project or wanted.municipalities,
        "compare": BETWEEN_REGIONS.join(wanted.compare),
        "indicator": str(wanted.indicator.resolve()) if wanted.indicator else "",
        "mapping": str(wanted.mapping.resolve()) if wanted.mapping else "",
        "target_group": wanted.target_group,
        "smallest_count": order.smallest,
        "run_date": order.date,
    }
