"""Which state and what sort of party a phrase means that names it only in part: in the wars of any country."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.reading.reader import Story
from dragoman.reading.second_mentions import _of_state
from dragoman.records import Actor, Mention

Told = Callable[..., Story]


def party(story: Story, words: str) -> Actor | None:
    """The actor of the last mention that reads so."""
    found = [m for m in story.found(Mention) if story.text[m.start : m.end] == words and m.kind == "actor"]
    return story.get(found[-1].target) if found else None  # type: ignore[no-any-return]


STATE_FORCES = [
    ("Shelling hit Marib in Yemen. The rebels fled as regime forces advanced.", "regime forces", "YEM"),
    ("Fighting spread in Libya. An army unit seized a depot near Sirte in Libya.", "An army unit", "LBY"),
    ("Clashes broke out in Sudan. The army air force bombed Omdurman in Sudan.", "The army air force", "SDN"),
    ("Villages burned in Myanmar. Junta troops entered Sagaing in Myanmar.", "Junta troops", "MMR"),
    ("Gunmen struck in Mali. The army's helicopters took off from Gao in Mali.", "The army's helicopters", "MLI"),
    (
        "Fighting went on in Yemen. Saudi-backed government forces took a hill in Yemen.",
        "Saudi-backed government forces",
        "YEM",
    ),
    ("Rockets fell in Sudan. Another army unit withdrew in Sudan.", "Another army unit", "SDN"),
    ("The armys air force bombed Taiz in Yemen on Friday, residents in Yemen said.", "The armys air force", "YEM"),
    ("Soldiers opened fire in Conakry in Guinea, witnesses in Guinea said.", "Soldiers", "GIN"),
]


@pytest.mark.parametrize(("text", "words", "country"), STATE_FORCES, ids=[words for _, words, _ in STATE_FORCES])
def test_state_forces_without_a_country_are_those_of_the_scene(told: Told, text: str, words: str, country: str) -> None:
    found = party(told(text), words)
    assert found is not None
    assert (found.country, found.sector) == (country, "MIL")


def test_the_wordings_of_a_states_forces_are_one_party(told: Told) -> None:
    story = told(
        "War goes on in Yemen. Yemeni regime forces advanced. Regime troops fired. Government forces fled in Yemen."
    )
    ids = {party(story, words).id for words in ("Yemeni regime forces", "Regime troops", "Government forces")}  # type: ignore[union-attr]
    assert ids == {"Q805/armed-forces"}


def test_the_regime_is_the_state_that_the_story_calls_so(told: Told) -> None:
    story = told(
        "Shells fell in Lebanon near Arsal. The Syrian regime denied it in Lebanon. Regime troops crossed over."
    )
    assert party(story, "Regime troops").country == "SYR"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("SANA reported shelling in Aden, Yemen, where Sana is far.", "SANA", "SYR", "JRN"),
        ("SANA's reporter in Yemen said so.", "SANA's reporter", "SYR", "JRN"),
        (
            "The war in Mali spread. Al-Qaeda's former Mali affiliate denied it.",
            "Al-Qaeda's former Mali affiliate",
            "MLI",
            "REB",
        ),
        ("Islamic State's Libyan branch claimed the raid.", "Islamic State's Libyan branch", "LBY", "REB"),
        ("Libyan factions signed it in Tunis.", "Libyan factions", "LBY", "REB"),
        ("A Russian military helicopter crashed.", "A Russian military helicopter", "RUS", "MIL"),
        ("French aircraft circled over Gao.", "French aircraft", "FRA", "MIL"),
        ("Popular committees manned the roads in Yemen.", "Popular committees", None, "PRM"),
        ("The international community must act on Sudan.", "The international community", None, "IGO"),
        ("Patients fled the clinic in Khartoum.", "Patients", None, "CVL"),
        ("A civil defence worker pulled her out.", "A civil defence worker", None, "NGO"),
        ("An official said so in Kyiv.", "An official", None, "GOV"),
        (
            "Fighting rages in Ukraine. The Kharkiv Police Command confirmed it in Ukraine.",
            "The Kharkiv Police Command",
            "UKR",
            "COP",
        ),
        (
            "War goes on in Ukraine. Kharkiv governor Oleh Tkachuk said so in Ukraine.",
            "Kharkiv governor Oleh Tkachuk",
            "UKR",
            "GOV",
        ),
        (
            "Raids go on in Sudan. The Syrian Observatory for Human Rights monitor said so.",
            "Syrian Observatory for Human Rights monitor",
            "GBR",
            "NGO",
        ),
        ("Islamic State group militants struck in Niger.", "Islamic State group militants", None, "REB"),
        ("President Bashar al-Assads forces left.", "President Bashar al-Assads forces", "SYR", "MIL"),
        ("Volodymyr Zelenskys forces left.", "Volodymyr Zelenskys forces", "UKR", "MIL"),
        ("Sudanese President Bashir was booed abroad.", "Sudanese President Bashir", "SDN", "GOV"),
        ("Jordan's King Abdullah II flew home.", "Jordan's King Abdullah II", "JOR", "GOV"),
        ("The Mwatana group said so in Yemen. The New Arab has seen the report.", "The New Arab", "GBR", "JRN"),
    ],
)
def test_who_is_meant(told: Told, text: str, words: str, country: str | None, sector: str) -> None:
    found = party(told(text, "2022-11-26" if "Zelensky" in text else "2017-11-26"), words)
    assert found is not None
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Airwars counted the dead in Libya. The Britain-based monitor said so.",
            "The Britain-based monitor",
            "Airwars",
        ),
        (
            "Russia's defence ministry denied it. The ministry said nobody died.",
            "The ministry",
            "Russia's defence ministry",
        ),
        (
            "War goes on in Yemen. Vladimir Putin called for calm. The president spoke in Sochi.",
            "The president",
            "Vladimir Putin",
        ),
        (
            "Libyan opposition groups left the talks. The groups said they were tricked.",
            "The groups",
            "Libyan opposition groups",
        ),
        (
            "Malaysia spoke in New York. War goes on in Sudan. The government bombed a village in Sudan.",
            "The government",
            "Sudan",
        ),
    ],
)
def test_whom_a_second_mention_takes_up(told: Told, text: str, words: str, name: str) -> None:
    found = party(told(text, "2016-11-26"), words)
    assert found is not None
    assert name in found.names


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Britain's Theresa May spoke. The raid took place on 27 May. It was reported in May.", "May"),
        ("Both parties signed the truce in Juba.", "Both parties"),
        ("The Fact Finding Mission left for Chad.", "Fact"),
    ],
)
def test_what_is_no_party(told: Told, text: str, words: str) -> None:
    story = told(text, "2017-01-26")
    found = [m for m in story.found(Mention) if story.text[m.start : m.end] == words]
    assert not [m for m in found if m.start > story.text.find("spoke")]


def test_a_leaders_name_beside_anothers_stays_his(told: Told) -> None:
    story = told("Blaming Assad Trump says this cannot be tolerated in Syria. Trump spoke.", "2017-04-05")
    assert party(story, "Trump").name == "Donald Trump"  # type: ignore[union-attr]


def test_what_a_group_is_said_to_be_is_the_group(told: Told) -> None:
    story = told("Boko Haram is an Islamic State affiliate in Nigeria.")
    assert party(story, "an Islamic State affiliate").name == "Boko Haram"  # type: ignore[union-attr]


def test_no_word_of_a_persons_name_says_where(told: Told) -> None:
    assert party(told("Paris Hilton spoke in France. Paris Hilton left France."), "Paris Hilton").country is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("In the east of Sudan the army shelled a market.", "In"),
        ("Young men carried the body through Juba in South Sudan.", "Young"),
        ("Shells fell on the Salah al-Din district of Mosul in Iraq.", "Salah al-Din"),
        ("Ahmed al Burai reports from Gaza. Ahmed al Burai left Gaza.", "Ahmed"),
    ],
)
def test_a_leaders_name_that_is_no_leaders_here(told: Told, text: str, word: str) -> None:
    found = [m for m in told(text, "2017-08-26").found(Mention) if m.kind == "actor"]
    assert word not in [text[m.start : m.end] for m in found]


def test_two_spellings_of_a_brigade_are_one_and_no_persons(told: Told) -> None:
    story = told("The Hariri Martyrs Brigade took a hill in Lebanon. The Hariri Martyrs brigade left Lebanon.")
    first, second = party(story, "The Hariri Martyrs Brigade"), party(story, "The Hariri Martyrs brigade")
    assert first is not None
    assert first is second


def test_who_tells_a_headline_is_no_part_of_its_place(told: Told) -> None:
    story = told("Shells fell on Taiz in Yemen.", title="Shelling kills nine in Yemens Taiz Monitor")
    told_by = party(story, "Monitor")
    assert told_by is not None
    assert (told_by.sector, told_by.kind) == ("NGO", "organisation")


@pytest.mark.parametrize(
    ("headline", "words", "country", "sector"),
    [
        ("Malian Army Kills Dozens Near Mopti in Mali", "Malian Army", "MLI", "MIL"),
        ("Boko Haram Attacks Army Base, Takes Hostages", "Boko Haram", "NGA", "REB"),
    ],
)
def test_capitals_of_a_headline_make_no_names(told: Told, headline: str, words: str, country: str, sector: str) -> None:
    story = told("Dozens were killed on Monday, officials said.", title=headline)
    found = party(story, words)
    assert found is not None
    assert (found.country, found.sector) == (country, sector)
    assert not [a.name for a in story.found(Actor) if a.id.startswith("new:") and "kills" in a.name.lower()]


def test_a_sites_furniture_names_no_parties(told: Told) -> None:
    text = "Troops shelled Taiz in Yemen.\nOur Standards: The Thomson Reuters Trust Principles."
    assert not [a for a in told(text).found(Actor) if "Principles" in a.name or "Standards" in a.name]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The West accused Belarus of sending migrants. Minsk denied it.", "The West"),
        ("Western powers imposed sanctions on Myanmar.", "Western powers"),
    ],
)
def test_the_west_is_one_party(told: Told, text: str, words: str) -> None:
    found = party(told(text), words)
    assert found is not None
    assert (found.id, found.country, found.sector) == ("kb:west", None, "GOV")


@pytest.mark.parametrize(
    "text", ["He studied in the West.", "Troops left the West Bank.", "West Darfur burned in Sudan."]
)
def test_where_the_west_is_no_party(told: Told, text: str) -> None:
    assert not [a for a in told(text).found(Actor) if a.id == "kb:west"]


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("The Bolivarian National Guard fired tear gas in Caracas.", "The Bolivarian National Guard", "VEN", "MIL"),
        ("UN investigators left for Darfur in Sudan.", "UN investigators", None, "IGO"),
        ("An informed source within the African Union told reporters of the plan.", "An informed source", None, "IGO"),
        ("Turkey expelled the Israeli consul general.", "the Israeli consul general", "ISR", "GOV"),
        ("Samantha Power, US ambassador to the UN, spoke.", "Samantha Power", "USA", "GOV"),
    ],
)
def test_whose_officials_they_are(told: Told, text: str, words: str, country: str | None, sector: str) -> None:
    found = party(told(text, "2016-05-04"), words)
    assert found is not None
    assert (found.country, found.sector) == (country, sector)


def test_an_offshoot_that_is_named_so_twice_is_the_group(told: Told) -> None:
    story = told("An al-Qaeda franchise seized Mukalla. Ansar al-Sharia is an al-Qaeda franchise in Yemen.")
    assert party(story, "An al-Qaeda franchise") is party(story, "Ansar al-Sharia")


def test_a_party_named_by_one_word_is_known_by_what_it_says(told: Told) -> None:
    story = told("Komeito, the junior partner, has opposed the bill. Heavy rain fell on Nagoya. Omar said it was late.")
    kinds = {actor.name: actor.kind for actor in story.found(Actor)}
    assert kinds["Komeito"] == "organisation"
    assert kinds["Omar"] == "person"
    assert "Heavy" not in kinds
    assert not any(actor.name.startswith("Resolution") for actor in told("Resolution 2286 demanded it.").found(Actor))


def test_a_soldier_by_his_title_only_is_no_force_of_the_state() -> None:
    assert not _of_state({"eisenhower"}, "")
    assert _of_state(set(), "government forces")


def test_an_office_after_a_name_is_the_persons_where_the_comma_is_lost(told: Told) -> None:
    story = told("The town fell said Rami Abdel Rahman head of the Syrian Observatory for Human Rights.")
    assert "Rami Abdel Rahman" in {actor.name for actor in story.found(Actor)}
    assert not any(actor.name.endswith("head") for actor in story.found(Actor))


def test_a_party_is_taken_up_by_the_noun_of_its_name(told: Told) -> None:
    story = told(
        "The Syrian Coalition condemned the bombing of the headquarters of the Syrian interim government in Azaz. "
        "The bombing helps the regime, the Coalition said."
    )
    assert party(story, "the Coalition") is party(story, "The Syrian Coalition")


def test_a_source_is_told_by_where_it_sits(told: Told) -> None:
    story = told("A source at Aleppo Police Command said a shell fell. Another source spoke.")
    assert "source at Aleppo Police Command" in {actor.name for actor in story.found(Actor)}
