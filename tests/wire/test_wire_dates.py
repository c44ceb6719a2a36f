"""Dates as the press writes them, and which of a story's dates is its own."""

from __future__ import annotations

import pytest

from dragoman.records import RawStory, Report
from dragoman.wire.dates import find_dates, read_date
from dragoman.wire.report import report


@pytest.mark.parametrize(
    ("text", "written", "iso"),
    [
        ("Monday 11 January 2016 18:41 Silence over", "Monday 11 January 2016 18:41", "2016-01-11"),
        ("19.07.2016(updated 1457 19.07.2016)", "19.07.2016", "2016-07-19"),
        ("Last updated at Apr 232017 An attack", "Apr 232017", "2017-04-23"),
        ("August 13 2016 2037 UTC+3 A man", "August 13 2016 2037 UTC+3", "2016-08-13"),
        ("Sat 24 Aug 2013 at 2354 Regional", "Sat 24 Aug 2013 at 2354", "2013-08-24"),
        ("Thursday, April 6th, 2017 at 3:40 p.m. ET", "Thursday, April 6th, 2017 at 3:40 p.m. ET", "2017-04-06"),
        ("Sun 3 May 2015 14.23 BST", "Sun 3 May 2015 14.23 BST", "2015-05-03"),
        ("13-12-2014 Forces", "13-12-2014", "2014-12-13"),
        ("2017-04-05T10:11:12Z", "2017-04-05T10:11:12Z", "2017-04-05"),
        ("4/27/2017", "4/27/2017", "2017-04-27"),
        ("06.04.2017Get short URL", "06.04.2017", "2017-04-06"),
        ("Sept. 9, 2016", "Sept. 9, 2016", "2016-09-09"),
    ],
)
def test_a_date_is_found_as_written(text: str, written: str, iso: str) -> None:
    found = next(find_dates(text))
    assert text[found.start : found.end] == written
    assert found.iso == iso


@pytest.mark.parametrize(
    "text", ["version 1.2.2016.4", "on Monday", "May 2016", "31 February 2016", "1.5.20160", "12 August 1066"]
)
def test_what_is_no_date_has_no_iso(text: str) -> None:
    assert all(found.iso is None for found in find_dates(text))


@pytest.mark.parametrize(
    ("written", "iso", "guessed"),
    [
        ("2017-04-05", "2017-04-05", False),
        ("20170405", "2017-04-05", False),
        ("1491386400", "2017-04-05", False),
        ("1491386400000", "2017-04-05", False),
        ("Wed, 05 Apr 2017 10:00:00 GMT", "2017-04-05", False),
        ("5/4/2017", "2017-04-05", True),
        ("4/27/2017", "2017-04-27", False),
        ("Monday", None, False),
        ("2 hours ago", None, False),
        ("", None, False),
        ("n/a", None, False),
        ("9999999999999999999999", None, False),
    ],
)
def test_a_sources_own_date_field(written: str, iso: str | None, guessed: bool) -> None:
    assert read_date(written) == (iso, guessed)


LEAD = (
    "The two sides agreed on Monday to halt fighting along the river for ten days, officials of both governments said."
)


def made(text: str, published: str | None = None) -> Report:
    return report(RawStory(text=text, where="x", published=published))


def test_the_texts_own_date_wins_and_the_choice_is_noted() -> None:
    found = made(f"Rebels sign truce with army\n\n3 May 2015\n\n{LEAD}", "2016-01-01")
    assert (found.published, found.published_from) == ("2015-05-03", "text")
    assert any("not the source's 2016-01-01" in note for note in found.notes)


def test_else_the_sources_date_counts() -> None:
    found = made(LEAD, "Wed, 05 Apr 2017 10:00:00 GMT")
    assert (found.published, found.published_from, found.published_text) == ("2017-04-05", "source", None)


@pytest.mark.parametrize("published", [None, "yesterday"])
def test_a_weekday_in_the_text_is_no_date(published: str | None) -> None:
    found = made(LEAD, published)
    assert (found.published, found.published_from) == (None, "none")


def test_a_date_in_prose_is_not_the_storys() -> None:
    text = "Rebels sign truce\n\nOn March 3, 2012 the army left the town. " + LEAD
    assert made(text, "2015-05-04").published == "2015-05-04"


def test_a_datelines_day_takes_the_sources_year_only_if_it_lies_near() -> None:
    text = f"BAMAKO, Dec. 31 (Reuters) - {LEAD}"
    assert made(text, "2016-01-01").published == "2015-12-31"
    assert made(text, "2016-06-01").published == "2016-06-01"
    assert made(text).published is None


def test_a_corrections_date_below_the_story_is_not_its_own() -> None:
    text = f"Rebels sign truce with army\n\n{LEAD}\n\n{LEAD}\n\nFriday, December 4, 2015."
    assert made(text, "2015-11-26").published == "2015-11-26"
    assert made(text).published == "2015-12-04"


@pytest.mark.parametrize(
    ("given", "iso"), [("2015-03-05", "2015-03-05"), ("2015-05-03", "2015-05-03"), (None, "2015-05-03")]
)
def test_the_source_settles_which_number_is_the_month(given: str | None, iso: str) -> None:
    assert made(f"Rebels sign truce with army\n\nIssued on: 03/05/2015\n\n{LEAD}", given).published == iso
