"""An executed notebook that says the same on every machine: no times, no places, no names of folders."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

from nbformat import NotebookNode


def file_name_of(value: object) -> object:
    """The last part of an absolute path; any other value as it is."""
    if isinstance(value, str):
        for path in (PurePosixPath(value), PureWindowsPath(value)):
            if path.is_absolute():
                return path.name
    return value


def tidy_notebook(notebook: NotebookNode, parameters: Mapping[str, object], folder: Path) -> NotebookNode:
    """Take out what differs between two equal runs; the notebook itself is changed and given back.

    Gone: timestamps, the runner's metadata, the interpreter's version, warnings on stderr, random cell ids; paths
    given as parameters keep only the file name, the private folder becomes a dot.
    """
    notebook.metadata = _node(
        kernelspec=_node(display_name="Python 3", language="python", name="python3"),
        language_info=_node(name="python"),
    )
    names = _names_by_path(parameters, folder)
    for number, cell in enumerate(notebook.cells):
        _tidy_cell(cell, number, names)
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.source = "\n".join(f"{name} = {file_name_of(value)!r}" for name, value in parameters.items())
    return notebook


def _names_by_path(parameters: Mapping[str, object], folder: Path) -> dict[str, str]:
    """What to replace in outputs, longest first so that a folder never cuts the path of a file inside it."""
    names = {str(folder): ".", str(folder.resolve()): "."}
    for value in parameters.values():
        if isinstance(value, str) and (name := file_name_of(value)) != value and name:
            names |= {value: str(name), str(Path(value).resolve()): str(name)}
    return dict(sorted(names.items(), key=lambda pair: -len(pair[0])))


def _node(**keys: object) -> NotebookNode:
    return NotebookNode(keys)


def _tidy_cell(cell: NotebookNode, number: int, names: Mapping[str, str]) -> None:
    cell.id = f"cell-{number}"
    tags = cell.metadata.get("tags", [])
    cell.metadata = _node(tags=tags) if tags else _node()
    if cell.cell_type == "code":
        kept = [output for output in cell.outputs if output.get("name") != "stderr"]
        cell.outputs = [_renamed(output, names) for output in kept]


def _renamed(node: object, names: Mapping[str, str]) -> object:
    if isinstance(node, str):
        for path, name in names.items():
            node = node.replace(path, name)
        return node
    if isinstance(node, list):
        return [_renamed(item, names) for item in node]
    if isinstance(node, dict):
        return _node(**{key: _renamed(value, names) for key, value in node.items()})
    return node
