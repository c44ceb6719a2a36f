"""Places: names in context, phrases around them, evidence of the sentence, the gazetteer file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DataFileError
from dragoman.knowledge.place_evidence import distance_km
from dragoman.knowledge.place_names import fold, skeleton
from dragoman.knowledge.place_phrases import Phrase, read
from dragoman.knowledge.places import Context, Places, unlisted
from dragoman.lexicon import lexicon
from dragoman.reading.cast import new_id

GOLD = Path(__file__).parents[1] / "gold" / "places.jsonl"
NEAR_KM = 50


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.open()


@pytest.mark.parametrize(
    ("name", "sentence", "country", "lat", "lon"),
    [
        ("Tripoli", "Militias fought in Tripoli.", "LBY", 32.9, 13.2),
        ("Tripoli", "Lebanese soldiers patrolled Tripoli.", "LBN", 34.4, 35.8),
        ("Georgia", "Voters in Georgia, the US state, went to the polls.", "USA", 33.3, -83.9),
        ("Georgia", "Russian tanks rolled into Georgia.", "GEO", 42.2, 43.5),
        ("Paris, Texas", "A march was held.", "USA", 33.7, -95.6),
        ("Deir al-Zor", "Strikes hit Deir al-Zor.", "SYR", 35.3, 40.1),
        ("Kiev", "Protesters gathered in Kiev.", "UKR", 50.45, 30.5),
        ("Syrias", "Syrias war", "SYR", 35.0, 38.5),
        ("the Donbas", "Fighting in the Donbas", "UKR", 48.3, 38.3),
        ("New York", "The council met in New York.", "USA", 40.7, -74.0),
        ("Fallouja", "Marines entered Fallouja, Iraq.", "IRQ", 33.35, 43.78),
    ],
)
def test_a_name_means_the_place_that_fits_the_sentence(
    places: Places, name: str, sentence: str, country: str, lat: float, lon: float
) -> None:
    found = places.find(name, Context(words=sentence))
    assert found is not None
    assert found.country == country
    assert distance_km(found.latitude or 0, found.longitude or 0, lat, lon) < NEAR_KM


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("northern Aleppo province", Phrase("Aleppo", "admin1", 0, "northern", (0.5, 0.0))),
        ("the village of Hassajik in the Aleppo region", Phrase("Hassajik", "city", holder="Aleppo region")),
        ("the border with Turkey", Phrase("", "border", 100, border=("Turkey",))),
        ("the Syrian-Turkish border", Phrase("", "border", 100, border=("Syrian", "Turkish"))),
        ("Mosul's Old City", Phrase("Old", "city", holder="Mosul")),
        ("Kabul", Phrase("Kabul")),
    ],
)
def test_the_words_around_a_name_are_read(name: str, expected: Phrase) -> None:
    found = read(name)
    assert (found.border, found.part, found.holder) == (expected.border, expected.part, expected.holder)
    assert (found.name, found.kind) == (expected.name, expected.kind)


@pytest.mark.parametrize(
    ("name", "feature", "least_km"),
    [
        ("northern Aleppo province", "region", 30),
        ("Idlib countryside", "area", 40),
        ("Aleppo province", "admin1", 50),
        ("Yarmouk camp", "camp", 2),
        ("the border with Turkey", "border", 100),
        ("Syria", "country", 200),
        ("Aleppo", "city", 5),
    ],
)
def test_what_is_vague_keeps_its_precision(places: Places, name: str, feature: str, least_km: float) -> None:
    found = places.find(name, Context(countries=("SYR",)))
    assert found is not None
    assert (found.country, found.feature) in {("SYR", feature), ("TUR", "border")}
    assert (found.precision_km or 0) >= least_km


def test_a_part_lies_on_its_side(places: Places) -> None:
    whole, north = places.find("Syria"), places.find("northern Syria")
    assert whole is not None
    assert north is not None
    assert (north.latitude or 0) > (whole.latitude or 0)
    assert north.id != whole.id


def test_a_village_that_no_gazetteer_has_lies_in_what_holds_it(places: Places) -> None:
    found = places.find("the village of Qwertyville in the Aleppo region")
    assert found is not None
    assert (found.name, found.country, found.id) == ("Qwertyville", "SYR", "new:qwertyville:place")
    assert (found.precision_km or 0) > 50


def test_a_small_town_far_from_the_story_is_not_meant(places: Places) -> None:
    assert places.find("Bayville", Context(countries=("SYR",))) is None
    assert places.find("March") is None
    assert places.find("") is None
    assert places.find("Zzyzzxq") is None


def test_the_story_decides_where_the_sentence_is_silent(places: Places) -> None:
    beirut = places.find("Beirut")
    assert beirut is not None
    found = places.find("Tripoli", Context(places=(beirut,), countries=("LBN",), dateline=beirut))
    assert found is not None
    assert found.country == "LBY" or found.country == "LBN"
    assert places.is_country("Ivory Coast") == "CIV"
    assert places.knows("Kobani")
    assert not places.knows("Zzyzzxq")


@pytest.mark.parametrize("name", sorted(lexicon("places")["place"]))
def test_every_place_of_the_supplement_is_found_under_its_names(places: Places, name: str) -> None:
    entry = lexicon("places")["place"][name]
    for spelling in (name, *entry.get("names", ())):
        if spelling.lower() not in lexicon("places")["no_place"]["words"]:
            assert places.knows(spelling.removeprefix("the ")) or places.find(spelling) is not None


def test_names_are_folded_and_sounded() -> None:
    assert fold("Deir ez-Zor") == fold("Deir ez Zor") == "deir ez zor"
    assert skeleton("deir al zor") == skeleton("dayr az zawr")


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.geo").write_bytes(b"nothing of the kind")
    with pytest.raises(DataFileError, match="not a gazetteer"):
        Places(tmp_path / "x.geo")
    with pytest.raises(DataFileError, match="no gazetteer"):
        Places(tmp_path / "missing.geo")


@given(st.text(max_size=40))
def test_any_name_gives_a_place_or_none(name: str) -> None:
    found = Places.open().find(name) if len(name) < 3 else read(name)
    assert found is None or found == found


def judge(places: Places, rows: list[dict[str, object]]) -> float:
    right = 0
    for row in rows:
        found, expect = places.find(str(row["mention"]), Context(words=str(row["sentence"]))), row["expect"]
        assert isinstance(expect, dict)
        if found and found.country == expect["country"] and found.latitude is not None and found.longitude is not None:
            right += (
                distance_km(found.latitude, found.longitude, expect["lat"], expect["lon"]) <= expect["tolerance_km"]
            )
    return right / len(rows)


def test_own_cases_hold_the_bar(places: Places) -> None:
    assert judge(places, [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]) >= 0.94


def test_dev_cases_hold_the_bar(places: Places, shared: Path) -> None:
    lines = (shared / "data" / "places" / "dev_cases.jsonl").read_text(encoding="utf-8").splitlines()
    assert judge(places, [json.loads(line) for line in lines]) >= 0.94


@pytest.mark.parametrize("kind", sorted(lexicon("places")["kind"]))
def test_each_kind_of_place_is_read_from_its_example(kind: str) -> None:
    assert read(lexicon("places")["kind"][kind]["example"]).kind == kind


def test_the_other_word_classes_of_places_show_in_their_examples(places: Places) -> None:
    tables = lexicon("places")
    assert read(tables["border"]["example"]).kind == "border"
    assert read(tables["part"]["example"]).part == "northern"
    assert read(tables["within"]["example"]).holder == "Aleppo region"
    assert read(tables["small"]["example"]).name == "Aleppo"
    assert places.find(tables["no_place"]["example"]) is None


def test_every_country_has_a_point_and_a_name(places: Places) -> None:
    for code in lexicon("places")["country"]:
        found = places.find(places.file.header["about"][code]["names"][0])
        assert found is not None
        assert found.country == code or found.feature != "country"


# ---- the sentence around ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "countries", "towns"),
    [
        ("Envoys of the Democratic Republic of Congo met Rwanda's in Rio de Janeiro.", ["COD", "RWA"], 1),
        ("The Gambia said nothing.", ["GMB"], 0),
        ("gambia and rwanda in lower case", [], 0),
        ("Ankara, Turkey", ["TUR"], 1),  # no name goes on behind a comma
    ],
)
def test_the_names_of_a_sentence(places: Places, sentence: str, countries: list[str], towns: int) -> None:
    told = places._sentence_names.read(sentence)
    assert told.countries == countries
    assert len(told.towns_named) == towns


def test_a_name_that_one_place_has_needs_no_sentence(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_told", None)  # reading the sentence would fail
    for name, country in (("Vladivostok", "RUS"), ("Burundi", "BDI"), ("the Donbas", "UKR")):
        found = places.find(name, Context(countries=("MEX",), words=f"Mexico has no {name}."))
        assert found is not None
        assert found.country == country


def test_an_unlisted_place_has_not_the_id_of_an_actor_of_its_name() -> None:
    assert unlisted("Al Qwerty") != new_id("Al Qwerty")
