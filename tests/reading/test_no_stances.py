"""What takes no stance though a stance word stands there: every table of ``no_stances.toml`` by its example."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.reading.test_positions import found

from dragoman.lexicon import lexicon
from dragoman.records import Reading

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def read(ruled: Read) -> Read:
    """What is told here is what the rules find, without the stance head."""
    return ruled

TABLES = {name: table for name, table in lexicon("no_stances").items() if "example" in table}


def held(reading: Reading, actor: str, issue: str) -> bool:
    """Whether a position of that actor on that issue is given."""
    given = found(reading)
    return any(actor.lower() in name.lower() and issue.lower() in about.lower() for name, _, about in given)


@pytest.mark.parametrize("name", TABLES)
def test_nobody_takes_the_stance(read: Read, name: str) -> None:
    table = TABLES[name]
    assert not held(read(table["example"]), *table["not"])


@pytest.mark.parametrize(
    ("text", "actor", "issue"),
    [
        ("Kurdish factions joined the offensive on the port.", "factions", "offensive"),
        ("Russian warplanes continued to bomb the town.", "Russia", "bomb"),
        ("The minister said that the junta is determined to block the talks.", "junta", "talks"),
        ("Beijing opposes the visit to Taiwan.", "Beijing", "visit"),
        ("Berlin backs the peace process.", "Berlin", "process"),
        ("The junta continued its campaign against the farmers.", "junta", "campaign"),
        ("Tokyo opposes the American base.", "Tokyo", "base"),
    ],
)
def test_its_neighbours_do(read: Read, text: str, actor: str, issue: str) -> None:
    assert held(read(text), actor, issue), found(read(text))


@pytest.mark.parametrize(
    ("text", "actor", "issue"),
    [
        # a watcher that a pronoun was taken for
        ("The Lima Observatory for Rights said it launched an offensive on the port.", "Observatory", "offensive"),
        # what one act is for is not another position
        ("The rebels sought to take the hill in a bid to link the towns.", "rebels", "link"),
        # a name taken apart by the parser, and a demonym inside a longer name
        ("The Kenyan air force offensive began in May.", "Kenya |", "offensive"),
        # what others are made to do besides
        ("The pact forced the junta to free the hostages and to attend the Doha talks.", "junta", "talks"),
        # a question is no decision
        ("The speaker will decide how many changes to the bill will be debated.", "speaker", "changes"),
        # what is requested and over
        ('"The strike was requested by the partnered troops," the army said.', "troops", "strike"),
        # the draft's call is not the council's
        ("Oman vetoed a draft UN Security Council resolution calling for a truce.", "Council", "truce"),
        # advisers, told by no name
        ("The junta and its popular allies launched an offensive on the port.", "allies", "offensive"),
        # a menu's word glued to a name
        ("YouTube Chadian soldiers launched an offensive on the port.", "YouTube", "offensive"),
        # the end belongs to the verb
        ("The bishop called on the junta to put an end to the crimes.", "bishop", "end"),
        # two parties as one name, a thing
        ("Damascus and opposition forces reached a swap deal in March.", "Damascus opposition", "deal"),
        ("A Chadian helicopter started operations in the north.", "helicopter", "operations"),
        # a fight against a fight
        ("Rebel forces are battling to push back regime advances.", "Rebel", "push back"),
        # a participle in a row with another verb is about their subject
        ("The militia guards the self-ruled federation and is backed by Togo.", "Togo", "federation"),
    ],
)
def test_no_stance(read: Read, text: str, actor: str, issue: str) -> None:
    assert not held(read(text), actor, issue), found(read(text))


def test_each_side_has_its_own_campaign(read: Read) -> None:
    reading = read(
        "The US air campaign in Yemen began in May. The junta has stepped up its air campaign in recent weeks."
    )
    assert not held(reading, "junta", "US air campaign")
    assert held(reading, "junta", "air campaign")


def test_rebels_are_not_called_after_one_of_them(read: Read) -> None:
    reading = read("A rebel commander was killed. Rebels launched the offensive at dawn. The rebels took the road.")
    assert ("rebels", "sponsors") in {(name.split(" | ")[0].lower(), stance) for name, stance, _ in found(reading)}


def test_a_title_before_the_body_is_the_one_named_after_it(read: Read) -> None:
    reading = read("President of the Syrian Coalition Anas Kebede called for a truce.")
    assert any("Anas Kebede" in name for name, _, _ in found(reading)), found(reading)


def test_whose_stay_is_named_without_the_title(read: Read) -> None:
    reading = read("The Brotherhood sought to unseat President Hafez al-Assad.")
    assert any("Assad staying in power" in issue for _, _, issue in found(reading)), found(reading)


def test_who_wants_something_stopped_is_against_it(read: Read) -> None:
    reading = read("Chad must stop bombing Aleppo, the minister said.")
    assert {stance for name, stance, _ in found(reading) if "minister" in name} == {"opposes"}
