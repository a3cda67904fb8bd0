"""How far each component is: what the members scored, whether they agree, and the score the group agreed on."""

from __future__ import annotations

from selfeval.document import Block, Bullets, Callout, Inline, Paragraph, Run, Tone, plain
from selfeval.model import Figure, Row, State
from selfeval.sections import Context
from selfeval.sections.cells import own_sentence
from selfeval.sections.maturity.pictures import dots, radar
from selfeval.sections.maturity.scores import agreed_table, finding_of, panel_table, split_components
from selfeval.wording import number_text, run


def compose(context: Context) -> tuple[Block, ...]:
    """What the panel and the group scored, the reasons where members differ or the score moved, points to discuss."""
    measures = ("maturity.agreed", "maturity.ambition", "maturity.median")
    found = [context.result.figure(name, item["id"]).state for name in measures for item in context.components()]
    if all(state is State.EMPTY for state in found):
        return (context.nothing(),)
    self_evaluation = context.document == "self_evaluation"
    return (
        _panel_sentence(context),
        *_agreed_sentences(context),
        radar(context),
        *((*dots(context), panel_table(context)) if self_evaluation else ()),
        agreed_table(context),
        *_reasons(context),
        *(_points(context) if self_evaluation else ()),
        *_rule(context),
    )


def _panel_sentence(context: Context) -> Paragraph:
    """How many components the members agree on."""
    outcomes = [finding_of("outcome", item["id"], context) for item in context.components()]
    words = {"components": len(outcomes), "none": outcomes.count("")}
    counts = {name: outcomes.count(name) for name in ("agreement", "split", "too_few", "hidden")}
    key = "panel.finding_hidden" if counts["hidden"] else "panel.finding"
    return context.say(key, **words, **counts)


def _agreed_sentences(context: Context) -> tuple[Paragraph, ...]:
    """How many components have an agreed score, and how many scores moved since last year."""
    agreed = [context.result.figure("maturity.agreed", item["id"]) for item in context.components()]
    known = sum(figure.value is not None for figure in agreed)
    first = context.say("agreed.finding", known=known, components=len(agreed))
    changes = [_change(item["id"], context).value for item in context.components()]
    moved = [change for change in changes if change is not None]
    if not moved:
        return (first, context.say("agreed.no_previous"))
    up, down = sum(change > 0 for change in moved), sum(change < 0 for change in moved)
    same, unknown = len(moved) - up - down, len(changes) - len(moved)
    return (first, context.say("agreed.moved", up=up, same=same, down=down, unknown=unknown))


def _change(component: str, context: Context) -> Figure:
    return context.result.figure("maturity.change", component)


def _reasons(context: Context) -> tuple[Block, ...]:
    """What the project gave as reason and evidence, where the panel is split or the agreed score moved."""
    split = split_components(context)
    wanted = [item["id"] for item in context.components() if item["id"] in split or _change(item["id"], context).value]
    if not wanted:
        return (context.say("reasons.none"),)
    rows = {
        row.text("component"): row
        for row in context.result.rows("agreed_scores")
        if row.count("year") == context.result.year
    }
    lines = tuple(_reason(name, rows.get(name), context) for name in wanted)
    return (context.say("reasons.intro"), Bullets(lines))


def _reason(component: str, row: Row | None, context: Context) -> Inline:
    empty = Row("agreed_scores", 0, {})
    words = {name: own_sentence((row or empty).answer(name), context.texts) for name in ("reason", "evidence")}
    return (Run(context.name("components", component), strong=True), Run(context.texts("reasons.line", **words)))


def _points(context: Context) -> tuple[Block, ...]:
    """The components on which the members differ, each with a question to start from."""
    split = split_components(context)
    if not split:
        return ()
    return (context.say("points.intro"), Bullets(tuple(_point(component, context) for component in split)))


def _point(component: str, context: Context) -> Inline:
    agreed = context.result.figure("maturity.agreed", component)
    median = number_text(context.result.figure("maturity.median", component), context.texts)
    return (
        *context.link("components", component),
        Run(context.texts("points.median", median=median)),
        run(agreed, context.texts),
        Run(context.texts("points.question")),
    )


def _rule(context: Context) -> tuple[Block, ...]:
    """Where the rule on agreement comes from, and what in it is this project's own."""
    source = Callout(Tone.NOTE, context.texts("document.note"), plain(context.texts("rule.source")))
    if context.document == "annual_report":
        return (context.proposal("rule.proposal_short"),)
    return (source, context.proposal("rule.proposal"))
