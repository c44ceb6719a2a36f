"""One issue across stories, and how positions on it moved."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.ledger.builders import seed

from dragoman import codec
from dragoman.cli.main import main
from dragoman.errors import UsageError
from dragoman.ledger.issue_lines import Named, lines
from dragoman.ledger.store import Ledger
from dragoman.linking.ledger_links import link
from dragoman.records import Reading, Stance


def named(report: str, name: str, day: str, kind: str = "talks", about: str = "SYR") -> Named:
    return Named(
        report=report,
        issue=f"{kind}:{name}",
        names=(name,),
        kind=kind,
        when=date.fromisoformat(day),
        about=frozenset((about,)),
    )


def together(*given: Named) -> list[set[str]]:
    return [{one.report for one in line} for line in lines(given)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (named("a", "Sochi conference", "2017-12-26"), named("b", "Sochi congress", "2018-01-20", "conference")),
        (
            named("a", "Syrian National Dialogue Congress in Sochi", "2018-01-10", "conference"),
            named("b", "the Sochi talks", "2018-01-29"),
        ),
        (named("a", "Geneva talks", "2016-02-01"), named("b", "Geneva peace talks", "2016-03-10")),
        (
            named("a", "UN resolution 2254", "2015-12-19", "resolution"),
            named("b", "UN resolution 2254", "2018-01-05", "resolution"),
        ),
        (named("a", "48-hour truce in Aleppo", "2016-06-16", "truce"), named("b", "Aleppo ceasefire", "2016-06-18")),
    ],
)  # fmt: skip
def test_one_issue(first: Named, second: Named) -> None:
    assert together(first, second) == [{"a", "b"}]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (named("a", "Geneva talks", "2013-11-20", about="IRN"), named("b", "Geneva talks", "2014-01-22")),
        (named("a", "Geneva talks", "2013-11-20", about="IRN"), named("b", "Geneva talks", "2013-11-25")),
        (named("a", "Geneva II", "2014-01-22"), named("b", "Geneva III", "2014-03-01")),
        (named("a", "ceasefire", "2016-02-27", "truce"), named("b", "ceasefire", "2016-09-12", "truce")),
        (named("a", "Aleppo offensive", "2016-07-01"), named("b", "Raqqa offensive", "2016-07-01", "operation")),
        (named("a", "Sochi conference", "2018-01-01", "conference"), named("b", "Astana talks", "2018-01-02")),
    ],
)  # fmt: skip
def test_two_issues(first: Named, second: Named) -> None:
    assert together(first, second) == [{"a"}, {"b"}]


def test_the_order_of_mentions_is_no_matter() -> None:
    given = [named(str(n), name, f"2018-01-{n + 1:02}") for n, name in enumerate(("Sochi talks", "Sochi congress") * 5)]
    expected = lines(given)
    random.Random(1).shuffle(given)
    assert lines(given) == expected


def told(day: str, stance: Stance, publisher: str) -> Reading:
    """The seed story of another day, with another stance of Turkey on the congress."""
    story = seed(
        published=day, publisher=publisher, url=None, where=day, extra=f" It was said on {day} to {publisher}."
    )
    return replace(
        story,
        positions=tuple(replace(p, stance=stance, date=None) if p.actor == "Q43" else p for p in story.positions),
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.open(tmp_path / "history.db")
    for story in (
        told("2018-01-10", "supports", "trt"),
        told("2018-01-15", "supports", "ahram"),
        told("2018-01-20", "opposes", "trt"),
        told("2018-01-27", "opposes", "nna"),
        told("2018-01-28", "conditional", "tass"),
    ):
        assert codec.decode(codec.encode(story), Reading) == story
        made.add(story)
    return made


def test_a_history_marks_changes_and_conflicts(ledger: Ledger) -> None:
    rows = ledger.history("Turkey", "sochi")
    assert [(row.date, row.stance, row.mark) for row in rows] == [
        ("2018-01-10", "supports", "first"),
        ("2018-01-15", "supports", "again"),
        ("2018-01-20", "opposes", "change"),
        ("2018-01-27", "opposes", "conflicts"),
        ("2018-01-28", "conditional", "conflicts"),
    ]
    assert rows[2].before == "supports"
    for row in rows:
        assert row.words in ledger.reading(row.report_id).report.text


def test_who_backs_the_talks_and_then_holds_them_has_changed_nothing(tmp_path: Path) -> None:
    made = Ledger.open(tmp_path / "held.db")
    for story in (told("2018-01-10", "supports", "trt"), told("2018-01-20", "sponsors", "ahram")):
        made.add(story)
    assert [(row.stance, row.mark) for row in made.history("Turkey", "sochi")] == [
        ("supports", "first"),
        ("sponsors", "again"),
    ]


def test_the_command(ledger: Ledger) -> None:
    result = CliRunner().invoke(main, ["history", "Turkey", "sochi", "-l", ledger.place])
    assert result.exit_code == 0, result.output
    assert "was: supports" in result.output
    assert "conflicts" in result.output


def test_an_unknown_issue_or_actor_is_told(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no issue"):
        ledger.history("Turkey", "zanzibar treaty")
    with pytest.raises(UsageError, match="no actor"):
        ledger.history("Ruritania", "sochi")


def test_issue_lines_count_stories(ledger: Ledger) -> None:
    line = next(row for row in ledger.issue_lines("sochi"))
    assert (line.stories, line.first, line.last) == (5, "2018-01-10", "2018-01-28")


def test_a_brief_tells_the_change_with_both_stories(ledger: Ledger) -> None:
    link(ledger.engine)
    lines = ledger.brief("2018-01-18", "2018-01-22").sections["Positions that changed or conflict"]
    turkey = next(line for line in lines if line.text.startswith("Turkey"))
    assert "opposes" in turkey.text
    assert "before: supports" in turkey.text
    assert [citation.published for citation in turkey.citations] == ["2018-01-20", "2018-01-15"]
