"""Writes CHANGELOG.md from the releases in book/changes.yml: `.venv/bin/python tools/write_changelog.py`."""

from __future__ import annotations

from pathlib import Path

from selfeval.book.changelog import read_changes, render_changelog
from selfeval.book.words import book_texts

ROOT = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    content = render_changelog(read_changes(ROOT / "book" / "changes.yml"), book_texts("en"))
    (ROOT / "CHANGELOG.md").write_text(content, "utf-8", newline="\n")
