"""The words of the form, and what it shows as HTML: question and anchors, the spread of the scores, what went wrong."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from selfeval.errors import ProjectFileError, SelfevalError
from selfeval.guide import Guide
from selfeval.model import ProjectFile, State
from selfeval.session.session import Mark, Session, panel_of, shown_number
from selfeval.statistics.panel import SMALLEST_PANEL, Outcome, PanelAgreement
from selfeval.texts import Texts, place_text, problem_texts, read_catalogue, read_texts


@cache
def session_texts(language: str) -> Texts:
    """The words of a language with those of the form. Raises RequestError for a language there is not."""
    own = read_catalogue(files("selfeval") / "session" / "texts.yml")
    return Texts(read_texts(language).language, own)


def scale(guide: Guide) -> tuple[int, int]:
    """The lowest and highest score."""
    values = [int(level["value"]) for level in guide.item("scales", "maturity")["levels"]]
    return min(values), max(values)


def shown_mark(mark: Mark, texts: Texts) -> str:
    """A score, or the word for why there is none."""
    return texts(f"missing.{mark}") if isinstance(mark, State) else str(mark)


def respondent_label(session: Session, key: str, guide: Guide, texts: Texts) -> str:
    """Number and professional group of somebody at the table."""
    group = next(one.group for one in session.respondents if one.key == key)
    number = shown_number(session, key)
    return f"{number} · {texts.of(guide.code('professional_group', group)['name'])}" if group else number


def heading_html(project: ProjectFile, draft: str, restored: bool, texts: Texts) -> str:
    """Which project and year this is about, how to go about it, and whether a draft was restored."""
    subject = project.form.text("project_name") or project.project_id
    lines = f"<h2>{_say(texts, 'title', project=subject, year=project.year)}</h2>"
    lines += f"<p>{_say(texts, 'intro', draft=draft)}</p>"
    return lines + (f"<p>{_say(texts, 'restored')}</p>" if restored else "")


def status_html(texts: Texts, key: str, **values: object) -> str:
    """A sentence that says what just happened."""
    return f"<p role='status'>{_say(texts, key, **values)}</p>"


def agreed_html(project: ProjectFile, component: str, texts: Texts) -> str:
    """What stands above the answers of the group: a heading, last year's scores, and a request."""
    before = last_year_html(project, component, texts)
    return f"<h4>{_say(texts, 'agreed.title')}</h4>{before}<p>{_say(texts, 'agreed.no_names')}</p>"


def question_html(component: str, number: int, guide: Guide, texts: Texts) -> str:
    """A component's place in the row, its name, its question and what it looks like at each level."""
    item, components = guide.item("components", component), guide.pilot_components()
    levels = guide.item("scales", "maturity")["levels"]
    rows = "".join(
        f"<tr><th scope='row'>{level['value']:.0f} · {_of(level['name'], texts)}</th><td>{_of(anchor, texts)}</td></tr>"
        for level, anchor in zip(levels, item["levels"], strict=True)
    )
    return (
        f"<p>{_say(texts, 'position', number=number, all=len(components))}</p><h3>{_of(item['name'], texts)}</h3>"
        f"<p><strong>{_of(item['question'], texts)}</strong></p>"
        f"<table><caption>{_say(texts, 'levels')}</caption>{rows}</table><p>{_say(texts, 'proposal')}</p>"
    )


def spread_html(session: Session, component: str, guide: Guide, texts: Texts) -> str:
    """How the scores lie: a table that is a drawing too, the median, and whether the panel agrees."""
    lowest, highest = scale(guide)
    marks, panel = session.marks(component), panel_of(session, component, lowest, highest)
    shown: list[Mark] = [*range(highest, lowest - 1, -1)]
    shown += [state for state in (State.NOT_APPLICABLE, State.UNKNOWN) if state in marks.values()]
    rows = "".join(_spread_row(session, mark, marks, texts) for mark in shown)
    heads = "".join(f"<th scope='col'>{_say(texts, f'spread.{name}')}</th>" for name in ("score", "count", "who"))
    sentence = _verdict(panel, [mark for mark in marks.values() if isinstance(mark, int)], texts)
    return (
        f"<h4>{_say(texts, 'spread.title')}</h4><p role='status'>{sentence}</p>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _spread_row(session: Session, mark: Mark, marks: dict[str, Mark], texts: Texts) -> str:
    who = [shown_number(session, key) for key, given in marks.items() if given == mark]
    dots = f"<span aria-hidden='true' style='letter-spacing:2px'>{'●' * len(who)}</span> {len(who)}"
    names = escape(", ".join(who))
    return f"<tr><th scope='row'>{escape(shown_mark(mark, texts))}</th><td>{dots}</td><td>{names}</td></tr>"


def _verdict(panel: PanelAgreement | None, ratings: list[int], texts: Texts) -> str:
    if panel is None:
        return _say(texts, "spread.none")
    median = texts.number(panel.median, 0 if panel.median.is_integer() else 1)
    first = _say(texts, "spread.median", median=median, lowest=min(ratings), highest=max(ratings), n=panel.n)
    details = {"outside": panel.outside, "allowed": panel.allowed_outside, "smallest": SMALLEST_PANEL}
    said = _say(texts, f"spread.{panel.outcome}", **details)
    return f"{first}<br>{said if panel.outcome is Outcome.TOO_FEW else f'<strong>{said}</strong>'}"


def last_year_html(project: ProjectFile, component: str, texts: Texts) -> str:
    """What was agreed on the component the year before; nothing when that is not in the file."""
    for row in project.rows("agreed_scores"):
        answer = row.answer("agreed_score")
        if row.text("component") == component and row.count("year") == project.year - 1 and answer.value is not None:
            ambition = row.answer("ambition")
            told = str(ambition.value) if ambition.value is not None else texts(f"missing.{ambition.state}")
            said = _say(texts, "agreed.last_year", year=project.year - 1, score=answer.value, ambition=told)
            return f"<p>{said}</p>"
    return ""


def progress_html(session: Session, guide: Guide, texts: Texts) -> str:
    """How many components have an agreed score, and which have none yet."""
    components = guide.pilot_components()
    open_ones = [item for item in components if session.agreed_on(item["id"]).score is State.EMPTY]
    said = _say(texts, "progress", done=len(components) - len(open_ones), all=len(components))
    if open_ones:
        said += " " + _say(texts, "still", names=texts.listing([texts.of(item["name"]) for item in open_ones]))
    return f"<p>{said}</p>"


def failure_html(error: SelfevalError, texts: Texts) -> str:
    """What went wrong and how to mend it; the problems of a file with their places."""
    if isinstance(error, ProjectFileError):
        items = [(place_text(problem, texts), *problem_texts(problem, texts)) for problem in error.problems]
    else:
        code, details = getattr(error, "code", ""), getattr(error, "details", {})
        items = [("", texts(f"{code}.what", **details), texts(f"{code}.mend", **details))]
    listed = "".join(
        f"<li>{f'<strong>{escape(place)}</strong> ' if place else ''}{escape(what)}<br>"
        f"{_say(texts, 'said.mend', mend=mend)}</li>"
        for place, what, mend in items
    )
    return f"<ul role='alert'>{listed}</ul>"


def _say(texts: Texts, key: str, **values: object) -> str:
    return escape(texts(key, **values))


def _of(text: dict[str, str], texts: Texts) -> str:
    return escape(texts.of(text))
