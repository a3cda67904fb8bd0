"""The methods pages: rules with their worked examples, made from the files the tests run (tests/spec/<topic>.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from selfeval.strict_yaml import read_yaml
from selfeval.texts import Text, Texts, read_catalogue, read_texts

Item = Mapping[str, Any]
Words = Mapping[str, Text]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_spec(path: Path) -> dict[str, Any]:
    """The words, rules and examples of one topic.

    Raises FileNotFoundError without such a topic, GuideError on a syntax error or a key that stands twice.
    """
    spec: dict[str, Any] = read_yaml(path.read_text("utf-8"), path.name)
    return spec


def render_spec(path: Path, language: str) -> str:
    """The rules of a topic and their examples in Markdown (MyST): a heading, the rule, a table and the sources of each.

    Raises as read_spec; RequestError without such a language; KeyError for a word or label the file does not explain.
    """
    spec, texts = read_spec(path), _spec_texts(language)
    examples = spec["examples"]
    blocks = [
        _rule(rule, [one for one in examples if one["rule"] == rule["id"]], spec["words"], texts)
        for rule in spec["rules"]
    ]
    return "\n".join(blocks)


def shown(value: object, words: Words, texts: Texts) -> str:
    """A value of an example as its reader writes it: a number as precise as it stands in the file, a word, a day.

    KeyError for a word the file does not explain.
    """
    if isinstance(value, list):
        return _joint(value, texts).join(shown(one, words, texts) for one in value)
    if isinstance(value, int | float):
        return texts.number(value, digits_of(value)).replace("-", "−")
    text = str(value)
    return texts.date(date.fromisoformat(text)) if _DAY.fullmatch(text) else texts.of(words[text])


def digits_of(value: float) -> int:
    """How many digits behind the decimal sign a number of an example has: none for 3, one for 3.0."""
    return len(repr(value).partition(".")[2])


@cache
def _spec_texts(language: str) -> Texts:
    return Texts(read_texts(language).language, read_catalogue(files("selfeval") / "book" / "spec_texts.yml"))


def _rule(rule: Item, examples: Sequence[Item], words: Words, texts: Texts) -> str:
    mark = f" *{texts('proposal')}*" if rule["proposal"] else ""
    table = _table(rule, examples, words, texts)
    parts = [f"# {texts.of(rule['title'])}", texts.of(rule["says"]) + mark, table, " ".join(_origin(rule, texts))]
    return "\n\n".join(parts) + "\n"


def _table(rule: Item, examples: Sequence[Item], words: Words, texts: Texts) -> str:
    heading = [_heading(rule["inputs"], "given", texts), _heading(rule["outputs"], "outcome", texts), texts("why")]
    rows = [heading] + [
        [
            _values(example["given"], rule["inputs"], words, texts),
            _values(example["expect"], rule["outputs"], words, texts),
            _because(example, texts),
        ]
        for example in examples
    ]
    options = ":header-rows: 1\n:widths: 32 28 40\n:class: spec"
    lines = "\n".join(_row(row) for row in rows)
    return f"```{{list-table}} {texts('examples')}\n{options}\n\n{lines}\n```"


def _row(cells: Sequence[str]) -> str:
    return "* - " + "\n  - ".join(cell.replace("\n", "\n    ") for cell in cells)


def _heading(labels: Words, key: str, texts: Texts) -> str:
    """The label itself when there is only one."""
    return texts.of(*labels.values()) if len(labels) == 1 else texts(key)


def _values(values: Item, labels: Words, words: Words, texts: Texts) -> str:
    """Each value on a line of its own behind its label; a single one needs no label."""
    if len(labels) == 1:
        return "".join(shown(value, words, texts) for value in values.values())
    pairs = [(texts.of(labels[name]), shown(value, words, texts)) for name, value in values.items()]
    return "\\\n".join(texts("field", label=label, value=value) for label, value in pairs)


def _because(example: Item, texts: Texts) -> str:
    source = example["source"]
    return texts.of(example["because"]) + (f" {_mark([source])}" if source else "")


def _origin(rule: Item, texts: Texts) -> list[str]:
    sources = [texts("sources", sources=_mark(rule["sources"]))] if rule["sources"] else []
    return [*sources, texts("code", code=f"`{rule['code']}`")]


def _mark(keys: Sequence[str]) -> str:
    return f"{{source}}`{', '.join(keys)}`"


def _joint(values: Sequence[object], texts: Texts) -> str:
    """A comma between whole numbers and words; a semicolon where a decimal comma may stand in the values."""
    return texts("joint") if any(isinstance(value, float) for value in values) else ", "
