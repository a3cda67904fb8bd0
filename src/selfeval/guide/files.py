"""The YAML files of the Gids as plain data, read strictly; nothing else in the package opens them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from selfeval.strict_yaml import read_yaml

Item = dict[str, Any]
GIDS = files("selfeval") / "gids"
KINDS = (
    "aims",
    "amounts",
    "codes",
    "comorbidities",
    "components",
    "conditions",
    "criteria",
    "crosswalks",
    "indicators",
    "instruments",
    "medication_groups",
    "milestones",
    "person_year",
    "phases",
    "pilots",
    "programme",
    "rules",
    "scales",
    "sections",
    "sheets",
    "strata",
)

# Read only by whoever asks for them, and no part of a revision of the Gids: a hundred files that few commands need.
APART = ("population_indicators",)


def read_file(path: Traversable) -> Any:
    """Data of one YAML file."""
    return read_yaml(path.read_text("utf-8"), path.name)


def yaml_files(folder: str) -> Iterator[Traversable]:
    """The YAML files of one folder of the Gids, in the order of their names."""
    return iter(
        sorted((path for path in (GIDS / folder).iterdir() if path.name.endswith(".yml")), key=lambda p: p.name)
    )


@cache
def items_of(kind: str) -> dict[str, Item]:
    """The items of one kind by id, as first written, before any revision changes them."""
    return {path.name.removesuffix(".yml"): read_file(path) for path in yaml_files(kind)}


@cache
def revision_files() -> tuple[Item, ...]:
    """Every revision of the Gids, oldest first."""
    return tuple(sorted((read_file(path) for path in yaml_files("revisions")), key=lambda revision: revision["id"]))


@cache
def glossary() -> tuple[Item, ...]:
    """The terms of the field in the languages of the project."""
    return tuple(read_file(GIDS / "glossary.yml"))
