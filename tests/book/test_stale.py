"""What a change in the Gids leaves behind is found, named, and gone once somebody reviewed it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from book_copy import ROOT

from selfeval.book.stale import (
    RECORD,
    Stale,
    changed_items,
    pages_made_again,
    stale_things,
    stored_mark,
    write_reviewed,
)
from selfeval.errors import RequestError

PAGE = "---\nrests_on: [aims/health, amounts/integration_management]\n---\n\n# Titel\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book of one page that rests on two items, reviewed, and a workbook whose outputs are stored."""
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "money.md").write_text(PAGE, "utf-8")
    (tmp_path / "workbooks").mkdir()
    store(tmp_path, stored_mark())
    write_reviewed(tmp_path, ())
    return tmp_path


def store(root: Path, mark: str) -> None:
    notebook = {"cells": [], "metadata": {"selfeval_gids": mark}}
    (root / "workbooks" / "one.ipynb").write_text(json.dumps(notebook), "utf-8")


def change_record(root: Path, part: str, name: str, key: str) -> None:
    """As if the item had been reviewed in another state."""
    record: dict[str, Any] = yaml.safe_load((root / RECORD).read_text("utf-8"))
    record[part][name][key] = "0123456789ab"
    (root / RECORD).write_text(yaml.safe_dump(record), "utf-8")


def test_nothing_is_stale_after_a_review(root: Path) -> None:
    assert stale_things(root) == []
    assert changed_items(root) == []


def test_prose_is_stale_when_an_item_it_rests_on_changed(root: Path) -> None:
    change_record(root, "pages", "book/money", "aims/health")
    assert stale_things(root) == [Stale("page", "book/money", "aims/health")]
    write_reviewed(root, ["book/money"])
    assert stale_things(root) == []


def test_a_page_that_rests_on_one_item_more_asks_for_a_review(root: Path) -> None:
    (root / "book" / "money.md").write_text(PAGE.replace("aims/health", "aims/health, aims/equity"), "utf-8")
    assert stale_things(root) == [Stale("page", "book/money", "aims/equity")]


def test_a_text_changed_in_one_language_only_asks_for_the_others(root: Path) -> None:
    """The Dutch differs from what was reviewed, the French and English do not: all three are looked at again."""
    change_record(root, "texts", "components/prevention", "nl")
    assert stale_things(root) == [Stale("translation", "components/prevention", "nl")]
    assert changed_items(root) == ["components/prevention"]


def test_a_new_gids_file_makes_nothing_stale(root: Path) -> None:
    """A file the record does not know yet is no change of something reviewed."""
    record = yaml.safe_load((root / RECORD).read_text("utf-8"))
    del record["texts"]["revisions/2024-03-29"]
    (root / RECORD).write_text(yaml.safe_dump(record), "utf-8")
    assert stale_things(root) == []


def test_outputs_stored_with_another_gids_are_stale(root: Path) -> None:
    store(root, "0123456789ab")
    assert stale_things(root) == [Stale("workbook", "workbooks/one.ipynb", "2021-05-30")]


def test_a_review_of_one_page_leaves_the_others_stale(root: Path) -> None:
    change_record(root, "pages", "book/money", "aims/health")
    change_record(root, "texts", "aims/equity", "fr")
    write_reviewed(root, ["aims/equity"])
    assert [one.name for one in stale_things(root)] == ["book/money"]


def test_a_name_that_is_nothing_is_not_recorded(root: Path) -> None:
    with pytest.raises(RequestError, match="unknown_page"):
        write_reviewed(root, ["book/mony"])


def test_generated_pages_that_show_an_item_are_named() -> None:
    assert pages_made_again(["indicators/patient_activation_score"]) == [
        "book/components/patient_empowerment",
        "book/evaluate/indicators",
    ]
    assert pages_made_again(["criteria/region_size"]) == ["book/phases/preparation"]


def test_nothing_in_this_book_is_stale() -> None:
    assert stale_things(ROOT) == []
