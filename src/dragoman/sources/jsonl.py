"""JSON Lines, JSON arrays and single JSON objects (news-please, fundus, trafilatura): one object, one story."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from dragoman.errors import Reason
from dragoman.records import PutAside, RawStory
from dragoman.sources.columns import choose, missing, month_first, note, to_story
from dragoman.sources.encodings import bom_of, decode
from dragoman.sources.formats import Format, Stories
from dragoman.sources.options import Options
from dragoman.sources.stream import Input

CHUNK = 1 << 16
DATE_ROWS = 200  # objects looked at to tell day from month
LISTS = ("articles", "stories", "items", "documents", "docs", "results", "data", "rows", "records")
Found = tuple[str, dict[str, Any], tuple[str, ...]]  # where, the object, notes on its bytes


def sniff(head: bytes) -> bool:
    """Begins with an object that has a string key, or with an array of objects."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*(?:\"|\})", head) is not None


def stories(source: Input, options: Options) -> Stories:
    """The objects as stories; a line that is no object is put aside with its number."""
    if bom_of(source.head) not in (None, "utf-8-sig") or not _is_lines(source.head):
        found = _documents(source, options)
    else:
        found = _lines(source, options)
    yield from _stories(found, options)


def _is_lines(head: bytes) -> bool:
    """The first line is a whole object, or is broken in a way that more lines do not mend."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0].strip()
    if first.startswith(b"["):
        return False
    return not first.startswith(b"{") or first.endswith(b"}") or len(first) > 200


def _stories(found: Iterator[Found | PutAside], options: Options) -> Stories:
    """Objects to stories; the first rows are held back until the order of day and month is known."""
    held: list[Found | PutAside] = []
    us_dates: bool | None = None
    for number, item in enumerate(found):
        held.append(item)
        if number + 1 < DATE_ROWS:
            continue
        if number + 1 == DATE_ROWS:
            us_dates = _us_dates(held, options)
        yield from (_story(one, options, us_dates) for one in held)
        held = []
    if held:
        us_dates = _us_dates(held, options) if us_dates is None else us_dates
        yield from (_story(one, options, us_dates) for one in held)


def _us_dates(held: list[Found | PutAside], options: Options) -> bool | None:
    rows = [item[1] for item in held if not isinstance(item, PutAside)]
    return month_first(row.get(choose(list(row), options).get("published", "")) for row in rows)


def _story(item: Found | PutAside, options: Options, us_dates: bool | None) -> RawStory | PutAside:
    if isinstance(item, PutAside):
        return item
    where, row, notes = item
    chosen = choose(list(row), options, (row,))
    if "text" not in chosen:
        return PutAside(where=where, reason=Reason.MALFORMED, detail=missing(list(row), options))
    return to_story(row, chosen, where, (*notes, *note(chosen, options)), us_dates)


def _lines(source: Input, options: Options) -> Iterator[Found | PutAside]:
    number = 0
    while line := source.stream.readline(options.max_bytes + 1):
        number += 1
        where = f"{source.where}:{number}"
        if len(line) > options.max_bytes and not line.endswith(b"\n"):
            while (rest := source.stream.readline(CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield PutAside(where=where, reason=Reason.TOO_LARGE, detail=f"more than {options.max_bytes} bytes")
        elif line.strip():
            yield from _inner(_object(line, where, options), options)


def _object(line: bytes, where: str, options: Options) -> Found | PutAside:
    decoded = decode(line, options.encoding)
    if decoded is None:
        return PutAside(where=where, reason=Reason.BAD_ENCODING, detail="no encoding fits its bytes")
    try:
        row = json.loads(decoded.text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        return PutAside(where=where, reason=Reason.MALFORMED, detail=f"no JSON: {error}")
    if not isinstance(row, dict):
        return PutAside(where=where, reason=Reason.MALFORMED, detail=f"a JSON {type(row).__name__}, not an object")
    return where, row, decoded.notes


def _documents(source: Input, options: Options) -> Iterator[Found | PutAside]:
    """The objects of an array, one at a time, or of a single document."""
    reader = _Reader(source, options)
    if reader.opens_array():
        for number, value in enumerate(reader.values(), 1):
            where = f"{source.where}:{number}"
            if isinstance(value, PutAside):
                yield value
            elif isinstance(value, dict):
                yield where, value, reader.notes
            else:
                yield PutAside(where=where, reason=Reason.MALFORMED, detail="not an object")
        return
    value = reader.single()
    yield from _inner(value if isinstance(value, PutAside) else (source.where, value, reader.notes), options)


def _inner(found: Found | PutAside, options: Options) -> Iterator[Found | PutAside]:
    """The object itself, or the stories it lists where it has no text of its own."""
    if isinstance(found, PutAside):
        yield found
        return
    where, row, notes = found
    inner = next((row[name] for name in LISTS if isinstance(row.get(name), list)), None)
    if inner is None or "text" in choose(list(row), options):
        yield found
        return
    for number, item in enumerate(inner, 1):
        if isinstance(item, dict):
            yield f"{where}:{number}", item, notes
        else:
            yield PutAside(where=f"{where}:{number}", reason=Reason.MALFORMED, detail="not an object")


class _Reader:
    """Decodes one JSON value after another from a stream, holding one value at a time."""

    def __init__(self, source: Input, options: Options) -> None:
        self.where, self.limit = source.where, options.max_bytes
        self._stream = source.stream
        self._encoding = bom_of(source.head) or "utf-8"
        self.notes: tuple[str, ...] = () if self._encoding.startswith("utf-8") else (f"encoding {self._encoding}",)
        self._decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        self._buffer = ""
        self._done = False

    def _more(self) -> bool:
        chunk = self._stream.read(max(CHUNK, len(self._buffer)))
        self._done = not chunk
        self._buffer += self._decoder.decode(chunk, final=self._done)
        return not self._done

    def _skip(self, marks: str) -> str:
        """Drop white space and ``marks``; the next character, "" at the end."""
        while True:
            self._buffer = self._buffer.lstrip(marks)
            if self._buffer or not self._more():
                return self._buffer[:1]

    def opens_array(self) -> bool:
        """Whether an array begins here; its bracket is taken."""
        if self._skip(" \t\r\n\ufeff") != "[":
            return False
        self._buffer = self._buffer[1:]
        return True

    def values(self) -> Iterator[Any | PutAside]:
        """The array's values; a broken one ends them, for nobody can tell where the next begins."""
        while (mark := self._skip(" \t\r\n,")) not in ("", "]"):
            value = self._value()
            yield value
            if isinstance(value, PutAside):
                return
        if mark == "":
            yield PutAside(where=self.where, reason=Reason.MALFORMED, detail="the array is not closed")

    def _value(self) -> Any | PutAside:
        while True:
            try:
                value, end = json.JSONDecoder().raw_decode(self._buffer)
            except (ValueError, RecursionError) as error:
                if len(self._buffer) > self.limit:
                    return self._aside(Reason.TOO_LARGE, f"more than {self.limit} characters")
                if not self._more():
                    return self._aside(Reason.MALFORMED, f"no JSON: {error}")
                continue
            self._buffer = self._buffer[end:]
            return value

    def single(self) -> Any | PutAside:
        """The one value of the document; it must be an object."""
        self._skip(" \t\r\n")
        value = self._value()
        if isinstance(value, dict | PutAside):
            return value
        return self._aside(Reason.MALFORMED, f"a JSON {type(value).__name__}, not an object")

    def _aside(self, reason: Reason, detail: str) -> PutAside:
        return PutAside(where=self.where, reason=reason, detail=detail)


FORMAT = Format((".jsonl", ".json", ".ndjson", ".jl"), sniff, stories)
