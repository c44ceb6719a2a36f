"""One input as a stream of bytes: opened, unpacked (gzip, Zstandard), its first bytes seen without being used up."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

HEAD_BYTES = 65_536  # what a format's `sniff` gets to see
PACKED = (".gz", ".zst", ".zstd")

_MAGIC_BINARY = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"PK\x03\x04",
    b"\x7fELF",
    b"MZ\x90",
    b"Rar!",
    b"7z\xbc\xaf",
    b"BZh",
    b"\xfd7zXZ",
    b"SQLite format 3",
    b"OggS",
    b"ID3",
    b"RIFF",
    b"PAR1",
    b"\xd0\xcf\x11\xe0",
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
MAX_CONTROL_SHARE = 0.02  # control bytes beyond white space in the first 4 KB of something that is text


@dataclass(frozen=True, slots=True)
class Input:
    """A readable stream with its name and its first bytes."""

    where: str
    suffix: str  # ".csv" of "corpus.csv.gz", lower case
    head: bytes
    stream: io.BufferedReader

    def read(self, limit: int) -> bytes | None:
        """All bytes, or None where there are more than ``limit``."""
        data = self.stream.read(limit + 1)
        return None if len(data) > limit else data


@contextmanager
def opened(path: Path | None, where: str, standard_input: BinaryIO | None = None) -> Iterator[Input]:
    """``path`` as an Input, or standard input where it is None. Raises OSError, EOFError and the unpackers' errors."""
    raw: BinaryIO = path.open("rb") if path else cast(BinaryIO, standard_input)
    try:
        reader = _unpacked(io.BufferedReader(cast(io.RawIOBase, raw), HEAD_BYTES))
        yield Input(where, suffix_of(path.name if path else ""), reader.peek(HEAD_BYTES)[:HEAD_BYTES], reader)
    finally:
        if path:
            raw.close()


def _unpacked(reader: io.BufferedReader) -> io.BufferedReader:
    head = reader.peek(4)[:4]
    if head.startswith(b"\x1f\x8b"):
        return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=reader)), HEAD_BYTES)
    if head == b"\x28\xb5\x2f\xfd":
        unpacker = zstandard.ZstdDecompressor().stream_reader(reader, read_across_frames=True)
        return io.BufferedReader(cast(io.RawIOBase, unpacker), HEAD_BYTES)
    return reader


def suffix_of(name: str) -> str:
    """The suffix that says the format, packing taken off: ".csv" of "a.csv.gz"."""
    root, suffix = os.path.splitext(name.lower())
    return os.path.splitext(root)[1] if suffix in PACKED else suffix


def is_wide(head: bytes) -> bool:
    """Marked as UTF-16 or UTF-32, in which NUL bytes are nothing odd."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))


def is_binary(head: bytes) -> bool:
    """No text: a known signature, or too many control bytes. UTF-16 with its mark is text."""
    if head.startswith(_MAGIC_BINARY):
        return True
    if head.startswith(_BOMS) or not head:
        return False
    sample = head[:4096]
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    return control > max(8, MAX_CONTROL_SHARE * len(sample))
