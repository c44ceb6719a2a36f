"""The parse: exactly the pipeline's own, whatever the batch; sentences keep to their zones and quotations."""

from __future__ import annotations

import csv
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from dragoman import codec
from dragoman.errors import SetupError
from dragoman.language import english
from dragoman.language.english import English
from dragoman.language.fast import SteadyParser, WindowEncoder, plain_blas
from dragoman.language.parsed import Parsed
from dragoman.records import Report, Zone

EXAMPLES = Path(__file__).parents[2] / "examples" / "stories"


def whole(text: str, *zones: Zone) -> Report:
    return Report(id=codec.report_id(text), text=text, zones=zones or (Zone(0, len(text), "body"),))


@pytest.fixture(scope="module")
def fast() -> English:
    return English()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    with next(EXAMPLES.parent.rglob("fa-kes*.csv")).open(encoding="utf-8", newline="") as file:
        return [row["article_content"] for row in csv.DictReader(file)]


def annotations(parsed: Parsed) -> list[tuple[object, ...]]:
    return [(t.text, t.tag, t.pos, t.dep, t.head.i, t.lemma, t.sentence, t.start) for t in parsed.tokens]


def test_speed_ups_change_no_annotation(fast: English, texts: list[str]) -> None:
    plain = English(fast=False)
    reports = [whole(text) for text in texts]
    for quick, slow in zip(fast.parse(reports), plain.parse(reports), strict=True):
        assert annotations(quick) == annotations(slow)


def test_the_parser_as_it_comes_is_replaced_only_where_it_is_greedy(fast: English) -> None:
    parser = fast.nlp.get_pipe("parser")
    assert any(isinstance(part, SteadyParser) for part in fast._parts)
    assert not SteadyParser.fits(fast.nlp.get_pipe("tagger"))
    with_beam = SimpleNamespace(model=parser.model, cfg={**parser.cfg, "beam_width": 4})
    assert SteadyParser.fits(parser)
    assert not SteadyParser.fits(with_beam)


def test_the_encoder_gives_the_very_same_numbers(texts: list[str]) -> None:
    nlp = English(fast=False).nlp
    plain_blas(nlp)
    embed, encode = nlp.get_pipe("tok2vec").model.layers
    vectors = embed.predict([nlp.make_doc(text) for text in (*texts[:3], "", "Truce.")])
    assert WindowEncoder.fits(encode)
    assert not WindowEncoder.fits(embed)
    for mine, plain in zip(WindowEncoder(encode)(vectors), encode.predict(vectors), strict=True):
        assert np.array_equal(mine, plain)


@pytest.mark.parametrize("size", [1, 5, 64])
def test_the_batch_changes_nothing(texts: list[str], size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = {r.report.id: annotations(r) for r in English().parse(whole(text) for text in texts)}
    monkeypatch.setattr(english, "BATCH", size)
    for parsed in English().parse(whole(text) for text in reversed(texts)):
        assert annotations(parsed) == expected[parsed.report.id]


def test_two_word_patterns_are_kept(fast: English) -> None:
    text = "Let's go. They're gonna win. There's a deal. It ain't over. Y'all know there is hope."
    plain = English(fast=False)
    assert annotations(next(fast.parse([whole(text)]))) == annotations(next(plain.parse([whole(text)])))


def test_no_sentence_crosses_a_zone(fast: English) -> None:
    text = "Rebels reject talks December 26 2017 The rebels rejected the talks on Monday."
    zones = (Zone(0, 19, "headline"), Zone(20, 36, "published"), Zone(37, len(text), "body"))
    parsed = next(fast.parse([whole(text, *zones)]))
    assert [text[s.start : s.end] for s in parsed.sentences] == [text[z.start : z.end] for z in zones]
    assert [s.zone.kind for s in parsed.sentences] == ["headline", "published", "body"]


def test_no_word_of_furniture_is_read(fast: English) -> None:
    first, link, last = "The rebels left.", "READ MORE: Army kills 20 in the north", "Nobody was hurt."
    text = f"{first} {link} {last}"
    at = len(first) + 1
    zones = (
        Zone(0, len(first), "body"),
        Zone(at, at + len(link), "boilerplate"),
        Zone(at + len(link) + 1, len(text), "body"),
    )
    parsed = next(fast.parse([whole(text, *zones)]))
    assert [text[s.start : s.end] for s in parsed.sentences] == [first, last]
    assert all(t.head.sentence == t.sentence for t in parsed.tokens)
    assert [t.i for t in parsed.tokens] == list(range(len(parsed.tokens)))
    assert not next(fast.parse([whole(link, Zone(0, len(link), "boilerplate"))])).tokens


@pytest.mark.parametrize(
    "text",
    [
        'He said: "We will not go." The envoy left.',
        "He said: “We will not go.” The envoy left.",
        '"We will not go." The envoy left.',
    ],
)
def test_a_closing_quotation_mark_stays_with_its_sentence(fast: English, text: str) -> None:
    parsed = next(fast.parse([whole(text)]))
    sentences = [text[s.start : s.end] for s in parsed.sentences]
    assert sentences[-1] == "The envoy left."
    assert sentences[-2][-1] in "\"”"


@pytest.mark.parametrize(
    "words",
    [
        "Relentless bombardment | According to the station cluster munitions fell on the east.",
        "Aleppo rebel assault | In neighbouring Hama province the rebels took two villages.",
        "A person injured in a rocket attack in Quneitra | A person was injured in a shell attack on Hader.",
        "Read more here Baby saver killed in Aleppo | The fighters launched a counteroffensive.",
    ],
)
def test_a_sentence_begins_behind_a_heading_that_lost_its_stop(fast: English, words: str) -> None:
    before, after = words.split(" | ")
    text = f"The raids hit a market. {before} {after}"
    parsed = next(fast.parse([whole(text)]))
    assert text.index(after) in {sentence.start for sentence in parsed.sentences}


def test_offsets_give_back_the_words(fast: English, texts: list[str]) -> None:
    for parsed in fast.parse(whole(text) for text in texts):
        assert all(parsed.text[t.start : t.end] == t.text for t in parsed.tokens)
        assert all(t in t.head.children or t.head is t for t in parsed.tokens)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Word", "\u200b", '"', "😀 said no."])
def test_odd_texts_are_parsed(fast: English, text: str) -> None:
    zones = (Zone(0, len(text), "body"),) if text.strip() else ()
    parsed = next(fast.parse([Report(id="x", text=text, zones=zones)]))
    assert "".join(t.text for t in parsed.tokens) == "".join(text.split())


def test_a_missing_pipeline_says_what_to_do() -> None:
    with pytest.raises(SetupError, match="pip install"):
        English("xx_no_such_pipeline")
