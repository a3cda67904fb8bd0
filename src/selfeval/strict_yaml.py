"""YAML read strictly: no guessing of types, no key twice."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.constructor import ConstructorError

from selfeval.errors import GuideError


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Only true and false are booleans, only plain decimals are numbers, and a key stands once in a mapping."""


_StrictLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", "^null$", "n"),
    ("bool", "^(?:true|false)$", "tf"),
    ("int", "^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("float", "^-?(?:0|[1-9][0-9]*)[.][0-9]+$", "-0123456789"),
):
    _StrictLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def _construct_mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            raise ConstructorError(None, None, f"the key {key!r} stands twice", key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_StrictLoader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)


def read_yaml(text: str, name: str = "") -> Any:
    """Data of one YAML text.

    Raises GuideError, with the line, on a syntax error or a key that stands twice.
    """
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  (a subclass of SafeLoader)
    except yaml.YAMLError as error:
        raise GuideError(f"{name}: {' '.join(str(error).split())}") from error
