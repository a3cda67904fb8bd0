"""Several projects in one go: each its own documents, a bad file harms no other, and twice gives the same bytes."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from made_documents import Page, one_line, pdf_pages

from selfeval.errors import RequestError
from selfeval.examples import SEED, example_content, example_projects
from selfeval.guide import read_guide, revision_in_force
from selfeval.making import publishing
from selfeval.making.batch import run_batch
from selfeval.making.documents import make_documents
from selfeval.making.order import make_order
from selfeval.project_file.template import Content, Request, write_project_file
from selfeval.texts import read_texts
from selfeval.workbooks.outcome import JobOutcome

YEAR = 2019
PROFILES = {profile.id: profile for profile in example_projects()}
PROJECTS = ("ex_rives_communes", "vb_heidebos")
DOUBLE = "vb_duinenrand"
PUBLIC = ("2023-03-31", None, "", True, 5, False)
NAMES = {"nl": ("jaarverslag", "publiek"), "fr": ("rapport-annuel", "public")}
BANNER = {
    "nl": "Publieke versie: aantallen van 1 tot 4 zijn verborgen",
    "fr": "Version publique : les effectifs de 1 à 4 sont masqués",
}
THOUSANDS = {"nl": ".", "fr": "\u202f"}


@dataclass(frozen=True)
class Batch:
    """The files given, the folder of what came out, and what was told of each."""

    files: Path
    output: Path
    outcomes: dict[str, JobOutcome]

    def folder(self, project: str) -> Path:
        """The documents of a project, in its own language."""
        return self.output / project / str(YEAR) / "public" / PROFILES[project].language

    def report(self, project: str, ending: str) -> Path:
        """The annual report of a project."""
        kind, mark = NAMES[PROFILES[project].language]
        return self.folder(project) / f"{kind}-{project}-{YEAR}-{mark}.{ending}".replace("_", "-")

    def rows(self, project: str) -> list[dict[str, str]]:
        """The released figures of a project."""
        (path,) = self.folder(project).glob("*.csv")
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def content(project: str) -> Content:
    """What is written into a project's file."""
    return example_content(PROFILES[project], YEAR, SEED)


