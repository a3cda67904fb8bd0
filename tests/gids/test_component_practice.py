"""What the component pages say a pilot can do, and what pilots did: always with a source, or said to be ours."""

from __future__ import annotations

from typing import Any

import pytest

from selfeval.guide.files import items_of
from selfeval.guide.references import reference_keys

EVERY_COMPONENT = pytest.mark.parametrize("component", items_of("components").values(), ids=lambda item: item["id"])


@EVERY_COMPONENT
def test_a_component_has_three_to_six_short_actions_each_with_a_source_or_said_to_be_a_proposal(
    component: dict[str, Any],
) -> None:
    assert 3 <= len(component["actions"]) <= 6
    for action in component["actions"]:
        assert action["sources"] or action["proposal"] is True, action["text"]["en"]
        assert set(action["sources"]) <= reference_keys()
        assert [text for text in action["text"].values() if len(text.split()) > 20] == []


@EVERY_COMPONENT
def test_every_example_of_a_component_has_a_source_and_says_where_it_is_from(component: dict[str, Any]) -> None:
    for example in component["examples"]:
        assert example["sources"], example["text"]["en"]
        assert set(example["sources"]) <= reference_keys()
        assert (example["pilot"] is None) == ("where" in example)


def test_an_example_is_never_of_a_pilot_whose_name_no_source_gives() -> None:
    named = {pilot["name"] for pilot in items_of("pilots").values()}
    told = {example["pilot"] for item in items_of("components").values() for example in item["examples"]} - {None}
    assert told
    assert told <= named
