"""The project's figures under the aims of the plan, with their uncertainty, last year's figure and the target."""

from __future__ import annotations

from collections import Counter

from selfeval.document import Block, Paragraph, Run, plain
from selfeval.guide import Item
from selfeval.model import State
from selfeval.sections import Context
from selfeval.sections.indicators.pictures import charts
from selfeval.sections.indicators.tables import figure_of, figures_table, is_structure, structure_table, verdict_of

_SHOWN = {State.KNOWN, State.HIDDEN}


def compose(context: Context) -> tuple[Block, ...]:
    """Indicators under each aim of the view in force, then the other aims, then what is present or not."""
    everything = list(context.guide.items("indicators"))
    if all(figure_of(item, context).state is State.EMPTY for item in everything):
        return (context.nothing(),)
    view = context.guide.programme["aims_view"]
    aims = list(context.guide.items("aims"))
    counted = [aim for aim in aims if view in aim["counted_in"]]
    others = [aim for aim in aims if aim not in counted]
    return (
        *_findings(everything, context),
        context.say("view", aims=context.texts.listing([_name(aim, context) for aim in counted])),
        context.say("table.reading"),
        *(block for aim in counted for block in _aim(aim, context)),
        *((context.say("others"),) if others else ()),
        *(block for aim in others for block in _aim(aim, context)),
        *_structure(context),
        context.say("rule"),
        context.proposal("proposal"),
    )


def _name(aim: Item, context: Context) -> str:
    return context.texts.of(aim["name"])


def _findings(everything: list[Item], context: Context) -> tuple[Paragraph, ...]:
    """How many indicators have a value, and how many of each verdict; the worse ones by name."""
    shown = [item for item in everything if figure_of(item, context).state in _SHOWN]
    first = context.say("finding", shown=len(shown), total=len(everything))
    if not shown:
        return (first,)
    return (first, context.say("verdicts", verdicts=_verdicts(shown, context)), *_worse(shown, context))


def _verdicts(indicators: list[Item], context: Context) -> str:
    """How many indicators have each verdict, the most frequent first."""
    counted = Counter(verdict_of(item, context) for item in indicators)
    counts = (
        context.texts("count", name=name, number=number) for name, number in sorted(counted.items(), key=_most_first)
    )
    return context.texts("wording.separator").join(counts)


def _most_first(entry: tuple[str, int]) -> tuple[int, str]:
    return -entry[1], entry[0]


def _worse(shown: list[Item], context: Context) -> tuple[Paragraph, ...]:
    word = context.level("verdict", "worse")
    names = [context.texts.of(item["name"]) for item in shown if verdict_of(item, context) == word]
    return (context.say("worse", names=context.texts("wording.separator").join(names)),) if names else ()


def _of_aim(aim: Item, context: Context) -> list[Item]:
    items = context.guide.items("indicators")
    return [item for item in items if item["aim"] == aim["id"] and not is_structure(item)]


def _aim(aim: Item, context: Context) -> tuple[Block, ...]:
    """The table of an aim's indicators, with its charts in the self-evaluation, and what was not filled in."""
    items = _of_aim(aim, context)
    empty = [item for item in items if figure_of(item, context).state is State.EMPTY]
    if context.document == "annual_report":
        listed = [item for item in items if figure_of(item, context).state in _SHOWN]
        return (_title(aim, listed, context), figures_table(aim, listed, context)) if listed else ()
    listed = [item for item in items if item not in empty]
    return (
        _title(aim, listed, context),
        *charts(aim, listed, context),
        *((figures_table(aim, listed, context),) if listed else ()),
        *_empty(empty, context),
    )


def _title(aim: Item, listed: list[Item], context: Context) -> Paragraph:
    """The name of an aim, with what may be said about its indicators."""
    shown = [item for item in listed if figure_of(item, context).state in _SHOWN]
    said = context.texts("aim", verdicts=_verdicts(shown, context)) if shown else context.texts("aim_without")
    return Paragraph((Run(_name(aim, context), strong=True, definition=f"aims/{aim['id']}"), Run(f". {said}")))


def _empty(items: list[Item], context: Context) -> tuple[Paragraph, ...]:
    names = context.texts("wording.separator").join(context.texts.of(item["name"]) for item in items)
    return (context.say("empty", names=names),) if items else ()


def _structure(context: Context) -> tuple[Block, ...]:
    """What is present or not; the annual report leaves out what has no answer."""
    items = [item for item in context.guide.items("indicators") if is_structure(item)]
    answered = [item for item in items if figure_of(item, context).state in _SHOWN]
    listed = items if context.document == "self_evaluation" else answered
    if not listed:
        return ()
    present = sum(figure_of(item, context).value == 1 for item in answered)
    sentence = context.texts("structure.finding", present=present, answered=len(answered), total=len(items))
    title = Paragraph((Run(context.texts("structure.title"), strong=True), *plain(f" {sentence}")))
    return (title, structure_table(listed, context))
