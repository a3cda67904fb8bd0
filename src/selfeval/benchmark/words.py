"""What the pages of a benchmark share: the words, the names of the Gids, and how a project is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selfeval.benchmark.comparison import Standing
from selfeval.benchmark.gathering import Benchmark
from selfeval.document import Align, Column, Inline, Paragraph, Run, plain
from selfeval.texts import Texts

# The key of a column's title, its part of the width, and how it is set.
Heading = tuple[str, float, Align]


@dataclass(frozen=True)
class Frame:
    """A benchmark and the language it is told in."""

    benchmark: Benchmark
    texts: Texts

    def say(self, key: str, **values: object) -> str:
        """A sentence of the benchmark's own catalogue."""
        return self.texts(f"benchmark.{key}", **values)

    def paragraph(self, key: str, **values: object) -> Paragraph:
        """A sentence as a paragraph."""
        return Paragraph(plain(self.say(key, **values)))

    def link(self, kind: str, item_id: str) -> Inline:
        """The name of an item of the Gids, leading to its definition."""
        name = self.texts.of(self.benchmark.guide.item(kind, item_id)["name"])
        return (Run(name, definition=f"{kind}/{item_id}"),)

    def columns(self, headings: Iterable[Heading]) -> tuple[Column, ...]:
        """The columns of a table; shares are made to add up to 1."""
        wanted = list(headings)
        whole = sum(share for _, share, _ in wanted)
        return tuple(Column(self.say(f"column.{key}"), align, share / whole) for key, share, align in wanted)

    def project(self, label: str) -> Inline:
        """A project's letter, with its name where names are asked for; the reader's own stands out."""
        standing = next((one for one in self.benchmark.standings if one.label == label), Standing(label, {}))
        name = self.say("named", label=label, name=standing.name) if standing.name else label
        own = label == self.benchmark.own
        return (Run(self.say("own_project", project=name) if own else name, strong=own),)
