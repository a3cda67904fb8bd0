"""The draft of a session: a JSON file that holds every change, so that a closed window loses nothing."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from selfeval.errors import RequestError
from selfeval.model import State
from selfeval.session.session import Agreed, Mark, Respondent, Session

FORMAT = "selfeval-session/1"
_NO_SCORE = {State.UNKNOWN, State.NOT_APPLICABLE, State.EMPTY}


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft on disk as this window last saw it; `content` is nothing as long as there is no file."""

    path: Path
    start: Session
    content: bytes = b""


def draft_path(source: Path, folder: Path) -> Path:
    """Where the draft of a project file stands."""
    return folder / f"{source.stem}-session.json"


def open_draft(path: Path, start: Session, components: Collection[str], highest: int = 5) -> tuple[Draft, Session]:
    """The draft at a path and the session it holds; `start` itself, the scores in the file, when there is none.

    Raises RequestError `session_draft_unreadable` for anything that is no draft, `session_draft_of_other_file` when it
    belongs to another project, year or revision, and `session_draft_outdated` when the file's own scores are neither
    those the draft began with nor those it ended with. The draft itself is never changed or removed here.
    """
    if not os.path.lexists(path):
        return Draft(path, start), start
    try:
        content = path.read_bytes()
        before, now = unpack(content, highest)
        _require_components(now, components)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RequestError("session_draft_unreadable", draft=path.name) from error
    if _subject(before) != _subject(start) or _subject(now) != _subject(start):
        details = {"found": " ".join(_subject(before)), "expected": " ".join(_subject(start))}
        raise RequestError("session_draft_of_other_file", draft=path.name, **details)
    if start not in (before, now):
        raise RequestError("session_draft_outdated", draft=path.name)
    return Draft(path, start, content), now


def save_draft(draft: Draft, session: Session) -> Draft:
    """The draft with this session in it, written in one step: a power cut leaves the old one or the new one.

    Raises RequestError `session_draft_elsewhere` when another window has written since, `session_draft_not_saved` when
    the folder takes no files.
    """
    content = pack(draft.start, session)
    try:
        found = draft.path.read_bytes() if os.path.lexists(draft.path) else b""
        if found != draft.content:
            raise RequestError("session_draft_elsewhere", draft=draft.path.name)
        draft.path.parent.mkdir(parents=True, exist_ok=True)
        _write(draft.path, content)
    except OSError as error:
        raise RequestError("session_draft_not_saved", draft=draft.path.name) from error
    return Draft(draft.path, draft.start, content)


def pack(start: Session, now: Session) -> bytes:
    """Both sessions as JSON; the same sessions give the same bytes."""
    data = {"format": FORMAT, "start": asdict(start), "now": asdict(now)}
    return (json.dumps(data, indent=1, sort_keys=True) + "\n").encode("ascii")


def unpack(content: bytes, highest: int = 5) -> tuple[Session, Session]:
    """The two sessions of a draft. Raises ValueError, KeyError, TypeError or AttributeError when it is none."""
    data = json.loads(content)
    if data["format"] != FORMAT:
        raise ValueError(FORMAT)
    return _session(data["start"], highest), _session(data["now"], highest)


def _session(data: Mapping[str, Any], highest: int) -> Session:
    respondents = tuple(Respondent(_text(one["key"]), _text(one["group"])) for one in data["respondents"])
    scores = {
        key: {component: _mark(mark, highest) for component, mark in marks.items()}
        for key, marks in data["scores"].items()
    }
    if len({one.key for one in respondents}) != len(respondents) or not scores.keys() <= {r.key for r in respondents}:
        raise ValueError("respondents")
    agreed = {component: _agreed(fields, highest) for component, fields in data["agreed"].items()}
    subject = _text(data["project_id"]), int(data["year"]), _text(data["revision"])
    return Session(*subject, respondents, scores, agreed)


def _agreed(fields: Mapping[str, Any], highest: int) -> Agreed:
    marks = _mark(fields["score"], highest), _mark(fields["ambition"], highest)
    return Agreed(*marks, _text(fields["reason"]), _text(fields["evidence"]))


def _mark(value: object, highest: int) -> Mark:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= highest:
        return value
    state = State(_text(value))
    if state not in _NO_SCORE:
        raise ValueError(state)
    return state


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _require_components(session: Session, components: Collection[str]) -> None:
    named = set(session.agreed).union(*session.scores.values())
    if not named <= set(components):
        raise ValueError("components")


def _subject(session: Session) -> tuple[str, str, str]:
    return session.project_id, str(session.year), session.revision


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
