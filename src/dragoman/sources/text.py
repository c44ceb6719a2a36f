"""Plain text: one file, one story. Its zones are found later, in ``dragoman.wire``."""

from __future__ import annotations

from dragoman.errors import Reason
from dragoman.records import PutAside, RawStory
from dragoman.sources.encodings import decode
from dragoman.sources.formats import Format, Stories
from dragoman.sources.options import Options
from dragoman.sources.stream import Input, is_wide


def sniff(head: bytes) -> bool:
    """Everything that is not binary can be plain text: the last format to be asked."""
    return True


def stories(source: Input, options: Options) -> Stories:
    """The file as a story."""
    data = source.read(options.max_bytes)
    if data is None:
        yield PutAside(where=source.where, reason=Reason.TOO_LARGE, detail=f"more than {options.max_bytes} bytes")
        return
    if b"\0" in data and not options.encoding and not is_wide(data):
        yield PutAside(where=source.where, reason=Reason.BINARY, detail="it holds NUL bytes, which no text does")
        return
    found = decode(data, options.encoding)
    if found is None:
        yield PutAside(where=source.where, reason=Reason.BAD_ENCODING, detail="no encoding fits its bytes")
        return
    yield RawStory(text=found.text, where=source.where, notes=found.notes)


FORMAT = Format((".txt", ".text", ".asc"), sniff, stories)
