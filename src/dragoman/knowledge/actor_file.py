"""The knowledge file: names and entities in one memory-mapped, read-only file.

Layout (little-endian): 8 bytes of magic, 4 bytes length of a JSON header, the header (version, counts, and for each
section its offset and length), then the sections, each on a multiple of 8:

    keys      u64, sorted    hash of a folded name
    hits      u32            entity number << 5 | flags, parallel to keys
    firsts    u64, sorted    hash of the first word of names of several words
    lengths   u8             the most words of a name that starts so, parallel to firsts
    offsets   u32            where each entity starts in ``entities``, one more at the end
    ids       u64, sorted    hash of an entity's id, and ``idhits`` u32 its number
    entities  msgpack        one array an entity
    tables    msgpack        small tables that are read whole (role nouns)
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
import sys
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import SetupError

MAGIC = b"DRAGKB\x02\n"
FLAG_BITS = 5
CAPS, SHORT, DEMONYM, SEAT, METONYM = 1, 2, 4, 8, 16  # flags of a name; see knowledge.actors.Hit

_pack = msgspec.msgpack.Encoder()
_unpack = msgspec.msgpack.Decoder()


def hash_key(key: str) -> int:
    """64 bits of a folded name."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def write(
    path: Path,
    version: str,
    entities: Sequence[list[Any]],
    names: Iterable[tuple[str, int, int]],
    tables: Mapping[str, Any],
) -> None:
    """Write a knowledge file. ``names`` are (folded name, entity number, flags); an entity's first field is its id."""
    names = list(names)
    rows = sorted({(hash_key(key), number << FLAG_BITS | flags) for key, number, flags in names if key})
    firsts: dict[int, int] = {}
    for key, _, _ in names:
        parts = key.split()
        if len(parts) > 1:
            first = hash_key(parts[0])
            firsts[first] = max(firsts.get(first, 0), min(len(parts), 255))
    blobs = [_pack.encode(entity) for entity in entities]
    offsets = [0]
    for blob in blobs:
        offsets.append(offsets[-1] + len(blob))
    ids = sorted((hash_key(entity[0]), number) for number, entity in enumerate(entities))
    starts = sorted(firsts.items())
    sections = {
        "keys": struct.pack(f"<{len(rows)}Q", *(key for key, _ in rows)),
        "hits": struct.pack(f"<{len(rows)}I", *(hit for _, hit in rows)),
        "firsts": struct.pack(f"<{len(starts)}Q", *(key for key, _ in starts)),
        "lengths": bytes(length for _, length in starts),
        "offsets": struct.pack(f"<{len(offsets)}I", *offsets),
        "ids": struct.pack(f"<{len(ids)}Q", *(key for key, _ in ids)),
        "idhits": struct.pack(f"<{len(ids)}I", *(number for _, number in ids)),
        "entities": b"".join(blobs),
        "tables": _pack.encode(dict(tables)),
    }
    _write_sections(path, version, len(entities), len(rows), sections)


def _write_sections(path: Path, version: str, entities: int, names: int, sections: dict[str, bytes]) -> None:
    room = 4096  # the header is padded to this
    places, at = {}, room
    for name, data in sections.items():
        places[name] = [at, len(data)]
        at += -(-len(data) // 8) * 8
    header = json.dumps(
        {"version": version, "entities": entities, "names": names, "sections": places}, sort_keys=True
    ).encode()
    with path.open("wb") as out:
        out.write(MAGIC + struct.pack("<I", len(header)) + header)
        out.write(b"\0" * (room - out.tell()))
        for data in sections.values():
            out.write(data + b"\0" * (-len(data) % 8))


class ActorFile:
    """An open knowledge file; look-ups touch only the pages they need."""

    def __init__(self, path: Path) -> None:
        if sys.byteorder != "little":
            raise SetupError("the knowledge file is little-endian and this machine is not")
        try:
            with path.open("rb") as handle:
                self._map = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise SetupError(
                f"the knowledge file {path} cannot be opened ({error}). `dragoman doctor` says how to get it."
            ) from error
        if self._map[: len(MAGIC)] != MAGIC:
            raise SetupError(f"{path} is no knowledge file of this version of Dragoman; `dragoman kb build` makes one.")
        (length,) = struct.unpack_from("<I", self._map, len(MAGIC))
        start = len(MAGIC) + 4
        self.header: dict[str, Any] = json.loads(self._map[start : start + length])
        self.version: str = self.header["version"]
        view = memoryview(self._map)
        self._keys, self._hits = self._section(view, "keys", "Q"), self._section(view, "hits", "I")
        self._firsts, self._lengths = self._section(view, "firsts", "Q"), self._section(view, "lengths", "B")
        self._offsets, self._entities = self._section(view, "offsets", "I"), self._section(view, "entities", "B")
        self._ids, self._idhits = self._section(view, "ids", "Q"), self._section(view, "idhits", "I")
        self.tables: dict[str, Any] = _unpack.decode(self._section(view, "tables", "B"))

    def _section(self, view: memoryview, name: str, code: str) -> Any:
        start, length = self.header["sections"][name]
        return view[start : start + length].cast(code)  # type: ignore[call-overload]

    def __len__(self) -> int:
        return int(self.header["entities"])

    def find(self, key: str) -> list[tuple[int, int]]:
        """(entity number, flags) of all that bear a folded name."""
        wanted = hash_key(key)
        at = bisect_left(self._keys, wanted)
        found = []
        while at < len(self._keys) and self._keys[at] == wanted:
            hit = self._hits[at]
            found.append((hit >> FLAG_BITS, hit & ((1 << FLAG_BITS) - 1)))
            at += 1
        return found

    def longest(self, first: str) -> int:
        """The most words of a name of several words that starts with this one; 0 if there is none."""
        wanted = hash_key(first)
        at = bisect_left(self._firsts, wanted)
        return int(self._lengths[at]) if at < len(self._firsts) and self._firsts[at] == wanted else 0

    def entity(self, number: int) -> list[Any]:
        """The fields of an entity."""
        decoded: list[Any] = _unpack.decode(self._entities[self._offsets[number] : self._offsets[number + 1]])
        return decoded

    def number(self, entity_id: str) -> int | None:
        """The number of the entity with this id."""
        wanted = hash_key(entity_id)
        at = bisect_left(self._ids, wanted)
        return int(self._idhits[at]) if at < len(self._ids) and self._ids[at] == wanted else None
