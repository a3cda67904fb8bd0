"""The key figures of the year."""

from __future__ import annotations

from collections import Counter

from selfeval.disclosure import HIDDEN_FINDING
from selfeval.document import KeyFigure, KeyFigures
from selfeval.reading import reading
from selfeval.sections import Context
from selfeval.wording import number_text

_KNOWN = {"improved", "worse", "same", "no_judgement", "cannot_tell"}


def key_figures(context: Context) -> KeyFigures:
    """Patients, objectives, components, money and indicators; in the order the document asks for."""
    second = _working(context) if context.document == "self_evaluation" else _actions(context)
    return KeyFigures(
        (_included(context), _objectives(context), second, _covered(context), _money(context), _indicators(context))
    )


def verdicts(context: Context) -> dict[str, list[str]]:
    """The indicators by the verdict on their change, in the order of the Gids."""
    grouped: dict[str, list[str]] = {}
    for indicator in context.guide.items("indicators"):
        verdict = context.result.finding("indicator.verdict", indicator["id"])
        grouped.setdefault(verdict if verdict in _KNOWN | {HIDDEN_FINDING} else "cannot_tell", []).append(
            indicator["id"]
        )
    return grouped


def has_last_year(context: Context) -> bool:
    """Whether the file has an indicator of the year before."""
    before = context.result.year - 1
    return any(figure.key.year == before for figure in context.result.about("indicator.value"))


def _included(context: Context) -> KeyFigure:
    texts, result = context.texts, context.result
    included, share = result.figure("reach.end", group="total"), result.figure("reach.share", group="total")
    if included.value is None:
        said = reading(included, "", texts)
    else:
        said = texts("included.reading", share=number_text(share, texts))
    return KeyFigure(
        number_text(included, texts), texts("included.label"), said, included.definition or "sheets/patients"
    )


def _working(context: Context) -> KeyFigure:
    texts, result = context.texts, context.result
    working, scored = result.figure("maturity.working"), result.figure("maturity.scored")
    total = len(context.components())
    if not scored.value:
        return KeyFigure(texts("missing.empty"), texts("working.label"), texts("working.none"), "scales/maturity")
    value = texts("of", part=number_text(working, texts), total=total)
    return KeyFigure(
        value,
        texts("working.label"),
        texts("working.reading", scored=number_text(scored, texts), total=total),
        "scales/maturity",
    )


def _covered(context: Context) -> KeyFigure:
    label, definition = context.texts("covered.label"), "criteria/fourteen_components"
    if not context.result.rows("actions"):
        return KeyFigure(context.texts("missing.empty"), label, context.texts("actions.none"), definition)
    covered = context.result.figure("coverage.components")
    value = context.texts("of", part=number_text(covered, context.texts), total=len(context.components()))
    return KeyFigure(
        value, context.texts("covered.label"), context.texts("covered.reading"), "criteria/fourteen_components"
    )


def _actions(context: Context) -> KeyFigure:
    if not context.result.rows("actions"):
        return KeyFigure(
            context.texts("missing.empty"),
            context.texts("actions.label"),
            context.texts("actions.none"),
            "sheets/actions",
        )
    figure, done = context.result.figure("actions.under_way"), context.result.figure("actions.status", "anchored")
    said = context.texts("actions.reading", anchored=number_text(done, context.texts))
    return KeyFigure(number_text(figure, context.texts), context.texts("actions.label"), said, "sheets/actions")


def _objectives(context: Context) -> KeyFigure:
    texts, result = context.texts, context.result
    total = round(result.figure("objectives.total").value or 0)
    if not total:
        return KeyFigure(texts("missing.empty"), texts("objectives.label"), texts("objectives.none"), "scales/progress")
    rows = result.rows("objectives")
    levels = Counter(result.finding("objective.level", row.text("objective_id")) for row in rows)
    good = levels["reached"] + levels["on_track"]
    known = good + levels["started"] + levels["behind"] + levels["moving_away"]
    said = texts("objectives.reading", reached=levels["reached"], on_track=levels["on_track"], unknown=total - known)
    return KeyFigure(texts("of", part=good, total=total), texts("objectives.label"), said, "scales/progress")


def _money(context: Context) -> KeyFigure:
    texts, result = context.texts, context.result
    spent, granted = result.figure("money.spent_total"), result.figure("money.granted_total")
    said = texts("money.reading", granted=number_text(granted, texts))
    return KeyFigure(number_text(spent, texts), texts("money.label"), said, "sheets/money")


def _indicators(context: Context) -> KeyFigure:
    texts, grouped = context.texts, verdicts(context)
    label = texts("indicators.label")
    if not has_last_year(context):
        return KeyFigure(texts("indicators.first_value"), label, texts("indicators.first_year"), "scales/verdict")
    count = {verdict: len(grouped.get(verdict, [])) for verdict in (*_KNOWN, HIDDEN_FINDING)}
    said = texts("indicators.reading", **{name: count[name] for name in ("worse", "same", "cannot_tell")})
    said += texts("indicators.changed", count=count["no_judgement"]) if count["no_judgement"] else ""
    said += texts("indicators.hidden", count=count[HIDDEN_FINDING]) if count[HIDDEN_FINDING] else ""
    return KeyFigure(str(count["improved"]), label, said, "scales/verdict")
