"""What the templates of the book ask of the Gids: items of a page, dates, terms, sources, differences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selfeval.book.changelog import read_changes
from selfeval.book.drawings.wheel import wheel
from selfeval.book.pilot_regions import pilot_regions
from selfeval.book.references_in_text import numbered_sources
from selfeval.book.words import in_words
from selfeval.guide import Guide, Item, read_guide, revisions
from selfeval.guide.difference import Change, differences
from selfeval.guide.files import glossary, items_of, revision_files
from selfeval.guide.references import Reference, references
from selfeval.population.codebook import column_definition
from selfeval.population.indicators import FAMILIES as POPULATION_FAMILIES
from selfeval.population.indicators import Indicator, read_indicators
from selfeval.population.monitor.sheets import sheet_lines as population_lines
from selfeval.sections.definitions import definition_sheet
from selfeval.texts import Text, Texts

__all__ = ["POPULATION_FAMILIES", "in_words", "pilot_regions", "population_lines", "wheel"]

LEVELS = ("patient", "actors", "system", "policy")
_TYPES = ("structure", "process", "result")
_OTHERS = {"nl": "word", "fr": "french", "en": "english", "de": "german"}


def components_of(guide: Guide, level: str) -> list[Item]:
    """The components of a level, in the order of the plan."""
    return [item for item in guide.items("components") if item["level"] == level]


def indicators_of(guide: Guide, component: str | None) -> list[Item]:
    """The indicators of a component, or of the whole project: structure, process, result."""
    found = [item for item in guide.items("indicators") if item["component"] == component]
    return sorted(found, key=lambda item: _TYPES.index(item["type"]))


def indicators_of_aim(guide: Guide, aim: str) -> list[Item]:
    """The indicators of an aim: structure, process, result."""
    found = [item for item in guide.items("indicators") if item["aim"] == aim]
    return sorted(found, key=lambda item: _TYPES.index(item["type"]))


def population_indicators_of(family: str) -> list[Indicator]:
    """The indicators of a population that belong to a family, in their order."""
    return [one for one in read_indicators() if one.family == family]


def criteria_of(guide: Guide, phase: str) -> list[Item]:
    """The criteria of a phase, formal ones first."""
    found = [item for item in guide.items("criteria") if item["phase"] == phase]
    return sorted(found, key=lambda item: item["kind"] != "formal")


def sources_of(guide: Guide, component: Item) -> list[Reference]:
    """Everything that the page of a component rests on, in the order of the bibliography."""
    parts = [component, *component["actions"], *component["examples"], *indicators_of(guide, component["id"])]
    keys = {key for part in parts for key in part["sources"]}
    return [reference for _, reference in bibliography() if reference.key in keys]


def level_name(guide: Guide, value: int) -> Any:
    """The name of a level of the maturity scale."""
    return next(level["name"] for level in guide.item("scales", "maturity")["levels"] if level["value"] == value)


def sheet_lines(name: str, guide: Guide, texts: Texts) -> list[tuple[str, str]]:
    """The definition sheet of an item, without its sources: a page links those."""
    lines = definition_sheet(name, guide, texts).lines
    return [line for line in lines if line[0] != texts("sheet.sources")]


def name_of(kind: str, item_id: str) -> Any:
    """The name of an item as first written; KeyError when no revision has it."""
    return items_of(kind)[item_id]["name"]


def pilots_have_started(guide: Guide) -> bool:
    """Whether the projects ran already in a revision: before that there is nothing to tell of them."""
    return guide.revision >= str(guide.item("phases", "execution")["real"]["start"])


def questions(scale: Item, texts: Texts) -> str:
    """Which questions of an instrument make a scale, neighbours joined; the word for all where none is named."""
    numbers = sorted(scale["items"] or ())
    if not numbers:
        return texts("instruments.all")
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(texts.number(number) for number in numbers)


def range_of(scale: Item, texts: Texts) -> str:
    """The lowest and highest value of a scale."""
    return texts("instruments.unknown") if not scale["range"] else "–".join(f"{end:g}" for end in scale["range"])


def stratum_rules(level: Item, texts: Texts) -> str:
    """The rules of a level of the pyramid in a sentence, from the words of its own room."""
    if level["any_of"] is None:
        return texts("strata.none")
    if not level["any_of"]:
        return texts("strata.method.everybody_else")
    rules = (
        texts("strata.method.and").join(
            texts("strata.method.rule", measure=texts(f"strata.method.{one['measure']}"), at_least=one["at_least"])
            for one in rule
        )
        for rule in level["any_of"]
    )
    return texts("strata.method.or").join(rules)


def day(value: str | None, texts: Texts, otherwise: str) -> str:
    """A date in words, or the word for why there is none."""
    return in_words(value, texts) if value else texts(otherwise)


def period(dates: Item, texts: Texts, open_end: str) -> str:
    """From and until, in words."""
    if not dates["start"]:
        return texts("phase.unknown")
    return f"{in_words(dates['start'], texts)} – {day(dates['end'], texts, open_end)}"


def known_by(guide: Guide, dates: Item) -> Item:
    """The dates of a period that lay in the past when a revision came: what came later it did not know."""
    return {end: value if value and value <= guide.revision else None for end, value in dates.items()}


def terms(language: str) -> list[Item]:
    """The glossary in the order of a language."""
    return sorted(glossary(), key=lambda term: str(term[language]).casefold())


def other_languages(language: str) -> list[tuple[str, str]]:
    """The languages of the glossary but one, with the key of their name."""
    return [(other, key) for other, key in _OTHERS.items() if other != language]


def word(term: Item, language: str, texts: Texts) -> str:
    """A term in a language, marked when a source in that language uses it."""
    if language not in term:
        return texts("glossary.none")
    return str(term[language]) + ("°" if language in term["seen_in"] else "")


def bibliography() -> list[tuple[int, Reference]]:
    """Every source with its number."""
    return [(number, references()[key]) for key, number in numbered_sources().items()]


def reference_line(reference: Reference, texts: Texts) -> str:
    """A source as a bibliography gives it: authors, year, title, where it stands."""
    authors = "; ".join(reference.authors) or texts("bibliography.no_author")
    authors += f" {texts('bibliography.others')}" if reference.more_authors else ""
    year = reference.year or texts("bibliography.no_date")
    title = reference.title if reference.title.endswith(("?", "!")) else f"{reference.title}."
    return f"{authors} ({year}). {title}" + (f" {reference.container}." if reference.container else "")


def history() -> list[Item]:
    """Every revision, newest first."""
    return list(reversed(revision_files()))


def changed_lines(revision: str, texts: Texts) -> list[tuple[str, str, str, str]]:
    """What a revision changed in the data: item, what, before, after."""
    earlier = revisions()[revisions().index(revision) - 1]
    before, after = read_guide(earlier), read_guide(revision)
    return [_changed_line(one, before, after, texts) for one in differences(before, after)]


def _changed_line(one: Any, before: Guide, after: Guide, texts: Texts) -> tuple[str, str, str, str]:
    kind, _, item_id = one.item.partition("/")
    item = (before if one.change is Change.REMOVED else after).item(kind, item_id)
    name = f"{texts(f'history.kind.{kind}')}: {_shown(item.get('name', item_id), texts)}"
    if one.change is not Change.CHANGED:
        described = _shown(item.get("description") or item.get("condition") or "", texts)
        gone = one.change is Change.REMOVED
        return name, texts(f"history.{one.change}"), described if gone else "", "" if gone else described
    key = f"history.field.{one.field}"
    field = texts(key) if texts.has(key) else texts("history.other_field", field=one.field)
    return name, f"{texts('history.changed')}: {field}", _shown(one.before, texts), _shown(one.after, texts)


def _shown(value: Any, texts: Texts) -> str:
    if value is None or value in ("", []):
        return texts("history.empty")
    if isinstance(value, dict):
        return str(value[texts.language]) if texts.language in value else _dates(value, texts)
    if isinstance(value, list):
        return "; ".join(_shown(entry, texts) for entry in value)
    if isinstance(value, str) and value in references():
        return references()[value].title
    return str(value)


def _dates(value: Item, texts: Texts) -> str:
    if set(value) == {"start", "end"}:
        return period(value, texts, "phase.unknown")
    return "; ".join(f"{key}: {_shown(entry, texts)}" for key, entry in sorted(value.items()))


def releases(root: Path) -> Iterator[Any]:
    """The releases of this project with their changes, newest first."""
    yield from read_changes(root / "book" / "changes.yml")


def definition_of(family: Item, column: Item) -> Text:
    """What a column of the data of persons means."""
    return column_definition(family, column)


def limits_of(column: Item) -> str:
    """What a column can hold: its values, its form as code, or least and most; a dash without limits."""
    if "values" in column:
        return ", ".join(column["values"])
    if column["id"] == "person" or "low" not in column:
        return "–"
    return f"{column['low']} – {column['high']}"
