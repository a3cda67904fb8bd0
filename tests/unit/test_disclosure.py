"""What a public release hides and shows, case by case."""

from __future__ import annotations

import json

import pytest
from tiny_project import Cells, tiny_evaluation

from selfeval.disclosure import Policy, ReleasableResult, Release, hidden_keys, release
from selfeval.errors import RequestError
from selfeval.export import csv_text, json_text, records
from selfeval.model import Key, State
from selfeval.results import Evaluation

PUBLIC = Policy(Release.PUBLIC)


def public(evaluation: Evaluation, smallest: int = 5) -> ReleasableResult:
    return release(evaluation, Policy(Release.PUBLIC, smallest))


def patients(group: str, **counts: int | State) -> Cells:
    return {"group": group, **counts}


@pytest.mark.parametrize(("count", "shown"), [(0, True), (1, False), (4, False), (5, True), (448, True)])
def test_one_to_four_persons_are_hidden_and_zero_and_five_are_shown(count: int, shown: bool) -> None:
    found = public(tiny_evaluation(patients=[patients("total", inflow=count)])).figure("reach.inflow", group="total")
    assert (found.value, found.state) == ((count, State.KNOWN) if shown else (None, State.HIDDEN))


@pytest.mark.parametrize(("smallest", "shown"), [(4, True), (5, False), (10, False)])
def test_the_smallest_count_shown_can_be_chosen(smallest: int, shown: bool) -> None:
    result = public(tiny_evaluation(patients=[patients("total", inflow=4)]), smallest)
    assert (result.figure("reach.inflow", group="total").state is State.KNOWN) == shown


@pytest.mark.parametrize("smallest", range(4, 11))
def test_four_to_ten_are_accepted(smallest: int) -> None:
    assert Policy(Release.PUBLIC, smallest).smallest == smallest


@pytest.mark.parametrize("smallest", [-1, 0, 3, 11])
@pytest.mark.parametrize("kind", list(Release))
def test_three_and_eleven_are_refused_with_the_limits(smallest: int, kind: Release) -> None:
    with pytest.raises(RequestError) as caught:
        Policy(kind, smallest)
    assert caught.value.code == "smallest_count_outside_limits"
    assert caught.value.details == {"found": str(smallest), "expected": "4 – 10"}


def test_a_second_group_is_hidden_so_that_total_less_the_others_does_not_give_the_first() -> None:
    rows = [patients("total", end=100), patients("female", end=97), patients("male", end=3)]
    result = public(tiny_evaluation(patients=rows))
    assert result.figure("reach.end", group="male").state is State.HIDDEN
    assert State.HIDDEN in {result.figure("reach.end", group=group).state for group in ("female", "total")}


def test_a_zero_is_not_what_is_hidden_beside_a_small_count() -> None:
    groups = {"stratum_low": 50, "stratum_medium": 0, "stratum_high": 3, "stratum_complex": 40}
    rows = [patients("total", end=93), *(patients(group, end=count) for group, count in groups.items())]
    result = public(tiny_evaluation(patients=rows))
    hidden = {group for group in groups if result.figure("reach.end", group=group).state is State.HIDDEN}
    assert hidden == {"stratum_high", "stratum_complex"}
    assert result.figure("reach.end", group="total").value == 93


def test_three_groups_of_one_are_not_given_away_by_their_total() -> None:
    """Hidden counts that are each at least 1 and make up 3 would be 1, 1 and 1."""
    groups = {"stratum_low": 1, "stratum_medium": 1, "stratum_high": 1, "stratum_complex": 5}
    rows = [patients("total", end=8), *(patients(group, end=count) for group, count in groups.items())]
    result = public(tiny_evaluation(patients=rows))
    shown = [result.figure("reach.end", group=group).state is State.KNOWN for group in ("stratum_complex", "total")]
    assert not all(shown)


