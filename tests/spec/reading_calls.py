"""From what an example of a reading gives, by one call of the code, to the sentence that came out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scoring_calls import COMPONENT, INDICATOR, NOTHING, answer, respondents
from tiny_project import Cells, tiny_evaluation

from selfeval.book.spec import read_spec
from selfeval.disclosure import Policy, ReleasableResult, Release, release
from selfeval.guide import read_guide
from selfeval.reading import agreed_reading, change_of, panel_reading, reading
from selfeval.texts import LANGUAGES, Texts, read_texts

Given = Mapping[str, Any]
WORDS = read_spec(Path(__file__).with_name("reading.yml"))["words"]
RATE, MEAN = "unplanned_hospital_admissions_rate", "professionals_finding_change_useful_score"
COUNT, PRESENCE = "organisation_proposals_discussed", "change_plan_present"


def named(said: Mapping[str, str]) -> Given:
    """The name under which the file tells these sentences in all three languages; the Dutch one when it does not."""
    return {"reading": next((name for name, text in WORDS.items() if text == said), said["nl"])}


def in_each_language(read: Any) -> Given:
    return named({language: read(read_texts(language)) for language in LANGUAGES})


def released(kind: str = "confidential", **sheets: Any) -> ReleasableResult:
    return release(tiny_evaluation(**sheets), Policy(Release(kind)))


def indicator_read(indicator: str, now: Cells, before: Cells | None, kind: str = "confidential") -> Given:
    """The reading of an indicator, from its row of this year and, if there is one, of last year."""
    rows = [{"indicator": indicator, **now}] + ([{"indicator": indicator, "year": 2021, **before}] if before else [])
    result, item = released(kind, measurements=rows), read_guide().item("indicators", indicator)
    figure, last = (result.figure("indicator.value", indicator, year=year) for year in (2022, 2021))
    finding = result.finding("indicator.verdict", indicator)
    change, limits = change_of(finding, figure, last, item["smallest_denominator"]), item.get("range")
    return in_each_language(lambda texts: reading(figure, change, texts, limits))


def parts(given: Given) -> Given:
    now = {name: given[name] for name in ("numerator", "denominator")}
    before = {name: given[f"{name}_before"] for name in now}
    return indicator_read(INDICATOR, now, None if NOTHING in before.values() else before)


def rates(given: Given) -> Given:
    now = {name: given[name] for name in ("numerator", "denominator")}
    return indicator_read(RATE, now, {name: given[f"{name}_before"] for name in now})


def means(given: Given) -> Given:
    before = {"value": given["mean_before"], "standard_deviation": 2.0, "observations": 100}
    now = {"value": given["mean"], "standard_deviation": answer(given["deviation"]), "observations": given["answers"]}
    return indicator_read(MEAN, now, before)


def counts(given: Given) -> Given:
    return indicator_read(COUNT, {"value": given["count"]}, {"value": given["count_before"]})


def presence(given: Given) -> Given:
    return indicator_read(PRESENCE, {"present": given["now"]}, {"present": given["before"]})


def missing(given: Given) -> Given:
    cells = {"numerator": answer(given["cell"]), "denominator": 40}
    return indicator_read(INDICATOR, cells, None, given["release"])


def way_covered(given: Given) -> Given:
    row = {"objective_id": "O1", **{name: answer(given[name]) for name in ("baseline", "target", "value")}}
    figure = released(objectives=[row]).figure("objective.progress", "O1")
    return in_each_language(lambda texts: reading(figure, "", texts))


def gaps(given: Given) -> Given:
    women, rest = ({"end": given[name], "target_group": given[f"{name}_in_region"]} for name in ("women", "men"))
    rows: list[Cells] = [
        {"group": "total", **{name: women[name] + rest[name] for name in women}},
        {"group": "female", **women},
        {"group": "male", **rest},
    ]
    result = released(patients=rows)
    figure, verdict = result.figure("equity.gap", group="female"), result.finding("equity.verdict", group="female")
    return in_each_language(lambda texts: reading(figure, verdict, texts))


def panels(given: Given) -> Given:
    result = released(given["release"], individual_scores=respondents(given["ratings"]))
    median, *ends = (
        result.figure(f"maturity.{name}", COMPONENT) for name in ("median", "quartile_low", "quartile_high")
    )
    outcome, level = (result.finding(f"maturity.{name}", COMPONENT) for name in ("outcome", "level"))

    def read(texts: Texts) -> str:
        levels = read_guide().item("scales", "readiness")["levels"]
        name = next((texts.of(one["name"]) for one in levels if one["id"] == level), "")
        return panel_reading(median, (ends[0], ends[1]), outcome, texts, name)

    return in_each_language(read)


def agreed(given: Given) -> Given:
    rows: list[Cells] = [
        {"component": COMPONENT, "agreed_score": given["agreed"]},
        {"component": COMPONENT, "year": 2021, "agreed_score": answer(given["last_year"])},
    ]
    result = released(agreed_scores=rows)
    now, before = (result.figure("maturity.agreed", COMPONENT, year=year) for year in (2022, 2021))
    return in_each_language(lambda texts: agreed_reading(now, before, texts))


def breaks(given: Given) -> Given:
    year = int(given["year"][:4])
    rows = [
        {"indicator": INDICATOR, "year": at, "numerator": given[name], "denominator": given["denominator"]}
        for at, name in ((year, "numerator"), (year - 1, "numerator_before"))
    ]
    result = release(tiny_evaluation(year, measurements=rows), Policy())
    figure, last = (result.figure("indicator.value", INDICATOR, year=at) for at in (year, year - 1))
    change = change_of(result.finding("indicator.verdict", INDICATOR), figure, last, 30)
    return in_each_language(lambda texts: reading(figure, change, texts))


def strata(given: Given) -> Given:
    names = ("stratum_low", "stratum_medium", "stratum_high", "stratum_complex")
    rows: list[Cells] = [
        {"group": name, "end": end, "target_group": size}
        for name, end, size in zip(names, given["reached"], given["in_region"], strict=True)
    ]
    result = released(patients=rows)
    slope, verdict = (
        result.figure("equity.slope", group="stratum"),
        result.finding("equity.slope_verdict", group="stratum"),
    )
    return in_each_language(lambda texts: reading(slope, verdict, texts))


CALLS = {
    "parts": parts,
    "rates": rates,
    "means": means,
    "counts": counts,
    "presence": presence,
    "missing": missing,
    "way_covered": way_covered,
    "gaps": gaps,
    "panels": panels,
    "agreed": agreed,
    "breaks": breaks,
    "strata": strata,
}
