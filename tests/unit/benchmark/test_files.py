"""Which files are compared, and under which letters."""

from __future__ import annotations

import itertools

import pytest

from selfeval.benchmark import files
from selfeval.benchmark.files import Choice, Entry, choose_files, common_year, labelled, letters_for
from selfeval.errors import RequestError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Files that say their project and year in their name."""

    def write(*names):
        for name in names:
            (tmp_path / f"{name}.xlsx").write_text(f"what stands in {name}")
        return tmp_path

    monkeypatch.setattr(
        files, "identity_of", lambda path: tuple(path.stem.split("-")[:2]) if "-" in path.stem else None
    )
    return write


def test_the_newest_year_that_all_have_is_compared():
    """One project is a year ahead: the year before is the newest in common; without one, most projects decide."""
    assert common_year([("a", 2020), ("b", 2020), ("a", 2021), ("b", 2021), ("a", 2022)]) == 2021
    assert common_year([("a", 2019), ("b", 2020), ("c", 2020)]) == 2020
    assert common_year([("a", 2019), ("b", 2020)]) == 2020


def test_one_file_a_project_of_the_year_is_chosen(folder):
    """Other years stay out; a file that is no project file is told."""
    choice = choose_files(folder("a-2021", "b-2021", "a-2022", "b-2022", "c-2021", "letter"))
    assert (choice.year, sorted(entry.project_id for entry in choice.entries)) == (2021, ["a", "b", "c"])
    assert [path.stem for path in choice.unreadable] == ["letter"]
    assert choose_files(folder(), 2022).year == 2022


@pytest.mark.parametrize(
    ("names", "year", "code"),
    [
        ((), 0, "no_files_found"),
        (("a-2022",), 2019, "no_files_of_year"),
        (("letter",), 0, "no_files_of_year"),
        (("a-2022", "a-2022-copy"), 0, "two_files_for_one_year"),
    ],
)
def test_what_cannot_be_compared_is_refused(folder, names, year, code):
    with pytest.raises(RequestError) as refused:
        choose_files(folder(*names), year)
    assert refused.value.code == code


def test_letters_follow_what_is_in_the_files_and_not_their_names(tmp_path):
    """The same contents under any names and codes get the same letters; over many sets, no order of names shows."""
    contents = [f"file {n}" for n in range(6)]
    orders = []
    for names in itertools.islice(itertools.permutations("abcdef"), 0, 720, 100):
        paths = {}
        for name, content in zip(names, contents, strict=True):
            path = tmp_path / f"{name}.xlsx"
            path.write_text(content)
            paths[path] = name
        orders.append([entry.path.read_text() for entry in labelled(paths)])
    assert all(order == orders[0] for order in orders)
    assert sorted(orders[0]) == contents != orders[0]


def test_letters_go_on_after_z():
    letters = letters_for(54)
    assert (letters[0], letters[25], letters[26], letters[51], letters[52]) == ("A", "Z", "AA", "AZ", "BA")
    assert len(set(letters)) == 54


def test_an_own_project_is_found_by_code_or_letter(tmp_path):
    """A code without a file is refused: a document without the mark that was asked for would mislead."""
    choice = Choice(2022, (Entry("A", "vb_x", tmp_path), Entry("B", "vb_y", tmp_path)))
    assert [choice.label_of(name) for name in ("vb_y", "B", "")] == ["B", "B", ""]
    with pytest.raises(RequestError, match="project_not_in_folder"):
        choice.label_of("vb_z")
