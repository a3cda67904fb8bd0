"""The sections of the reports, one folder each: `compose` says what stands in it, texts.yml how it is said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module

from selfeval.disclosure import HIDDEN_FINDING, ReleasableResult
from selfeval.document import Block, Callout, Inline, Paragraph, Part, Run, Tone, plain
from selfeval.guide import Guide, Item
from selfeval.texts import Texts


@dataclass(frozen=True)
class Context:
    """What a section works with: released results, the Gids, the words, and the document it is for."""

    document: str
    result: ReleasableResult
    guide: Guide
    texts: Texts

    def name(self, kind: str, item_id: str) -> str:
        """The name of an item of the Gids."""
        return self.texts.of(self.guide.item(kind, item_id)["name"])

    def code(self, list_id: str, code_id: str) -> str:
        """The name of a code; nothing for an empty one."""
        return self.texts.of(self.guide.code(list_id, code_id)["name"]) if code_id else ""

    def level(self, scale: str, level_id: str) -> str:
        """The name of a level of a scale, or the word for a hidden finding."""
        if level_id == HIDDEN_FINDING:
            return self.texts("missing.hidden")
        levels = self.guide.item("scales", scale)["levels"]
        return next((self.texts.of(level["name"]) for level in levels if level["id"] == level_id), "")

    def components(self) -> tuple[Item, ...]:
        """The fourteen components, in order."""
        return self.guide.pilot_components()

    def link(self, kind: str, item_id: str) -> Inline:
        """The name of an item, leading to its definition."""
        return (Run(self.name(kind, item_id), definition=f"{kind}/{item_id}"),)

    def say(self, key: str, **values: object) -> Paragraph:
        """A paragraph from the section's texts."""
        return Paragraph(plain(self.texts(key, **values)))

    def proposal(self, key: str, **values: object) -> Callout:
        """A remark that something is this project's own proposal."""
        return Callout(Tone.PROPOSAL, self.texts("document.proposal"), plain(self.texts(key, **values)))

    def warning(self, key: str, **values: object) -> Callout:
        """A remark that asks for care."""
        return Callout(Tone.WARNING, self.texts("document.warning"), plain(self.texts(key, **values)))

    def nothing(self) -> Paragraph:
        """What stands where nothing was filled in."""
        return Paragraph(plain(self.texts("document.not_filled_in")))


def compose_section(section_id: str, context: Context) -> Part:
    """One section of a document, under its heading from the Gids."""
    module = import_module(f"selfeval.sections.{section_id}")
    own = replace(context, texts=context.texts.for_section(section_id))
    section = context.guide.item("sections", section_id)
    blocks: tuple[Block, ...] = (Paragraph(plain(context.texts.of(section["purpose"]))), *module.compose(own))
    return Part(section_id, context.texts.of(section["name"]), blocks)


def sections_of(document: str, guide: Guide) -> tuple[str, ...]:
    """The ids of a document's sections, in their order."""
    found = [item for item in guide.items("sections") if document in item["order"]]
    return tuple(item["id"] for item in sorted(found, key=lambda item: item["order"][document]))
