"""Every problem of the Gids data at once: file, key, what is expected, what was found."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from selfeval.errors import GuideError
from selfeval.guide.files import APART, GIDS, KINDS, Item, read_file, yaml_files
from selfeval.guide.instruments_check import crosswalk_problems, instrument_problems, scale_link_problems
from selfeval.guide.moves_check import move_problems
from selfeval.guide.population_check import population_problems
from selfeval.guide.problem import GuideProblem
from selfeval.guide.references import reference_keys
from selfeval.guide.strata_check import strata_problems

__all__ = ["GuideProblem", "check_guide"]


def check_guide() -> list[GuideProblem]:
    """All problems of all files: schema first, then what the files say of each other."""
    problems: list[GuideProblem] = []
    data: dict[str, dict[str, Item]] = {}
    for kind in (*KINDS, *APART, "revisions"):
        data[kind] = {}
        for path in yaml_files(kind):
            item = _read(path, f"{kind}/{path.name}", problems)
            faults = list(_schema_problems(kind, f"{kind}/{path.name}", item))
            problems += faults
            if isinstance(item, dict) and not faults:
                data[kind][path.name.removesuffix(".yml")] = item
    terms = _read(GIDS / "glossary.yml", "glossary.yml", problems)
    problems += _schema_problems("glossary", "glossary.yml", terms)
    for rule in _RULES:
        problems += rule(data)
    return sorted(set(problems))


def _read(path: Traversable, name: str, problems: list[GuideProblem]) -> Any:
    try:
        return read_file(path)
    except GuideError as error:
        problems.append(GuideProblem(name, "", "readable YAML", str(error)))
        return None


@cache
def _validator(kind: str) -> Any:
    common = Resource.from_contents(read_file(GIDS / "schema" / "common.yml"))
    registry: Registry[Any] = Registry().with_resource("common.yml", common)
    return Draft202012Validator(read_file(GIDS / "schema" / f"{kind}.yml"), registry=registry)


def _schema_problems(kind: str, name: str, item: Any) -> Iterator[GuideProblem]:
    if item is None:
        return
    for error in _validator(kind).iter_errors(item):
        yield GuideProblem(name, "/".join(map(str, error.absolute_path)), _expected(error), _shown(error))


def _expected(error: ValidationError) -> str:
    return f"{error.validator}: {error.validator_value}"[:160]


def _shown(error: ValidationError) -> str:
    return str(error.message)[:160]


def _ids(data: dict[str, dict[str, Item]]) -> Iterator[GuideProblem]:
    for kind, items in data.items():
        for stem, item in items.items():
            if item["id"] != stem:
                yield GuideProblem(f"{kind}/{stem}.yml", "id", f"the file's name, {stem}", item["id"])


def _sources(data: dict[str, dict[str, Item]]) -> Iterator[GuideProblem]:
    known = reference_keys()
    for kind, items in data.items():
        for stem, item in items.items():
            parts = [part for name in ("facts", "versions", "value_sets") for part in item.get(name, [])]
            named = [key for part in parts for key in part["sources"]]
            for key in (*item.get("sources", []), *named):
                if key not in known:
                    yield GuideProblem(f"{kind}/{stem}.yml", "sources", "a key of references.bib", key)
            if "sources" in item and not item["sources"] and not item["proposal"]:
                yield GuideProblem(f"{kind}/{stem}.yml", "sources", "a source, or proposal: true", "neither")


_LINKS = (
    ("indicators", "component", "components"),
    ("indicators", "aim", "aims"),
    ("population_indicators", "aim", "aims"),
    ("components", "neighbours", "components"),
    ("criteria", "phase", "phases"),
    ("conditions", "groups", "medication_groups"),
    ("comorbidities", "outranks", "comorbidities"),
)


def _links(data: dict[str, dict[str, Item]]) -> Iterator[GuideProblem]:
    for kind, field, target in _LINKS:
        for stem, item in data[kind].items():
            named = item[field] if isinstance(item[field], list) else [item[field]]
            for name in named:
                if name is not None and name not in data[target]:
                    yield GuideProblem(f"{kind}/{stem}.yml", field, f"an id of {target}", name)


def _column_links(data: dict[str, dict[str, Item]]) -> Iterator[GuideProblem]:
    lists = set(data["codes"]) | set(KINDS)
    for stem, sheet in data["sheets"].items():
        ids = [column["id"] for column in sheet["columns"]]
        if sheet["fixed"] and sheet["fixed"] not in ids:
            yield GuideProblem(f"sheets/{stem}.yml", "fixed", "a column of the sheet", sheet["fixed"])
        for column in sheet["columns"]:
            key = f"columns/{column['id']}"
            if ids.count(column["id"]) > 1:
                yield GuideProblem(f"sheets/{stem}.yml", key, "an id that stands once", column["id"])
            if column["type"] == "code" and column.get("codes") not in lists:
                yield GuideProblem(f"sheets/{stem}.yml", f"{key}/codes", "a code list", str(column.get("codes")))
            if column["type"] == "reference" and column.get("refers_to") not in data["sheets"]:
                yield GuideProblem(f"sheets/{stem}.yml", f"{key}/refers_to", "a sheet", str(column.get("refers_to")))


def _revisions(data: dict[str, dict[str, Item]]) -> Iterator[GuideProblem]:
    everything = {f"{kind}/{stem}" for kind in KINDS for stem in data[kind]}
    added = {name for revision in data["revisions"].values() for name in revision["adds"]}
    in_force = everything - added
    for stem in sorted(data["revisions"]):
        revision, file = data["revisions"][stem], f"revisions/{stem}.yml"
        for name in revision["adds"]:
            if name not in everything or name in in_force:
                yield GuideProblem(file, "adds", "an item that exists and is not in force yet", name)
        in_force |= set(revision["adds"]) & everything
        for key in ("removes", "changes"):
            for name in set(revision[key]) - in_force:
                yield GuideProblem(file, key, "an item in force in the revision before", name)
        in_force -= set(revision["removes"])
        for name, fields in revision["changes"].items():
            kind, _, item_id = name.partition("/")
            if name in everything:
                yield from _schema_problems(kind, f"{file}: {name}", {**data[kind][item_id], **fields})


_RULES = (
    _ids,
    _sources,
    _links,
    _revisions,
    _column_links,
    instrument_problems,
    scale_link_problems,
    crosswalk_problems,
    move_problems,
    population_problems,
    strata_problems,
)
