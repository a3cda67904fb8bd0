"""The difference between two revisions is told item by item and field by field."""

from __future__ import annotations

from types import MappingProxyType

from selfeval.guide import Guide, read_guide
from selfeval.guide.difference import Change, Difference, differences


def guide_of(revision: str, **items: dict[str, object]) -> Guide:
    """A guide with rules only."""
    return Guide(revision, MappingProxyType({"rules": {name: {"id": name, **item} for name, item in items.items()}}))


def test_added_removed_and_changed_items_are_told_in_the_order_of_their_names() -> None:
    earlier = guide_of("a", kept={"n": 1}, gone={"n": 1}, moved={"n": 1, "only_before": 2, "same": 3})
    later = guide_of("b", kept={"n": 1}, new={"n": 1}, moved={"n": 5, "same": 3, "only_after": 4})
    assert differences(earlier, later) == [
        Difference("rules/gone", Change.REMOVED),
        Difference("rules/moved", Change.CHANGED, "n", 1, 5),
        Difference("rules/moved", Change.CHANGED, "only_after", None, 4),
        Difference("rules/moved", Change.CHANGED, "only_before", 2, None),
        Difference("rules/new", Change.ADDED),
    ]


def test_a_guide_does_not_differ_from_itself() -> None:
    assert differences(read_guide("2021-05-30"), read_guide("2021-05-30")) == []


def test_the_decree_of_2021_removes_the_budget_guarantee_and_prolongs_the_programme() -> None:
    found = differences(read_guide("2019-09-24"), read_guide("2021-05-30"))
    assert Difference("rules/budget_guarantee", Change.REMOVED) in found
    assert Difference("rules/pseudocodes_for_actions", Change.ADDED) in found
    years = ([2018, 2019, 2020, 2021], [2018, 2019, 2020, 2021, 2022])
    assert Difference("programme/pilot_programme", Change.CHANGED, "report_years", *years) in found
    assert Difference("programme/pilot_programme", Change.CHANGED, "aims_view", "triple", "quadruple") in found


def test_the_decree_of_2019_brings_the_lump_sum_and_nothing_else() -> None:
    found = differences(read_guide("2017-07-31"), read_guide("2019-09-24"))
    assert found == [Difference("amounts/innovative_actions", Change.ADDED)]


def test_backwards_the_same_items_are_named_the_other_way_round() -> None:
    there = {(d.item, d.field) for d in differences(read_guide("2016-02-02"), read_guide("2024-03-29"))}
    back = {(d.item, d.field) for d in differences(read_guide("2024-03-29"), read_guide("2016-02-02"))}
    assert there == back
