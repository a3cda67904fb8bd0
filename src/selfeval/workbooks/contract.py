"""What a workbook promises: few short cells, typed parameters, no programming, no sentences, one result at the end."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from nbformat import NotebookNode

from selfeval.workbooks.parameters import (
    COMMENT,
    NAME,
    Parameter,
    check_parameters,
    is_known_type,
    parameter_cells,
    read_parameters,
)

__all__ = ["Parameter", "check_contract", "check_parameters", "read_parameters"]

HAND_OVER = "hand_over"
MOST_CELLS = 12
MOST_LINES = 8
FORBIDDEN = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ClassDef,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.Try,
    ast.TryStar,
)
SENTENCE = re.compile(r"[^\W\d_][.,;:!?]*\s+[^\W\d_]")


def check_contract(notebook: NotebookNode) -> list[str]:
    """The promises a workbook breaks, one line each; an empty list when it keeps them all."""
    return [*_check_cells(notebook), *_check_parameter_cell(notebook), *_check_code(notebook), *_check_end(notebook)]


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The code cells that hold something, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def _check_cells(notebook: NotebookNode) -> Iterator[str]:
    if any(cell.source.strip() for cell in notebook.cells if cell.cell_type != "code"):
        yield "a text cell holds text: words belong in the interface texts"
    cells = code_cells(notebook)
    if len(cells) > MOST_CELLS:
        yield f"{len(cells)} code cells, at most {MOST_CELLS}"
    for number, cell in enumerate(cells, start=1):
        if (lines := len(cell.source.strip().splitlines())) > MOST_LINES:
            yield f"code cell {number}: {lines} lines, at most {MOST_LINES}"


def _check_parameter_cell(notebook: NotebookNode) -> Iterator[str]:
    cells = parameter_cells(notebook)
    if len(cells) != 1:
        yield f"{len(cells)} cells tagged parameters, exactly one expected"
        return
    tree = _parse(cells[0])
    if tree is None or not tree.body:
        yield "the parameters cell declares nothing"
    elif any(not (isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)) for line in tree.body):
        yield "the parameters cell holds more than typed parameters"
    else:
        yield from (found for one in read_parameters(notebook).values() for found in _check_declaration(one))


def _check_declaration(parameter: Parameter) -> Iterator[str]:
    if not NAME.fullmatch(parameter.name):
        yield f"parameter {parameter.name}: name not in snake_case"
    if not is_known_type(parameter.type):
        yield f"parameter {parameter.name}: type {parameter.type} not allowed"
    if not parameter.help_key:
        yield f"parameter {parameter.name}: no comment with a key of the interface texts"


def _check_code(notebook: NotebookNode) -> Iterator[str]:
    for number, cell in enumerate(code_cells(notebook), start=1):
        tree = _parse(cell)
        if tree is None:
            yield f"code cell {number}: not plain Python"
            continue
        broken = [found for node in ast.walk(tree) for found in _check_node(node)]
        broken += ["a sentence in a comment" for text in _comments(cell.source) if SENTENCE.search(text)]
        yield from (f"code cell {number}: {found}" for found in dict.fromkeys(broken))


def _check_node(node: ast.AST) -> Iterator[str]:
    if isinstance(node, FORBIDDEN):
        yield f"{type(node).__name__} not allowed"
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.search(node.value):
        yield "a sentence in a string"
    for module in _imported(node):
        if module.split(".")[0] != "selfeval":
            yield f"import of {module or 'a relative module'}, only selfeval allowed"


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return ["" if node.level else node.module or ""]
    return []


def _comments(source: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT and not COMMENT.match(token.string)]


def _check_end(notebook: NotebookNode) -> Iterator[str]:
    cells = code_cells(notebook)
    tree = _parse(cells[-1]) if cells else None
    last = tree.body[-1] if tree and tree.body else None
    if not (isinstance(last, ast.Expr) and isinstance(last.value, ast.Call) and _called(last.value) == HAND_OVER):
        yield f"does not end with {HAND_OVER}(...)"


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _parse(cell: NotebookNode) -> ast.Module | None:
    try:
        return ast.parse(str(cell.source))
    except SyntaxError:
        return None
