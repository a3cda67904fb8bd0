"""Where a series starts anew, figures are shown and not compared."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest
from tiny_project import Cells, figure, finding, tiny_evaluation

from selfeval.guide import Guide, read_guide
from selfeval.guide.redefinition import is_redefined
from selfeval.results import breaks, indicators
from selfeval.results.breaks import starts_anew

SHARE, SCORE, PRESENT = "shared_care_plan_present", "patient_assessment_of_care_score", "change_plan_present"


def with_changed(name: str, fields: Mapping[str, Any]) -> tuple[Guide, Guide]:
    """The Gids, and the same with some fields of one item written otherwise."""
    kind, _, item_id = name.partition("/")
    guide = read_guide()
    items = {**guide.kinds[kind], item_id: {**guide.item(kind, item_id), **fields}}
    return guide, Guide(guide.revision, MappingProxyType({**guide.kinds, kind: items}))


@pytest.mark.parametrize(
    ("changed", "field", "asked", "broken"),
    [
        (f"indicators/{SHARE}", "denominator", f"indicators/{SHARE}", True),
        (f"indicators/{SHARE}", "calculation", f"indicators/{SHARE}", True),
        (f"indicators/{SHARE}", "caveat", f"indicators/{SHARE}", False),
        (f"indicators/{SHARE}", "name", f"indicators/{SHARE}", False),
        (f"indicators/{SHARE}", "denominator", f"indicators/{SCORE}", False),
        ("instruments/pacic", "items", f"indicators/{SCORE}", True),
        ("instruments/pacic", "owner", f"indicators/{SCORE}", False),
        ("scales/maturity", "levels", "components/prevention", True),
        ("components/prevention", "levels", "components/prevention", True),
        ("components/prevention", "in_brief", "components/prevention", False),
        ("amounts/other", "condition", "amounts/other", False),
    ],
)
def test_a_series_breaks_by_what_is_measured_and_not_by_its_words(
    changed: str, field: str, asked: str, broken: bool
) -> None:
    """Numerator, denominator, calculation, scale and instrument break a series; name, caveat and owner do not."""
    assert is_redefined(asked, *with_changed(changed, {field: "otherwise"})) is broken


def test_what_is_new_or_gone_is_not_redefined() -> None:
    """An item that one revision lacks has no series to break."""
    guide = read_guide()
    without = Guide("", MappingProxyType({**guide.kinds, "indicators": {}}))
    assert not is_redefined(f"indicators/{SHARE}", guide, without)
    assert not is_redefined(f"indicators/{SHARE}", without, guide)


@pytest.mark.parametrize(("year", "persons", "broken"), [(2020, True, True), (2020, False, False), (2021, True, False)])
def test_only_figures_about_persons_break_in_2020(year: int, persons: bool, broken: bool) -> None:
    """Nothing was redefined in the real revisions, so the exceptional year is the only break."""
    assert starts_anew(f"indicators/{SHARE}", year, read_guide(), persons) is broken


def shares(year: int) -> list[Cells]:
    return [
        {"indicator": SHARE, "year": year, "numerator": 60, "denominator": 100},
        {"indicator": SHARE, "year": year - 1, "numerator": 20, "denominator": 100},
        {"indicator": PRESENT, "year": year, "present": "yes"},
        {"indicator": PRESENT, "year": year - 1, "present": "no"},
    ]


def test_no_verdict_is_computed_across_a_break() -> None:
    """In 2020 a share of patients has both figures and no verdict; what is present or not is still compared."""
    result = tiny_evaluation(2020, measurements=shares(2020))
    assert finding(result, "indicator.verdict", SHARE, year=2020) == "series_break"
    assert finding(result, "indicator.verdict", PRESENT, year=2020) == "improved"
    assert [figure(result, "indicator.value", SHARE, year=year).value for year in (2019, 2020)] == [0.2, 0.6]
    assert (
        finding(tiny_evaluation(2021, measurements=shares(2021)), "indicator.verdict", SHARE, year=2021) == "improved"
    )


def test_a_redefined_indicator_gets_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty points more say nothing when something else was counted the year before."""
    monkeypatch.setattr(breaks, "is_redefined", lambda name, *_: name == f"indicators/{SHARE}")
    result = tiny_evaluation(2022, measurements=shares(2022))
    assert finding(result, "indicator.verdict", SHARE) == "series_break"
    assert finding(result, "indicator.verdict", PRESENT) == "improved"


def test_a_figure_without_last_year_is_no_break(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is nothing to compare with, nothing breaks."""
    monkeypatch.setattr(indicators, "starts_anew", lambda *_: True)
    result = tiny_evaluation(2022, measurements=shares(2022)[:1])
    assert finding(result, "indicator.verdict", SHARE) == "cannot_tell"


def test_a_survey_is_not_compared_with_the_year_before_2020() -> None:
    """The scale and the indicator read from it say the same."""
    rows: list[Cells] = [
        {
            "scale": "pacic_total",
            "year": year,
            "invited": 300,
            "responded": 200,
            "mean": mean,
            "standard_deviation": 0.5,
        }
        for year, mean in ((2020, 4.0), (2019, 2.0))
    ]
    result = tiny_evaluation(2020, patient_surveys=rows)
    assert finding(result, "survey.verdict", "pacic_total", year=2020) == "series_break"
    assert finding(result, "indicator.verdict", SCORE, year=2020) == "series_break"
