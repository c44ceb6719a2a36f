"""The heads of a pair: what they weigh, that they are steady, and how rows are kept apart in their training."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from training.events.examples import FOLDS, codebook_examples, fold, kept, rows_of

from dragoman.reading.event_features import COLUMNS, columns
from dragoman.reading.models import Encoded
from dragoman.reading.pair_head import PairCoder, marks, pair_coder
from dragoman.reading.reader import Reader
from dragoman.records import Span
from dragoman.scoring import events

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def coder() -> PairCoder:
    found = pair_coder()
    assert found is not None
    return found


def encoded(reader: Reader, text: str) -> Encoded:
    window: Encoded = reader.resources.attribution_model.encode(text, [(0, len(text))], [0])[0]
    return window


def spans(text: str, source: str, target: str) -> tuple[Span, Span]:
    one, two = text.index(source), text.index(target)
    return Span(one, one + len(source)), Span(two, two + len(target))


def test_hashed_features_weigh_what_the_rules_found(coder: PairCoder) -> None:
    chances = coder.words.chances(["best:ASSAULT", "any:attack"])
    assert len(chances) == 15
    assert abs(sum(chances.values()) - 1) < 1e-5
    assert max(chances, key=lambda name: chances[name]) == "ASSAULT"
    assert all(0 <= column < COLUMNS for column in columns(["a", "b", "a"]))
    assert len(columns(["a", "b", "a"])) == 2


def test_both_heads_know_the_same_classes(coder: PairCoder) -> None:
    assert coder.states.classes == coder.words.classes


def test_marks_cover_the_pieces_of_the_sides(reader: Reader) -> None:
    text = "Uzbekistan's envoys met the Taliban."
    window = encoded(reader, text).window
    source, target = spans(text, "Uzbekistan", "the Taliban")
    found = marks(window, source, target)
    assert {text[window.starts[i] : window.ends[i]] for i in range(len(found)) if found[i] == 2} == {"the", "Taliban"}
    assert found[0] == found[-1] == 0
    assert (found == 1).sum() >= 1
    assert not marks(window, None, None).any()


PAIRS = [
    ("Oman and Tanzania began a joint naval exercise off Zanzibar.", "Oman", "Tanzania", "COOPERATE"),
    ("Bus drivers in Quito walked off the job over the mayor's new fares.", "Bus drivers in Quito", "the mayor",
     "PROTEST"),
    ("Algeria moved armoured brigades up to its border with Mali.", "Algeria", "Mali", "MOBILIZE"),
    ("Norway will not take part in the talks proposed by Eritrea.", "Norway", "Eritrea", "REJECT"),
    ("Uganda warned Rwanda that it would shut the border unless the raids stopped.", "Uganda", "Rwanda", "THREATEN"),
    ("The junta freed forty activists of the Students' League.", "The junta", "the Students' League", "YIELD"),
]


@pytest.mark.parametrize(("text", "source", "target", "kind"), PAIRS)
def test_classes_of_plain_pairs(reader: Reader, text: str, source: str, target: str, kind: str) -> None:
    one, two = spans(text, source, target)
    row = {"id": "p", "sentence": text, "source": [one.start, one.end], "target": [two.start, two.end]}
    assert events.answer(row, reader)["event"] == kind


def test_the_states_tell_sides_apart(reader: Reader, coder: PairCoder) -> None:
    """Unmarked and marked, one window gives different chances: the marks are read."""
    text = "Kenya accused Somalia of shelling a village, and Somalia asked Kenya for proof."
    window = encoded(reader, text)
    accuser = coder.states.chances(window, Span(0, 5), Span(14, 21))
    asker = coder.states.chances(window, Span(49, 56), Span(63, 68))
    assert accuser["ACCUSE"] > asker["ACCUSE"]
    assert abs(sum(asker.values()) - 1) < 1e-5


def test_a_pair_comes_out_the_same_after_any_other(reader: Reader, coder: PairCoder) -> None:
    text = "Chad expelled two Libyan diplomats."
    window, source, target = encoded(reader, text), *spans(text, "Chad", "two Libyan diplomats")
    alone = coder.states.chances(window, source, target)
    other = "Some 40,000 miners in Zambia began a strike against the copper company and marched on its offices."
    coder.states.chances(encoded(reader, other), *spans(other, "miners in Zambia", "the copper company"))
    assert coder.states.chances(window, source, target) == alone
    fresh = PairCoder.load(Path(str(files("dragoman"))) / "data" / "models" / "events")
    assert fresh.states.chances(window, source, target) == alone


def test_no_sentence_of_a_fold_trains_its_heads() -> None:
    rows = [{"sentence": f"Peru met Chile {n} times."} for n in range(40)]
    extra = [{"sentence": rows[0]["sentence"]}, {"sentence": "Fiji thanked Samoa."}]
    number = fold(rows[0]["sentence"])
    left = kept(rows, extra, number)
    assert 40 not in left  # a practice row with a sentence of the fold
    assert 41 in left  # any other practice row trains every fold
    assert all(fold(rows[i]["sentence"]) != number for i in left if i < 40)
    assert {i for n in range(FOLDS) for i in range(40) if i not in kept(rows, [], n)} == set(range(40))


def test_practice_rows_hold_every_class(coder: PairCoder) -> None:
    rows = rows_of(ROOT / "training" / "practice" / "events.jsonl")
    assert {row["event"] for row in rows} == set(coder.words.classes)
    assert all(row["sentence"][slice(*row["source"])].strip() for row in rows)


def test_codebook_examples_are_rows(reader: Reader) -> None:
    rows = codebook_examples(reader)
    assert len(rows) > 50
    assert len({row["sentence"] for row in rows}) == len(rows)
    for row in rows:
        assert 0 <= row["source"][0] < row["source"][1] <= len(row["sentence"])
        assert row["event"]
