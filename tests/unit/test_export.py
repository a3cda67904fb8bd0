"""The tidy export: one figure a row, safe in a spreadsheet, strict JSON."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace

import pytest
from tiny_project import Cells, tiny_evaluation

from selfeval.disclosure import Policy, ReleasableResult, release
from selfeval.export import csv_text, json_text, records
from selfeval.model import Figure, Key, State

COLUMNS = (
    "project report_year measure subject group year state value unit low high numerator denominator "
    "finding definition revision"
)
FORMULAS = ('=HYPERLINK("http://x.invalid")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1")


def tiny_result() -> ReleasableResult:
    patients: list[Cells] = [{"group": "total", "target_group": 6000, "end": 448, "inflow": State.UNKNOWN}]
    return release(tiny_evaluation(patients=patients, objectives=[{"objective_id": "O1"}]), Policy())


def with_subject(subject: str) -> ReleasableResult:
    key = Key("objective.value", subject, year=2022)
    return replace(tiny_result(), figures={key: Figure(key, 1.0)}, findings={})


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_record_has_the_same_columns_in_the_same_order() -> None:
    rows = records(tiny_result())
    assert {tuple(row) for row in rows} == {tuple(COLUMNS.split())}
    assert csv_text(rows, {}).splitlines()[0] == COLUMNS.replace(" ", ",")


def test_there_is_one_record_for_each_figure_and_each_finding_in_a_fixed_order() -> None:
    result = tiny_result()
    rows = records(result)
    assert len(rows) == len(result.figures) + len(result.findings)
    backwards = replace(result, figures=dict(reversed(result.figures.items())))
    assert records(backwards) == rows


def test_a_share_is_exported_with_all_that_is_needed_to_check_it() -> None:
    row = next(r for r in records(tiny_result()) if r["measure"] == "reach.share" and r["group"] == "total")
    assert (row["numerator"], row["denominator"], row["unit"], row["state"]) == (448, 6000, "percent", "known")
    assert row["value"] == pytest.approx(448 / 6000)
    assert (row["project"], row["report_year"], row["year"], row["revision"]) == ("tiny", 2022, 2022, "2021-05-30")


def test_a_missing_value_is_an_empty_cell_beside_its_state() -> None:
    rows = read_csv(csv_text(records(tiny_result()), {}))
    row = next(r for r in rows if r["measure"] == "reach.inflow" and r["group"] == "total")
    assert (row["value"], row["state"]) == ("", "unknown")


def test_lines_end_as_in_rfc_4180() -> None:
    text = csv_text(records(tiny_result()), {})
    assert text.count("\r\n") == text.count("\n") == len(records(tiny_result())) + 1


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_a_spreadsheet_would_run_gets_a_quote_before_it(text: str) -> None:
    (row,) = read_csv(csv_text(records(with_subject(text)), {}))
    assert row["subject"] == f"'{text}"


def test_a_negative_number_stays_a_number() -> None:
    key = Key("maturity.change", "prevention", year=2022)
    result = replace(tiny_result(), figures={key: Figure(key, -1.5)}, findings={})
    (row,) = read_csv(csv_text(records(result), {}))
    assert row["value"] == "-1.5"


@pytest.mark.parametrize("text", ['a "quote"', "a,b;c", "two\nlines", "né – 漢字"])
def test_any_other_text_comes_back_as_it_was(text: str) -> None:
    (row,) = read_csv(csv_text(records(with_subject(text)), {}))
    assert row["subject"] == text


def test_json_holds_the_same_records_without_what_they_have_not_and_where_they_come_from() -> None:
    rows = records(tiny_result())
    read = json.loads(json_text(rows, {"sha256": "0" * 64}))
    assert read["provenance"] == {"sha256": "0" * 64}
    assert read["figures"] == [{name: value for name, value in row.items() if value is not None} for row in rows]


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_json_refuses_what_json_cannot_say(number: float) -> None:
    rows = records(tiny_result())
    rows[0]["value"] = number
    with pytest.raises(ValueError, match="JSON"):
        json_text(rows, {})
