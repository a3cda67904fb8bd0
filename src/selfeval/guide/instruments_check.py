"""What the files of instruments and crosswalks say of themselves, of each other and of the components."""

from __future__ import annotations

from collections.abc import Iterator

from selfeval.guide.files import Item
from selfeval.guide.problem import GuideProblem
from selfeval.guide.scales import named_scales

Data = dict[str, dict[str, Item]]


def instrument_problems(data: Data) -> Iterator[GuideProblem]:
    """Scales rest on items and scales that there are; a value set has every level of every dimension."""
    for stem, instrument in data["instruments"].items():
        file, ids = f"instruments/{stem}.yml", [scale["id"] for scale in instrument["scales"]]
        yield from _items(file, instrument["items"])
        for at, scale in enumerate(instrument["scales"]):
            key = f"scales/{scale['id']}"
            if ids.count(scale["id"]) > 1:
                yield GuideProblem(file, key, "an id that stands once", scale["id"])
            for item in scale["items"] or ():
                if item > instrument["items"]["count"]:
                    yield GuideProblem(file, f"{key}/items", f"at most {instrument['items']['count']}", str(item))
            for name in sorted(set(scale.get("of", ())) - set(ids[:at])):
                yield GuideProblem(file, f"{key}/of", "a scale of the instrument that stands before", name)
        yield from _value_sets(file, instrument)


def _items(file: str, items: Item) -> Iterator[GuideProblem]:
    for name in ("texts", "dimensions"):
        if name in items and len(items[name]) != items["count"]:
            yield GuideProblem(file, f"items/{name}", f"{items['count']}, one for each item", str(len(items[name])))
    if items["lowest"] >= items["highest"]:
        yield GuideProblem(file, "items/highest", f"more than {items['lowest']}", str(items["highest"]))


def _value_sets(file: str, instrument: Item) -> Iterator[GuideProblem]:
    items = instrument["items"]
    dimensions = [dimension["id"] for dimension in items.get("dimensions", ())]
    for value_set in instrument["value_sets"]:
        key = f"value_sets/{value_set['id']}/decrements"
        if list(value_set["decrements"]) != dimensions:
            yield GuideProblem(file, key, ", ".join(dimensions), ", ".join(value_set["decrements"]))
        for name, decrements in value_set["decrements"].items():
            if len(decrements) != items["highest"] - 1:
                yield GuideProblem(file, f"{key}/{name}", f"{items['highest'] - 1} levels", str(len(decrements)))


def scale_link_problems(data: Data) -> Iterator[GuideProblem]:
    """Indicators and codes name scales that there are."""
    known = named_scales(data["instruments"])
    named = [(f"indicators/{stem}.yml", "scale", item.get("scale")) for stem, item in data["indicators"].items()]
    for stem, listed in data["codes"].items():
        named += [(f"codes/{stem}.yml", f"codes/{code['id']}/scale", code.get("scale")) for code in listed["codes"]]
    for file, key, name in named:
        if name is not None and name not in known:
            yield GuideProblem(file, key, "a scale of an instrument", name)


def crosswalk_problems(data: Data) -> Iterator[GuideProblem]:
    """A crosswalk has every component once, beside scales of its instrument."""
    for stem, crosswalk in data["crosswalks"].items():
        file, name = f"crosswalks/{stem}.yml", crosswalk["instrument"]
        if name not in data["instruments"]:
            yield GuideProblem(file, "instrument", "an id of instruments", name)
            continue
        for component in sorted(set(data["components"]) ^ set(crosswalk["links"])):
            yield GuideProblem(file, f"links/{component}", "every component, and nothing else", component)
        scales = {scale["id"] for scale in data["instruments"][name]["scales"]}
        for component, linked in crosswalk["links"].items():
            for scale in sorted(set(linked) - scales):
                yield GuideProblem(file, f"links/{component}", f"a scale of {name}", scale)
