"""Figures find the event whose harm they count."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        # FA-KES (CC BY 4.0)
        ("Airstrikes on a rebel-held village in northwest Syria early on Tuesday killed 12 people.", "killed"),
        ("Syrian Russian air strikes killed 39 civilians in Idlib on Sunday, officials said.", "killed"),
        ("Police arrested 30 protesters in Minsk on Sunday.", "arrested"),
    ],
)
def test_a_figure_knows_its_event(read: Read, sentence: str, trigger: str) -> None:
    reading = read(sentence)
    (figure,) = reading.figures
    event = next(event for event in reading.events if event.id == figure.event)
    assert trigger in " ".join(reading.report.text[span.start : span.end] for span in event.trigger)


def test_a_part_goes_with_its_whole(read: Read) -> None:
    reading = read("Air strikes killed 31 civilians in Aleppo on Friday, including 10 children.")
    whole, part = reading.figures
    assert part.part_of == whole.id
    assert part.event == whole.event is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "The statement put the death toll at 70.",
        "The envoy met the families of 12 people who died in the flood.",
    ],
)
def test_harm_without_an_act_stands_alone(read: Read, sentence: str) -> None:
    (figure,) = read(sentence).figures
    assert figure.event is None
