"""The command answers a wish that cannot be honoured with a sentence and an exit code, and makes nothing."""

from __future__ import annotations

import sys

import pytest

from selfeval import cli
from selfeval.cli import telling
from selfeval.texts import LANGUAGES, read_texts


@pytest.fixture
def command(monkeypatch, capsys, tmp_path):
    """Runs `selfeval region` in an empty folder; its exit code and what it said."""
    monkeypatch.chdir(tmp_path)

    def run(*typed, language="nl"):
        for module in (cli, telling, sys.modules["selfeval.cli.region"]):
            monkeypatch.setattr(module, "SAY", read_texts(language))
        monkeypatch.setattr(sys, "argv", ["selfeval", "region", *map(str, typed)])
        try:
            cli.main()
            code = 0
        except SystemExit as end:
            code = end.code
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return run


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ((), "region_nothing_given"),
        (("--municipalities", "62063", "--project", "relian"), "region_both_given"),
        (("--municipalities", "Kortrik"), "region_municipality_unknown"),
        (("--municipalities", "44088"), "region_municipality_unknown"),
        (("--municipalities", ";rm -rf /;"), "region_municipality_unknown"),
        (("--municipalities", "../../x"), "region_municipality_unknown"),
        (("--project", "relain"), "region_project_unknown"),
        (("--project", "empact"), "region_project_without_municipalities"),
        (("--project", "relian", "--compare", "nowhere"), "region_municipality_unknown"),
        (("--project", "relian", "--indicator", "absent.csv"), "region_file_missing"),
        (("--project", "relian", "--target-group", "-5"), "region_target_negative"),
        (("--project", "relian", "--smallest", "2"), "smallest_count_outside_limits"),
        (("--project", "relian", "--date", "31/12/2022"), "date_malformed"),
        (("--project", "relian", "--language", "de"), "unknown_language"),
    ],
)
def test_a_wish_that_cannot_be_honoured_ends_with_two(command, tmp_path, typed, code, language):
    """Its code and how to mend it in the reader's language; nothing is written."""
    ended, said = command(*typed, language=language)
    assert ended == 2
    assert f"[{code}]" in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_misspelt_name_is_answered_with_the_nearest(command):
    """What was probably meant, and that codes of 2025 are unknown."""
    _, said = command("--municipalities", "Kortrik")
    assert "Kortrijk" in said
    assert "1 januari 2025" in said
