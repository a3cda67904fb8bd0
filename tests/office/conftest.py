"""The demonstration project's documents in French, and LibreOffice to open them with."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "fixtures"))

from made_documents import Demo, make_demo

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Opens a file in LibreOffice, with settings of its own, and saves it in another format; gives the new file."""
    if SOFFICE is None:
        pytest.skip("no soffice on PATH")
    home = tmp_path_factory.mktemp("office")

    def save(source: Path, form: str) -> Path:
        settings = f"-env:UserInstallation={(home / 'settings').as_uri()}"
        folder = home / source.stem
        command = [SOFFICE, settings, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return folder / f"{source.stem}.{form.partition(':')[0]}"

    return save


@pytest.fixture(scope="session")
def demo(convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return make_demo(tmp_path_factory.mktemp("demo"), ("fr",))
