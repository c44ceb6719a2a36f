"""The common part: acts, kinds of quotation, nesting, speakers, and the model's spans joined with the rules'."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.cast_of import Alone, actor, attributions_of, story_of
from tests.training.scripts import TRAINING, script

from dragoman.language.english import English
from dragoman.lexicon import lexicon
from dragoman.reading.attribution import find, nest
from dragoman.reading.attribution_spans import Triple, merged
from dragoman.reading.reader import Options, Story
from dragoman.reading.triples import SpanTriple
from dragoman.records import Report, Span, Zone

MOSCOW = actor("Russia", "state", country="RUS")
MINISTRY = actor("Russian defence ministry", "government", country="RUS")
AMINA = actor("Amina Yusuf")
UNION = actor("Union", "organisation")


@pytest.fixture(scope="module")
def english() -> English:
    return English()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The envoy said that the army must leave the town.", "demands"),
        ("The envoy said the rebels needed to free the nuns.", "demands"),
        ("The general said that he will hand over power.", "promises"),
        ("The analyst said that the front will collapse.", "predicts"),
        ("The bishop said that the raid could derail the talks.", "warns"),
        ("The premier said that the raid was reprehensible.", "criticises"),
        ("The ministry said that the report was false.", "denies"),
        ("The mayor said that the militia had looted two villages.", "accuses"),
        ("The mayor said the regime was responsible for the attack.", "accuses"),
        ("Moscow said its jets had not bombed the school.", "denies"),
        ("The monitor said that a jet had bombed the school.", "states"),
        ('"Who will bury the dead?" the priest said.', "asks"),
        ("The judge asked whether the witness was safe.", "asks"),
        ("The envoy said that the accord was historic.", "praises"),
        ("Ten people died, according to the hospital.", "states"),
        ('"Who will bury the dead?" the priest asked.', "asks"),
        ("The rebels did not agree to a truce.", "denies"),
        ("The commander vowed to avenge his men.", "threatens"),
        ("The envoy called the raid a crime.", "criticises"),
        ("The ministry described the report as baseless.", "denies"),
        ('"They will come back," the nurse said.', "predicts"),
    ],
)
def test_a_neutral_cue_is_what_its_content_does(english: English, text: str, act: str) -> None:
    story = story_of(english, text, {"Moscow": MOSCOW, "its jets": MOSCOW})
    assert attributions_of(story)[0].act == act


@pytest.mark.parametrize("table", [n for n, t in lexicon("claims").items() if "example" in t and "act" in t])
def test_every_list_is_true_of_its_example(english: English, table: str) -> None:
    entry = lexicon("claims")[table]
    (found,) = attributions_of(story_of(english, entry["example"], {}))
    assert found.act == entry["act"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We have no water," the nurse said.', "direct"),
        ("The nurse said there was no water.", "indirect"),
        ('The nurse said there was "no water" left.', "mixed"),
    ],
)
def test_kind_of_quotation(english: English, text: str, kind: str) -> None:
    assert attributions_of(story_of(english, text, {}))[0].quotation == kind


def test_a_chain_keeps_its_links(english: English) -> None:
    text = "Residents say the monitor reported that the militia had threatened to burn the town."
    found = attributions_of(story_of(english, text, {}))
    assert [(a.id, a.inside, a.act) for a in found] == [
        ("a1", None, "states"),
        ("a2", "a1", "states"),
        ("a3", "a2", "threatens"),
    ]


def test_speakers_are_resolved(english: English) -> None:
    text = (
        "Amina Yusuf said the wells were dry. A statement by the Union said the roads were mined. "
        "The statement said nobody had come. Amina Yusuf and the Union said the war was over. "
        '"I fear the rains," Amina Yusuf said. A passer-by said it was late.'
    )
    story = story_of(english, text, {"Amina Yusuf": AMINA, "Union": UNION})
    spoke = [(a.act, a.speakers) for a in attributions_of(story)]
    assert [who for _, who in spoke] == [
        ("Amina Yusuf",),
        ("Union",),
        ("Union",),
        ("Amina Yusuf", "Union"),
        ("Amina Yusuf",),
        ("Amina Yusuf",),
        (),
    ]


def test_a_relative_pronoun_speaks_for_its_noun(english: English) -> None:
    story = story_of(english, "Amina Yusuf, who said the wells were dry, left.", {"Amina Yusuf": AMINA})
    assert [a.speakers for a in attributions_of(story)] == [("Amina Yusuf",)]


class Model(Alone):
    """A model that finds what the test says."""

    class attribution_model:
        found: tuple[SpanTriple, ...] = ()

        @classmethod
        def encode(cls, text: str, sentences: Sequence[tuple[int, int]], paragraphs: Sequence[int]) -> list[str]:
            assert len(sentences) == len(paragraphs)
            return [text]

        @classmethod
        def find_in(cls, text: str, encoded: Sequence[str]) -> list[SpanTriple]:
            assert list(encoded) == [text]
            return list(cls.found)


def test_the_model_leads_and_the_rules_add_what_is_nested(english: English) -> None:
    text = "The nurse let it be known that the wells were dry and that the mayor denied it. The priest said so."
    content = text.index("that the wells"), text.index(". The priest")
    Model.attribution_model.found = (SpanTriple(((0, 9),), ((10, 25),), (content,), None, 0.91),)
    (parsed,) = english.parse([Report(id="t", text=text, zones=(Zone(0, len(text), "body"),))])
    found = list(find(Story(parsed, Model(Options()))))
    assert [(a.why[0], a.inside, a.confidence) for a in found] == [
        ("model encoder (0.91)", None, 0.91),
        ("lexicon cues: deny", "a1", 0.8),
    ]


def test_nesting_needs_cue_and_content() -> None:
    outer = Triple((Span(0, 3),), (Span(4, 8),), (Span(9, 60),))
    inner = Triple((Span(9, 12),), (Span(13, 17),), (Span(18, 60),))
    beside = Triple((Span(61, 64),), (Span(65, 70),), (Span(9, 60),))
    assert nest([outer, inner, beside]) == [None, 0, None]


def test_spans_merge_over_punctuation_only() -> None:
    text = "one, two and three"
    assert merged(text, [Span(0, 3), Span(5, 8), Span(13, 18)]) == (Span(0, 8), Span(13, 18))


WORDS = st.sampled_from(
    [
        "Moscow",
        "said",
        "says",
        "that",
        "the",
        "rebels",
        '"',
        "“",
        "”",
        "according",
        "to",
        "denied",
        "accused",
        "of",
        "killing",
        "and",
        "but",
        "residents",
        "must",
        "leave",
        ".",
        ",",
        ":",
        "he",
        "claims",
        "reportedly",
        "'",
        "statement",
        "-",
        "?",
        "\n",
        "wants",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=40))
def test_any_words_give_valid_records_and_the_same_ones_twice(english: English, words: list[str]) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    first, second = (
        attributions_of(story_of(english, text, {"Moscow": MOSCOW, "rebels": UNION, "residents": AMINA}))
        for _ in range(2)
    )
    assert first == second
    ids = [a.id for a in first]
    for a in first:
        assert a.evidence
        assert a.content
        assert a.inside is None or (a.inside in ids and a.inside != a.id)
        for span in (*a.source, *a.cue, *a.content, *a.evidence):
            assert 0 <= span.start < span.end <= len(text)


def test_practice_passages_are_coded_as_their_readme_says() -> None:
    folder = TRAINING / "practice"
    markup = script("practice/markup")
    lines = [
        line
        for line in (folder / "attribution.txt").read_text(encoding="utf-8").splitlines()
        if line.strip() and line[0] != "#"
    ]
    parsed = [markup.parse(line) for line in lines]
    assert len({text for text, _ in parsed}) == len(lines) >= 300
    nested = sum(any(item["inside"] is not None for item in items) for _, items in parsed)
    assert nested >= len(lines) // 5
