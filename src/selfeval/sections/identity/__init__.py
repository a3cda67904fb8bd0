"""Who the project is, with whom and where."""

from __future__ import annotations

from selfeval.document import Block, Column, Inline, Paragraph, Run, Table, plain
from selfeval.model import State
from selfeval.sections import Context
from selfeval.sections.identity.partners import partner_blocks
from selfeval.sections.identity.region import municipality_blocks, population_blocks
from selfeval.wording import cell, state_word


def compose(context: Context) -> tuple[Block, ...]:
    """What the project is, who takes part, and how many people live in its region."""
    return (
        *_facts(context),
        *partner_blocks(context),
        *municipality_blocks(context),
        *population_blocks(context),
    )


def _facts(context: Context) -> tuple[Block, ...]:
    form, texts = context.result.project.form, context.texts
    found = [
        (
            "name",
            plain(f"{form.text('project_name')} ({form.text('project_id')})") if form.text("project_name") else None,
        ),
        ("part", plain(context.code("project_part", form.text("project_part")))),
        ("region", plain(form.text("region_name"))),
        ("agreement", _agreement(context)),
        ("coordination", _figure("project.coordinator_fte", context, "fte")),
        ("target_group", _written("target_group_description", context)),
        ("target_group_size", _figure("reach.target_group_size", context, "persons")),
        ("share", _figure("region.target_group_share", context)),
        ("inclusion_target", _figure("reach.inclusion_target", context, "patients")),
    ]
    empty = plain(state_word(State.EMPTY, texts))
    rows = [(plain(texts(f"facts.{key}")), said if said and said[0].text else empty) for key, said in found]
    columns = (Column(texts("facts.what"), share=0.34), Column(texts("facts.answer"), share=0.66))
    table = Table(texts("facts.caption", year=context.result.year), columns, tuple(rows))
    return Paragraph(_sentence(context)), table


def _sentence(context: Context) -> Inline:
    form, texts = context.result.project.form, context.texts
    name, region = form.text("project_name"), form.text("region_name")
    if not name or not region:
        return plain(texts("facts.incomplete"))
    return plain(texts("facts.sentence", name=name, region=region))


def _agreement(context: Context) -> Inline:
    date = context.result.project.form.date("convention_date")
    return plain(context.texts.date(date)) if date else _written("convention_date", context)


def _written(column: str, context: Context) -> Inline:
    """The project's own words, or the word for why there are none."""
    form = context.result.project.form
    return plain(form.text(column) or state_word(form.answer(column).state, context.texts))


def _figure(measure: str, context: Context, unit: str = "") -> Inline:
    figure = context.result.figure(measure)
    tail = f" {context.texts(f'facts.{unit}')}" if unit and figure.value is not None else ""
    return (*cell(figure, context.texts), *((Run(tail),) if tail else ()))
