"""JSON Lines, arrays, single documents: each object a story, each broken one put aside with its number."""

from __future__ import annotations

import json

import pytest
from tests.sources.stories import PROSE, from_bytes, only_story

from dragoman.errors import Reason
from dragoman.records import PutAside, RawStory
from dragoman.sources.options import Options


def test_a_news_please_document() -> None:
    document = {
        "authors": ["Jane Doe", "John Roe"],
        "date_publish": "2016-07-19 12:00:00",
        "maintext": PROSE,
        "title": "Border",
        "source_domain": "example.org",
        "url": "https://example.org/a",
        "description": "d",
        "language": "en",
    }
    story = only_story(from_bytes(json.dumps(document, indent=2).encode()))
    assert story.text == PROSE
    assert (story.title, story.byline, story.publisher) == ("Border", "Jane Doe, John Roe", "example.org")
    assert story.published == "2016-07-19 12:00:00"


def test_broken_lines_are_put_aside_by_number_and_the_rest_is_read() -> None:
    lines = [
        json.dumps({"text": PROSE}),
        "{broken",
        "",
        "[1, 2]",
        '"a string"',
        json.dumps({"id": 1}),
        json.dumps({"text": PROSE}),
    ]
    found = from_bytes("\n".join(lines).encode())
    assert [item.where for item in found] == ["in:1", "in:2", "in:4", "in:5", "in:6", "in:7"]
    assert [isinstance(item, RawStory) for item in found] == [True, False, False, False, False, True]
    assert {item.reason for item in found if isinstance(item, PutAside)} == {Reason.MALFORMED}


def test_a_line_beyond_the_limit_is_skipped_not_read() -> None:
    data = json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": PROSE}) + "\n"
    found = from_bytes(data.encode(), Options(max_bytes=1000))
    assert isinstance(found[0], PutAside)
    assert found[0].reason is Reason.TOO_LARGE
    assert isinstance(found[1], RawStory)
    assert found[1].where == "in:2"


@pytest.mark.parametrize("indent", [None, 2])
def test_arrays_are_read_one_object_at_a_time(indent: int | None) -> None:
    data = json.dumps([{"content": f"{number} {PROSE}"} for number in range(300)] + [3], indent=indent)
    found = from_bytes(data.encode())
    assert sum(isinstance(item, RawStory) for item in found) == 300
    assert isinstance(found[-1], PutAside)


def test_an_array_cut_off_gives_what_it_holds() -> None:
    found = from_bytes(json.dumps([{"text": PROSE}, {"text": PROSE}]).encode()[:-20])
    assert isinstance(found[0], RawStory)
    assert isinstance(found[-1], PutAside)


def test_an_object_that_holds_a_list_of_articles() -> None:
    found = from_bytes(
        json.dumps({"status": "ok", "articles": [{"content": PROSE, "source": {"id": None, "name": "Wire"}}]}).encode()
    )
    assert only_story(found).publisher == "Wire"


def test_deep_nesting_and_lone_surrogates_break_nothing() -> None:
    data = b'{"text": ' + b"[" * 100_000 + b"\n" + json.dumps({"text": "\ud800 " + PROSE}).encode()
    found = from_bytes(data, Options(format="jsonl"))
    assert isinstance(found[0], PutAside)
    assert isinstance(found[1], RawStory)


def test_day_and_month_are_told_by_later_lines() -> None:
    rows = [{"text": PROSE, "date": "4/5/2017"}, {"text": PROSE, "date": "4/30/2017"}]
    found = from_bytes("\n".join(map(json.dumps, rows)).encode())
    assert [item.published for item in found if isinstance(item, RawStory)] == ["2017-04-05", "2017-04-30"]
