"""The projects of a folder side by side."""

from __future__ import annotations

import tempfile
from pathlib import Path

from selfeval.benchmark.figures import benchmark_records
from selfeval.benchmark.gathering import Benchmark, gather
from selfeval.benchmark.pages import assemble_benchmark, file_name
from selfeval.benchmark.words import Frame
from selfeval.notebook.workbook import EXAMPLE, Workbook, told
from selfeval.sections.assembly import Provenance
from selfeval.texts import read_texts


def open_benchmark(
    folder: str,
    year: int = 0,
    own: str = "",
    named: bool = False,
    language: str = "nl",
    smallest_count: int = 5,
    run_date: str = "",
) -> Workbook:
    """The projects of a folder side by side.

    An empty year is the newest that the most projects have; `own` is a project's code or letter. Raises RequestError
    for a parameter that cannot be honoured.
    """
    texts = read_texts(language)
    benchmark = (
        _gather_examples(own, named, smallest_count)
        if folder == EXAMPLE
        else (gather(Path(folder), year, own, named, smallest_count))
    )
    # A letter, never a code: the document must not say whose it is.
    changing = f"year={benchmark.year}, own={benchmark.own}, named={named}, smallest_count={smallest_count}"
    provenance = Provenance(benchmark.sha256, benchmark.guide.revision, run_date, changing)
    frame = Frame(benchmark, texts)
    aside = {"left_out": list(benchmark.left_out), "figures_name": file_name("file_figures", frame)}
    document = assemble_benchmark(frame, provenance)
    return Workbook(document, texts, benchmark_records(frame), told(provenance, changing), aside)


def _gather_examples(own: str, named: bool, smallest: int) -> Benchmark:
    from selfeval.examples import SEED, YEARS, write_examples  # the examples are needed here only

    with tempfile.TemporaryDirectory(prefix="selfeval-") as folder:
        write_examples(Path(folder), SEED, YEARS[-1:])
        return gather(Path(folder), 0, own, named, smallest)
