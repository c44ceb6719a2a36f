"""Edges of sources and contents in text that has lost its commas: in whole reports, with the model."""

from __future__ import annotations

import pytest

from dragoman.reading.reader import Reader
from dragoman.records import RawStory, Span
from dragoman.wire.report import report


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "A US-led coalition carried out air strikes on the town and killed a child a monitoring group said.",
            "a monitoring group",
            "A US-led coalition carried out air strikes on the town and killed a child",
        ),
        (
            "According to SANA the US-led coalition attacked residential areas in the north of the province.",
            "SANA",
            "the US-led coalition attacked residential areas in the north of the province",
        ),
        (
            "The international community must condemn the use of chemical weapons by the terrorists Zarif said "
            "according to the English-language Press TV report.",
            "Zarif",
            "The international community must condemn the use of chemical weapons by the terrorists",
        ),
        (
            '"We have sent 10 tons of humanitarian aid to the islands" Bahrain state TV said according to local '
            "website al-Wasat.",
            "Bahrain state TV",
            '"We have sent 10 tons of humanitarian aid to the islands"',
        ),
        (
            "Thus according to the bulletin Jabhat al-Nusra terrorists executed 40 gunmen for an attempt to flee.",
            "the bulletin",
            "Jabhat al-Nusra terrorists executed 40 gunmen for an attempt to flee",
        ),
        (
            "The army shelled a village in the hills of Deir az-Zour province an activist group said.",
            "an activist group",
            "The army shelled a village in the hills of Deir az-Zour province",
        ),
        (
            '"The coalition conducted no strikes in that area at that time" U.S. Colonel John Dorrian a coalition '
            "spokesman told Reuters by email.",
            "U.S. Colonel John Dorrian a coalition spokesman",
            '"The coalition conducted no strikes in that area at that time"',
        ),
        (
            "A coalition airstrike killed at least 18 civilians on Tuesday in the group's former stronghold of Raqqa "
            "the Syrian Observatory for Human Rights monitor said.",
            "the Syrian Observatory for Human Rights monitor",
            "A coalition airstrike killed at least 18 civilians on Tuesday in the group's former stronghold of Raqqa",
        ),
        (
            "A car bomb killed at least 34 people on Friday in a government-controlled village in the central Syrian "
            "province of Hama state news agency SANA reported.",
            "state news agency SANA",
            "A car bomb killed at least 34 people on Friday in a government-controlled village in the central Syrian "
            "province of Hama",
        ),
        (
            "Syria bombs towns\n\nMonday 18 Aug 2014\n\nSyrian war planes bombed the town a monitoring group said.",
            "a monitoring group",
            "Syrian war planes bombed the town",
        ),
        (
            "The Army of Conquest said Wednesday its attack was a response to an offensive by the army on Zabadani.",
            "The Army of Conquest",
            "its attack was a response to an offensive by the army on Zabadani",
        ),
        (
            "Girl evacuated The ministry said the bombers carried out raids southwest of the city.",
            "The ministry",
            "the bombers carried out raids southwest of the city",
        ),
        (
            "Russia's Defense Ministry confirmed a report by the Syrian state news agency that an offensive began "
            "right after Syrian Army positions were hit by the bombers of the coalition.",
            "Russia's Defense Ministry",
            "that an offensive began right after Syrian Army positions were hit by the bombers of the coalition",
        ),
    ],
)
def test_a_speaker_is_parted_from_what_is_said(reader: Reader, text: str, source: str, content: str) -> None:
    reading = reader.read(report(RawStory(text=text, where="test", published="2016-07-05")))
    told = [(_words(text, one.source), _words(text, one.content)) for one in reading.attributions]
    assert ([source], [content]) in told


def _words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_a_blast_that_claims_lives_says_nothing(reader: Reader) -> None:
    text = "The coalition strikes have claimed hundreds of civilian lives. The shelling claimed the lives of two."
    assert not reader.read(report(RawStory(text=text, where="test"))).attributions