def test_the_end_of_a_year_is_hidden_with_the_start_of_the_next() -> None:
    rows: list[Cells] = [
        {"group": "total", "year": 2021, "start": 10, "inflow": 0, "deceased": 0, "moved": 0, "stopped": 6, "end": 4},
        {"group": "total", "year": 2022, "start": 4, "inflow": 20, "deceased": 0, "moved": 0, "stopped": 0, "end": 24},
    ]
    result = public(tiny_evaluation(patients=rows))
    assert result.figure("reach.start", group="total").state is State.HIDDEN
    assert result.figure("reach.end", group="total", year=2021).state is State.HIDDEN
    now = [result.figure(f"reach.{name}", group="total").state for name in ("inflow", "end", "outflow")]
    before = [result.figure(f"reach.{name}", group="total", year=2021).state for name in ("start", "inflow", "outflow")]
    assert State.HIDDEN in now
    assert State.HIDDEN in before


def test_few_persons_not_reached_are_hidden_like_few_persons_reached() -> None:
    result = public(tiny_evaluation(patients=[patients("total", target_group=30, end=28)]))
    assert result.figure("reach.share", group="total").state is State.HIDDEN
    counts = [result.figure(f"reach.{name}", group="total").state for name in ("target_group", "end")]
    assert State.HIDDEN in counts


def test_release_of_a_table_with_few_persons_not_reached_comes_to_an_end() -> None:
    """Bounds of 1 to 4 on a count of 28 once made the narrowing go on for ever."""
    rows = [patients("total", target_group=60, start=0, inflow=58, deceased=1, moved=0, stopped=0, end=57)]
    rows += [patients("female", target_group=30, start=0, inflow=29, deceased=0, moved=0, stopped=0, end=29)]
    rows += [patients("male", target_group=30, start=0, inflow=29, deceased=1, moved=0, stopped=0, end=28)]
    hidden = hidden_keys(tiny_evaluation(patients=rows), PUBLIC)
    assert Key("reach.deceased", group="male", year=2022) in hidden


def test_a_target_group_written_twice_is_hidden_twice() -> None:
    rows = [patients("total", target_group=9, end=9), patients("female", target_group=6, end=6)]
    rows += [patients("male", target_group=3, end=3)]
    result = public(tiny_evaluation(form={"target_group_size": 9}, patients=rows))
    total, size = result.figure("reach.target_group", group="total"), result.figure("reach.target_group_size")
    assert (total.state is State.HIDDEN) == (size.state is State.HIDDEN)


def test_what_is_computed_from_a_hidden_count_is_hidden_share_gap_indicator_and_finding() -> None:
    rows = [patients("total", target_group=3000, end=3), patients("reimbursement_yes", target_group=1000, end=1)]
    rows += [patients("reimbursement_no", target_group=2000, end=2)]
    result = public(tiny_evaluation(form={"inclusion_target": 30}, patients=rows))
    indicators = ("included_patients_of_target_group", "reach_gap_increased_reimbursement")
    hidden = [result.figure("reach.share", group="total"), result.figure("reach.of_inclusion_target")]
    hidden += [result.figure("equity.gap", group="reimbursement_yes")]
    hidden += [result.figure("indicator.value", name) for name in indicators]
    assert {figure.state for figure in hidden} == {State.HIDDEN}
    assert result.finding("equity.verdict", group="reimbursement_yes") == "hidden"


@pytest.mark.parametrize(("numerator", "denominator"), [(3, 100), (97, 100), (0, 3), (3, 3)])
def test_an_indicator_of_few_persons_is_hidden_with_the_verdict_on_it(numerator: int, denominator: int) -> None:
    name = "shared_care_plan_present"
    rows: list[Cells] = [
        {"indicator": name, "numerator": numerator, "denominator": denominator},
        {"indicator": name, "year": 2021, "numerator": 50, "denominator": 100},
    ]
    result = public(tiny_evaluation(measurements=rows))
    found = result.figure("indicator.value", name)
    assert (found.state, found.value, found.numerator, found.denominator) == (State.HIDDEN, None, None, None)
    assert result.finding("indicator.verdict", name) == "hidden"
    assert result.figure("indicator.value", name, year=2021).state is State.KNOWN


def test_an_indicator_of_organisations_is_no_secret() -> None:
    rows: list[Cells] = [{"indicator": "partners_taking_active_part", "numerator": 3, "denominator": 12}]
    assert (
        public(tiny_evaluation(measurements=rows)).figure("indicator.value", "partners_taking_active_part").value
        == 0.25
    )


