"""Headlines in title case: ordinary words lose their capitals for the parser, and names keep theirs."""

from __future__ import annotations

import pytest

from dragoman.language.english import English
from dragoman.language.parsed import Token
from dragoman.language.truecase import base_verbs, ordinary
from dragoman.records import Report, Zone


@pytest.fixture(scope="module")
def english() -> English:
    return English()


def headline(english: English, line: str, body: str) -> list[Token]:
    """The tokens of a headline above a body."""
    zones = (Zone(0, len(line), "headline"), Zone(len(line) + 1, len(line) + 1 + len(body), "body"))
    (parsed,) = english.parse([Report(id="t", text=f"{line}\n{body}", zones=zones)])
    return parsed.tokens_in(0, len(line))


@pytest.mark.parametrize(
    ("line", "body", "verb", "subject"),
    [
        ("Mali Accuses Rebels of Poison Attack", "The rebels denied any attack with poison.", "Accuses", "Mali"),
        ("Army Kills Dozens in Northern Town", "The army killed dozens in the town of Kidal.", "Kills", "Army"),
        ("Kenya Rejects Offer of New Talks", "Its offer of talks was new, Kenya said.", "Rejects", "Kenya"),
    ],
)
def test_a_verb_in_a_headline_is_read_as_one(english: English, line: str, body: str, verb: str, subject: str) -> None:
    tokens = headline(english, line, body)
    root = next(token for token in tokens if token.text == verb)
    assert root.pos == "VERB"
    assert [token.text for token in root.of("nsubj")] == [subject]


def test_text_and_offsets_stay_as_they_are(english: English) -> None:
    line = "Mali Accuses Rebels of Poison Attack"
    tokens = headline(english, line, "The rebels denied any attack with poison.")
    assert [line[token.start : token.end] for token in tokens] == [token.text for token in tokens]


@pytest.mark.parametrize(
    ("line", "body", "small"),
    [
        ("Israel March Draws Thousands of Students", "The students met in Haifa in March.", "Draws Students"),
        ("Gulf Council Meets Rebels in a Hotel", "The rebels met the Gulf Council in a hotel.", "Meets Rebels Hotel"),
        ("Turkey Shells Damascus", "Ankara fired on.", "Shells"),
        ("Mali accuses rebels of Poison attack", "They sold poison.", ""),
        ("UN Says So", "It says so.", ""),
    ],
)
def test_only_ordinary_words_are_written_small(english: English, line: str, body: str, small: str) -> None:
    """A name is what the story writes with a capital within its sentences, or nowhere else and no verb."""
    doc = english.nlp.make_doc(f"{line}\n{body}")
    zones = (Zone(0, len(line), "headline"), Zone(len(line) + 1, len(doc.text), "body"))
    lowered = ordinary(doc, Report(id="t", text=doc.text, zones=zones), base_verbs(english.nlp))
    assert " ".join(doc[i].text for i in lowered) == small
