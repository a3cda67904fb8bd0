"""What whoever asks for documents may wish."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from selfeval.disclosure import Policy, Release
from selfeval.errors import RequestError
from selfeval.guide import read_guide
from selfeval.texts import read_texts


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: languages (none: the file's own), revision (none: by report year), for whom, and the date.

    `date` is an ISO date that is printed in the documents; the clock is never asked.
    """

    date: str
    languages: tuple[str, ...] = ()
    revision: str = ""
    release: str = Release.CONFIDENTIAL
    smallest: int = 5
    replace_changed: bool = False


def make_order(
    date: str, languages: Sequence[str] | None, revision: str, public: bool, smallest: int, replace_changed: bool
) -> Order:
    """An order whose every wish can be honoured; raises RequestError for one that cannot, before anything is read."""
    audience = Release.PUBLIC if public else Release.CONFIDENTIAL
    Policy(audience, smallest)
    for language in languages or ():
        read_texts(language)
    if revision:
        read_guide(revision)
    try:
        day = datetime.date.fromisoformat(date).isoformat() if date else ""
    except ValueError as error:
        raise RequestError("date_malformed", found=date) from error
    return Order(day, tuple(languages or ()), revision, audience, smallest, replace_changed)
