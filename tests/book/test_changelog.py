"""The list of changes stands once, in book/changes.yml; CHANGELOG.md only repeats it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import selfeval
from selfeval.book.changelog import Release, read_changes, render_changelog
from selfeval.book.words import book_texts

ROOT = Path(__file__).parents[2]
CHANGES = ROOT / "book" / "changes.yml"
TWO_RELEASES = (
    Release("unreleased", None, ({"nl": "Eerst.", "fr": "D’abord.", "en": "First."},)),
    Release("0.1.0", datetime.date(2020, 1, 2), ({"nl": "a", "fr": "b", "en": "word " * 30},)),
)


def test_the_file_beside_the_readme_says_what_the_list_says() -> None:
    """Make it anew with render_changelog(read_changes(path), book_texts("en")) when this fails."""
    rendered = render_changelog(read_changes(CHANGES), book_texts("en"))
    assert (ROOT / "CHANGELOG.md").read_text("utf-8") == rendered


def test_the_newest_release_that_is_out_is_the_version_of_the_package() -> None:
    out = [release for release in read_changes(CHANGES) if release.date]
    assert out[0].version == selfeval.__version__


def test_releases_stand_newest_first_with_what_is_not_out_yet_on_top() -> None:
    dates = [release.date or datetime.date.max for release in read_changes(CHANGES)]
    assert dates == sorted(dates, reverse=True)


def test_a_list_becomes_a_title_and_a_heading_with_its_changes_for_each_release() -> None:
    lines = render_changelog(TWO_RELEASES, book_texts("fr")).splitlines()
    assert lines[0] == "# Changements, pour les équipes de projet"
    assert lines[2:] == ["## Pas encore publié", "", "- D’abord.", "", "## 0.1.0 (2020-01-02)", "", "- b"]


def test_a_long_change_goes_on_below_its_first_line() -> None:
    lines = render_changelog(TWO_RELEASES[1:], book_texts("en")).splitlines()
    assert lines[4].startswith("- word") and lines[5].startswith("  word")
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('- {version: "1", date: null, changes: [{nl: a, fr: b}]}', "1: a change without en"),
        ('- {version: "1", date: spring, changes: []}', "spring"),
    ],
)
def test_a_change_without_a_language_and_a_date_that_is_none_are_refused(
    tmp_path: Path, written: str, told: str
) -> None:
    file = tmp_path / "changes.yml"
    file.write_text(written, "utf-8")
    with pytest.raises(ValueError, match=told):
        read_changes(file)
