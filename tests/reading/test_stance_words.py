"""The stance words as a table: each entry can be reached, and words of two meanings keep both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from dragoman.lexicon import lexicon
from dragoman.reading.stance_words import Frame, stance_words
from dragoman.records import Reading

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def read(ruled: Read) -> Read:
    """What is told here is what the rules find, without the stance head."""
    return ruled

SAME = ("addressed", "actor", "speaker", "strict", "whether")
NARROWING = ("future", "present", "modal")


def takes(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    """Whether a restriction lets through all that another does; empty restricts nothing."""
    return not wide or bool(narrow and narrow <= wide)


def forestalls(first: Frame, later: Frame) -> bool:
    """Whether the first frame of a word answers wherever a later one could, which is then never asked."""
    return first == later or (
        set(later.issue) <= set(first.issue)
        and all(takes(getattr(first, name), getattr(later, name)) for name in ("only", "heads", "under"))
        and all(getattr(first, name) == getattr(later, name) for name in SAME)
        and all(getattr(later, name) or not getattr(first, name) for name in NARROWING)
        and (first.event or not later.event)
        and (first.stance is not None or later.stance is None)
        and (first.negated is not None or later.negated is None)
    )


def test_an_entry_has_no_key_that_nobody_reads() -> None:
    known = {field.name for field in fields(Frame)} | {"example", "expect"}
    entries = lexicon("stances")["frame"]
    assert [(entry["words"][0], key) for entry in entries for key in entry if key not in known] == []


def test_no_frame_is_forestalled_by_an_earlier_one_of_the_same_word() -> None:
    idle = [
        f"{kind} {word!r}: {first.stance} over {'/'.join(first.issue)} comes before {later.stance}"
        for (kind, word), frames in stance_words().frames.items()
        for n, later in enumerate(frames)
        for first in frames[:n]
        if forestalls(first, later)
    ]
    assert idle == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ennahda will contest the presidential election.", "supports"),  # runs in it
        ("Ennahda will not contest the presidential election.", "opposes"),
        ("Ennahda contested the ruling.", "opposes"),
        ("Ennahda has committed to the truce.", "supports"),
        ("Ennahda has not committed to the truce.", "undecided"),  # and has not refused it
        ("Ennahda has not committed to attending the Geneva talks.", "undecided"),
    ],
)
def test_a_word_of_two_meanings_takes_the_one_of_its_issue(read: Read, text: str, stance: str) -> None:
    assert [position.stance for position in read(text).positions] == [stance]
