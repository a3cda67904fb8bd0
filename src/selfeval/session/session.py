"""What a group has scored so far: a frozen state, and the changes that make another one of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from selfeval.guide import Guide
from selfeval.model import Answer, ProjectFile, State
from selfeval.statistics.panel import PanelAgreement, panel_agreement
from selfeval.texts import Texts, read_texts

# A score on the scale, or why there is none: empty, unknown or not applicable.
Mark = int | State

_NUMBERED = re.compile(r"[A-Za-z]{0,2}(\d{1,4})")
_KEPT_CONTROLS = "\n\t"
_NO_CHARACTERS = "\ufffe\uffff"


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody at the table, without a name: the key in the file and a professional group of the Gids, or nothing."""

    key: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the group agreed on for one component."""

    score: Mark = State.EMPTY
    ambition: Mark = State.EMPTY
    reason: str = ""
    evidence: str = ""


NOTHING_AGREED = Agreed()


@dataclass(frozen=True, slots=True)
class Session:
    """The scores of one project and year: by respondent and component, and what was agreed by component.

    Marks that are empty and components without anything agreed are left out, so that equal sessions are equal.
    """

    project_id: str
    year: int
    revision: str
    respondents: tuple[Respondent, ...] = ()
    scores: Mapping[str, Mapping[str, Mark]] = field(default_factory=dict)
    agreed: Mapping[str, Agreed] = field(default_factory=dict)

    def mark(self, respondent: str, component: str) -> Mark:
        """The mark a respondent gave a component."""
        return self.scores.get(respondent, {}).get(component, State.EMPTY)

    def agreed_on(self, component: str) -> Agreed:
        """What was agreed on a component."""
        return self.agreed.get(component, NOTHING_AGREED)

    def marks(self, component: str) -> dict[str, Mark]:
        """The mark of every respondent for a component, in the order of the table."""
        return {one.key: self.mark(one.key, component) for one in self.respondents}


def session_of(project: ProjectFile, guide: Guide) -> Session:
    """The scores that stand in a project file, of its own report year."""
    texts, people = read_texts(project.language), project.rows("individual_scores")
    components = [item["id"] for item in guide.pilot_components()]
    session = Session(
        project.project_id,
        project.year,
        project.revision,
        tuple(Respondent(row.text("respondent"), row.text("group")) for row in people),
    )
    for row in people:
        for component in components:
            session = with_score(session, row.text("respondent"), component, _mark(row.answer(component)))
    for row in project.rows("agreed_scores"):
        if row.count("year") == project.year:
            score, ambition = _mark(row.answer("agreed_score")), _mark(row.answer("ambition"))
            reason, evidence = _words(row.answer("reason"), texts), _words(row.answer("evidence"), texts)
            session = with_agreed(session, row.text("component"), Agreed(score, ambition, reason, evidence))
    return session


def with_score(session: Session, respondent: str, component: str, mark: Mark) -> Session:
    """The session in which a respondent gives a component this mark; an empty one takes the mark away."""
    theirs = {key: value for key, value in session.scores.get(respondent, {}).items() if key != component}
    if mark is not State.EMPTY:
        theirs[component] = mark
    others = {key: marks for key, marks in session.scores.items() if key != respondent}
    return replace(session, scores={**others, respondent: theirs} if theirs else others)


def with_agreed(session: Session, component: str, agreed: Agreed) -> Session:
    """The session in which this was agreed on a component."""
    others = {key: value for key, value in session.agreed.items() if key != component}
    return replace(session, agreed=others if agreed == NOTHING_AGREED else {**others, component: agreed})


def with_respondent(session: Session, group: str) -> Session:
    """The session with one more respondent, who gets the next free number."""
    numbers = [int(found[1]) for one in session.respondents if (found := _NUMBERED.fullmatch(one.key))]
    newcomer = Respondent(f"R{max(numbers, default=0) + 1:02d}", group)
    return replace(session, respondents=(*session.respondents, newcomer))


def without_respondent(session: Session, start: Session) -> Session:
    """The session without the last respondent, if added since `start` and without a score; else the session itself."""
    if len(session.respondents) <= len(start.respondents) or session.scores.get(session.respondents[-1].key):
        return session
    return replace(session, respondents=session.respondents[:-1])


def shown_number(session: Session, respondent: str) -> str:
    """How a respondent is called on the screen; a key that could be a name is replaced by the place in the list."""
    if _NUMBERED.fullmatch(respondent):
        return respondent
    return f"#{[one.key for one in session.respondents].index(respondent) + 1}"


def panel_of(session: Session, component: str, lowest: int = 0, highest: int = 5) -> PanelAgreement | None:
    """Median and agreement of the scores of a component; None when nobody scored it. Words are no scores."""
    ratings = [mark for mark in session.marks(component).values() if isinstance(mark, int)]
    return panel_agreement(ratings, lowest, highest) if ratings else None


def clean_text(text: str) -> str:
    """A text as a file can hold it: no invisible or impossible characters, no spaces around it."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(char for char in lines if _is_kept(char)).strip(" \t\n\u00a0\u202f")


def _is_kept(char: str) -> bool:
    hidden = unicodedata.category(char) in {"Cc", "Cf", "Cs"} and char not in _KEPT_CONTROLS
    return not hidden and char not in _NO_CHARACTERS


def _mark(answer: Answer) -> Mark:
    return answer.value if isinstance(answer.value, int) else answer.state


def _words(answer: Answer, texts: Texts) -> str:
    if answer.state in {State.UNKNOWN, State.NOT_APPLICABLE}:
        return texts(f"missing.{answer.state}")
    return "" if answer.value is None else str(answer.value)
