"""Every problem the code can tell of has its sentences, in every language, with nothing left open."""

from __future__ import annotations

import ast
import string
from collections import Counter
from pathlib import Path

import pytest

import selfeval
from selfeval.texts import FOLDER, LANGUAGES, interface_texts, read_catalogue

SOURCE = Path(selfeval.__file__).parent
CALLS = {"Problem", "tell", "refuse", "RequestError", "TerritoryError", "_rejected"}
ALWAYS = {"found", "expected"}
# What a problem or an exception carries besides what was found and what was expected.
DETAILS = {
    "groups_do_not_add_up": {"breakdown"},
    "municipality_codes_of_other_year": {"year"},
    "population_year_missing": {"year", "first_year"},
    "no_revision_in_year": {"year", "first"},
    "unknown_revision": {"revision", "accepted"},
    "unknown_language": {"language", "accepted"},
}
ROOMS = ("values", "numbers", "dates", "headers", "structure", "read", "check", "patients_check", "amounts_check")
WRITERS = tuple(f"project_file/{room}.py" for room in ROOMS)
OTHERS = ("territory/names.py", "territory/changes.py", "territory/population.py", "territory/municipalities.py")
OTHERS += ("guide/__init__.py", "texts/__init__.py")


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _strings(node: ast.expr) -> set[str]:
    """The codes an expression can yield: a text, or either branch of a choice (its condition left aside)."""
    if isinstance(node, ast.IfExp):
        return _strings(node.body) | _strings(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def _codes(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) in CALLS and node.args]
    named = {
        code: _strings(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for code in [target.id for target in node.targets if isinstance(target, ast.Name)]
    }
    found = set()
    for call in calls:
        first = call.args[0]
        found |= named.get(first.id, set()) if isinstance(first, ast.Name) else _strings(first)
    return found


def _codes_in(names: tuple[str, ...]) -> list[str]:
    return sorted(set().union(*(_codes(SOURCE / name) for name in names)))


CHECKED = _codes_in((*WRITERS, *OTHERS))
IN_PROJECT_FILE = sorted(set().union(*map(_codes, (SOURCE / "project_file").glob("*.py"))))


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_the_search_for_codes_finds_them() -> None:
    """The search sees a plain call, a choice in a call, a choice named first, and a call of a method."""
    assert {"jump", "filtered_rows", "hidden_rows", "negative", "half_score", "municipality_ambiguous"} <= set(CHECKED)
    assert len(CHECKED) > 60


@pytest.mark.parametrize("code", sorted({*CHECKED, *IN_PROJECT_FILE}))
def test_every_code_has_both_sentences_in_every_language(code: str) -> None:
    """What was found and how to mend it can be said in Dutch, French and English."""
    for part in ("what", "mend"):
        entry = interface_texts()[f"{code}.{part}"]
        assert sorted(entry) == sorted(LANGUAGES)
        assert all(sentence.strip() for sentence in entry.values())


@pytest.mark.parametrize("code", CHECKED)
def test_every_placeholder_can_be_filled(code: str) -> None:
    """No sentence asks for something its problem does not carry, and the languages of `what` ask for the same."""
    for part in ("what", "mend"):
        asked = [_placeholders(interface_texts()[f"{code}.{part}"][language]) for language in LANGUAGES]
        assert set().union(*asked) <= ALWAYS | DETAILS.get(code, set())
        assert part == "mend" or asked[0] == asked[1] == asked[2]


def test_no_key_stands_in_two_catalogues() -> None:
    """Two files with the same key would silently overwrite each other."""
    paths = [path for path in FOLDER.iterdir() if path.name.endswith(".yml")]
    keys = Counter(key for path in paths for key in read_catalogue(path))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("mark", [":", ";", "?", "!", "»", "%"])
def test_french_has_no_break_spaces(mark: str) -> None:
    """A plain space before a French double punctuation mark can end a line before it."""
    catalogue = read_catalogue(FOLDER / "problems.yml")
    assert [key for key, entry in catalogue.items() if f" {mark}" in entry["fr"] or "« " in entry["fr"]] == []
