"""The YAML of the Gids is never guessed at: what looks like a word stays a word."""

from __future__ import annotations

import pytest

from selfeval.errors import GuideError
from selfeval.strict_yaml import read_yaml


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("y", "y"),
        ("08:30", "08:30"),
        ("1:20", "1:20"),
        ("010", "010"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".5", ".5"),
        (".inf", ".inf"),
        ("2021-05-30", "2021-05-30"),
        ("~", "~"),
        ("Null", "Null"),
        ("True", "True"),
    ],
)
def test_a_word_that_yaml_would_turn_into_something_else_stays_a_word(written: str, meant: str) -> None:
    assert read_yaml(f"country: {written}") == {"country": meant}


@pytest.mark.parametrize(
    ("written", "meant"), [("true", True), ("false", False), ("null", None), ("0", 0), ("-12", -12), ("0.5", 0.5)]
)
def test_plain_json_like_values_are_what_they_seem(written: str, meant: object) -> None:
    value = read_yaml(f"a: {written}")["a"]
    assert value == meant
    assert type(value) is type(meant)


def test_a_key_that_stands_twice_is_refused_with_file_and_line() -> None:
    with pytest.raises(GuideError, match=r"some\.yml: the key 'b' stands twice.*line 4"):
        read_yaml("a: 1\nb: 2\nc: 3\nb: 4\n", "some.yml")


def test_a_key_that_stands_twice_deep_inside_is_refused_too() -> None:
    with pytest.raises(GuideError, match="'nl' stands twice"):
        read_yaml("levels:\n  - name: {nl: a, fr: b, nl: c}\n")


def test_a_syntax_error_names_the_file_and_the_line() -> None:
    with pytest.raises(GuideError, match=r"some\.yml: .*line 2"):
        read_yaml("a: [1, 2\nb: 3\n", "some.yml")


def test_a_tag_that_would_run_code_is_refused() -> None:
    with pytest.raises(GuideError):
        read_yaml("!!python/object/apply:os.getcwd []")
