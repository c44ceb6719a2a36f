"""Texts and small builders that the tests of the sources share."""

from __future__ import annotations

import io

from dragoman.records import PutAside, RawStory
from dragoman.sources.intake import read_stream
from dragoman.sources.options import Options

PROSE = (
    "The two governments agreed on Monday to reopen the border crossing after three weeks of talks in the capital, "
    "officials said. Trucks with food and medicine are to pass from Thursday."
)


def from_bytes(data: bytes, options: Options | None = None) -> list[RawStory | PutAside]:
    """What a stream of bytes gives, its format told by the bytes alone."""
    return list(read_stream(io.BytesIO(data), "in", options))


def only_story(found: list[RawStory | PutAside]) -> RawStory:
    """The one story, and nothing put aside."""
    assert len(found) == 1
    assert isinstance(found[0], RawStory), found[0]
    return found[0]


__all__ = ["PROSE", "from_bytes", "only_story"]
