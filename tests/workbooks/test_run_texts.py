"""Everything a run can refuse or lose has its words in three languages."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import selfeval.workbooks
from selfeval.strict_yaml import read_yaml
from selfeval.texts import FOLDER, LANGUAGES

SOURCE = Path(selfeval.workbooks.__file__).parent
WORDS = read_yaml((FOLDER / "run.yml").read_text("utf-8"), "run.yml")


def raised() -> dict[str, set[str]]:
    """The codes written in the package's source, with the names of their details."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            code = node.args[0]
            if node.func.id in {"RequestError", "WorkbookError", "Failure"} and isinstance(code, ast.Constant):
                given = {key.arg for key in node.keywords if key.arg}
                dicts = [one for one in node.args[1:] if isinstance(one, ast.Dict)]
                found.setdefault(code.value, set()).update(
                    given if node.func.id != "Failure" else {key.value for one in dicts for key in one.keys}
                )
    # Chosen by what the disk says, so not written beside the error's name.
    return found | {code: {"folder"} for code in ("disk_full", "output_in_use", "output_not_writable")}


def test_every_code_has_words_and_every_word_a_code():
    """Neither a code without a sentence nor a sentence nobody says."""
    assert set(WORDS) == set(raised())


@pytest.mark.parametrize("code", sorted(raised()))
def test_what_and_mend_exist_in_each_language_with_details_that_come_along(code):
    """No place-holder stays empty, and no language tells less than another."""
    used = {}
    for part in ("what", "mend"):
        assert set(WORDS[code][part]) == set(LANGUAGES)
        for language, text in WORDS[code][part].items():
            used[part, language] = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            assert used[part, language] <= raised()[code]
        assert used[part, "nl"] == used[part, "fr"] == used[part, "en"]
