"""Citron's quote JSON: what is written reads back, and what is not Citron's is refused."""

from __future__ import annotations

import json

import pytest

from dragoman.errors import UsageError
from dragoman.exports.citron import of_reading, read
from dragoman.records import Actor, Attribution, Mention, Reading, Report, Span, Zone

TEXT = '"We have no water," Amina Yusuf said. "The wells are dry." She left. Moscow denies it hit the well.'


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def reading() -> Reading:
    said = Attribution(
        id="a1",
        source=(span("Amina Yusuf"),),
        cue=(span("said"),),
        content=(span('"We have no water,"'), span('"The wells are dry."')),
        speakers=("new:amina",),
        evidence=(Span(0, 58),),
        confidence=0.8,
    )
    denied = Attribution(
        id="a2",
        source=(span("Moscow"),),
        cue=(span("denies"),),
        content=(span("it hit the well"),),
        act="denies",
        evidence=(Span(69, len(TEXT)),),
    )
    signed = Attribution(id="a3", content=(span("She left"),), evidence=(span("She left."),))
    amina = Actor(id="new:amina", name="Amina Yusuf", kind="person")
    mentions = tuple(
        Mention(id=f"m{n}", start=s.start, end=s.end, head=s.start, kind="actor", target=amina.id, how="name")
        for n, s in enumerate((span("Amina Yusuf"), span("She")))
    )
    report = Report(id="r", text=TEXT, zones=(Zone(0, len(TEXT), "body"),))
    return Reading(report=report, actors=(amina,), mentions=mentions, attributions=(said, denied, signed))


def test_every_span_carries_its_words() -> None:
    document = of_reading(reading())
    assert [quote["id"] for quote in document["quotes"]] == ["a1", "a2"]  # Citron has no quote without a cue
    for quote in document["quotes"]:
        for piece in [quote["cue"], *quote["sources"], *quote["contents"], *quote["coreferences"]]:
            assert TEXT[piece["start"] : piece["end"]] == piece["text"]


def test_one_actor_is_one_group() -> None:
    (group,) = of_reading(reading())["coreference_groups"]
    assert [piece["text"] for piece in group] == ["Amina Yusuf", "She"]


def test_what_is_written_reads_back() -> None:
    back = read(json.dumps(of_reading(reading())), TEXT)
    assert [(a.source, a.cue, a.content) for a in back] == [
        (a.source, a.cue, a.content) for a in reading().attributions if a.cue
    ]
    assert back[0].confidence == 0.8


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ("[]", "not Citron"),
        ('{"quotes": [{"contents": [{"start": 0, "end": 9999}]}]}', "outside of the text"),
        ('{"quotes": [{"contents": [{"start": 0, "end": 3, "text": "abc"}]}]}', "not 'abc'"),
    ],
)
def test_what_does_not_fit_is_refused(data: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        read(data, TEXT)


def test_a_quote_without_source_or_cue_is_kept() -> None:
    (found,) = read('{"quotes": [{"contents": [{"start": 0, "end": 19}]}], "coreference_groups": []}', TEXT)
    assert (found.source, found.cue, found.content) == ((), (), (Span(0, 19),))
