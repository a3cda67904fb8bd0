"""What a workbook may hold and accept is decided by reading it, without running anything."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_markdown_cell

from selfeval.errors import RequestError
from selfeval.workbooks.contract import Parameter, check_contract, check_parameters, read_parameters

GOOD = ("from selfeval.notebook import hand_over, evaluate", "result = evaluate(project_file)", "hand_over(result)")


def test_a_declared_parameter_is_read_with_type_default_and_help_key(notebook):
    """Name, type, default, key of the explanation and whether it must be given come from one line."""
    declared = read_parameters(notebook())
    assert declared == {
        "project_file": Parameter("project_file", "str", "example.xlsx", "parameter.project_file", required=True),
        "years": Parameter("years", "int", 1, "parameter.years", required=False),
    }


def test_a_parameter_without_a_default_must_be_given(notebook):
    """A bare annotation makes a parameter required."""
    assert read_parameters(notebook(parameters="year: int  # parameter.year"))["year"].required


@pytest.mark.parametrize(
    ("given", "code", "details"),
    [
        (
            {"project_file": "a", "yeers": 2},
            "unknown_parameter",
            {"name": "yeers", "accepted": "project_file, years"},
        ),
        ({"years": 2}, "missing_parameter", {"name": "project_file", "accepted": "project_file, years"}),
        (
            {"project_file": "a", "years": "2"},
            "wrong_parameter_type",
            {"name": "years", "expected": "int", "found": "str"},
        ),
        (
            {"project_file": "a", "x\nimport os": 1},
            "unknown_parameter",
            {"name": "x\nimport os", "accepted": "project_file, years"},
        ),
    ],
)
def test_what_is_not_accepted_is_refused_by_name(notebook, given, code, details):
    """An unknown, missing or wrongly typed parameter is named, with what would be accepted, and without its value."""
    with pytest.raises(RequestError) as refused:
        check_parameters(notebook(), given)
    assert (refused.value.code, refused.value.details) == (code, details)


class DisguisedText(str):
    """A string that prints itself as code."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "__import__('os').getcwd()"


@pytest.mark.parametrize(
    ("annotation", "value", "accepted"),
    [
        ("int", True, False),
        ("int", 2.0, False),
        ("float", 2, True),
        ("float", float("nan"), False),
        ("str | None", None, True),
        ("str", None, False),
        ("str", DisguisedText("a"), False),
        ("list[str]", ["a", 1], False),
        ("list[str]", ["a"], True),
        ("list[str]", ("a",), False),
        ("dict[str, int]", {"a": 1}, True),
        ("dict", {1: "a"}, False),
    ],
)
def test_only_plain_values_of_the_declared_type_pass(notebook, annotation, value, accepted):
    """No value is bent to fit, and a subclass of a plain type is not that type."""
    declared = notebook(parameters=f"one: {annotation} = None  # parameter.one")
    if accepted:
        assert check_parameters(declared, {"one": value}) is None
    else:
        with pytest.raises(RequestError, match="wrong_parameter_type"):
            check_parameters(declared, {"one": value})


def test_a_workbook_that_keeps_its_promises_has_no_violations(notebook):
    """Imports from selfeval, two calls and the hand-over are all a workbook needs."""
    assert check_contract(notebook(*GOOD)) == []


@pytest.mark.parametrize(
    ("cells", "violation"),
    [
        (("import os", *GOOD), "import of os"),
        (("from . import charts", *GOOD), "relative"),
        (("def f(): ...", *GOOD), "FunctionDef"),
        (("f = lambda: 1", *GOOD), "Lambda"),
        (("for year in [1]: print(year)", *GOOD), "For not allowed"),
        (("try: a = 1\nexcept ValueError: a = 2", *GOOD), "Try not allowed"),
        (("title = 'Deze zin hoort elders'", *GOOD), "sentence in a string"),
        (("title = f'Jaar {years} en verder'", *GOOD), "sentence in a string"),
        (("# this explains something\na = 1", *GOOD), "sentence in a comment"),
        (("%matplotlib inline", *GOOD), "not plain Python"),
        (("a = 1\n" * 9, *GOOD), "9 lines, at most 8"),
        (("a = 1",) * 11 + GOOD[2:], "13 code cells, at most 12"),
        (GOOD[:2], "does not end with hand_over"),
    ],
)
def test_each_broken_promise_is_told(notebook, cells, violation):
    """Exactly the promise that was broken is in the list."""
    found = check_contract(notebook(*cells))
    assert len(found) == 1
    assert violation in found[0]


@pytest.mark.parametrize(
    ("line", "violation"),
    [
        ("year = 2026  # parameter.year", "more than typed parameters"),
        ("year: int = 2026", "no comment"),
        ("Year: int = 2026  # parameter.year", "snake_case"),
        ("year: date = 2026  # parameter.year", "type date"),
        ("", "declares nothing"),
    ],
)
def test_a_parameter_is_typed_explained_and_in_snake_case(notebook, line, violation):
    """A line of the parameters cell without type, explanation or proper name is told."""
    assert violation in check_contract(notebook(*GOOD, parameters=line))[0]


def test_words_in_a_text_cell_and_a_second_parameters_cell_are_told(notebook):
    """One workbook serves all languages, and has one place for its parameters."""
    twice = notebook(*GOOD)
    twice.cells.insert(0, twice.cells[0])
    twice.cells.append(new_markdown_cell("Welkom"))
    found = check_contract(twice)
    assert any("text cell" in line for line in found)
    assert any("2 cells tagged parameters" in line for line in found)
