"""Zones: sorted, apart from each other, inside the text, and no word outside them - whatever the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import RawStory
from dragoman.wire.report import wired

PIECES = st.sampled_from(
    [
        "WORLD",
        "By Jane Doe",
        "December 26, 2017",
        "BAMAKO (Reuters) - ",
        "Source: Agencies",
        "Tags Mali Bamako ",
        "A soldier looks on. (AFP) ",
        "The talks failed on Monday. ",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "Read Also",
        "é",
        "donâ€™t ",
        "\x00",
        "\ud800",
        "Posted on April 5 2017 by ",
        "\t",
        "(",
        "--Reuters",
        "“He said so.” ",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, title=st.one_of(st.none(), TEXTS))
def test_zones_tile_any_text(text: str, title: str | None) -> None:
    made = wired(RawStory(text=text, title=title, where="x"))
    report, last = made.report, 0
    for zone in report.zones:
        assert last <= zone.start < zone.end <= len(report.text)
        assert not report.text[last : zone.start].strip()
        assert report.text[zone.start : zone.end] == report.text[zone.start : zone.end].strip()
        start, end = made.origin(zone.start, zone.end)
        assert 0 <= start < end <= len(made.source)
        last = zone.end
    assert not report.text[last:].strip()
