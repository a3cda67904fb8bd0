"""The profile of a region: its population, beside what lies around it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from selfeval.disclosure import Policy
from selfeval.guide import read_guide
from selfeval.notebook.workbook import Workbook, told
from selfeval.region.choice import choose_compared, choose_either
from selfeval.region.errors import RegionError, fault
from selfeval.region.figures import region_records
from selfeval.region.indicator import read_indicator
from selfeval.region.pages import assemble_region, file_name
from selfeval.region.profile import make_profile
from selfeval.region.words import Frame
from selfeval.sections.assembly import Provenance
from selfeval.territory import data_sha256
from selfeval.texts import read_texts


def open_region(
    region: str,
    compare: str = "",
    indicator: str = "",
    mapping: str = "",
    target_group: int = 0,
    language: str = "nl",
    smallest_count: int = 5,
    run_date: str = "",
) -> Workbook:
    """The profile of a region: a pilot project, or municipalities with commas between them.

    `indicator` is a CSV file with counts by municipality, `mapping` says which of its columns is what. Raises
    RegionError with every problem of the choice or the file, RequestError for a parameter that cannot be honoured.
    """
    texts, guide, policy = read_texts(language), read_guide(), Policy(smallest=smallest_count)
    if target_group < 0:
        raise RegionError([fault("target_negative", found=target_group)])
    chosen, compared = choose_either(region, guide), choose_compared(compare, guide)
    reading = read_indicator(Path(indicator), Path(mapping) if mapping else None) if indicator else None
    frame = Frame(make_profile(chosen, compared, guide, reading, policy.smallest), texts, target_group)
    others = ",".join(place.id for place in frame.profile.places[1:] if not place.area)
    changing = f"region={chosen.id}, compare={others}, target_group={target_group}, smallest_count={smallest_count}"
    provenance = Provenance(_mark(reading.sha256 if reading else ""), guide.revision, run_date, changing)
    aside = {"figures_name": file_name("file_figures", frame), "region_name": frame.place(frame.profile.region)}
    document = assemble_region(frame, provenance)
    return Workbook(document, texts, region_records(frame.profile), told(provenance, changing), aside)


def _mark(file: str) -> str:
    """The data of this package, and of the file when there is one."""
    return hashlib.sha256(f"{data_sha256()} {file}".encode()).hexdigest() if file else data_sha256()
