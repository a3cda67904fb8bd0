"""Every worked example of the methods pages comes out as it is told there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import control_calls
import disclosure_calls
import pytest
import reading_calls
import scoring_calls
import statistics_calls

from selfeval.book.spec import digits_of, read_spec, render_spec
from selfeval.guide import read_guide
from selfeval.guide.references import reference_keys
from selfeval.texts import LANGUAGES, interface_texts

FOLDER = Path(__file__).parent
CALLS = {
    "scoring": scoring_calls.CALLS,
    "statistics": statistics_calls.CALLS,
    "disclosure": disclosure_calls.CALLS,
    "control": control_calls.CALLS,
    "reading": reading_calls.CALLS,
}
SPECS = {path.stem: read_spec(path) for path in sorted(FOLDER.glob("*.yml"))}
RULES = [pytest.param(topic, rule, id=f"{topic}-{rule['id']}") for topic in SPECS for rule in SPECS[topic]["rules"]]
EXAMPLES = [pytest.param(topic, one, id=f"{topic}-{one['id']}") for topic in SPECS for one in SPECS[topic]["examples"]]


def agrees(expected: object, found: object) -> bool:
    """A whole number exactly, another one to the digits it is written with, a word letter by letter."""
    if isinstance(expected, str) or isinstance(found, str):
        return str(found) == expected
    assert isinstance(expected, int | float)
    assert isinstance(found, int | float)
    if isinstance(expected, int):
        return abs(found - expected) < 1e-9
    rounded = Decimal(found).quantize(Decimal(1).scaleb(-digits_of(expected)), ROUND_HALF_UP)
    return rounded == Decimal(repr(expected))


@pytest.mark.parametrize(("topic", "example"), EXAMPLES)
def test_the_example_comes_out_as_told(topic: str, example: Mapping[str, Any]) -> None:
    """What the code makes of the given equals what the page says."""
    found = CALLS[topic][example["rule"]](example["given"])
    assert {name: found[name] for name, value in example["expect"].items() if not agrees(value, found[name])} == {}


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        (3, 3.0, True),
        (3, 3.01, False),
        (16.1, 16.1449, True),
        (16.1, 16.16, False),
        (0, "hidden", False),
        ("hidden", 3, False),
        ("split", "agreement", False),
    ],
)
def test_a_wrong_outcome_is_noticed(expected: object, found: object, same: bool) -> None:
    """The comparison that all examples rest on tells right from wrong."""
    assert agrees(expected, found) is same


@pytest.mark.parametrize("topic", CALLS)
def test_a_topic_has_at_least_eight_examples_and_every_rule_two(topic: str) -> None:
    """No rule is told without being shown, and no example hangs loose."""
    rules = [rule["id"] for rule in SPECS[topic]["rules"]]
    shown = [example["rule"] for example in SPECS[topic]["examples"]]
    ids = [example["id"] for example in SPECS[topic]["examples"]]
    assert len(shown) >= 8
    assert [rule for rule in rules if shown.count(rule) < 2] == []
    assert set(shown) == set(rules) == set(CALLS[topic])
    assert (len(set(rules)), len(set(ids))) == (len(rules), len(ids))


@pytest.mark.parametrize(("topic", "rule"), RULES)
def test_the_code_a_rule_names_is_there(topic: str, rule: Mapping[str, Any]) -> None:
    """Whoever looks up the function of a rule finds it."""
    module, _, name = rule["code"].rpartition(".")
    assert callable(getattr(import_module(module), name))


@pytest.mark.parametrize(("topic", "rule"), RULES)
def test_a_rule_has_a_known_source_or_is_a_proposal(topic: str, rule: Mapping[str, Any]) -> None:
    """What rests on nobody else is marked as ours."""
    assert rule["sources"] or rule["proposal"] is True
    assert set(rule["sources"]) <= reference_keys()


@pytest.mark.parametrize(("topic", "rule"), RULES)
def test_every_value_has_a_label_and_every_label_a_value(topic: str, rule: Mapping[str, Any]) -> None:
    """A reader meets no bare name, and no label stands for nothing."""
    for part, labels in (("given", rule["inputs"]), ("expect", rule["outputs"])):
        used = {name for one in SPECS[topic]["examples"] if one["rule"] == rule["id"] for name in one[part]}
        assert used == set(labels)


@pytest.mark.parametrize(("topic", "example"), EXAMPLES)
def test_an_example_has_a_known_source_or_its_arithmetic(topic: str, example: Mapping[str, Any]) -> None:
    """Expected values come from a publication or from a sentence a reader can follow."""
    assert example["source"] is None or example["source"] in reference_keys()
    assert all(example["because"][language].strip() for language in LANGUAGES)


def texts_in(node: object, place: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    if isinstance(node, Mapping):
        if set(node) & set(LANGUAGES):
            yield place, node
        else:
            for key, value in node.items():
                yield from texts_in(value, f"{place}.{key}")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from texts_in(value, f"{place}.{at}")


@pytest.mark.parametrize("topic", CALLS)
def test_every_text_is_there_in_three_languages(topic: str) -> None:
    """Nothing is left out in a language, and French has its no-break spaces."""
    found = dict(texts_in(SPECS[topic]))
    assert len(found) > 40
    assert [place for place, text in found.items() if set(text) != set(LANGUAGES) or not all(text.values())] == []
    assert [place for place, text in found.items() if re.search(r" [:;?!»%]|« ", text["fr"])] == []


def words_of_the_house() -> dict[str, list[list[str]]]:
    """The words the Gids and the interface use for an id, in lower case and Dutch, French, English."""
    guide = read_guide()
    found: dict[str, list[list[str]]] = {}
    for kind in ("scales", "codes", "components", "phases"):
        for item in guide.items(kind):
            entries: list[Mapping[str, Any]] = item.get("levels") or item.get("codes") or []
            entries = entries if kind in {"scales", "codes"} else [item]
            for one in entries:
                found.setdefault(one["id"], []).append([one["name"][language].lower() for language in LANGUAGES])
    for name in (
        "missing.unknown",
        "missing.empty",
        "missing.hidden",
        "missing.not_applicable",
        "wording.no_judgement",
    ):
        text = interface_texts()[name]
        found.setdefault(name.partition(".")[2], []).append([text[language].lower() for language in LANGUAGES])
    return found


@pytest.mark.parametrize("topic", CALLS)
def test_a_word_is_the_one_used_everywhere_else(topic: str) -> None:
    """The page, the project file and the reports call the same thing by the same word."""
    house = words_of_the_house()
    words = {name: [text[one].lower() for one in LANGUAGES] for name, text in SPECS[topic]["words"].items()}
    assert [name for name, text in words.items() if name in house and text not in house[name]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", CALLS)
def test_the_page_shows_every_rule_and_every_example(topic: str, language: str) -> None:
    """In each language each rule has its heading and each example its sentence, and no name of a word is left over."""
    page = render_spec(FOLDER / f"{topic}.yml", language)
    assert page.count("\n* - ") == len(SPECS[topic]["examples"]) + len(SPECS[topic]["rules"])
    assert [one["id"] for one in SPECS[topic]["rules"] if f"# {one['title'][language]}\n" not in page] == []
    assert [one["id"] for one in SPECS[topic]["examples"] if one["because"][language] not in page] == []
    tables = re.sub(r"`[^`\n]+`", "", page)
    assert [name for name in SPECS[topic]["words"] if "_" in name and name in tables] == []


@pytest.mark.parametrize(
    ("language", "limits"), [("nl", "Vanaf (%): 16,1"), ("fr", "À partir de (%)\u00a0: 16,1"), ("en", "From (%): 16.1")]
)
def test_numbers_are_written_as_the_reader_does(language: str, limits: str) -> None:
    """A decimal comma in Dutch and French, a point in English; a real minus sign."""
    page = render_spec(FOLDER / "statistics.yml", language)
    assert limits in page
    assert "-3" not in page
