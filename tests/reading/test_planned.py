"""Planned events: every example of the lexicon, and what is not to come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dragoman.lexicon import lexicon
from dragoman.records import Reading

TABLES: dict[str, Any] = lexicon("planned")
EXAMPLES = [example for table in TABLES.values() for example in table["examples"]]


@pytest.mark.parametrize(("start", "end", "sentence"), EXAMPLES, ids=lambda value: str(value))
def test_each_table_keeps_the_promise_of_its_examples(
    read: Callable[..., Reading], start: str, end: str, sentence: str
) -> None:
    planned = read("Nothing happened. " + sentence).planned
    assert [(p.date.start, p.date.end) for p in planned] == [(start, end)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The rebels left the town on Monday.",
        "The army managed to seize the port on Thursday.",
        "He will not attend the session on Thursday.",
        "The minister announced on Thursday that the army had left.",
        "The group mounted an attack to recapture the road on Thursday.",
        "He was able to get out of the town on Sunday.",
        "France called for a meeting about Tuesday's attack.",
        "The truce that was agreed by the parties in February has been violated.",
        "The agency said so in a report this week.",
    ],
)
def test_what_is_past_or_denied_is_not_planned(read: Callable[..., Reading], sentence: str) -> None:
    assert read("Nothing happened. " + sentence).planned == ()


def test_a_story_without_a_date_plans_nothing(read: Callable[..., Reading]) -> None:
    assert read("The envoy will meet the rebels on Thursday.", published=None).planned == ()
