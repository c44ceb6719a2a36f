"""The questions: each on the seed story in small, with its filters."""

from __future__ import annotations

from typing import Any

import pytest
from tests.ledger.builders import seed, story

from dragoman.errors import UsageError
from dragoman.ledger.folding import folded, near, slug
from dragoman.ledger.store import Ledger


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """The seed story and another one."""
    ledger.add(seed())
    ledger.add(story(40, publisher="wire"))
    return ledger


def test_positions_stand_by_issue_from_sponsors_to_opposes(full: Ledger) -> None:
    rows = full.positions(publisher="trt")
    assert [(r.issue, r.stance, r.actor) for r in rows] == [
        ("Geneva talks", "supports", "United Nations"),
        ("Sochi conference", "sponsors", "Russia"),
        ("Sochi conference", "supports", "Turkey"),
        ("Sochi conference", "conditional", "Staffan de Mistura"),
        ("Sochi conference", "opposes", "opposition groups"),
    ]
    un, mistura, opposition = rows[0], rows[3], rows[4]
    assert (un.according_to, un.own_word, un.date) == ("Staffan de Mistura", False, "2017-12-26")
    assert (mistura.according_to, mistura.own_word) == (None, True)
    assert mistura.condition == "its ability to support the Geneva talks"
    assert (opposition.date, opposition.reason) == ("2017-12-25", "Moscow had not put pressure on Assad")
    assert opposition.words.startswith("Opposition groups on Monday rejected")


@pytest.mark.parametrize("question", ["positions", "claims", "figures", "events", "quotes", "planned", "timeline"])
def test_a_filter_that_does_not_exist_is_refused(full: Ledger, question: str) -> None:
    with pytest.raises(TypeError, match="publishers"):
        getattr(full, question)(publishers="SANA")


def test_min_confidence_leaves_out_what_is_less_sure(full: Ledger) -> None:
    rows = full.quotes()
    assert {row.confidence for row in rows} == {0.8, 1.0}
    sure = [row.key for row in rows if (row.confidence or 0) > 0.9]
    assert 0 < len(sure) < len(rows)
    assert [row.key for row in full.quotes(min_confidence=0.91)] == sure
    assert len(full.positions(min_confidence=0)) == len(full.positions())
    assert len(full.timeline(min_confidence=0.91)) < len(full.timeline())


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"on": "sochi"}, {"Russia", "Turkey", "Staffan de Mistura", "opposition groups"}),
        ({"on": "the congress"}, {"Russia", "Turkey", "Staffan de Mistura", "opposition groups"}),
        ({"on": "talks:geneva-talks"}, {"United Nations"}),
        ({"by": "Moscow"}, {"Russia"}),
        ({"by": "q159"}, set()),
        ({"by": "Q159"}, {"Russia"}),
        ({"by": "OPPOSITION"}, {"opposition groups"}),
        ({"about": "Russia"}, {"Russia", "Turkey", "Staffan de Mistura", "opposition groups"}),
        ({"stance": "Supports"}, {"Turkey", "United Nations"}),
        ({"according_to": "de mistura"}, {"United Nations"}),
        ({"until": "2017-12-25"}, {"opposition groups"}),
        ({"since": "2018-01", "until": "2018-01"}, set()),
        ({"since": "2018"}, {"Russia", "Turkey", "Staffan de Mistura", "United Nations"}),
        ({"report": "opposition groups reject", "limit": 1}, None),
    ],
)
def test_positions_filtered(full: Ledger, filters: dict[str, Any], found: set[str] | None) -> None:
    if found is None or (filters.get("by") == "q159"):
        with pytest.raises(UsageError):
            full.positions(**filters)
    else:
        assert {row.actor for row in full.positions(**filters)} == found


def test_claims_know_what_contradicts_them(full: Ledger) -> None:
    rows = full.claims(publisher="trt", contested=True)
    assert [(r.claimant, r.kind, r.about) for r in rows] == [
        ("Russia", "assert", None),
        ("residents", "accuse", "Russia"),
    ]
    assert rows[0].counters == [rows[1].key]
    assert rows[1].counters == [rows[0].key]
    assert len(full.claims(about="Russia", by="hariri")) == 2
    assert len(full.claims(kind="accuse", publisher="trt")) == 2