def write(folder: Path, project: str) -> Path:
    """A project's file, in a folder of its own."""
    guide, texts = read_guide(revision_in_force(YEAR)), read_texts(PROFILES[project].language)
    path = folder / project / f"{project}-{YEAR}.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(write_project_file(Request(project, YEAR, guide, texts, True, (), content(project))))
    return path


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """A public release of two good files, one cut in two, and two of one project and year."""
    folder = tmp_path_factory.mktemp("batch")
    files = folder / "in"
    paths = [write(files, project) for project in (*PROJECTS, DOUBLE)]
    whole = paths[0].read_bytes()
    (files / "broken.xlsx").write_bytes(whole[: len(whole) // 2])
    shutil.copy(paths[-1], files / "copy of last week.xlsx")
    outcomes = run_batch(files, folder / "out", make_order(*PUBLIC), workers=2)
    return Batch(files, folder / "out", {outcome.name: outcome for outcome in outcomes})


def test_each_file_is_named_and_only_the_bad_ones_fail(batch):
    """Five files give five outcomes; every other project is done all the same."""
    failed = {name for name, outcome in batch.outcomes.items() if outcome.failure}
    assert len(batch.outcomes) == 5
    assert failed == {"broken.xlsx", "copy of last week.xlsx", f"{DOUBLE}/{DOUBLE}-{YEAR}.xlsx"}
    assert {path.name for path in batch.output.iterdir()} == set(PROJECTS)


def test_a_broken_file_is_told_as_a_problem_of_that_file(batch):
    """The coordinator reads what is wrong with the file, not that the program failed."""
    failure = batch.outcomes["broken.xlsx"].failure
    assert failure.exit_code == 3
    assert [problem.severity for problem in failure.problems] == ["error"]


def test_two_files_of_one_project_and_year_are_both_refused(batch):
    """Which is right is not guessed: both are named to the reader, and nothing is made of either."""
    names = {"copy of last week.xlsx", f"{DOUBLE}/{DOUBLE}-{YEAR}.xlsx"}
    for name in names:
        failure = batch.outcomes[name].failure
        assert failure.code == "two_files_for_one_year"
        assert set(failure.details["files"].split(", ")) == names
        assert (failure.details["project"], failure.details["year"]) == (DOUBLE, str(YEAR))


def test_a_file_name_says_that_it_may_be_spread(batch):
    """Project, year and the word for public stand in every name."""
    for project in PROJECTS:
        mark = NAMES[PROFILES[project].language][1]
        names = [path.name for path in batch.folder(project).iterdir()]
        assert len(names) == 10
        assert all(f"-{project}-{YEAR}-{mark}.".replace("_", "-") in name for name in names)


@pytest.mark.parametrize("project", PROJECTS)
def test_a_report_is_about_its_own_project_only(batch, project):
    """Own name, year, region and figures; not one word of the other projects of the batch, in page and PDF alike."""
    own = PROFILES[project]
    included = {row["year"]: row["end"] for row in content(project)["patients"] if row["group"] == "total"}[YEAR]
    number = f"{included:,}".replace(",", THOUSANDS[own.language])
    page = Page(batch.report(project, "html"))
    for text in (page.text + "\n" + "\n".join(page.own_words), " ".join(pdf_pages(batch.report(project, "pdf")))):
        for wanted in (own.name, own.region, own.id, str(YEAR), number):
            assert wanted in text
        for other in set(PROJECTS) - {project}:
            strange = PROFILES[other]
            assert [word for word in (strange.id, strange.name, strange.region, strange.hospital) if word in text] == []
    assert {row["project"] for row in batch.rows(project)} == {project}


@pytest.mark.parametrize("project", PROJECTS)
def test_every_page_of_a_public_report_says_so(batch, project):
    """The reader is told that small counts are hidden, and no page still says confidential."""
    banner = BANNER[PROFILES[project].language]
    pages = [text.replace("\u00a0", " ") for text in pdf_pages(batch.report(project, "pdf"))]
    assert all(banner in text for text in pages)
    assert banner in one_line(Page(batch.report(project, "html")).text).replace("\u00a0", " ")
    assert not any(word in text for text in pages for word in ("VERTROUWELIJK", "CONFIDENTIEL"))


def is_about_persons(row: dict[str, str]) -> bool:
    """Whether a figure counts people rather than organisations, actions or answers."""
    if row["measure"] == "indicator.value":
        return read_guide(row["revision"]).item("indicators", row["subject"])["population"] != "organisations"
    return row["measure"].startswith(("reach.", "survey.", "maturity.ratings", "maturity.panel", "actions.patients"))


@pytest.mark.parametrize("project", PROJECTS)
def test_no_count_of_one_to_four_persons_is_released(batch, project):
    """Neither as a figure nor as what is left between a figure and its denominator, while the file is full of them."""
    few = {str(count) for count in range(1, 5)} | {f"{count}.0" for count in range(1, 5)}
    assert any(value in range(1, 5) for row in content(project)["patients"] for value in row.values())
    rows = [row for row in batch.rows(project) if is_about_persons(row)]
    assert sum(row["state"] == "hidden" for row in rows) > 10
    for row in rows:
        assert not (row["unit"] == "count" and row["value"] in few), row
        if row["numerator"]:
            rest = str(int(row["denominator"]) - int(row["numerator"]))
            assert not {row["numerator"], row["denominator"], rest} & few, row


@pytest.mark.parametrize("project", PROJECTS)
def test_the_coordinators_own_words_stay_as_written(batch, project):
    """A public release hides counts, not what the coordinator chose to tell."""
    told = " ".join(Page(batch.report(project, "html")).own_words)
    written = [row["text"] for row in content(project)["own_words"] if isinstance(row["text"], str)]
    assert written
    for text in written:
        for paragraph in filter(None, (line.strip() for line in text.splitlines())):
            assert paragraph in told


def test_a_second_run_elsewhere_gives_the_same_bytes(batch, tmp_path):
    """Another hash seed, time zone and locale change nothing, and the command counts what failed."""
    elsewhere = {
        **os.environ,
        "PYTHONHASHSEED": "4711",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "fr_FR.UTF-8",
        "SELFEVAL_LANGUAGE": "en",
    }
    files = tmp_path / "in"
    shutil.copytree(batch.files / PROJECTS[-1], files / PROJECTS[-1])
    shutil.copy(batch.files / "broken.xlsx", files)
    words = ["batch", str(files), "--to", str(tmp_path), "--public", "--date", "2023-03-31", "--workers", "2"]
    finished = subprocess.run(
        [sys.executable, "-m", "selfeval.cli", *words],
        env=elsewhere,
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
    )
    assert finished.returncode == 3
    assert "Done: 1 of 2. Failed: 1." in finished.stdout
    assert "Failed: broken.xlsx" in finished.stderr
    listed = Path(PROJECTS[-1], str(YEAR), "public", "SHA256SUMS")
    assert (tmp_path / listed).read_bytes() == (batch.output / listed).read_bytes()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """One Word file in place of the workbooks: how it is made is not the question here."""

    def write(job: object, language: str, folder: Path, logs: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "report.docx").write_bytes(b"made")

    monkeypatch.setattr(publishing, "_run", write)


def test_a_word_file_someone_worked_in_is_only_replaced_when_asked(batch, tmp_path, quick):
    """Without --replace the edited file stays and is named; with it, it is made anew; unedited ones are always."""
    source = batch.files / "vb_heidebos" / f"vb_heidebos-{YEAR}.xlsx"
    made = make_documents(source, tmp_path, make_order(*PUBLIC))
    make_documents(source, tmp_path, make_order(*PUBLIC))
    word = made.folder / "nl" / "report.docx"
    word.write_bytes(b"made and edited")
    with pytest.raises(RequestError) as refused:
        make_documents(source, tmp_path, make_order(*PUBLIC))
    assert (refused.value.code, refused.value.details["files"]) == ("output_changed", "nl/report.docx")
    assert word.read_bytes() == b"made and edited"
    make_documents(source, tmp_path, make_order(*PUBLIC[:-1], True))
    assert word.read_bytes() == b"made"


def test_an_edited_file_is_found_before_the_work_begins(batch, tmp_path, quick, monkeypatch):
    """Nobody waits a minute to hear that the documents are not replaced."""
    source = batch.files / "vb_heidebos" / f"vb_heidebos-{YEAR}.xlsx"
    made = make_documents(source, tmp_path, make_order(*PUBLIC))
    (made.folder / "nl" / "report.docx").write_bytes(b"edited")
    monkeypatch.setattr(publishing, "_run", lambda *_: pytest.fail("the work began"))
    with pytest.raises(RequestError, match="output_changed"):
        make_documents(source, tmp_path, make_order(*PUBLIC))
