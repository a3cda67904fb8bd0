"""What the check said of the file: where something was odd, missing, or read differently from what was written."""

from __future__ import annotations

from selfeval.disclosure import Release
from selfeval.document import Block, Column, Inline, Paragraph, Table, plain
from selfeval.errors import Problem
from selfeval.sections import Context
from selfeval.texts import place_text, problem_texts
from selfeval.wording import linked, numbered, run

MOST_ROWS = 40


def problem_blocks(context: Context) -> tuple[Block, ...]:
    """The remarks of the check; in a public version only how many, since a remark may quote a small count."""
    problems = context.result.project.problems
    if not problems:
        return (context.say("problems.none"),)
    names = ("warning", "repair")
    counts = {name: run(context.result.figure("quality.problems", name), context.texts) for name in names}
    sentence = Paragraph(linked("problems.sentence", context.texts, **counts))
    if context.result.policy.release is Release.PUBLIC:
        return sentence, context.say("problems.public")
    return (sentence, _table(problems[:MOST_ROWS], context), *_rest(len(problems) - MOST_ROWS, context))


def _table(problems: tuple[Problem, ...], context: Context) -> Table:
    texts = context.texts
    columns = (
        Column(texts("problems.severity"), share=0.14),
        Column(texts("problems.place"), share=0.26),
        Column(texts("problems.what"), share=0.6),
    )
    return Table(texts("problems.caption"), columns, tuple(_row(problem, context) for problem in problems))


def _row(problem: Problem, context: Context) -> tuple[Inline, ...]:
    what, mend = problem_texts(problem, context.texts)
    severity = context.texts(f"problems.{problem.severity}")
    where = place_text(problem, context.texts) or context.texts("problems.whole_file")
    return plain(severity), plain(where), plain(f"{what} {mend}")


def _rest(count: int, context: Context) -> tuple[Block, ...]:
    if count <= 0:
        return ()
    return (context.say(numbered("problems.more", count, context.texts), count=context.texts.number(count)),)
