"""`make golden`: read the golden stories anew and rewrite their readings. A person reads the difference."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman import codec
from dragoman.reading.reader import Reader
from dragoman.records import RawStory, Reading
from dragoman.wire.report import report

HERE = Path(__file__).parent


def cases() -> list[Path]:
    """The golden stories: ``<name>.txt``, whose first line is the publisher and the date of publication."""
    return sorted(HERE.glob("*.txt"))


def read(path: Path, reader: Reader) -> Reading:
    """The reading of a golden story."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n")
    publisher, published = head.split("\t")
    raw = RawStory(text=text, where=path.name, publisher=publisher, published=published or None)
    return reader.read(report(raw))


def shown(reading: Reading) -> str:
    """Canonical JSON, indented so that a difference can be read."""
    return msgspec.json.format(codec.encode(reading), indent=1).decode() + "\n"


if __name__ == "__main__":
    shared = Reader()
    for story in cases():
        story.with_suffix(".reading.json").write_text(shown(read(story, shared)), encoding="utf-8")
        print(story.name)