def test_a_survey_of_four_answers_is_hidden_with_its_mean_and_the_indicator_named_after_it() -> None:
    answers: Cells = {"scale": "pacic_total", "invited": 40, "responded": 4, "mean": 3.5, "standard_deviation": 1}
    result = public(tiny_evaluation(patient_surveys=[answers]))
    assert result.figure("survey.response", "pacic_total").state is State.HIDDEN
    assert result.figure("survey.mean", "pacic_total").state is State.HIDDEN
    assert result.figure("indicator.value", "patient_assessment_of_care_score").state is State.HIDDEN
    assert result.finding("indicator.verdict", "patient_assessment_of_care_score") in {"hidden", "cannot_tell"}


def scores(*ratings: int) -> list[Cells]:
    return [{"respondent": f"R{n}", "prevention": rating} for n, rating in enumerate(ratings)]


def test_the_scores_of_a_panel_are_shown_all_or_none() -> None:
    """In a panel of 25 the share near the median once gave a hidden 3 away."""
    result = public(tiny_evaluation(individual_scores=scores(*[0] * 5, *[2] * 3, *[3] * 10, *[4] * 7)))
    assert {figure.state for figure in result.about("maturity.ratings") if figure.key.subject == "prevention"} == {
        State.HIDDEN
    }
    for measure in ("at_median", "in_region", "quartile_low", "quartile_high"):
        assert result.figure(f"maturity.{measure}", "prevention").state is State.HIDDEN
    assert result.figure("maturity.median", "prevention").value == 3
    assert result.figure("maturity.panel", "prevention").value == 25


def test_a_panel_without_a_small_group_is_shown_whole() -> None:
    result = public(tiny_evaluation(individual_scores=scores(*[2] * 6, *[3] * 9)))
    assert result.figure("maturity.in_region", "prevention").value == 1
    assert result.figure("maturity.ratings", "prevention", "score_3").value == 9


def test_a_median_that_says_how_many_gave_the_highest_score_is_hidden() -> None:
    result = public(tiny_evaluation(individual_scores=scores(*[4] * 4, *[5] * 4)))
    assert result.figure("maturity.median", "prevention").state is State.HIDDEN


def test_a_panel_of_four_is_hidden_with_all_that_is_said_of_it() -> None:
    result = public(tiny_evaluation(individual_scores=scores(3, 3, 3, 3)))
    measures = ("panel", "median", "at_median", "in_region", "quartile_low")
    assert {result.figure(f"maturity.{name}", "prevention").state for name in measures} == {State.HIDDEN}
    assert result.finding("maturity.outcome", "prevention") == "hidden"


def test_a_confidential_release_shows_every_figure_as_it_was_computed() -> None:
    evaluation = tiny_evaluation(patients=[patients("total", target_group=30, end=3)], individual_scores=scores(1, 2))
    result = release(evaluation, Policy())
    assert result.figures == evaluation.figures
    assert result.findings == evaluation.findings


@pytest.mark.parametrize("state", [State.UNKNOWN, State.NOT_APPLICABLE, State.EMPTY])
def test_what_was_missing_stays_missing_for_its_own_reason(state: State) -> None:
    result = public(tiny_evaluation(patients=[patients("total", inflow=state, end=100)]))
    assert result.figure("reach.inflow", group="total").state is state


def test_a_public_export_holds_no_number_of_a_hidden_figure() -> None:
    """No column of csv or json, and no other figure's numerator or denominator, names the counts that are hidden."""
    rows = [patients("total", target_group=7919, end=6007), patients("female", target_group=7915, end=6004)]
    rows += [patients("male", target_group=4, end=3)]
    result = public(tiny_evaluation(patients=rows))
    exported = records(result)
    hidden = [record for record in exported if record["state"] == "hidden"]
    numbers = ("value", "low", "high", "numerator", "denominator")
    assert {record[name] for record in hidden for name in numbers} == {None}
    secret = {
        Key("reach.end", group="female", year=2022): "6004",
        Key("reach.target_group", group="female", year=2022): "7915",
    }
    secret |= {
        Key("reach.end", group="total", year=2022): "6007",
        Key("reach.target_group", group="total", year=2022): "7919",
    }
    gone = [number for key, number in secret.items() if result.figures[key].state is State.HIDDEN]
    assert len(gone) >= 2
    for text in (csv_text(exported, {}), json.dumps(json.loads(json_text(exported, {})))):
        assert [number for number in gone if number in text] == []
