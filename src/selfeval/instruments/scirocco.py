"""Scores of the SCIROCCO dimensions, read from a table or from JSON.

What the online tool itself exports is unknown to us, so this is the form we ask for. UTF-8, in one of two kinds:
- `.csv`, comma, semicolon or tab between the cells: one line of headings, then one line for each dimension. The columns
  `dimension` and `score` are needed; with more than one respondent also `respondent`. Other columns are not read.
- `.json`: a list of objects with the same three names, or one object from dimension to score for one respondent.
A dimension is named by its id in gids/instruments/scirocco.yml or by any of its names there, whatever its capitals.
A score is a whole number from 0 to 5. An empty score, or a word for unknown, is unknown; so is a dimension left out.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from selfeval.guide import Item
from selfeval.instruments.answers import is_on_scale

UNKNOWN = frozenset({"", "-", "?", "unknown", "onbekend", "inconnu", "n/a", "n.v.t.", "s.o.", "null"})
_WHOLE = re.compile(r"[0-9]+([.,]0+)?")
Line = tuple[int, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One line that cannot be used; `kind` is "dimension", "twice" or "score"."""

    line: int
    kind: str
    found: str
    expected: str

    def __str__(self) -> str:
        again = " again" if self.kind == "twice" else ""
        return f"line {self.line}: {self.expected} expected, found {self.found}{again}"


class SciroccoError(ValueError):
    """A file of the right form with lines that cannot be used; carries all of them."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        super().__init__(f"{name}: {'; '.join(map(str, faults))}")
        self.faults = tuple(faults)


def is_long_form(path: Path) -> bool:
    """Whether a file is JSON, or text whose first line names the columns dimension and score."""
    if path.suffix.lower() == ".json":
        return True
    try:
        with path.open("rb") as stream:
            head = stream.read(4096).decode("utf-8-sig", errors="ignore")
    except OSError:
        return False
    names = {name.strip(' "\r').casefold() for name in re.split("[,;\t]", head.partition("\n")[0])}
    return path.suffix.lower() == ".csv" and {"dimension", "score"} <= names


def read_scirocco(instrument: Item, path: Path) -> tuple[tuple[int | None, ...], ...]:
    """The scores in a file, one row a respondent in order of appearance, one score or None a dimension.

    What respondents are called is only used to keep their rows apart and is not handed on.
    SciroccoError, a ValueError, names every line at fault: an unknown dimension, one named twice by a respondent, a
    score that is not a whole number on the scale. Another ValueError says that the file is of another kind or cannot be
    read as what it says it is.
    """
    readers = {".csv": _csv_lines, ".json": _json_lines}
    if path.suffix.lower() not in readers:
        raise ValueError(f"{path.name}: a file of {' or '.join(readers)} is expected")
    try:
        lines = list(readers[path.suffix.lower()](path.read_text("utf-8-sig")))
    except (ValueError, csv.Error, RecursionError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    if not lines:
        raise ValueError(f"{path.name}: at least one dimension with its score is expected, found none")
    return _by_respondent(instrument, lines, path.name)


def _csv_lines(text: str) -> Iterator[Line]:
    head = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=head.count)
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names = rows.fieldnames = [name.strip().casefold() for name in rows.fieldnames or ()]
    if names.count("dimension") != 1 or names.count("score") != 1 or names.count("respondent") > 1:
        raise ValueError(f"one column dimension and one column score are expected, found {', '.join(names)}")
    for row in rows:
        if any(isinstance(cell, str) and cell.strip() for cell in row.values()):
            yield rows.line_num, row


def _json_lines(text: str) -> Iterator[Line]:
    data = json.loads(text, object_pairs_hook=_once)
    if isinstance(data, dict):
        data = [{"dimension": name, "score": score} for name, score in data.items()]
    if not isinstance(data, list) or not all(isinstance(entry, dict) for entry in data):
        raise ValueError("a list of objects, or one object from dimension to score, is expected")
    for number, entry in enumerate(data, start=1):
        if missing := {"dimension", "score"} - set(entry):
            raise ValueError(f"entry {number}: expected and not found: {', '.join(sorted(missing))}")
        yield number, entry


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"each name once is expected, found more of {', '.join(sorted(twice))}")
    return dict(pairs)


def _by_respondent(instrument: Item, lines: Iterable[Line], name: str) -> tuple[tuple[int | None, ...], ...]:
    places, faults = _places(instrument), []
    found: dict[str, dict[int, int | None]] = {}
    for number, line in lines:
        place = places.get(_folded(line["dimension"]))
        scores = found.setdefault(_folded(line.get("respondent")), {})
        if place is None:
            expected = f"a dimension of {instrument['id']}"
            faults.append(Fault(number, "dimension", repr(line["dimension"]), expected))
        elif place in scores:
            faults.append(Fault(number, "twice", repr(line["dimension"]), "each dimension once"))
        else:
            try:
                scores[place] = _score(instrument, line["score"])
            except ValueError as error:
                faults.append(Fault(number, "score", repr(line["score"]), str(error)))
    if faults:
        raise SciroccoError(name, faults)
    return tuple(tuple(scores.get(at) for at in range(instrument["items"]["count"])) for scores in found.values())


def _places(instrument: Item) -> dict[str, int]:
    """The place of each dimension, by every name it has."""
    return {
        _folded(name): at
        for at, scale in enumerate(instrument["scales"])
        for name in (scale["id"], *scale["name"].values(), *scale.get("also_called", ()))
    }


def _folded(name: object) -> str:
    return " ".join(str("" if name is None else name).casefold().replace("_", " ").split())


def _score(instrument: Item, written: object) -> int | None:
    """A score as written; None where it is unknown."""
    if written is None or (isinstance(written, str) and written.strip().casefold() in UNKNOWN):
        return None
    value: Any = written
    if isinstance(written, str) and _WHOLE.fullmatch(written.strip()):
        value = float(written.strip().replace(",", "."))
    if not is_on_scale(instrument, value):
        items = instrument["items"]
        raise ValueError(f"a whole number from {items['lowest']} to {items['highest']} or unknown")
    return int(value)
