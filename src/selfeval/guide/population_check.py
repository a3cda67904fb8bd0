"""What the indicators of a population say of the columns they rest on, and of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from selfeval.guide.files import Item
from selfeval.guide.problem import GuideProblem

Data = dict[str, dict[str, Item]]
# What each kind is a quotient of.
_SHAPES = {
    "share": ("persons", "persons"),
    "rate": ("sum", "person_years"),
    "mean": ("sum", "persons"),
    "ratio": ("sum", "sum"),
}
_COUNTED = ("bool", "int16", "int32", "float32", "float64")


def population_problems(data: Data) -> Iterator[GuideProblem]:
    """Terms rest on columns that can be counted and have the shape of their kind; places in a family stand once."""
    columns = {one["id"]: one["kind"] for family in data["person_year"].values() for one in family["columns"]}
    places = Counter((item["family"], item["order"]) for item in data["population_indicators"].values())
    for stem, item in data["population_indicators"].items():
        file = f"population_indicators/{stem}.yml"
        for side in ("numerator", "denominator"):
            for name in sorted(_named(item[side])):
                if columns.get(name) not in _COUNTED:
                    yield GuideProblem(file, side, "a column of person_year that can be counted", name)
        yield from _shape(file, item)
        if places[item["family"], item["order"]] > 1:
            yield GuideProblem(file, "order", "a place in the family that stands once", str(item["order"]))


def _named(term: Item) -> set[str]:
    conditions = [*term.get("persons", ()), *term.get("person_years", ()), *term.get("where", ())]
    return {*term.get("sum", ()), *(name for one in conditions for name in one["columns"])}


def _shape(file: str, item: Item) -> Iterator[GuideProblem]:
    above, below = item["numerator"], item["denominator"]
    for side, term, wanted in zip(("numerator", "denominator"), (above, below), _SHAPES[item["kind"]], strict=True):
        if wanted not in term:
            yield GuideProblem(file, side, f"{wanted}, for a {item['kind']}", ", ".join(term))
    if item["kind"] == "share" and not all(one in above.get("persons", ()) for one in below.get("persons", ())):
        yield GuideProblem(file, "numerator", "every condition of the denominator", "less")
    if item["kind"] in ("rate", "mean") and above.get("where", []) != next(iter(below.values())):
        yield GuideProblem(file, "numerator/where", "the conditions of the denominator", str(above.get("where", [])))
    age = item["population"]
    if age.get("from_age", 0) >= age.get("below_age", 999):
        yield GuideProblem(file, "population/below_age", f"more than {age.get('from_age')}", str(age.get("below_age")))
    if (item["unit"] == "per_1000_person_years") > (item["kind"] == "rate"):
        yield GuideProblem(file, "unit", "a unit of its kind", item["unit"])
