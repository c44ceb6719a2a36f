"""Bytes to text: UTF-8, then what is declared, then what is detected; each choice is noted."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import ftfy
from charset_normalizer import from_bytes
from ftfy.badness import is_bad

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Signs of UTF-8 that was read as a one-byte encoding; ftfy's own test is asked only where they are.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4\u0402-\u045f][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122\u0402-\u045f]"
)
SAMPLE_BYTES = 65_536  # what the detector sees
WESTERN_SHARE = 0.08  # up to this share of bytes above 127, English in Windows-1252 is the likeliest reading
# Bytes that Windows-1252 leaves open: text that has them is in another encoding.
_WESTERN = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the notes on how it was read."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """``data`` as text, mojibake repaired, NUL bytes dropped; None where no encoding fits."""
    found = _decoded(data, declared)
    return _repaired(found) if found else None


def bom_of(head: bytes) -> str | None:
    """The encoding that a byte order mark tells."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), None)


def _decoded(data: bytes, declared: str | None) -> Decoded | None:
    marked = bom_of(data)
    for name in (marked, "utf-8", declared):
        if name and (text := _try(data, name)) is not None:
            return Decoded(text, () if name.startswith("utf-8") else (f"encoding {name}",))
    high = sum(byte > 127 for byte in data[:SAMPLE_BYTES])
    if high <= WESTERN_SHARE * min(len(data), SAMPLE_BYTES) and not _WESTERN.search(data):
        return Decoded(data.decode("cp1252"), ("encoding cp1252, guessed",))
    best = from_bytes(data[:SAMPLE_BYTES]).best()
    if best is None or (text := _try(data, best.encoding)) is None:
        return None
    return Decoded(text, (f"encoding {best.encoding}, detected",))


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _repaired(found: Decoded) -> Decoded:
    text = found.text.replace("\x00", "")
    if text.isascii() or not _SUSPECT.search(text) or not is_bad(text):
        return Decoded(text, found.notes)
    fixed = "\n".join(ftfy.fix_encoding(line) if is_bad(line) else line for line in text.split("\n"))
    return Decoded(fixed, (*found.notes, "mojibake repaired") if fixed != text else found.notes)
