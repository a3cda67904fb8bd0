"""The form at the table: one component at a time, every score, what the scores say, and what is agreed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from selfeval.errors import RequestError, SelfevalError
from selfeval.guide import Guide, read_guide
from selfeval.model import ProjectFile, State
from selfeval.session import words
from selfeval.session.draft import Draft, draft_path, open_draft, save_draft
from selfeval.session.result import as_written, scorable_file, write_result
from selfeval.session.session import (
    Session,
    session_of,
    with_agreed,
    with_respondent,
    with_score,
    without_respondent,
)
from selfeval.texts import Texts, read_texts

EXAMPLE = "example"
_LABEL, _WIDE = {"description_width": "20em"}, {"width": "44em", "max_width": "98%"}
_FIELDS = ("score", "ambition", "reason", "evidence")


@dataclass(frozen=True)
class Page:
    """The widgets of one component; each knows its component, so that a late message lands where it belongs."""

    people: dict[str, widgets.Dropdown]
    seats: widgets.VBox
    spread: widgets.HTML
    agreed: dict[str, Any]
    box: widgets.VBox


@dataclass
class ScoringForm:
    """What the window holds: the file, the session so far, its draft on disk, and the widgets."""

    source: Path
    folder: Path
    project: ProjectFile
    guide: Guide
    texts: Texts
    session: Session
    draft: Draft
    component: widgets.Dropdown
    frame: widgets.VBox
    progress: widgets.HTML = field(default_factory=widgets.HTML)
    told: widgets.HTML = field(default_factory=widgets.HTML)
    pages: dict[str, Page] = field(default_factory=dict)
    buttons: dict[str, widgets.Button] = field(default_factory=dict)
    newcomers: widgets.VBox = field(default_factory=widgets.VBox)
    written: Session | None = None

    @property
    def page(self) -> Page:
        """The page of the component that is shown."""
        return page_of(self, self.component.value)

    def change(self, session: Session) -> None:
        """Takes over a changed session: draft first, then what is shown."""
        self.session = session
        try:
            self.draft = save_draft(self.draft, session)
            self.told.value = words.status_html(self.texts, "since") if self.written not in (None, session) else ""
        except RequestError as error:
            self.told.value = words.failure_html(error, self.texts)
        for component, page in self.pages.items():
            page.spread.value = words.spread_html(session, component, self.guide, self.texts)
        self.progress.value = words.progress_html(session, self.guide, self.texts)


@dataclass(frozen=True)
class Refusal:
    """Stands where the form would: the sentences that say why there is none."""

    frame: widgets.VBox


def open_session(project_file: str, language: str = "", folder: str = "") -> ScoringForm | Refusal:
    """The form for a project file, or why there is none; its `frame` is shown. `example` is the invented project.

    Raises RequestError `unknown_language`.
    """
    if language:
        read_texts(language)
    try:
        return make_form(project_file, language, folder)
    except SelfevalError as error:
        texts = read_texts(language or getattr(error, "language", "") or "nl")
        return Refusal(widgets.VBox([widgets.HTML(words.failure_html(error, texts))]))


def make_form(project_file: str, language: str = "", folder: str = "") -> ScoringForm:
    """A form on a project file, with the draft of an earlier time restored.

    Raises ProjectFileError when its scores cannot be read, RequestError when the draft is not its own.
    """
    source = _source(project_file, folder)
    project = scorable_file(source)
    guide, texts = read_guide(project.revision), words.session_texts(language or project.language)
    place, start = Path(folder) if folder else source.parent, session_of(project, guide)
    components = [(texts.of(item["name"]), item["id"]) for item in guide.pilot_components()]
    draft, session = open_draft(
        draft_path(source, place), start, [name for _, name in components], words.scale(guide)[1]
    )
    jump = widgets.Dropdown(options=components, description=texts("component"), style=_LABEL, layout=_WIDE)
    form = ScoringForm(source, place, project, guide, texts, session, draft, jump, widgets.VBox())
    _furnish(form, restored=session != start)
    return form


def _source(project_file: str, folder: str) -> Path:
    if project_file != EXAMPLE:
        return Path(project_file)
    from selfeval.examples import write_demo

    return write_demo(Path(folder or tempfile.mkdtemp(prefix="selfeval-")))


def _furnish(form: ScoringForm, restored: bool) -> None:
    texts = form.texts
    heading = widgets.HTML(words.heading_html(form.project, form.draft.path.name, restored, texts))
    before, after = _button(form, "previous", lambda: _turn(form, -1)), _button(form, "next", lambda: _turn(form, 1))
    save = _button(form, "save", lambda: _save(form))
    save.button_style, save.layout.align_self = "primary", "flex-start"
    shown = widgets.VBox()
    _furnish_newcomers(form)
    below = [form.progress, widgets.HBox([before, after]), save, form.told]
    form.frame.children = (heading, form.component, shown, *below)
    form.component.observe(lambda _: _show(form, shown), "value")
    form.progress.value = words.progress_html(form.session, form.guide, texts)
    _show(form, shown)


def _button(form: ScoringForm, name: str, job: Callable[[], None]) -> widgets.Button:
    button = widgets.Button(description=form.texts(name), layout={"width": "auto"})
    button.on_click(lambda _: job())
    form.buttons[name] = button
    return button


def _show(form: ScoringForm, shown: widgets.VBox) -> None:
    shown.children = (form.page.box,)
    form.buttons["previous"].disabled = form.component.index == 0
    form.buttons["next"].disabled = form.component.index == len(form.component.options) - 1


def _turn(form: ScoringForm, step: int) -> None:
    form.component.index = min(max(form.component.index + step, 0), len(form.component.options) - 1)


def page_of(form: ScoringForm, component: str) -> Page:
    """The page of a component, made when it is first asked for."""
    if component not in form.pages:
        form.pages[component] = _make_page(form, component)
    return form.pages[component]


def _make_page(form: ScoringForm, component: str) -> Page:
    texts, guide = form.texts, form.guide
    number = [item["id"] for item in guide.pilot_components()].index(component) + 1
    question = widgets.HTML(words.question_html(component, number, guide, texts))
    people = {one.key: _seat(form, component, one.key) for one in form.session.respondents}
    seats = widgets.VBox(list(people.values()))
    spread = widgets.HTML(words.spread_html(form.session, component, guide, texts))
    agreed = _agreed(form, component)
    told = widgets.HTML(words.agreed_html(form.project, component, texts))
    scored = widgets.HTML(f"<h4>{texts('scores')}</h4>")
    box = widgets.VBox([question, scored, seats, form.newcomers, spread, told, *agreed.values()])
    return Page(people, seats, spread, agreed, box)


def _choice(form: ScoringForm, label: str, value: Any) -> widgets.Dropdown:
    levels = form.guide.item("scales", "maturity")["levels"]
    options: list[tuple[str, Any]] = [(form.texts("no_score"), State.EMPTY)]
    options += [(f"{level['value']:.0f} · {form.texts.of(level['name'])}", int(level["value"])) for level in levels]
    options += [(words.shown_mark(state, form.texts), state) for state in (State.NOT_APPLICABLE, State.UNKNOWN)]
    return widgets.Dropdown(options=options, value=value, description=label, style=_LABEL, layout=_WIDE)


def _seat(form: ScoringForm, component: str, key: str) -> widgets.Dropdown:
    label = words.respondent_label(form.session, key, form.guide, form.texts)
    seat = _choice(form, label, form.session.mark(key, component))
    seat.observe(lambda change: form.change(with_score(form.session, key, component, change["new"])), "value")
    return seat


def _agreed(form: ScoringForm, component: str) -> dict[str, Any]:
    """The four answers of the group, in the order in which they are asked."""
    now, texts = form.session.agreed_on(component), form.texts
    made: dict[str, Any] = {}
    for name in _FIELDS:
        value, label = getattr(now, name), texts(f"agreed.{name}")
        is_mark = name in {"score", "ambition"}
        made[name] = (
            _choice(form, label, value)
            if is_mark
            else widgets.Textarea(value=value, description=label, rows=3, style=_LABEL, layout=_WIDE)
        )
        made[name].observe(_listener(form, component, name), "value")
    return made


def _listener(form: ScoringForm, component: str, name: str) -> Callable[[Any], None]:
    def heard(change: Any) -> None:
        agreed = replace(form.session.agreed_on(component), **{name: change["new"]})
        form.change(with_agreed(form.session, component, agreed))

    return heard


def _furnish_newcomers(form: ScoringForm) -> None:
    """Who comes to the table, and who leaves it again without having scored; the same on every page."""
    entries = form.guide.codes("professional_group")
    options = [(form.texts.of(entry["name"]), entry["id"]) for entry in entries]
    group = widgets.Dropdown(options=options, description=form.texts("group"), style=_LABEL, layout=_WIDE)
    add = _button(form, "add", lambda: _seat_people(form, with_respondent(form.session, group.value)))
    remove = _button(form, "remove", lambda: _seat_people(form, without_respondent(form.session, form.draft.start)))
    remove.tooltip = form.texts("remove_help")
    form.newcomers.children = (group, widgets.HBox([add, remove]))


def _seat_people(form: ScoringForm, session: Session) -> None:
    """The seats of the pages that were made already follow the list of respondents."""
    if session == form.session:
        return
    form.change(session)
    keys = [one.key for one in session.respondents]
    for component, page in form.pages.items():
        for key in keys:
            if key not in page.people:
                page.people[key] = _seat(form, component, key)
        for key in [key for key in page.people if key not in keys]:
            del page.people[key]
        page.seats.children = tuple(page.people.values())


def _save(form: ScoringForm) -> None:
    """Writes the copy; the button rests meanwhile, so that a double click is one copy."""
    save, texts = form.buttons["save"], form.texts
    save.disabled = True
    form.told.value = ""
    try:
        path = write_result(form.source, form.draft.start, form.session, form.folder)
        form.written = form.session
        form.told.value = words.status_html(texts, "saved", file=path)
        # As the file will give it back: the copy may take the file's place, and this draft is then known as spent.
        form.draft = save_draft(form.draft, as_written(form.session, read_texts(form.project.language)))
    except SelfevalError as error:
        form.told.value += words.failure_html(error, texts)
    finally:
        save.disabled = False
