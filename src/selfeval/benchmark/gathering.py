"""From a folder of project files to a benchmark: each file read, evaluated and released, the raw figures let go."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from selfeval.benchmark.comparison import (
    Comparison,
    Distribution,
    Standing,
    comparable,
    compare_projects,
    distribute_scores,
)
from selfeval.benchmark.files import Choice, Entry, choose_files
from selfeval.disclosure import Policy, Release, release
from selfeval.errors import ProjectFileError
from selfeval.guide import Guide, Item, read_guide, revision_in_force
from selfeval.model import Key, ProjectFile
from selfeval.project_file.opening import open_project_file
from selfeval.results import evaluate

# How an indicator is calculated, and its unit: a difference of two shares is a proportion too, and no funnel holds it.
_COMPARED = {("proportion", "percent"), ("rate", "per_1000")}


@dataclass(frozen=True)
class Benchmark:
    """The projects of one year side by side; `own` is the letter of the reader's project, or nothing.

    `left_out` are the letters of the files with errors; `sha256` is one digest over all files that are compared.
    """

    year: int
    guide: Guide
    standings: tuple[Standing, ...]
    smallest: int
    own: str = ""
    named: bool = False
    synthetic: bool = False
    sha256: str = ""
    left_out: tuple[str, ...] = ()

    def compare(self, indicator: Item) -> Comparison | None:
        """The projects on an indicator; None when fewer than five have a figure that may be shown."""
        return compare_projects(self.standings, self.key_of(indicator))

    def shown_in(self, indicator: Item) -> int:
        """How many projects have a figure of an indicator that may be shown."""
        return sum(comparable(one.figures.get(self.key_of(indicator))) for one in self.standings)

    def distribute(self, component: str) -> Distribution | None:
        """The agreed scores of a component; None when fewer than five projects have one."""
        return distribute_scores(self.standings, component, self.year)

    def key_of(self, indicator: Item) -> Key:
        """The figure of an indicator in the year."""
        return Key("indicator.value", indicator["id"], year=self.year)

    def indicators(self) -> list[Item]:
        """The indicators that are shares or rates, which a funnel can hold, in the order of their aims."""
        return [
            item
            for aim in self.guide.items("aims")
            for item in self.guide.items("indicators")
            if item["aim"] == aim["id"] and (item["calculation"], item["unit"]) in _COMPARED
        ]


def gather(folder: Path, year: int = 0, own: str = "", named: bool = False, smallest: int = 5) -> Benchmark:
    """The benchmark of a folder of project files.

    A file with errors is left out. Raises RequestError as choose_files and Choice.label_of do, and for a smallest
    count outside its limits.
    """
    policy = Policy(Release.PUBLIC, smallest)
    choice = choose_files(folder, year)
    own = choice.label_of(own)
    guide = read_guide(revision_in_force(choice.year))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        projects = dict(zip(choice.entries, pool.map(_open, choice.entries), strict=True))
    read = {entry: project for entry, project in projects.items() if project is not None}
    standings = tuple(stand(project, entry.label, guide, policy, named) for entry, project in read.items())
    return Benchmark(
        choice.year,
        guide,
        standings,
        smallest,
        own,
        named,
        any(project.synthetic for project in read.values()),
        _digest(read.values()),
        _left_out(choice, read),
    )


def _open(entry: Entry) -> ProjectFile | None:
    try:
        return open_project_file(entry.path)
    except ProjectFileError:
        return None


def stand(project: ProjectFile, label: str, guide: Guide, policy: Policy, named: bool = False) -> Standing:
    """What of a project may be shown beside others: its released figures under a letter."""
    figures = release(evaluate(project, guide), policy).figures
    name = f"{project.form.text('project_name')} ({project.project_id})" if named else ""
    return Standing(label, figures, name)


def _digest(projects: Iterable[ProjectFile]) -> str:
    return hashlib.sha256("".join(sorted(project.sha256 for project in projects)).encode()).hexdigest()


def _left_out(choice: Choice, read: dict[Entry, ProjectFile]) -> tuple[str, ...]:
    return tuple(entry.label for entry in choice.entries if entry not in read)
