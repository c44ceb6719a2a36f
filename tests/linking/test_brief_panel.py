"""The analyst's page and the panel."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pycountry
import pytest
from click.testing import CliRunner
from tests.ledger.builders import seed
from tests.linking.test_ledger_links import ALL, COPY

from dragoman.cli.main import main
from dragoman.errors import UsageError
from dragoman.exports.brief import html, markdown
from dragoman.ledger.store import Ledger
from dragoman.linking.ledger_links import link


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "brief.db") as made:
        for story in (*ALL, seed()):
            made.add(story)
        link(made.engine)
        yield made


def test_every_line_of_a_brief_is_cited_with_words_of_its_report(ledger: Ledger) -> None:
    brief = ledger.brief("2016")
    lines = [line for section in brief.sections.values() for line in section]
    assert (brief.stories, brief.without_copies) == (5, 4)
    assert len(lines) >= 4
    for line in lines:
        assert line.citations, line.text
        for citation in line.citations:
            text = " ".join(ledger.reading(citation.report_id).report.text.split())
            assert citation.words in text
            assert citation.sentence >= 1


def test_a_brief_tells_what_stories_disagree_on(ledger: Ledger) -> None:
    told = ledger.brief("2016-07-01", "2016-07").sections["Incidents on which stories disagree"]
    assert len(told) == 1
    assert "at least 56 killed by US-led coalition" in told[0].text
    assert "30 killed by Russia" in told[0].text
    assert len(told[0].citations) == 2


def test_a_brief_tells_what_one_story_sets_side_by_side(ledger: Ledger) -> None:
    ledger.add(seed(publisher="ahram", url=None, where="again.txt", extra=" Nobody else spoke."))
    link(ledger.engine)
    (line,) = ledger.brief("2017-12").sections["Contested claims"]  # of both copies once
    assert line.text.startswith("residents accuses: “Russian air strikes caused hundreds of civilian casualties")
    assert line.text.endswith(" – Russia asserts: “it targets militants”")
    assert [citation.words for citation in line.citations] == [
        "Russian air strikes caused hundreds of civilian casualties near Homs",
        "it targets militants",
    ]
    assert not ledger.brief("2016-07-01", "2016-07").sections["Contested claims"]


def test_a_brief_has_the_dates_ahead_and_new_positions(ledger: Ledger) -> None:
    sections = ledger.brief("2017-12-20").sections
    assert any("2018-01-29" in line.text for line in sections["Dates ahead"])
    assert any("Turkey" in line.text for line in sections["New positions"])
    assert ledger.brief("2020").stories == 0


def test_a_brief_tells_no_date_that_was_over_when_its_stories_came(ledger: Ledger) -> None:
    assert ledger.brief("2017-12-20", "2018-01-30").sections["Dates ahead"]
    assert not ledger.brief("2017-12-20", "2018-02").sections["Dates ahead"]


def test_a_date_of_one_text_stands_once(ledger: Ledger) -> None:
    ledger.add(seed(publisher="ahram", url=None, where="again.txt", extra=" Nobody else spoke."))
    link(ledger.engine)
    assert ledger.brief("2017-12").stories == 2
    assert len(ledger.brief("2017-12").sections["Dates ahead"]) == 1


@pytest.mark.parametrize(("since", "until"), [("2017-13", None), ("2017-02-30", None), ("2017-05", "2017-04-30")])
def test_a_time_that_is_none_is_refused(ledger: Ledger, since: str, until: str | None) -> None:
    with pytest.raises(UsageError, match=r"no date|is not a date|ends .* before"):
        ledger.brief(since, until)


def test_a_brief_of_a_time_without_stories_says_so(ledger: Ledger) -> None:
    brief = ledger.brief("2020")
    for page in (markdown(brief), html(brief)):
        assert "No story of the ledger was published" in page
        assert "nothing" not in page
        assert "Sources" not in page


def test_markdown_and_html_are_whole(ledger: Ledger) -> None:
    brief = ledger.brief("2016")
    page = markdown(brief)
    marks = set(re.findall(r"(?<=\[\^)\d+(?=\](?!:))", page))
    assert marks == set(re.findall(r"^\[\^(\d+)\]:", page, re.MULTILINE))
    opened: list[str] = []

    class Checked(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag != "meta":
                opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

    Checked().feed(html(brief))
    assert opened == []


def test_the_brief_from_the_command_line(ledger: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    args = ["brief", "--since", "2016", "-l", ledger.place]
    assert "# What is new since 2016" in CliRunner().invoke(main, args).output
    assert CliRunner().invoke(main, [*args, "--format", "html", "-o", str(target)]).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(CliRunner().invoke(main, [*args, "--format", "json"]).output)["stories"] == 5


def test_a_panel_counts_three_ways_and_sums_each_incident_once(ledger: Ledger) -> None:
    rows = {(r.unit, r.period): r for r in ledger.panel(by="day", unit="country", value="killed", until="2016-12")}
    raid = rows["Syria", "2016-07-19"]
    assert (raid.stories, raid.without_copies, raid.sources) == (3, 2, 3)
    assert raid.killed_low == 56
    assert (raid.unit_iso3, raid.unit_cow, raid.unit_gw) == ("SYR", 652, 652)


def test_a_panel_has_zero_rows_for_every_period(ledger: Ledger) -> None:
    rows = list(ledger.panel(by="month", unit="country", value="killed", until="2016-12"))
    assert sorted({row.period for row in rows}) == ["2016-07", "2016-08", "2016-09"]
    assert next(row.stories for row in rows if row.period == "2016-08") == 0
    weeks = sorted({row.period for row in ledger.panel(by="week", unit="actor", value="type", until="2016-12")})
    assert weeks[0] == "2016-07-18"
    assert len(weeks) == 7


@pytest.mark.parametrize("unit", ["dyad", "actor", "country"])
@pytest.mark.parametrize("value", ["quad", "type", "stance", "killed"])
def test_every_panel_is_full(ledger: Ledger, unit: str, value: str) -> None:
    rows = list(ledger.panel(by="month", unit=unit, value=value))
    cells = {(row.period, row.unit_id, row.other_id, row.value) for row in rows}
    assert len(cells) == len(rows)
    assert len(rows) == len({r.period for r in rows}) * len({(r.unit_id, r.other_id) for r in rows}) * len(
        {r.value for r in rows}
    )
    assert all(row.sources <= row.stories and row.without_copies <= row.stories for row in rows)


def test_the_panel_from_the_command_line(ledger: Ledger) -> None:
    result = CliRunner().invoke(main, ["panel", "--unit", "country", "--value", "killed", "--csv", "-l", ledger.place])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("period,unit,other,value,stories,without_copies,sources")
    with pytest.raises(UsageError, match="period"):
        ledger.panel(by="decade")


def test_numbers_of_states_are_one_to_one() -> None:
    table = tomllib.loads((files("dragoman") / "data" / "states.toml").read_text(encoding="utf-8"))
    for which in (0, 1):
        numbers = [pair[which] for pair in table.values()]
        assert len(set(numbers)) == len(numbers)
    assert table["DEU"] == [255, 260]
    assert all(code == "XKX" or pycountry.countries.get(alpha_3=code) for code in table)


def test_copies_are_among_the_stories(ledger: Ledger) -> None:
    assert COPY.report.id in {row.report_id for row in ledger.copies()}
