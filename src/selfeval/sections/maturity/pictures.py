"""The two charts of maturity: the agreed scores around a rim, and every respondent's score in a lane."""

from __future__ import annotations

from selfeval.document import Block, Chart
from selfeval.model import Figure, State
from selfeval.sections import Context
from selfeval.sections.maturity.scores import finding_of, last_year, split_components
from selfeval.wording import number_text

_HIGHEST = 5
# More names than this make a sentence unreadable.
_MOST_NAMES = 3


def radar(context: Context) -> Chart:
    """Agreed score, ambition and last year's score of each component, with median and middle half of the members'."""
    rows = [row for item in context.components() for row in _radar_rows(item["id"], item["order"], context)]
    used = {row["series_order"] for row in rows if row["value"] is not None}
    spread = any(row["low"] is not None for row in rows)
    options = {"maximum": _HIGHEST, "spread_series": context.texts("series.agreed")}
    options |= {"spread_label": context.texts("series.spread")} if spread else {}
    options |= (
        {"median_label": context.texts("series.median")} if any(row["median"] is not None for row in rows) else {}
    )
    kept = tuple(row for row in rows if row["series_order"] in used or row["series_order"] == 0)
    return Chart("radar", context.texts("radar.caption"), _radar_alt(context), kept, options)


def _radar_rows(component: str, order: int, context: Context) -> list[dict[str, object]]:
    about = context.result.figure
    series = {
        "agreed": about("maturity.agreed", component),
        "ambition": about("maturity.ambition", component),
        "previous": last_year(component, context),
    }
    names = {"low": "quartile_low", "high": "quartile_high", "median": "median"}
    panel = {name: about(f"maturity.{measure}", component).value for name, measure in names.items()}
    base: dict[str, object] = {"axis": context.name("components", component), "order": order}
    return [
        base
        | {"series": context.texts(f"series.{name}"), "series_order": place, "value": figure.value}
        | (panel if place == 0 else dict.fromkeys(panel))
        for place, (name, figure) in enumerate(series.items())
    ]


def _radar_alt(context: Context) -> str:
    """The highest and the lowest agreed score, with the components that have it."""
    scores = {item["id"]: context.result.figure("maturity.agreed", item["id"]) for item in context.components()}
    known = [figure for figure in scores.values() if figure.value is not None]
    if not known:
        return context.texts("radar.alt_none")
    words: dict[str, object] = {}
    for end, pick in (("highest", max), ("lowest", min)):
        figure = pick(known, key=_value)
        words[end] = number_text(figure, context.texts)
        names = [context.name("components", name) for name, other in scores.items() if other.value == figure.value]
        many = context.texts("radar.many", number=len(names))
        words[f"{end}_names"] = context.texts.listing(names) if len(names) <= _MOST_NAMES else many
    return context.texts("radar.alt", **words)


def _value(figure: Figure) -> float:
    return figure.value or 0.0


def dots(context: Context) -> tuple[Block, ...]:
    """Every respondent's score; in a public release left out as soon as one count is hidden."""
    ratings = [figure for figure in context.result.about("maturity.ratings") if figure.key.year == context.result.year]
    if any(figure.state is State.HIDDEN for figure in ratings):
        return (context.say("dots.hidden"),)
    if not any(figure.value for figure in ratings):
        return (context.say("dots.none"),)
    rows = tuple(row for item in context.components() for row in _dot_rows(item["id"], item["order"], context))
    options = {name: context.texts(f"dots.{name}") for name in ("x_title", "count_label", "median_label")}
    finding = _dots_finding(context)
    return (context.say("dots.intro"), Chart("dots", context.texts("dots.caption"), finding, rows, options))


def _dot_rows(component: str, order: int, context: Context) -> list[dict[str, object]]:
    outcome = finding_of("outcome", component, context)
    median = context.result.figure("maturity.median", component).value
    base = {"axis": context.name("components", component), "order": order, "median": median, "outcome": outcome}
    base |= {"mark": context.texts("outcome.split") if outcome == "split" else ""}
    counts = {
        score: context.result.figure("maturity.ratings", component, f"score_{score}").value
        for score in range(_HIGHEST + 1)
    }
    found = [base | {"value": score, "count": int(count)} for score, count in counts.items() if count]
    return found or [base | {"value": None, "count": None}]


def _dots_finding(context: Context) -> str:
    split = split_components(context)
    if not split:
        return context.texts("dots.alt_none")
    names = context.texts.listing([context.name("components", component) for component in split])
    return context.texts("dots.alt", split=len(split), components=len(context.components()), names=names)
