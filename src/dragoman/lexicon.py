"""Word lists as data: every ``data/<language>/<name>.toml``, read once.

Each file is a set of tables that its reader documents at its top. An entry that carries ``example`` is a test: the
test suite reads the example and checks what the entry promises.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataFileError


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
