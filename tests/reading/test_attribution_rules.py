"""Attributions out of the parse: every lexicon entry by its example, and tables of sentences with their spans."""

from __future__ import annotations

import re

import pytest

from dragoman.language.english import English
from dragoman.language.parsed import Parsed
from dragoman.lexicon import lexicon
from dragoman.reading.attribution import find
from dragoman.reading.attribution_cues import cue_of
from dragoman.reading.reader import Options, Resources, Story
from dragoman.records import SPEECH_ACTS, Attribution, Report, Span, Zone

ENTRIES = [
    (kind, key, entry)
    for kind in ("verbs", "nouns", "adjectives", "adverbs", "phrases")
    for key, entry in lexicon("cues")[kind].items()
]
MARKUP = re.compile(r"\[(source|cue|content) ([^\[\]]*)\]")


class Alone(Resources):
    """Resources without a model: the rules alone."""

    attribution_model = None


@pytest.fixture(scope="module")
def english() -> English:
    return English()


def report_of(paragraphs: list[str], headline: bool = False) -> Report:
    """A report whose paragraphs are zones."""
    zones, at = [], 0
    for number, paragraph in enumerate(paragraphs):
        zones.append(Zone(at, at + len(paragraph), "headline" if headline and not number else "body"))
        at += len(paragraph) + 1
    return Report(id="t", text="\n".join(paragraphs), zones=tuple(zones))


def attributions(parsed: Parsed) -> list[Attribution]:
    return list(find(Story(parsed, Alone(Options()))))


def reading(english: English, *paragraphs: str, headline: bool = False) -> list[Attribution]:
    (parsed,) = english.parse([report_of(list(paragraphs), headline)])
    return attributions(parsed)


def unmark(marked: str) -> tuple[str, dict[str, list[str]]]:
    """The plain text and the words of each role."""
    roles: dict[str, list[str]] = {"source": [], "cue": [], "content": []}
    for role, words in MARKUP.findall(marked):
        roles[role].append(words)
    return MARKUP.sub(lambda m: m.group(2), marked), roles


def bare(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end].strip('"“”., ') for span in spans]


@pytest.fixture(scope="module")
def examples(english: English) -> list[Parsed]:
    """The example of every entry, each a report of its own."""
    return list(english.parse(report_of([entry["example"]]) for _, _, entry in ENTRIES))


@pytest.mark.parametrize("number", range(len(ENTRIES)), ids=[f"{kind} {key}" for kind, key, _ in ENTRIES])
def test_every_entry_is_true_of_its_example(examples: list[Parsed], number: int) -> None:
    kind, key, entry = ENTRIES[number]
    assert entry["act"] in SPEECH_ACTS
    if entry.get("weak"):
        # It makes no attribution alone, but is recognised where one is found.
        cues = [cue for token in examples[number].tokens if (cue := cue_of(token))]
        assert (kind, key, True) in [(cue.kind, cue.key, cue.weak) for cue in cues]
    else:
        told = [a for a in attributions(examples[number]) if f"lexicon cues: {key}" in a.why]
        assert [(a.act, a.support) for a in told] == [(entry["act"], entry.get("support", "neutral"))]


@pytest.mark.parametrize(
    "marked",
    [
        "[source Moscow] [cue says] [content it only hits militants].",
        "[content The congress will go ahead], [cue according to] [source a senior diplomat].",
        "[source The ministry] [cue accused] [content the rebels of shelling the market].",
        "[content The offer] [cue was rejected by] [source the rebels].",
        "[content Ten people died], [source the mayor] [cue said].",
        '[content "We have no water,"] [cue said] [source Amina Yusuf, a nurse at the clinic].',
        "[content “We have no water,”] [cue said] [source Amina Yusuf, a nurse at the clinic].",
        '[content "We have no water,"] [source the nurse] [cue said]. [content "The wells are all dry now."]',
        '[content "We have no water,"] [source the nurse] [cue said], [content "and the wells are dry."]',
        "[source The junta] [cue has vowed] [content to hold elections].",
        "[source The bishop] [cue called for] [content an inquiry].",
        "[source The governor] [cue said in a statement] [content that the road was open].",
        "[content Soldiers] [cue reportedly] [content fled the fort on Sunday].",
        "[source Hugh Hill, a doctor,] [cue said] [content that the clinic was empty].",
        "[source The army's spokesman] [cue told] reporters [content that the bridge was safe].",
        "[source The rebels'] [cue refusal] [content to sign] was a blow.",
        "[source The envoy] [cue voiced scepticism about] [content the truce].",
        "The raid [cue has sparked fears of] [content a wider war].",
        "[source The union] [cue did not condemn] [content the raid].",
    ],
)
def test_spans_of_a_sentence(english: English, marked: str) -> None:
    text, roles = unmark(marked)
    found = [(bare(text, a.source), bare(text, a.cue), bare(text, a.content)) for a in reading(english, text)]
    wanted = tuple([piece.strip('"“”., ') for piece in roles[role]] for role in ("source", "cue", "content"))
    assert found == [wanted]


def test_two_speakers_in_one_sentence_keep_their_words(english: English) -> None:
    text = "Moscow says it targets militants but opposition groups and residents say the strikes have killed civilians."
    found = reading(english, text)
    assert [(bare(text, a.source), bare(text, a.content)) for a in found] == [
        (["Moscow"], ["it targets militants"]),
        (["opposition groups and residents"], ["the strikes have killed civilians"]),
    ]


def test_a_participle_speaks_for_the_one_who_spoke(english: English) -> None:
    text = "The groups rejected it, saying Moscow was seeking to bypass the talks, blaming Russia for war crimes."
    blamed = next(a for a in reading(english, text) if bare(text, a.cue) == ["blaming"])
    assert bare(text, blamed.source) == ["The groups"]
    assert blamed.inside is None


def test_a_headline_with_a_colon(english: English) -> None:
    found = reading(english, "Monitor: strikes kill six", "Six died.", headline=True)
    text = "Monitor: strikes kill six"
    assert [(bare(text, a.source), a.cue, bare(text, a.content)) for a in found] == [
        (["Monitor"], (), ["strikes kill six"])
    ]


def test_a_quotation_after_a_colon_and_a_paragraph(english: English) -> None:
    text = 'The general said:\n"We will hold the bridge until the rains come."'
    (found,) = reading(english, *text.split("\n"))
    assert bare(text, found.source) == ["The general"]
    assert found.quotation == "direct"


def test_a_quotation_signed_with_a_name(english: English) -> None:
    text = '"They burned the school before they left." - Amina Yusuf, teacher'
    (found,) = reading(english, text)
    assert (bare(text, found.source), found.cue) == (["Amina Yusuf, teacher"], ())


@pytest.mark.parametrize(
    "text",
    [
        'He said "the road is open. Nobody came.',
        'The rebels\' chief said "we won".',
        '"',
        "said",
        '" said he "',
        "According to",
        "Monitor:",
        "The The The said said that that",
    ],
)
def test_broken_text_loses_nothing_and_never_crashes(english: English, text: str) -> None:
    for attribution in reading(english, text, headline=True):
        for span in attribution.source + attribution.cue + attribution.content + attribution.evidence:
            assert 0 <= span.start < span.end <= len(text)
