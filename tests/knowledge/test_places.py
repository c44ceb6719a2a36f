"""Places: names in context, phrases around them, evidence of the sentence."""

from __future__ import annotations

import pytest

from dragoman.knowledge.places import Context, Places, distance_km


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
        ("Deir al-Zor", "Strikes hit Deir al-Zor.", "SYR", 35.3, 40.1),
        ("Kiev", "Protesters gathered in Kiev.", "UKR", 50.45, 30.5),
        ("Syrias", "Syrias war", "SYR", 35.0, 38.5),
        ("the Donbas", "Fighting in the Donbas", "UKR", 48.3, 38.3),
    ],
)
def test_a_name_means_the_place_that_fits_the_sentence(
    places: Places, name: str, sentence: str, country: str, lat: float, lon: float
) -> None:
    found = places.find(name, Context(words=sentence))
    assert found is not None
    assert found.country == country
    assert distance_km(found.latitude or 0, found.longitude or 0, lat, lon) < 50
