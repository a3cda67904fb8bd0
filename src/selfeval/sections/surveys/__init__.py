"""What patients and professionals answered, how many answered, and what may be said about the change."""

from __future__ import annotations

from selfeval.document import Align, Block, Chart, Inline, Paragraph, Run, Table, plain
from selfeval.guide import Item
from selfeval.model import Figure, State
from selfeval.reading import change_of, reading
from selfeval.sections import Context
from selfeval.sections.cells import Heading, columns, interval_cell, reading_cell
from selfeval.wording import cell, number_text, state_word

_SURVEYS = {"patients": "patient_survey_scale", "professionals": "professional_survey_scale"}
# The indicator of the Gids that says from how many answers on a survey's means are judged.
_JUDGED_BY = {"patients": "patient_assessment_of_care_score", "professionals": "professional_job_satisfaction_score"}
# A response below half asks who answered; this project's own proposal.
LOW_RESPONSE = 0.5
_COLUMNS: tuple[Heading, ...] = (
    ("scale", 0.2, Align.TEXT),
    ("reading", 0.3, Align.TEXT),
    ("response", 0.1, Align.NUMBER),
    ("mean", 0.13, Align.NUMBER),
    ("interval", 0.15, Align.NUMBER),
    ("previous", 0.12, Align.NUMBER),
)


def compose(context: Context) -> tuple[Block, ...]:
    """Each survey in turn, then where its rules come from."""
    filled = [name for name in _SURVEYS if _scales(name, context)]
    if not filled:
        return (context.nothing(),)
    blocks: list[Block] = []
    for name in _SURVEYS:
        blocks += _survey(name, context) if name in filled else [context.say(f"{name}.none")]
    return (
        *blocks,
        context.proposal("proposal", patients=_least("patients", context), others=_least("professionals", context)),
    )


def _figure(measure: str, scale: str, context: Context, year: int | None = None) -> Figure:
    return context.result.figure(f"survey.{measure}", scale, year=year)


def _scales(survey: str, context: Context) -> list[Item]:
    """The scales of a survey about which something was filled in."""
    return [
        scale
        for scale in context.guide.codes(_SURVEYS[survey])
        if any(_figure(name, scale["id"], context).state is not State.EMPTY for name in ("response", "mean"))
    ]


def _least(survey: str, context: Context) -> int:
    least: int = context.guide.item("indicators", _JUDGED_BY[survey])["smallest_denominator"]
    return least


def _survey(survey: str, context: Context) -> list[Block]:
    scales = _scales(survey, context)
    figures = [_figure(name, scale["id"], context) for scale in scales for name in ("response", "mean")]
    if all(figure.state not in {State.KNOWN, State.HIDDEN} for figure in figures):
        said = context.texts("no_figures", state=state_word(figures[0].state, context.texts))
        return [_titled(survey, said, context)]
    rows = tuple(_row(survey, scale, context) for scale in scales)
    caption, note = context.texts(f"{survey}.caption", year=context.result.year), context.texts("note")
    table = Table(caption, columns(_COLUMNS, context), rows, note)
    return [*_response(survey, scales, context), table, *_charts(survey, scales, context)]


def _response(survey: str, scales: list[Item], context: Context) -> list[Block]:
    """The best response among the scales, as one invitation usually carries all of them."""
    known = [figure for scale in scales if (figure := _figure("response", scale["id"], context)).value is not None]
    texts = context.texts
    if not known:
        state = _figure("response", scales[0]["id"], context).state
        return [_titled(survey, texts("response.missing", state=state_word(state, texts)), context)]
    best = max(known, key=lambda figure: figure.value or 0)
    words = {"share": number_text(best, texts), "reading": reading(best, "", texts)}
    sentence = _titled(survey, texts("response.known", **words), context)
    return [sentence, context.warning("response.low")] if (best.value or 0) < LOW_RESPONSE else [sentence]


def _titled(survey: str, said: str, context: Context) -> Paragraph:
    return Paragraph((Run(context.texts(f"{survey}.title"), strong=True), Run(f" {said}")))


def _row(survey: str, item: Item, context: Context) -> tuple[Inline, ...]:
    scale: str = item["id"]
    texts, mean = context.texts, _figure("mean", scale, context)
    before = _figure("mean", scale, context, context.result.year - 1)
    change = change_of(context.result.finding("survey.verdict", scale), mean, before, _least(survey, context))
    return (
        plain(context.code(_SURVEYS[survey], scale)),
        reading_cell(mean, change, texts, (item["range"][0], item["range"][1])),
        cell(_figure("response", scale, context), texts),
        cell(mean, texts),
        interval_cell(mean, texts),
        cell(before, texts),
    )


def _charts(survey: str, scales: list[Item], context: Context) -> list[Block]:
    """One chart for each range of scores: a mean of 1 to 5 and one of 0 to 100 share no axis."""
    by_range: dict[tuple[float, float], list[Item]] = {}
    for scale in scales:
        if _figure("mean", scale["id"], context).value is not None:
            by_range.setdefault((scale["range"][0], scale["range"][1]), []).append(scale)
    return [_chart(survey, limits, found, context) for limits, found in by_range.items() if len(found) > 1]


def _chart(survey: str, limits: tuple[float, float], scales: list[Item], context: Context) -> Chart:
    texts = context.texts
    rows = tuple(_chart_row(survey, scale["id"], order, context) for order, scale in enumerate(scales))
    means = (
        f"{row['label']} {number_text(_figure('mean', scale['id'], context), texts)}"
        for row, scale in zip(rows, scales, strict=True)
    )
    alt = texts("chart.alt", means=texts("wording.separator").join(means))
    low, high = (texts.number(limit) for limit in limits)
    caption = texts(f"{survey}.chart", low=low, high=high)
    labels = {name: texts(f"chart.{name}") for name in ("value_label", "interval_label", "previous_label")}
    return Chart("intervals", caption, alt, rows, {"digits": 1, **labels})


def _chart_row(survey: str, scale: str, order: int, context: Context) -> dict[str, object]:
    mean, before = _figure("mean", scale, context), _figure("mean", scale, context, context.result.year - 1)
    values = {"value": mean.value, "low": mean.low, "high": mean.high, "previous": before.value, "target": None}
    label = context.code(_SURVEYS[survey], scale)
    unit = context.texts("chart.answers", n=context.texts.number(mean.denominator)) if mean.denominator else ""
    return {"label": label, "order": order, "unit_label": unit, **values}
