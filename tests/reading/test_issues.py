"""Issues: every group of head nouns by its examples; one issue for all its wordings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.lexicon import lexicon
from dragoman.reading.issue_mentions import issue_mentions
from dragoman.reading.reader import Reader
from dragoman.records import Issue, RawStory, Reading
from dragoman.wire.report import report

Read = Callable[..., Reading]
GROUPS = lexicon("issues")["group"]
EXAMPLES = [(group, example) for group in GROUPS for example in group["examples"]]


@pytest.mark.parametrize(("group", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_every_group_is_found_in_its_examples(reader: Reader, group: dict[str, object], example: str) -> None:
    story = report(RawStory(text=example, where="test"))
    parsed = next(iter(reader.resources.language.parse([story])))
    assert any(m.noun.kind == group["kind"] for m in issue_mentions(parsed).values())


def standing(reading: Reading) -> list[Issue]:
    return [
        issue
        for issue in reading.issues
        if issue.kind in ("conference", "talks", "truce", "deal", "operation", "election")
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "The Sochi conference opens on Monday. The congress is hosted by Russia. The congress in Sochi is short.",
            1,
        ),
        ("The UN-led Geneva talks resume. Diplomats hope that the Geneva peace process survives.", 1),
        ("The Geneva talks on Syria resume. A conference in Sochi was rejected by Syria.", 2),
        ("The truce in Yemen holds. Oman welcomed the ceasefire.", 1),
        ("Chad's offensive went on. Sudan's offensive went on.", 2),
    ],
)
def test_one_issue_for_all_its_wordings(read: Read, text: str, count: int) -> None:
    issues = standing(read(text))
    assert len(issues) == count, [issue.names for issue in issues]


WORDS = lexicon("issues")
ACTS = [entry["example"] for entry in (*WORDS["act"], WORDS["hollow"], WORDS["agreeing"], WORDS["papers"])]


@pytest.mark.parametrize("text", ACTS)
def test_a_verb_and_a_noun_tell_one_issue(ruled: Read, text: str) -> None:
    reading = ruled(text)
    assert len(reading.issues) == 1, [issue.names for issue in reading.issues]
    assert len(reading.positions) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chad hosts the Kidal talks. Mali agreed to attend after a telephone call with Togo.", ["Kidal talks"]),
        ("Chad signed a ceasefire. Togo rejected the agreement.", ["ceasefire"]),
        (
            "Egypt urged Mali to withdraw its troops. Togo wants the rebels to withdraw their fighters.",
            ["withdraw its troops", "withdraw their fighters"],
        ),
        (
            "Chad wants the UN to probe two earlier attacks. Mali demanded an investigation into Monday's attack.",
            ["probe two earlier attacks", "investigation into Monday's attack"],
        ),
        (
            "Egypt drafted an arrangement for Kidal. The arrangement, hammered out over weeks, was rejected by Mali.",
            ["arrangement for Kidal"],
        ),
        (
            "Chad agreed to free the prisoners. Mali refused to swap the hostages. Togo rejected any swap.",
            ["free the prisoners", "swap the hostages"],
        ),
        (
            "The two neighbours agreed to talks. Mali welcomed Tuesday's deal. Togo rejected the deal.",
            ["talks", "Tuesday's deal"],
        ),
    ],
)
def test_what_is_told_apart_and_what_is_not(read: Read, text: str, names: list[str]) -> None:
    assert [issue.name for issue in read(text).issues] == names


def test_a_headline_leaves_out_the_article(read: Read) -> None:
    text = (
        "Peru premier rules out fresh vote\n\nLIMA, March 3 (Reuters) - Peru's government said on Friday that it would"
        " agree to new municipal elections in the north. Chile welcomed the elections."
    )
    assert len(read(text).issues) == 1


def test_an_issue_keeps_its_wordings_days_and_sponsor(read: Read) -> None:
    text = "Russia will hold a peace congress in Sochi on January 29. Turkey backs the congress."
    reading = read(text, published="2017-12-26")
    (issue,) = standing(reading)
    assert issue.date is not None
    assert issue.date.start == "2018-01-29"
    assert any("Sochi" in name for name in issue.names)
    stances = {next(a.name for a in reading.actors if a.id == p.actor): p.stance for p in reading.positions}
    assert stances == {"Russia": "sponsors", "Turkey": "supports"}


def test_one_issue_may_seek_to_bypass_another(read: Read) -> None:
    text = "Rebels rejected the Sochi conference, saying Moscow was seeking to bypass the Geneva peace process."
    sochi, geneva = standing(read(text))
    assert sochi.relations == (("seeks_to_bypass", geneva.id),)


def test_every_wording_stands_in_the_text(read: Read) -> None:
    reading = read("The army launched an offensive on Kidal. Mali wants the offensive to go on. Niger opposes it.")
    for issue in reading.issues:
        assert issue.evidence
        assert all(reading.report.text[s.start : s.end].strip() for s in issue.evidence)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru refused to reopen the port that storms had damaged twice in a year.", "reopen the port"),
        ("Chad agreed to open the road for a period of no more than two weeks in all.", "open the road"),
        ("Kenya agreed to look into the reports of looting.", "look into the reports of looting"),
    ],
)
def test_a_clause_is_named_by_its_beginning_and_known_by_its_whole(read: Read, text: str, name: str) -> None:
    (issue,) = read(text).issues
    assert issue.name == name
    assert any(text.rstrip(".").endswith(words) for words in issue.names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "US probes civilian casualties Daesh claimed the attack in a statement circulated on social media.",
            "probes civilian casualties",
        ),
        (
            "The US military is investigating reports that at least 73 civilians mostly women and children were killed "
            "in air strikes early on Tuesday morning in the northern Syrian village of Tokhar.",
            "investigating reports that at least 73 civilians mostly women and children were killed",
        ),
        ("The PYD spokesman regretted the agreement they signed with them.", "agreement they signed with them"),
    ],
)
def test_a_name_ends_where_a_phrase_does(read: Read, text: str, name: str) -> None:
    assert name in [issue.name for issue in read(text).issues]
