"""Who did what to whom: whole events out of sentences and small stories."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.reading import mentions
from dragoman.reading.codebook import codebook
from dragoman.reading.events import find_with
from dragoman.reading.reader import Reader, Story
from dragoman.records import Event, Party, Reading, Report, Zone
from dragoman.scoring import coding, events, stories_events

GOLD = Path(__file__).parents[1] / "gold"

# sentence, type, mode, actors, recipients, factuality
CASES = [
    ("Rebels shelled Aleppo on Monday, killing ten civilians.", "ASSAULT", "heavy-weapons", "Rebels", "ten civilians",
     "happened"),
    ("Ten civilians were killed in Russian air strikes on Idlib.", "ASSAULT", "aerial", "Russian",
     "Ten civilians|Idlib", "happened"),
    ("Russian air strikes on Idlib killed ten civilians.", "ASSAULT", "aerial", "Russian", "Idlib|ten civilians",
     "happened"),
    ("The mayor of Nairobi was kidnapped by gunmen.", "ASSAULT", "abduct", "gunmen", "The mayor of Nairobi",
     "happened"),
    ("Turkey, Iran and Russia signed a deal.", "SUPPORT", None, "Turkey|Iran|Russia", "", "happened"),
    ("Kenya ended its aid to Uganda.", "SANCTION", "discontinue", "Kenya", "Uganda", "happened"),
    ("The European Union imposed sanctions on Belarus.", "SANCTION", "discontinue", "The European Union", "Belarus",
     "happened"),
    ("Oslo said that there were clashes in Goma.", "ASSAULT", None, "", "", "happened"),
    ("There were no clashes in Goma on Monday.", "ASSAULT", None, "", "", "denied"),
    ("Colombia expelled the Venezuelan ambassador.", "SANCTION", "expel", "Colombia", "the Venezuelan ambassador",
     "happened"),
    ("Ankara refused to attend the talks.", "REJECT", "meet", "Ankara", "", "happened"),
    ("Iran will not talk to Israel.", "REJECT", None, "Iran", "Israel", "happened"),
    ("Bolivia may expel the ambassador of Chile.", "SANCTION", "expel", "Bolivia", "the ambassador of Chile",
     "possible"),
    ("The UN urged Sudan to release the journalists.", "REQUEST", "yield", "The UN", "Sudan", "happened"),
    ("The UN urged Sudan to release the journalists.", "RETREAT", "release", "Sudan", "the journalists", "called_for"),
    ("Iran threatened to attack Israel.", "THREATEN", "violence", "Iran", "Israel", "happened"),
    ("Iran threatened to attack Israel.", "ASSAULT", None, "Iran", "Israel", "threatened"),
    ("Police failed to arrest the general.", "COERCE", "arrest", "Police", "the general", "failed"),
    ("Sudan accused Chad of arming the rebels.", "ACCUSE", "allege", "Sudan", "Chad", "happened"),
    ("France condemned Iran's attack on the ship.", "ACCUSE", "disapprove", "France", "Iran's", "happened"),
    ("Japan gave Fiji ten million dollars.", "AID", None, "Japan", "Fiji", "happened"),
    ("Russia deployed troops to the border with Georgia.", "MOBILIZE", "troops", "Russia", "the border", "happened"),
    ("The rebels freed nine hostages in Goma.", "RETREAT", "release", "The rebels", "nine hostages", "happened"),
    ("The truce between the rebels and the army has collapsed.", "RETREAT", None, "the rebels|the army", "", "failed"),
    ("Peru's president will meet his Bolivian counterpart in Lima.", "AGREE", None, "Peru's president",
     "his Bolivian counterpart", "planned"),
    ("Peru expels Bolivian ambassador to Lima", "SANCTION", "expel", "Peru", "Bolivian ambassador", "happened"),
    ("Talks between Chad and Libya resumed on Monday.", "CONSULT", None, "Chad|Libya", "", "happened"),
    ("Turkey's backing for the rebels angered Russia.", "SUPPORT", None, "Turkey's", "the rebels", "happened"),
    ("Thousands of Sudanese protested against the general.", "PROTEST", "demo", "Thousands of Sudanese", "the general",
     "happened"),
]


def words(reading: Reading, parties: tuple[Party, ...]) -> str:
    return "|".join(reading.report.text[p.start : p.end] for p in parties)


@pytest.mark.parametrize(("sentence", "kind", "mode", "actors", "recipients", "factuality"), CASES)
def test_events_of_a_sentence(
    reader: Reader, sentence: str, kind: str, mode: str | None, actors: str, recipients: str, factuality: str
) -> None:
    reading, _ = events.told({"id": "x", "sentence": sentence}, reader)
    found = [
        (e.type, e.mode, words(reading, e.actors), words(reading, e.recipients), e.factuality) for e in reading.events
    ]
    assert (kind, mode, actors, recipients, factuality) in found


NOTHING = [
    "The weather in Lima was mild on Sunday.",
    "The Syrian opposition has three hundred members.",
    "War-torn Sudan exports gum.",
    "They met to end the war.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_no_event_is_filled_in(reader: Reader, sentence: str) -> None:
    reading, _ = events.told({"id": "x", "sentence": sentence}, reader)
    assert [e.type for e in reading.events if e.type not in ("CONSULT",)] == []


def test_date_place_attribution_and_background(read: Callable[..., Reading]) -> None:
    reading = read(
        "GOMA (Reuters) - The Congolese army shelled rebels in Bukavu on Monday, residents said.\n\n"
        "Rwanda invaded Congo in 1998.",
        published="2017-12-27",
    )
    by_word = {reading.report.text[e.trigger[0].start : e.trigger[0].end]: e for e in reading.events}
    shelled, invaded = by_word["shelled"], by_word["invaded"]
    places = {place.id: place.name for place in reading.places}
    assert shelled.date is not None
    assert shelled.date.start == "2017-12-25"
    assert places[shelled.place or ""] == "Bukavu"
    assert not shelled.background
    assert shelled.according_to is not None
    assert invaded.background
    assert invaded.date is not None
    assert invaded.date.start.startswith("1998")


def test_one_event_told_twice_is_one_record(read: Callable[..., Reading]) -> None:
    reading = read("Kenya rejected the Somali offer on Monday.\n\nKenya rejected the offer of Somalia, officials said.")
    rejections = [e for e in reading.events if e.type == "REJECT"]
    assert len(rejections) == 1
    assert len(rejections[0].evidence) == 2


def test_a_charge_in_a_quotation_is_its_speakers(read: Callable[..., Reading]) -> None:
    reading = read('Macron said the Russian attack on Kharkiv was "unacceptable".')
    charges = [e for e in reading.events if e.type == "ACCUSE"]
    assert [words(reading, e.actors) for e in charges] == ["Macron"]


def test_evidence_and_triggers_lie_in_the_text(read: Callable[..., Reading]) -> None:
    reading = read("Rebels seized Goma, which the army had held since May. Kenya and Uganda condemned the attack.")
    assert reading.events
    for event in reading.events:
        for span in (*event.trigger, *event.evidence):
            assert 0 <= span.start < span.end <= len(reading.report.text)
        assert event.why
        assert 0 < event.confidence <= 1
        assert not event.cameo or event.cameo[:2].isdigit()


def test_peace_codebook_on_its_sentences(reader: Reader) -> None:
    """Sixty sentences of our own; the same hand wrote the patterns."""
    hits = given = wanted = 0
    for line in (GOLD / "peace.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = Report(id="r", text=row["text"], zones=(Zone(0, len(row["text"]), "body"),))
        story = Story(next(iter(reader.resources.language.parse([report]))), reader.resources)
        for record in list(mentions.find(story)):
            story.add(record)
        found = {str(event.type) for event in find_with(story, codebook("peace"))}
        hits += len(found & set(row["classes"]))
        given += len(found)
        wanted += len(row["classes"])
    assert 2 * hits / (given + wanted) >= 0.9


def test_task_events_answers_a_pair(reader: Reader) -> None:
    sentence = "Sudan accused Chad of arming the rebels."
    row = {"id": "p1", "sentence": sentence, "source": [0, 5], "target": [14, 18]}
    assert events.answer(row, reader) == {"id": "p1", "event": "ACCUSE", "quad": "verbal conflict"}
    assert events.answer({"id": "p2", "sentence": sentence, "source": None, "target": None}, reader)["event"]
    assert events.answer({"id": "p3", "sentence": " "}, reader) == {"id": "p3", "event": None, "quad": None}


def test_task_coding_answers_in_the_words_of_the_sentence(reader: Reader) -> None:
    sentence = "Sudan said it had expelled the ambassador of Chad."
    answer = coding.answer({"id": "c1", "sentence": sentence}, reader)
    assert {"actor": "Sudan", "recipient": "the ambassador of Chad", "event": "SANCTION"} in answer["events"]
    assert coding.answer({"id": "c2", "sentence": ""}, reader) == {"id": "c2", "events": []}


def test_stories_leave_out_what_is_only_asked_for(read: Callable[..., Reading]) -> None:
    reading = read("The UN urged Sudan to release the journalists.\n\nKenya closed its border with Somalia.")
    rows = stories_events.events(reading)
    assert "REQUEST" in {row["type"] for row in rows}
    assert "called_for" not in {row["factuality"] for row in rows}
    for row in rows:
        assert row["trigger"] in reading.report.text
        assert row["evidence"] in reading.report.text


def test_the_same_twice(read: Callable[..., Reading]) -> None:
    text = "Rebels shelled Aleppo on Monday, killing ten. France condemned the attack and urged Syria to stop."
    first: tuple[Event, ...] = read(text).events
    assert first == read(text).events
