"""The workbooks that are shipped keep the promises a workbook makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfeval.making import comparing, measuring, migrating, monitoring, profiling, stratifying, surveying
from selfeval.sections.assembly import DOCUMENTS
from selfeval.texts import LANGUAGES, interface_texts
from selfeval.workbooks.contract import check_contract, read_parameters
from selfeval.workbooks.locate import INTERACTIVE, read_notebook, workbook_names

FOLDER = Path(__file__).parents[2] / "workbooks"
WORKBOOKS = sorted(path for path in FOLDER.glob("*.ipynb") if path.stem not in INTERACTIVE)


def test_every_document_has_its_workbook():
    """What can be made and what can be run are the same names."""
    made = {*DOCUMENTS, *(one.WORKBOOK for one in (comparing, measuring, migrating, monitoring, profiling, stratifying, surveying))}
    assert {path.stem for path in WORKBOOKS} == made == set(workbook_names())


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_a_shipped_workbook_breaks_no_promise(path):
    """Few short cells, typed parameters, no programming, no sentences, one result at the end."""
    assert check_contract(read_notebook(path)) == []


@pytest.mark.parametrize("name", INTERACTIVE)
def test_a_workbook_held_at_a_table_hands_nothing_over(name):
    """It keeps every other promise: it ends with a form instead of a result."""
    assert check_contract(read_notebook(FOLDER / f"{name}.ipynb")) == ["does not end with hand_over(...)"]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_parameter_is_explained_in_each_language(path):
    """A key without a sentence would leave a coordinator without help."""
    parameters = read_parameters(read_notebook(path))
    assert parameters
    for parameter in parameters.values():
        explanation = interface_texts()[parameter.help_key]
        assert set(explanation) == set(LANGUAGES)
        assert all(sentence.strip() for sentence in explanation.values())


def test_both_workbooks_of_a_project_take_the_same_parameters():
    """Who can fill in one form can fill in the other."""
    declared = [read_parameters(read_notebook(path)) for path in WORKBOOKS if path.stem in DOCUMENTS]
    assert all(one == declared[0] for one in declared)
