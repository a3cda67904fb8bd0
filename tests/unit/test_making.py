"""What is left for whoever mends it when a workbook fails."""

from __future__ import annotations

import pytest

from selfeval.examples import write_demo
from selfeval.making import publishing
from selfeval.making.documents import make_documents
from selfeval.making.order import make_order
from selfeval.workbooks.failure import WorkbookError, write_log


def test_the_log_that_is_named_is_still_there(tmp_path, monkeypatch):
    """The sentence asks for a file: it stands beside the folder of documents, which was not touched."""

    def fail(kind, parameters, notebook, seconds, log=None):
        log = log or notebook.with_suffix(".log")
        write_log(log, "told", [])
        raise WorkbookError("workbook_failed", name=kind, error="KeyError", log=log.name)

    monkeypatch.setattr(publishing, "run_workbook", fail)
    with pytest.raises(WorkbookError) as failed:
        make_documents(write_demo(tmp_path), tmp_path / "out", make_order("", None, "", False, 5, False))
    year = tmp_path / "out" / "ex_val_de_brume" / "2022"
    assert (year / failed.value.details["log"]).read_text("utf-8").startswith("told")
    assert not (year / "confidential").exists()