def test_figures(full: Ledger) -> None:
    row = full.figures(publisher="trt", kind="killed", by="russia", at="homs")[0]
    assert (row.low, row.high, row.either, row.place) == (200, None, True, "Homs")
    assert (row.by, row.according_to, row.victims) == ("Russia", "residents", "civilian")
    assert len(full.figures(kind="missing")) == 0
    assert len(full.figures(about="Turkey")) == 0


def test_events(full: Ledger) -> None:
    rows = full.events(publisher="trt")
    assert [(r.type, r.actors, r.recipients, r.date) for r in rows] == [
        ("REJECT", ["opposition groups"], ["Russia"], "2017-12-25"),
        ("ASSAULT", ["Russia"], [], "2017-12-26"),
    ]
    assert rows[0].contexts == ["diplomatic"]
    assert [r.type for r in full.events(by="Russia", publisher="trt")] == ["ASSAULT"]
    assert [r.type for r in full.events(about="Russia", publisher="trt")] == ["REJECT"]
    assert len(full.events(type="assault", at="Homs")) == 2
    assert len(full.events(factuality="denied")) == 0
    assert len(full.events(background=True)) == 0


def test_quotes_nest(full: Ledger) -> None:
    rows = full.quotes(publisher="trt", by="residents")
    outer, inner = rows
    assert inner.inside == outer.key
    assert inner.content in outer.content
    assert [r.quotation for r in full.quotes(quotation="direct", publisher="trt")] == ["direct"]
    assert [r.content for r in full.quotes(about="Russia", publisher="trt")] == ["Russia has committed war crimes."]
    assert {r.act for r in full.quotes(act="demands")} == {"demands"}
    assert [r.content for r in full.quotes(nested=True, publisher="trt")] == [inner.content]
    assert full.quotes(newest=1)[0].date == "2018-02-13"


def test_timeline_goes_by_date_and_place_in_the_story(full: Ledger) -> None:
    rows = full.timeline(publisher="trt")
    assert [r.date for r in rows] == sorted(r.date or "" for r in rows)
    assert [(r.date, r.what, r.dated_by) for r in rows[:2]] == [
        ("2017-12-25", "event", "text"),
        ("2017-12-25", "position", "text"),
    ]
    assert (rows[-1].what, rows[-1].date, rows[-1].date_end) == ("planned", "2018-01-29", "2018-01-30")
    assert not any("within" in r.text for r in rows)
    assert full.timeline(publisher="trt", limit=2).to_dicts() == full.timeline(publisher="trt").to_dicts()[-2:]
    for latest in range(1, 13):
        assert full.timeline(limit=latest).to_dicts() == full.timeline().to_dicts()[-latest:]
    assert {name for r in full.timeline(by="Turkey") for name in r.who} == {"Turkey"}


def test_who_gathers_one_actor(full: Ledger) -> None:
    (portrait,) = full.who("de Mistura")
    assert portrait.name == "Staffan de Mistura"
    assert (portrait.roles, portrait.speaks_for) == (["UN envoy"], ["United Nations"])
    assert portrait.names == {"Staffan de Mistura": 2}
    assert len(portrait.positions) == 2
    assert len(portrait.statements) == 2
    (russia,) = full.who("moscow")
    assert (len(russia.accused), len(russia.events), len(russia.suffered), len(russia.figures)) == (4, 2, 2, 2)
    assert full.who("UN")[0].members == ["Staffan de Mistura"]


def test_issues_count_their_stances(full: Ledger) -> None:
    rows = full.issues()
    assert [(r.issue, r.stories, r.sponsors, r.supports, r.opposes) for r in rows] == [
        ("Sochi conference", 2, 2, 2, 2),
        ("Geneva talks", 2, 0, 2, 0),
    ]
    assert rows[0].relations == ["seeks_to_bypass Geneva talks"]
    assert [r.issue for r in full.issues(like="geneva")] == ["Geneva talks"]


