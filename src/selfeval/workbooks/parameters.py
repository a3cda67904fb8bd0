"""The parameters of a workbook: read from its tagged cell, checked before any kernel starts."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import EllipsisType

from nbformat import NotebookNode

from selfeval.errors import RequestError

TYPES: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (float, int),
    "bool": (bool,),
    "list": (list,),
    "dict": (dict,),
}
NAME = re.compile(r"[a-z_][a-z0-9_]*")
COMMENT = re.compile(r"#\s*(?P<key>parameter\.[a-z0-9_.]+)(?P<required>\s+\*)?\s*$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One line of the parameters cell; `help_key` names its explanation in the interface texts.

    `type` is the annotation as written, e.g. `str | None`. A parameter is required when its comment ends in `*`
    or when it has no default.
    """

    name: str
    type: str
    default: object
    help_key: str
    required: bool


def parameter_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The code cells tagged `parameters`."""
    return [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]


def read_parameters(notebook: NotebookNode) -> dict[str, Parameter]:
    """The declared parameters by name, in the order of the cell; lines that aren't declarations are left out."""
    found: dict[str, Parameter] = {}
    for cell in parameter_cells(notebook)[:1]:
        lines = cell.source.splitlines()
        for statement in ast.parse(cell.source).body:
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                parameter = _declared(statement, statement.target.id, lines[(statement.end_lineno or 1) - 1])
                found[parameter.name] = parameter
    return found


def _declared(statement: ast.AnnAssign, name: str, line: str) -> Parameter:
    comment = COMMENT.search(line)
    default = _literal(statement.value)
    return Parameter(
        name=name,
        type=ast.unparse(statement.annotation),
        default=None if default is ... else default,
        help_key=comment["key"] if comment else "",
        required=default is ... or bool(comment and comment["required"]),
    )


def _literal(value: ast.expr | None) -> object | EllipsisType:
    """The default's value; `...` when there is none, or none that can be read without running code."""
    try:
        return ... if value is None else ast.literal_eval(value)
    except ValueError:
        return ...


def check_parameters(notebook: NotebookNode, given: Mapping[str, object]) -> None:
    """Refuse what the workbook doesn't accept.

    Raises RequestError: `unknown_parameter` (name, accepted), `missing_parameter` (name, accepted) or
    `wrong_parameter_type` (name, expected, found). Values are never repeated in the error.
    """
    declared = read_parameters(notebook)
    accepted = ", ".join(declared)
    if unknown := sorted(str(name) for name in given if name not in declared):
        raise RequestError("unknown_parameter", name=", ".join(unknown), accepted=accepted)
    if missing := [name for name, one in declared.items() if one.required and name not in given]:
        raise RequestError("missing_parameter", name=", ".join(missing), accepted=accepted)
    for name, value in given.items():
        if not (_is_plain(value) and fits(value, declared[name].type)):
            raise RequestError(
                "wrong_parameter_type", name=name, expected=declared[name].type, found=type(value).__name__
            )


def _is_plain(value: object) -> bool:
    """Only what JSON can carry, and exactly these types: a subclass may print itself as other code."""
    if type(value) is float:
        return math.isfinite(value)
    if type(value) is list:
        return all(_is_plain(item) for item in value)
    if type(value) is dict:
        return all(type(key) is str and _is_plain(item) for key, item in value.items())
    return value is None or type(value) in (str, int, bool)


def fits(value: object, annotation: str) -> bool:
    """Whether a value has the annotated type: `str`, `int | None`, `list[str]`, `dict[str, float]`."""
    return _fits(value, ast.parse(annotation, mode="eval").body)


def is_known_type(annotation: str) -> bool:
    """Whether an annotation uses only the types a parameter may have."""
    nodes = ast.walk(ast.parse(annotation, mode="eval").body)
    return all(node.id in TYPES for node in nodes if isinstance(node, ast.Name))


def _fits(value: object, annotation: ast.expr) -> bool:
    match annotation:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _fits(value, left) or _fits(value, right)
        case ast.Constant(value=None):
            return value is None
        case ast.Name(id=name):
            return type(value) in TYPES.get(name, ())
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return type(value) is list and all(_fits(one, item) for one in value)
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[_, item])):
            return type(value) is dict and all(_fits(one, item) for one in value.values())
    return False
