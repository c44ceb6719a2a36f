"""Word lists as data: every ``data/<language>/<name>.toml``, read once.

Each file is a set of tables that its reader documents at its top. An entry that carries ``example`` is a test: the
test suite reads the example and checks what the entry promises. A reader whose words are mostly plain lists declares
them as the fields of a dataclass, each ``at`` its place in the file, and has them ``filled``.
"""

from __future__ import annotations

import tomllib
from dataclasses import field, fields
from functools import cache, reduce
from importlib.resources import files
from typing import Any, TypeVar, get_origin, get_type_hints

import msgspec

from dragoman.errors import DataFileError

Words = TypeVar("Words")


@cache
def lexicon(name: str, language: str = "en") -> dict[str, Any]:
    """The tables of ``data/<language>/<name>.toml``; DataFileError names the line of a mistake."""
    path = files("dragoman") / "data" / language / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataFileError(f"there is no lexicon {language}/{name}.toml") from error
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{language}/{name}.toml: {error}") from error


def at(place: str) -> Any:
    """A field of a dataclass whose words stand at a place in the tables of a lexicon: ``at("inner.plus")``."""
    return field(metadata={"place": place})


def filled(kind: type[Words], tables: dict[str, Any], **made: object) -> Words:
    """A dataclass of words: each field declared ``at`` a place takes what stands there, as its type says (a set of a
    table is its keys); the other fields are given. DataFileError names a place that is missing or holds another type.
    """
    types = get_type_hints(kind)
    placed = {f.name: f.metadata["place"] for f in fields(kind) if "place" in f.metadata}  # type: ignore[arg-type]
    return kind(**{name: _taken(tables, place, types[name]) for name, place in placed.items()}, **made)


def _taken(tables: dict[str, Any], place: str, type_: Any) -> Any:
    try:
        found = reduce(lambda table, key: table[key], place.split("."), tables)
        return msgspec.convert(list(found) if get_origin(type_) is frozenset else found, type_)
    except KeyError as error:
        raise DataFileError(f"a lexicon has nothing at {place}") from error
    except msgspec.ValidationError as error:
        raise DataFileError(f"a lexicon has at {place} what it should not: {error}") from error
