"""How sure a claim is: what is merely routine is left out, what may be contested stays."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from dragoman.reading.chances import chance
from dragoman.reading.claims_confidence import LEAST, LEAST_SCRAPED, SCRAPED, confidence, least
from dragoman.reading.punctuation import ENOUGH, has_lost_punctuation
from dragoman.reading.reader import Reader
from dragoman.records import RawStory
from dragoman.wire.report import report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def claims_of(reader: Reader, text: str) -> list[tuple[str, float]]:
    reading = reader.read(report(RawStory(text=text, where="test")))
    return [(" ".join(reading.report.text[s.start : s.end] for s in c.content), c.confidence) for c in reading.claims]


def test_what_a_party_does_to_another_is_surer_than_what_a_witness_saw(reader: Reader) -> None:
    told = claims_of(reader, "The army said that rebels had used chlorine gas against civilians in Saraqeb.")
    assert [words for words, _ in told] == ["that rebels had used chlorine gas against civilians in Saraqeb"]
    ((_, accused),) = told
    seen = claims_of(reader, "A resident said the hospital had received many of the wounded.")
    assert all(sure < accused for _, sure in seen)


def test_ids_run_on_without_a_gap_and_every_claim_is_sure_enough(reader: Reader) -> None:
    text = (
        "The army said rebels had shelled the market in Aleppo. A doctor said the children were between six and nine "
        "years old. The rebels denied that they had fired at the market."
    )
    reading = reader.read(report(RawStory(text=text, where="test")))
    assert [claim.id for claim in reading.claims] == [f"c{n}" for n in range(1, len(reading.claims) + 1)]
    assert all(claim.confidence >= LEAST for claim in reading.claims)
    assert {c for claim in reading.claims for c in claim.counters} <= {claim.id for claim in reading.claims}


def test_features_that_training_has_not_seen_count_nothing() -> None:
    assert confidence({"word unheard-of": 1.0}) == confidence({})


def test_a_chance_grows_with_the_weights() -> None:
    by = {"": 0.0, "good": 2.0, "bad": -2.0}
    assert chance({"bad": 1.0}, by) < chance({}, by) == 0.5 < chance({"good": 1.0}, by)


def test_no_name_is_a_feature() -> None:
    path = files("dragoman") / "data" / "models" / "claims" / "confidence.json"
    names = json.loads(path.read_text(encoding="utf-8"))
    assert "" in names
    assert not [name for name in names if name.startswith("word ") and name != name.lower()]


def test_a_long_text_without_commas_has_lost_its_punctuation() -> None:
    sentence = "The army said rebels had shelled the market. "
    short, long = sentence * 2, sentence * (ENOUGH // len(sentence.split()) + 1)
    assert has_lost_punctuation(long)
    assert not has_lost_punctuation(short)
    assert not has_lost_punctuation(long + "Rebels, medics, doctors and residents, it said, had fled.")


def test_scraped_text_has_weights_and_a_least_confidence_of_its_own() -> None:
    assert (least({}), least({SCRAPED: 1.0})) == (LEAST, LEAST_SCRAPED)
    known = {SCRAPED: 1.0, "kind accuse": 1.0}
    named = confidence(known | {f"{SCRAPED} about a subject": 1.0})
    assert named > confidence(known | {f"{SCRAPED} about nobody": 1.0, f"{SCRAPED} attack by nobody": 1.0})


def test_in_scraped_text_a_claim_about_who_acts_in_it_is_surer(reader: Reader) -> None:
    filler = "Residents of the town left their homes and went to the port on Monday. " * 10
    told = claims_of(reader, f"{filler}The army said that rebels had used chlorine gas against civilians in Saraqeb.")
    assert [words for words, _ in told] == ["that rebels had used chlorine gas against civilians in Saraqeb"]
    assert all(sure >= LEAST_SCRAPED for _, sure in told)
