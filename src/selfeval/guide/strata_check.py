"""What the files of the risk stratification say of each other: no code counted twice, one level for everybody."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from selfeval.guide.files import Item
from selfeval.guide.problem import GuideProblem

Data = dict[str, dict[str, Item]]
_DISJOINT = (("medication_groups", "atc"), ("comorbidities", "icd10"))


def strata_problems(data: Data) -> Iterator[GuideProblem]:
    """Codes of two items that overlap, and levels of the pyramid that leave a person in two of them or in none."""
    for kind, field in _DISJOINT:
        yield from _overlaps(data, kind, field)
    yield from _levels(data["strata"])


def _overlaps(data: Data, kind: str, field: str) -> Iterator[GuideProblem]:
    """A code that begins with another one would count for both."""
    codes = sorted((code, stem) for stem, item in data[kind].items() for code in item[field])
    for (code, stem), (later, other) in itertools.pairwise(codes):
        if later.startswith(code):
            yield GuideProblem(f"{kind}/{other}.yml", field, f"a code outside {code} of {stem}.yml", later)


def _levels(strata: dict[str, Item]) -> Iterator[GuideProblem]:
    orders = sorted(item["order"] for item in strata.values())
    if strata and orders != list(range(len(strata))):
        yield GuideProblem("strata", "order", "each level from 0 upwards once", str(orders))
    for stem, item in strata.items():
        kind = "null" if item["any_of"] is None else "rules" if item["any_of"] else "[]"
        expected = ("null", "[]")[item["order"]] if item["order"] < 2 else "rules"
        if kind != expected:
            yield GuideProblem(f"strata/{stem}.yml", "any_of", f"{expected} at level {item['order']}", kind)
