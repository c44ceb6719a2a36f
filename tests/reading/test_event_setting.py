"""When and where an event took place, and whose statement it is: one rule a case, in small stories of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.language.english import English
from dragoman.lexicon import lexicon
from dragoman.reading.event_lexicon import event_words, kernel
from dragoman.reading.reader import Reader
from dragoman.records import Event, Reading, Report, Zone
from dragoman.scoring import stories_events

DAY = "2021-06-16"  # a Wednesday

# text, the trigger's first word, the place's name
PLACES = [
    ("Gunmen attacked the village of Kwandika in Borno state, killing nine.", "attacked", "Kwandika"),
    ("Troops fought rebels south of Goma on Monday.", "fought", "Goma"),
    ("Rebels seized Bunia on Monday.", "seized", "Bunia"),
    ("Rebels seized most of Bunia on Monday.", "seized", "Bunia"),
    ("Rebels entered Kidal on Monday. Soldiers shelled the town.", "shelled", "Kidal"),
    ("The envoy said in Geneva that the army shelled Goma.", "shelled", "Goma"),
]


def event(reading: Reading, word: str) -> Event:
    text = reading.report.text
    return next(e for e in reading.events if any(text[s.start : s.end].split()[-1] == word for s in e.trigger))


def test_since_when_somebody_rules_dates_nothing_else(read: Callable[..., Reading]) -> None:
    found = event(read("The regime in power since 1963 has shelled Goma.", published=DAY), "shelled").date
    assert found is not None
    assert found.start == DAY


@pytest.mark.parametrize(("text", "word", "place"), PLACES)
def test_place(read: Callable[..., Reading], text: str, word: str, place: str) -> None:
    reading = read(text, published=DAY)
    names = {p.id: p.name for p in reading.places}
    assert names[event(reading, word).place or ""] == place


def test_a_village_of_no_gazetteer_lies_where_the_story_tells(read: Callable[..., Reading]) -> None:
    reading = read("Gunmen attacked the village of Kwandika in Borno state.", published=DAY)
    place = next(p for p in reading.places if p.name == "Kwandika")
    assert place.id == "new:kwandika:place"
    assert place.country == "NGA"
    assert place.precision_km is None or place.precision_km >= 50


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said in Geneva that rebels killed nine soldiers.",
        '"Rebels killed nine soldiers," the envoy told reporters in Geneva.',
    ],
)
def test_what_is_said_somewhere_did_not_happen_there(read: Callable[..., Reading], text: str) -> None:
    assert event(read(text, published=DAY), "killed").place is None


def test_what_is_done_by_saying_it_happens_where_it_is_said(read: Callable[..., Reading]) -> None:
    reading = read('"The rebels must go," the envoy told reporters in Geneva.', published=DAY)
    names = {p.id: p.name for p in reading.places}
    assert [names.get(e.place or "") for e in reading.events if e.type == "REQUEST"] == ["Geneva"]


# text, the trigger's last word, first and last day; None: another day than that
DATES = [
    ("Violence has flared in Basra since the 2003 invasion, and gunmen killed nine people on Monday.", "killed",
     "2021-06-14"),
    ("Peru rejected a plan on Monday that was drafted in 2019.", "rejected", "2021-06-14"),
]


@pytest.mark.parametrize(("text", "word", "day"), DATES)
def test_date(read: Callable[..., Reading], text: str, word: str, day: str) -> None:
    when = event(read(text, published=DAY), word).date
    assert when is not None
    assert when.start == day


def test_a_later_quotation_has_the_day_on_which_its_speaker_spoke(read: Callable[..., Reading]) -> None:
    reading = read(
        "Foreign Minister Sergei Lavrov criticised Kenya on Monday.\n\n"
        '"We will not accept the plan," Lavrov said on Monday.\n\n"We urge Kenya to think again," Lavrov added.',
        published=DAY,
    )
    urged = next(e for e in reading.events if e.type == "REQUEST")
    assert urged.date is not None
    assert urged.date.start == "2021-06-14"


def test_a_telling_with_a_date_dates_the_event(read: Callable[..., Reading]) -> None:
    reading = read(
        "Kenyan police killed nine protesters.\n\nKenyan police killed the nine protesters on Monday.", published=DAY
    )
    killings = [e for e in reading.events if e.type == "ASSAULT"]
    assert [e.date.start for e in killings if e.date] == ["2021-06-14"]


@pytest.mark.parametrize("word", event_words("measures"))
def test_each_measure_by_its_example(word: str) -> None:
    text = lexicon("events")["measures"][word]
    parsed = next(English().parse([Report(id="r", text=text, zones=(Zone(0, len(text), "body"),))]))
    assert any(kernel(token) is not token for token in parsed.tokens)


# text, type, factuality of an event that must be there
OPEN = [
    ("Somali officials fear an attack by al-Shabab on the port.", "ASSAULT", "possible"),
    ("The army denied using cluster bombs.", "ASSAULT", "denied"),
    ("The ministry denied reports that its jets bombed the camp.", "ASSAULT", "denied"),
    ("Turkey accused Greece of pushing back migrants, a charge Athens denied.", "COERCE", "denied"),
    ("Kenya accused the militia of shelling the port.", "ASSAULT", "possible"),
    ("The general said his army would bomb the port.", "ASSAULT", "threatened"),
    ("The general said his army would bomb the port.", "THREATEN", "happened"),
    ("The envoy said the rebels must leave Goma.", "RETREAT", "called_for"),
    ("The envoy said the rebels must leave Goma.", "REQUEST", "happened"),
    ("France plans to withdraw its troops from Mali.", "CONCEDE", "planned"),
    ("The truce has collapsed.", "RETREAT", "failed"),
    ("A conference to be hosted by Thailand was announced.", "AGREE", "planned"),
    ("We are asking Myanmar to help, the Thai minister said.", "REQUEST", "happened"),
    ("The rebels have not been able to capture Goma.", "ASSAULT", "failed"),
    ("The port of Palma fell to the militants.", "ASSAULT", "happened"),
    ("The group fired dozens of rockets at the base.", "ASSAULT", "happened"),
    ("The bloc fears threats of Russian strikes.", "THREATEN", "possible"),
]


@pytest.mark.parametrize(("text", "kind", "factuality"), OPEN)
def test_what_is_open_is_found(read: Callable[..., Reading], text: str, kind: str, factuality: str) -> None:
    assert (kind, factuality) in {(e.type, e.factuality) for e in read(text, published=DAY).events}


# text, type of an event that must not be there
NONE = [
    ("Analysts warned that the drought could last for years.", "THREATEN"),
    ("Thousands of families fled the valley.", "RETREAT"),
    ("Oslo held talks on ending the war in Sudan.", "RETREAT"),
    ("The clans were responsible for guarding the road.", "ACCUSE"),
    ("Kenya received support from Uganda.", "CONSULT"),
]


@pytest.mark.parametrize(("text", "kind"), NONE)
def test_what_is_none_is_not_found(read: Callable[..., Reading], text: str, kind: str) -> None:
    assert kind not in {e.type for e in read(text, published=DAY).events}


def test_what_is_planned_is_no_history(read: Callable[..., Reading]) -> None:
    reading = read("A conference to be hosted by Thailand was announced.", published=DAY)
    assert [e.background for e in reading.events if e.type == "AGREE"] == [False]


def test_a_statement_speaks_for_who_issued_it(read: Callable[..., Reading]) -> None:
    reading = read("The Kenyan army issued a statement on Monday.\n\nThe statement called on Uganda to free the crew.")
    asked = next(e for e in reading.events if e.type == "REQUEST")
    names = {a.id: a.name for a in reading.actors}
    assert [names.get(p.actor or "", "").startswith("Kenya") for p in asked.actors] == [True]


def test_parties_without_a_name_are_told(read: Callable[..., Reading]) -> None:
    rows = stories_events.events(read("Militants killed nine farmers in Borno. The government condemned the killings."))
    assert {"ASSAULT", "ACCUSE"} <= {row["type"] for row in rows}


def test_an_attack_told_again_is_the_same(read: Callable[..., Reading]) -> None:
    reading = read("Gunmen stormed a church in Abuja on Monday.\n\nThe alleged attack shocked the town.", published=DAY)
    assert len([e for e in reading.events if e.type == "ASSAULT"]) == 1


def test_contexts_of_the_sides(read: Callable[..., Reading]) -> None:
    reading = read("The Islamic State (ISIL) group captured Mosul.", published=DAY)
    captured = next(e for e in reading.events if e.type == "ASSAULT")
    assert {"territory", "terrorism"} <= set(captured.contexts)


def test_nothing_that_is_done_has_a_date_ahead(read: Callable[..., Reading]) -> None:
    text = "Chad received backing from Niger for holding a peace conference in Abeche on July 2."
    reading = read(text, published=DAY)
    (backing,) = [e for e in reading.events if e.type == "SUPPORT"]
    assert (backing.factuality, backing.date and backing.date.start) == ("happened", DAY)
    reading = read("Ministers discussed the hosting of peace talks between Chad and Niger on July 2.", published=DAY)
    ahead = [e.factuality for e in reading.events if e.date and e.date.start > DAY]
    assert set(ahead) <= {"planned", "called_for", "possible", "hypothetical", "threatened"}
    assert ahead


def test_what_stands_around_a_story_tells_no_event(reader: Reader) -> None:
    body, tags = "Rebels shelled Goma on Monday.", "Tags Chad army air strikes Goma"
    zones = (Zone(0, len(body), "body"), Zone(len(body) + 1, len(body) + 1 + len(tags), "tags"))
    report = Report(id="r", text=f"{body}\n{tags}", zones=zones, published=DAY)
    reading = reader.extract(next(iter(reader.resources.language.parse([report]))))
    assert [e.type for e in reading.events] == ["ASSAULT"]
    assert all(span.end <= len(body) for e in reading.events for span in e.evidence)
