"""How sources are to be read: what the caller may say, and what else is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MAX_STORY_BYTES = 5_000_000  # a story above this is put aside: no press report is that long


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Column names, where the caller knows them (None: guessed from usual names), and limits."""

    text: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    byline: str | None = None
    format: str | None = None  # a name of FORMATS; None: by the file's name and first bytes
    encoding: str | None = None  # what the caller says the bytes are; tried after UTF-8
    max_bytes: int = MAX_STORY_BYTES
    any_language: bool = False  # do not put aside what is not English

    def columns(self) -> Mapping[str, str]:
        """Field to column, for those that the caller named."""
        named = {name: getattr(self, name) for name in ("text", "title", "published", "publisher", "url", "byline")}
        return {name: column for name, column in named.items() if column}
