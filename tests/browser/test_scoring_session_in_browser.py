"""The scoring session in JupyterLab, in a real browser: as a group at a table uses it."""

from __future__ import annotations

import importlib.util
import re
import secrets
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from selfeval.guide import read_guide
from selfeval.project_file.opening import inspect_project_file
from selfeval.project_file.template import Request, write_project_file
from selfeval.session import launch
from selfeval.texts import read_texts

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        importlib.util.find_spec("jupyterlab") is None,
        reason="no JupyterLab (extra: session)",
    ),
]

# JupyterLab's own page around the form is not ours to judge.
FORM = ".jp-OutputArea-output .widget-vbox"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE = 90_000


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file in Dutch: nobody has scored yet."""
    path = tmp_path_factory.mktemp("table") / "vb_tafel-2022.xlsx"
    path.write_bytes(write_project_file(Request("vb_tafel", 2022, read_guide("2021-05-30"), read_texts("nl"))))
    return path


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    """Whether the server is there; it must not have ended."""
    assert server.poll() is None
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@pytest.fixture(scope="module")
def lab(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the notebook on a server of this machine alone, behind a token; everything ends with the test."""
    room = tmp_path_factory.mktemp("room")
    notebook = launch.prepare_notebook(room, source, "nl", source.parent)
    launch.prepare_lab(room, launch.lab_schemas())
    port, token = free_port(), secrets.token_hex(16)
    options = ["--no-browser", "--allow-root", f"--port={port}", "--ServerApp.port_retries=0"]
    private = {f"JUPYTER_{name}_DIR": str(room / name) for name in ("CONFIG", "RUNTIME", "DATA")}
    environment = launch.lab_environment(room) | private | {"IPYTHONDIR": str(room / "ipython")}
    command = [*launch.lab_command(notebook), *options, f"--IdentityProvider.token={token}"]
    with (
        (room / "server.log").open("wb") as log,
        subprocess.Popen(command, env=environment, cwd=room, stdout=log, stderr=log) as server,
    ):
        try:
            while not answers(f"http://127.0.0.1:{port}/api", server):
                with pytest.raises(subprocess.TimeoutExpired):
                    server.wait(0.5)
            yield f"http://127.0.0.1:{port}/lab/tree/{notebook.name}?token={token}"
        finally:
            for process in [*psutil.Process(server.pid).children(recursive=True), psutil.Process(server.pid)]:
                process.kill()


def open_form(browser: Browser, address: str) -> Page:
    """The notebook in a new window, after Run > Run All Cells."""
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    # The rendered line, not its source.
    page.get_by_text("Kies in het menu Run").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator("[data-command='runmenu:run-all']").click()
    expect(page.get_by_role("heading", name=re.compile("Samen scoren"))).to_be_visible(timeout=PATIENCE)
    return page


def test_a_group_scores_at_a_table(browser, lab, source):
    """Labels, keyboard, live verdict, a closed window, and the copy: the whole evening once."""
    page = open_form(browser, lab)
    for _ in range(8):
        page.get_by_role("button", name="Voeg iemand toe").click()
    for number in range(1, 9):
        page.get_by_label(f"R0{number} · arts").select_option("3 · Werkt voor een deel")
    expect(page.get_by_role("status").filter(has_text="Overeenstemming.")).to_be_visible()
    # With the keyboard alone: a digit chooses.
    for number in (1, 2, 3):
        page.get_by_label(f"R0{number} · arts").focus()
        page.keyboard.press("0")
    expect(page.get_by_role("status").filter(has_text="Verdeeld.")).to_be_visible()
    expect(page.get_by_role("cell", name="R01, R02, R03", exact=True)).to_be_visible()
    page.get_by_label("Overlegscore", exact=True).select_option("2 · Gestart")
    page.get_by_label("Reden van de score").fill("Twee partners doen mee")
    page.get_by_role("button", name="Volgende component").click()
    expect(page.get_by_text("Component 2 van 14")).to_be_visible()
    found = Axe().run(page, context={"include": [[FORM]]}, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    assert len(found.response["passes"]) > 5
    assert [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found.response["violations"]] == []
    page.context.close()

    page = open_form(browser, lab)
    expect(page.get_by_text("Het klad van een vorige keer is teruggezet.")).to_be_visible()
    expect(page.get_by_label("Reden van de score")).to_have_value("Twee partners doen mee")
    page.get_by_label("Ambitie volgend jaar").select_option("4 · In de hele regio")
    page.get_by_role("button", name="Schrijf een nieuwe kopie van het bestand").click()
    expect(page.get_by_text("Geschreven en nagelezen")).to_be_visible(timeout=PATIENCE)
    page.context.close()

    copy = inspect_project_file(source.with_name("vb_tafel-2022-scores.xlsx"))
    first = read_guide("2021-05-30").pilot_components()[0]["id"]
    scores = {row.text("respondent"): row.count(first) for row in copy.rows("individual_scores")}
    assert scores == {f"R0{number}": 0 if number < 4 else 3 for number in range(1, 9)}
    (row,) = [row for row in copy.rows("agreed_scores") if row.text("component") == first]
    given = {name: row.answer(name).value for name in ("agreed_score", "ambition", "reason", "evidence")}
    assert given == {"agreed_score": 2, "ambition": 4, "reason": "Twee partners doen mee", "evidence": None}
