"""How complete and how sure the figures are, and where they come from."""

from __future__ import annotations

from selfeval.disclosure import Release
from selfeval.document import Block, Bullets, Column, Paragraph, Run, Table, plain
from selfeval.sections import Context
from selfeval.sections.data_quality.problems import problem_blocks
from selfeval.sections.data_quality.sheets import completeness
from selfeval.wording import linked, run


def compose(context: Context) -> tuple[Block, ...]:
    """How complete the file is, how it was read, what is hidden, how figures are made, and which versions were used."""
    return (
        *completeness(context),
        _cells(context),
        *problem_blocks(context),
        *_protection(context),
        *_methods(context),
        _origin(context),
    )


def _cells(context: Context) -> Paragraph:
    """The conservation law of reading: every filled cell was used, ignored or rejected."""
    names = ("used", "ignored", "rejected")
    figures = {name: run(context.result.figure("quality.cells", name), context.texts) for name in names}
    total = sum(round(context.result.figure("quality.cells", name).value or 0) for name in names)
    return Paragraph(linked("cells", context.texts, total=context.texts.number(total), **figures))


def _protection(context: Context) -> tuple[Block, ...]:
    """What this version does with small counts."""
    public = context.result.policy.release is Release.PUBLIC
    most = context.result.policy.smallest - 1
    key = "protection.public" if public else "protection.confidential"
    return context.say("protection.heading"), context.say(key, most=most)


def _methods(context: Context) -> tuple[Block, ...]:
    texts = context.texts
    links = {
        "maturity": Run(context.name("scales", "maturity"), definition="scales/maturity"),
        "readiness": Run(context.name("scales", "readiness"), definition="scales/readiness"),
        "progress": Run(context.name("scales", "progress"), definition="scales/progress"),
        "verdict": Run(context.name("scales", "verdict"), definition="scales/verdict"),
    }
    keys = ("intervals", "maturity", "progress", "verdict", "population", "states")
    items = tuple(linked(f"methods.{key}", texts, **links) for key in keys)
    return context.say("methods.heading"), Bullets(items), context.proposal("methods.proposal")


def _origin(context: Context) -> Table:
    texts, project = context.texts, context.result.project
    facts = {
        "sha256": project.sha256,
        "template": project.template,
        "revision": context.result.revision,
        "file_revision": project.revision,
        "population": texts("origin.statbel"),
        "invented": texts("banner.synthetic_long") if project.synthetic else "",
    }
    rows = tuple((plain(texts(f"origin.{name}")), plain(value)) for name, value in facts.items() if value)
    columns = (Column(texts("origin.what"), share=0.3), Column(texts("origin.value"), share=0.7))
    return Table(texts("origin.caption"), columns, rows)
