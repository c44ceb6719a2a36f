"""What the stance head takes for a stance and is none: a head that is wrong on purpose, and its neighbours."""

from __future__ import annotations

import pytest
from tests.reading.test_stance_head import told

from dragoman.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "actor", "issue", "stance"),
    [
        ("Kenyan soldiers broke the siege of the town.", "soldiers", "siege", "sponsors"),
        ("Kenya held on to the town under militia siege.", "Kenya", "siege", "sponsors"),
        ("Kenya said it had conducted nine airstrikes on the camp.", "it", "airstrikes", "sponsors"),
        ("Kenya answered with force to protests demanding reforms.", "Kenya", "reforms", "supports"),
        ("Kenya has repeatedly denied using such weapons.", "Kenya", "using", "opposes"),
        ("Kenya has yet to accede to demands for an inquiry.", "Kenya", "inquiry", "supports"),
        ("Kenya is not party to the agreement.", "Kenya", "agreement", "opposes"),
        ("Kenya established full control over the town.", "Kenya", "control", "sponsors"),
        ("Kenyan rebels repelled the assault in May.", "rebels", "assault", "opposes"),
        ("Kenya is seeking to contain the Somali rebels.", "Kenya", "rebels", "supports"),
        ("Kenya said that UN inspectors should be let in.", "Kenya", "inspectors", "supports"),
        ("Kenya is to join Russian-sponsored talks in Doha.", "Kenya", "talks", "sponsors"),
    ],
)
def test_what_the_head_sees_there_is_no_stance(
    stubbed: Reader, text: str, actor: str, issue: str, stance: str
) -> None:
    given = told(stubbed, text, {(actor, issue): (stance, 0.9)})
    assert not [one for one in given if actor in one[0] and one[1] == stance and "should be" not in one[2]]


@pytest.mark.parametrize(
    ("text", "actor", "issue", "stance", "found"),
    [
        ("Soldiers broke the siege imposed by Kenya.", "Kenya", "siege", "sponsors", "Kenya"),
        ("The town has been under a siege by Kenya since May.", "Kenya", "siege", "sponsors", "Kenya"),
        ("Kenya has launched nearly 2,000 air raids since May.", "Kenya", "raids", "sponsors", "Kenya"),
        ("Farmers staged protests demanding reforms.", "Farmers", "reforms", "supports", "Farmers"),
        ("Somalia is to host the Kenyan-sponsored talks for Kenya.", "Kenya", "talks", "sponsors", "Kenya"),
        ("The regime backed by Kenya went on with the campaign.", "Kenya", "regime", "supports", "Kenya"),
    ],
)
def test_its_neighbours_are(
    stubbed: Reader, text: str, actor: str, issue: str, stance: str, found: str
) -> None:
    given = told(stubbed, text, {(actor, issue): (stance, 0.9)})
    assert (found, stance) in {(one[0], one[1]) for one in given}, given


def test_a_bare_verb_must_be_sure(stubbed: Reader) -> None:
    text = "Traders urged Kenya to reconsider."
    assert told(stubbed, text, {("Traders", "reconsider"): ("supports", 0.7)}) == []
    assert told(stubbed, text, {("Traders", "reconsider"): ("supports", 0.9)}) != []