def test_actors_and_the_unknown_ones(full: Ledger) -> None:
    assert full.actors()[0].actor == "Russia"
    assert {r.actor_id for r in full.actors(unknown=True)} == {
        "new:opposition-groups",
        "new:naser-al-hariri",
        "new:residents",
    }
    assert [r.actor for r in full.actors(country="tur")] == ["Turkey"]
    assert [r.actor for r in full.actors(kind="people")] == ["residents"]
    assert [r.actor for r in full.actors(like="al hariri")] == ["Naser al-Harīrī"]


def test_search_finds_words_phrases_and_survives_any_query(full: Ledger) -> None:
    assert len(full.search("congress")) == 2
    assert len(full.search('"story number 40"')) == 1
    assert len(full.search("sochi NOT number")) == 1
    assert "\x02Homs\x03" in full.search("homs")[0].found
    for query in ("", '"', "AND", "a* (", "sochi:", "NEAR(", "'; DROP TABLE reports"):
        full.search(query)
    assert full.search("zebra").empty.startswith("none of 2 stories")


def test_stats(full: Ledger) -> None:
    stats = full.stats()
    assert stats["stories"] == 2
    assert stats["publishers"] == {"trt": 1, "wire": 1}
    assert stats["positions"] == {"supports": 4, "conditional": 2, "opposes": 2, "sponsors": 2}
    assert (stats["published_from"], stats["published_until"]) == ("2017-12-26", "2018-02-13")


def test_explain_goes_back_to_the_record(full: Ledger) -> None:
    row = full.positions(by="opposition groups", publisher="trt")[0]
    found = full.explain(row.key)
    assert found.kind == "position"
    assert found.record.why == ("lexicon stances: reject -> opposes",)
    assert full.explain(row.key[:14]).key == row.key
    assert full.explain(f"{row.report_id[:8]}:p1").key == row.key
    with pytest.raises(UsageError, match="several records"):
        full.explain(row.key[:8])


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda ledger: ledger.positions(by="Turky"), "did you mean 'Turkey'"),
        (lambda ledger: ledger.positions(on="Sotchi conference"), "'Sochi conference'"),
        (lambda ledger: ledger.positions(since="last week"), "is not a date"),
        (lambda ledger: ledger.positions(stance="neutral"), "choose from: sponsors"),
        (lambda ledger: ledger.reading("ffff"), "dragoman reports"),
        (lambda ledger: ledger.events(type="WAR"), "choose from: AGREE"),
    ],
)
def test_a_wrong_name_is_told_with_what_is_near(full: Ledger, ask: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        ask(full)


def test_an_empty_answer_says_why(ledger: Ledger, full: Ledger) -> None:
    assert full.positions(until="1999").empty.startswith("none of 10 positions fits")


def test_an_empty_ledger_says_so(ledger: Ledger) -> None:
    assert "holds no story yet" in ledger.positions().empty
    assert "holds no story yet" in ledger.search("truce").empty
    with pytest.raises(UsageError, match="holds no actor yet"):
        ledger.positions(by="Russia")


def test_tables_go_into_pandas_and_notebooks(full: Ledger) -> None:
    table = full.positions()
    frame = table.to_pandas()
    assert list(frame.columns) == table.columns
    assert len(frame) == len(table) == 10
    assert list(full.positions(until="1999").to_pandas().columns) == table.columns
    page = table._repr_html_()
    assert page.count("<tr>") == 11
    assert "&lt;" not in page
    assert len(table[:3]) == 3
    assert table[:3].columns == table.columns


def test_answers_never_change_their_order(full: Ledger) -> None:
    for name in ("positions", "claims", "figures", "events", "quotes", "timeline", "issues", "actors", "reports"):
        assert getattr(full, name)().to_dicts() == getattr(full, name)().to_dicts(), name


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Türkiye", "turkiye"), ("Naser al-Harīrī", "naser al hariri"), ("U.N.", "u n"), ("  ", ""), ("Sana’a", "sanaa")],
)
def test_names_are_folded(name: str, plain: str) -> None:
    assert folded(name) == plain


def test_slugs_and_near_names() -> None:
    assert slug("The Sochi Congress!") == "the-sochi-congress"
    assert slug("—") == "unnamed"
    assert near("Rusia", ["Russia", "Turkey", "Russian opposition"])[0] == "Russia"
    assert near("xyz", ["Russia"]) == []
