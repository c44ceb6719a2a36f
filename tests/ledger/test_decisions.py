"""What people decide changes the rows at once, holds over later readings, and comes back as it was when undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.builders import content, seed, story

from dragoman.errors import UsageError
from dragoman.ledger.store import Ledger

WHO = {"author": "ana", "made": "2026-01-01T00:00:00+00:00"}


def keyed(ledger: Ledger, kind: str, **where: str) -> str:
    return str(getattr(ledger, kind)(**where)[0].key)


@pytest.mark.parametrize(
    ("kind", "listing", "where", "value"),
    [
        ("reject", "positions", {"by": "Turkey"}, None),
        ("reject", "quotes", {"by": "Hariri"}, None),
        ("reject", "events", {"type": "ASSAULT"}, None),
        ("reject", "claims", {"by": "Russia"}, None),
        ("confirm", "figures", {}, None),
        ("correct", "positions", {"by": "Turkey"}, {"set": {"stance": "conditional", "date": "2017-12"}}),
        ("correct", "events", {"type": "REJECT"}, {"set": {"type": "ACCUSE", "mode": "disapprove", "cameo": "111"}}),
        ("correct", "figures", {}, {"set": {"low": "10", "high": "20", "by": "none"}}),
    ],
)
def test_undoing_brings_everything_back(
    ledger: Ledger, kind: str, listing: str, where: dict, value: dict | None
) -> None:
    ledger.add(seed())
    ledger.add(story(1))
    before = content(ledger)
    decision = ledger.decide(kind, keyed(ledger, listing, **where), value=value, **WHO)
    assert content(ledger) != before
    ledger.undo(decision, **WHO)
    assert content(ledger) == before


def test_what_is_rejected_is_in_no_listing_and_stays_out(ledger: Ledger) -> None:
    reading = seed()
    ledger.add(reading)
    key = keyed(ledger, "positions", by="Turkey")
    ledger.decide("reject", key, value={"why": "a caption"}, **WHO)
    ledger.add(replace(reading, claims=()), again=True)
    assert len(ledger.positions(by="Turkey")) == 0
    assert len(ledger.positions()) == 4
    assert [p.actor for p in ledger.original(reading.report.id).positions].count("Q43") == 1
    (decision,) = ledger.decisions()
    assert (decision.record, decision.orphaned) == (key, False)
    assert decision.words == "Turkey backs the congress between January 29-30"


def test_a_correction_holds_over_a_later_reading(ledger: Ledger) -> None:
    reading = seed()
    ledger.add(reading)
    key = keyed(ledger, "events", type="ASSAULT")
    ledger.decide("correct", key, value={"set": {"factuality": "denied", "according_to": "Russia"}}, **WHO)
    ledger.add(reading, again=True)
    (event,) = ledger.events(type="ASSAULT")
    assert (event.factuality, event.according_to, event.auxiliary) == ("denied", "Russia", ["negation"])
    assert event.verdict == "corrected"


def test_a_corrected_record_can_be_corrected_again(ledger: Ledger) -> None:
    ledger.add(seed())
    ledger.decide("correct", keyed(ledger, "claims", by="Russia"), value={"set": {"kind": "deny"}}, **WHO)
    ledger.decide("correct", keyed(ledger, "claims", by="Russia"), value={"set": {"kind": "accuse"}}, **WHO)
    assert ledger.claims(by="Russia")[0].kind == "accuse"


def test_merged_actors_are_one_in_old_and_new_stories(ledger: Ledger) -> None:
    ledger.add(seed())
    before = content(ledger)
    decision = ledger.decide("merge", "new:residents", value={"other": "new:naser-al-hariri"}, **WHO)
    ledger.add(story(2))
    assert {row.actor_id for row in ledger.actors()} & {"new:residents", "new:naser-al-hariri"} == {
        "new:naser-al-hariri"
    }
    assert len(ledger.quotes(by="residents")) == len(ledger.quotes(by="Hariri")) == 6
    ledger.undo(decision, **WHO)
    ledger.remove(story(2).report.id, removed="2026")
    after = content(ledger)
    assert {name: rows for name, rows in after.items() if name != "tombstones"} == {
        name: rows for name, rows in before.items() if name != "tombstones"
    }


def test_of_merged_actors_the_known_one_is_shown(ledger: Ledger) -> None:
    ledger.add(seed())
    ledger.decide("merge", "new:opposition-groups", value={"other": "Q159"}, **WHO)
    assert {p.actor_id for p in ledger.positions(on="sochi", stance="opposes")} == {"Q159"}


def test_merged_issues_are_one(ledger: Ledger) -> None:
    ledger.add(seed())
    ids = {issue.issue: issue.issue_id for issue in ledger.issues()}
    ledger.decide("merge", ids["Sochi conference"], value={"other": ids["Geneva talks"]}, **WHO)
    (issue,) = ledger.issues()
    assert len(ledger.positions(on=issue.issue)) == 5


def test_an_actor_may_be_another_in_one_story(ledger: Ledger) -> None:
    first, second = seed(), story(3)
    ledger.add(first)
    ledger.add(second)
    report = second.report.id
    ledger.decide("split", "new:opposition-groups", value={"report": report}, **WHO)
    assert [p.report_id for p in ledger.positions(stance="opposes", by="new:opposition-groups")] == [first.report.id]
    assert {p.report_id for p in ledger.positions(stance="opposes")} == {first.report.id, report}


@pytest.mark.parametrize(
    ("kind", "subject", "value", "told"),
    [
        ("correct", "1e6403ef:p3", {"set": {"mood": "good"}}, "knows no field 'mood'; choose from: actor, stance"),
        ("correct", "1e6403ef:p3", {"set": {"stance": "likes"}}, "'likes' is no stance"),
        ("correct", "1e6403ef:p3", {"set": {"date": "yesterday"}}, "not a date"),
        ("correct", "1e6403ef:p3", {}, "say what is right"),
        ("correct", "1e6403ef:i1", {"set": {"name": "x"}}, "cannot be corrected"),
        ("correct", "1e6403ef:f1", {"set": {"low": "9", "high": "3"}}, "low 9 is more than high 3"),
        ("correct", "1e6403ef:e1", {"set": {"cameo": "x1"}}, "no CAMEO code"),
        ("merge", "Q159", {"other": "Q159"}, "are the same"),
        ("merge", "Q159", {}, "the other one is missing"),
        ("merge", "Q159", {"other": "conference:sochi-conference"}, "is not"),
        ("split", "Q159", {}, "in which story"),
        ("merge", "Atlantis", {"other": "Q159"}, "no actor goes by 'Atlantis'"),
    ],
)
def test_what_cannot_be_is_refused(ledger: Ledger, kind: str, subject: str, value: dict, told: str) -> None:
    ledger.add(seed())
    before = content(ledger)
    with pytest.raises(UsageError, match=told):
        ledger.decide(kind, subject.replace("1e6403ef", seed().report.id[:8]), value=value, **WHO)
    assert content(ledger) == before
    assert len(ledger.decisions(all_=True)) == 0


class TestNames:
    """What most stories call an actor is shown, whatever the order in which they were read."""

    @staticmethod
    def called(number: int, name: str, id_: str = "Q858/opposition"):
        reading = story(number)
        first = replace(reading.actors[0], id=id_, name=name, names=(name,))
        return replace(reading, actors=(first,), mentions=(), attributions=(), events=(), issues=(), positions=(),
                       claims=(), figures=(), planned=())  # fmt: skip

    def shown(self, ledger: Ledger) -> list[str]:
        return [row.actor for row in ledger.actors()]

    @pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)])
    def test_the_order_of_reading_is_nothing_to_it(self, ledger: Ledger, order: tuple[int, ...]) -> None:
        names = ["Opposition", "Opposition", "Syrian opposition", "opposition groups"]
        for number in order:
            ledger.add(self.called(number, names[number]))
        assert self.shown(ledger) == ["Syrian opposition"]

    def test_the_more_frequent_then_the_longer(self, ledger: Ledger) -> None:
        for number, name in enumerate(["rebels", "rebel groups", "12 rebels", "rebel groups"]):
            ledger.add(self.called(number, name, "new:rebel"))
        assert self.shown(ledger) == ["rebel groups"]

    def test_a_removed_story_counts_no_more(self, ledger: Ledger) -> None:
        stories = [self.called(n, name, "new:rebel") for n, name in enumerate(["rebels", "fighters", "fighters"])]
        for one in stories:
            ledger.add(one)
        assert self.shown(ledger) == ["fighters"]
        for one in stories[1:]:
            ledger.remove(one.report.id, removed="2026")
        assert self.shown(ledger) == ["rebels"]

    def test_kind_and_country_do_not_hang_on_the_order(self, ledger: Ledger) -> None:
        one, two = self.called(0, "rebels", "new:rebel"), self.called(1, "rebels", "new:rebel")
        two = replace(two, actors=(replace(two.actors[0], country=None, kind="armed_group"),))
        for reading in (two, one):
            ledger.add(reading)
        (row,) = ledger.actors()
        assert (row.kind, row.country) == ("armed_group", "SYR")
