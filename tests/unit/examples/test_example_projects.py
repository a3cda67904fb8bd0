"""Who the invented projects are, and that they are invented."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from selfeval.examples import YEARS, Profile, example_content, example_projects, write_examples
from selfeval.guide import read_guide, revision_in_force
from selfeval.project_file.opening import open_project_file
from selfeval.territory import region_population

REAL_PILOTS = (
    "BOOST",
    "Chronilux",
    "RéLIAN",
    "Chronicopôle",
    "PACT",
    "RéSINam",
    "Zorgzaam Leuven",
    "De Brug",
    "EMPACT!",
    "Geïntegreerde Zorg Waasland",
)
PROJECTS = pytest.mark.parametrize("profile", example_projects(), ids=lambda profile: profile.id)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("examples")
    write_examples(written, 5)
    return written


def test_there_are_six_flemish_five_walloon_and_one_brussels_project() -> None:
    parts = Counter((profile.part, profile.language) for profile in example_projects())
    assert parts == {("flanders", "nl"): 6, ("wallonia", "fr"): 5, ("brussels", "fr"): 1}


@PROJECTS
def test_every_code_says_that_it_is_an_example(profile: Profile) -> None:
    assert re.fullmatch(r"(vb|ex)_[a-z]+(_[a-z]+)*", profile.id)


@PROJECTS
def test_no_real_pilot_is_named_in_any_file(profile: Profile) -> None:
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, REAL_PILOTS))})(?!\w)", re.IGNORECASE)
    written = f"{profile} {[example_content(profile, year, 5) for year in YEARS]}"
    assert not pattern.findall(written)


def test_no_real_pilot_is_named_in_any_sentence_that_files_are_made_of() -> None:
    folder = files("selfeval") / "examples" / "words"
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, REAL_PILOTS))})(?!\w)", re.IGNORECASE)
    assert not [entry.name for entry in folder.iterdir() if pattern.search(entry.read_text("utf-8"))]


@PROJECTS
def test_every_region_is_of_the_size_the_call_spoke_of(profile: Profile) -> None:
    assert 75_000 <= region_population(profile.municipalities, 2018).total <= 300_000


def test_twelve_projects_write_five_files_each_and_no_two_are_alike(folder: Path) -> None:
    paths = sorted(folder.rglob("*.xlsx"))
    assert [path.name for path in paths] == sorted(f"{p.id}-{year}.xlsx" for p in example_projects() for year in YEARS)
    assert len({path.read_bytes() for path in paths}) == 60


@pytest.mark.parametrize(
    "name", ["ex_val_de_brume-2022", "vb_vennengordel-2019", "ex_plaine_des_aulnes-2018", "ex_quatre_clochers-2019"]
)
def test_the_files_open_without_an_error_and_say_that_they_are_synthetic(folder: Path, name: str) -> None:
    project = open_project_file(folder / name.rsplit("-", 1)[0] / f"{name}.xlsx")
    assert project.synthetic
    assert project.cells.rejected == 0


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    paths = write_examples(tmp_path, 5, [2020])
    assert len(paths) == 12
    assert all(path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes() for path in paths)


@PROJECTS
def test_another_seed_gives_other_figures(profile: Profile) -> None:
    one, other = (example_content(profile, 2021, seed) for seed in (5, 6))
    for sheet in ("patients", "measurements", "individual_scores", "money"):
        assert one[sheet] != other[sheet]


@PROJECTS
def test_a_project_says_something_else_every_year(profile: Profile) -> None:
    told = [str(example_content(profile, year, 5)["own_words"]) for year in YEARS]
    assert len(set(told)) == len(YEARS)


def test_the_demonstration_project_writes_about_every_topic_and_every_score() -> None:
    profile = next(profile for profile in example_projects() if profile.id == "ex_val_de_brume")
    content = example_content(profile, 2022, 5)
    assert all(len(str(cells["text"])) > 300 for cells in content["own_words"])
    now = [cells for cells in content["agreed_scores"] if cells["year"] == 2022]
    assert all(len(str(cells["reason"])) > 60 and cells["evidence"] for cells in now)


def test_every_sentence_has_its_names_and_figures_filled_in() -> None:
    assert not [p.id for p in example_projects() for y in YEARS if re.search(r"\{[a-z_]+\}", _sentences(p, y))]


def test_a_year_in_a_sentence_has_no_thousands_sign() -> None:
    for profile in example_projects():
        reasons = " ".join(str(cells.get("reason")) for cells in example_content(profile, 2022, 5)["agreed_scores"])
        assert re.search(r"20(18|19|20|21)", reasons)
        assert not re.search(r"2[^\d]0[12]\d", reasons)


def _sentences(profile: Profile, year: int) -> str:
    rows = [cells for sheet in example_content(profile, year, 5).values() for cells in sheet]
    return " ".join(value for cells in rows for value in cells.values() if isinstance(value, str))


def test_both_languages_have_the_same_components_and_aims() -> None:
    folder = files("selfeval") / "examples" / "words"
    subjects = {entry.name.rsplit("_", 1)[0] for entry in folder.iterdir()}
    assert all((folder / f"{subject}_{language}.yml").is_file() for subject in subjects for language in ("nl", "fr"))
    guide = read_guide(revision_in_force(2022))
    for profile in example_projects():
        objectives = example_content(profile, 2022, 5)["objectives"]
        assert {cells["aim"] for cells in objectives} == {item["id"] for item in guide.items("aims")}
