"""Groups of stories: chains that do not hold, people's decisions."""

from __future__ import annotations

from dragoman.linking.copies import Link
from dragoman.linking.grouping import copies, groups


def sure(a: str, b: str, score: float = 2.0) -> Link:
    return Link(a, b, "incident", score)


def test_stories_that_are_all_linked_are_one_group() -> None:
    assert groups([sure("a", "b"), sure("b", "c"), sure("a", "c")]) == [["a", "b", "c"]]


def test_a_round_up_does_not_chain_two_incidents() -> None:
    first = [sure("a", "b"), sure("a", "c"), sure("b", "c")]
    second = [sure("x", "y"), sure("x", "z"), sure("y", "z")]
    assert groups([*first, *second, sure("c", "x", 0.5)]) == [["a", "b", "c"], ["x", "y", "z"]]


def test_doubtful_pairs_alone_make_no_group() -> None:
    assert groups([sure("a", "b", -0.5)]) == []


def test_a_split_keeps_two_stories_apart_whatever_links_them() -> None:
    made = [sure("a", "b", 9.0), sure("b", "c"), sure("a", "c")]
    for group in groups(made, apart=[("b", "a")]):
        assert not {"a", "b"} <= set(group)


def test_a_merge_joins_stories_that_nothing_links() -> None:
    assert groups([], together=[("b", "a")]) == [["a", "b"]]
    found = groups([sure("a", "c"), sure("b", "d")], together=[("a", "b")])
    assert any({"a", "b"} <= set(group) for group in found)


def test_copies_chain() -> None:
    assert copies([Link("a", "b", "copy", 0.9), Link("b", "c", "copy", 0.5), sure("c", "d")]) == [["a", "b", "c"]]


def test_the_order_of_links_is_no_matter() -> None:
    made = [sure("a", "b"), sure("b", "c", 0.3), sure("c", "d"), sure("a", "d", 0.1), sure("b", "d", -0.2)]
    assert groups(made) == groups(made[::-1])
