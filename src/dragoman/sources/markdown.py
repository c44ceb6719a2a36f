"""Markdown, with YAML front matter: title, date, author, url; the marks taken off, the words kept."""

from __future__ import annotations

import re
from typing import Any

import yaml

from dragoman.errors import Reason
from dragoman.records import PutAside, RawStory
from dragoman.sources.columns import choose, flat
from dragoman.sources.encodings import decode
from dragoman.sources.formats import Format, Stories
from dragoman.sources.options import Options
from dragoman.sources.stream import Input

_FRONT = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|\Z)|\A\s*(\S.*)\r?\n=+[ \t]*(?:\r?\n|\Z)")
# Marks and what is left of them, in the order they are taken off.
_MARKS = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), r"\1"),
    (re.compile(r"^\[[^\]]+\]:\s+\S+.*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE), r"\1"),
    (re.compile(r"^(\S.*)\r?\n(?:=+|-{3,})[ \t]*$", re.MULTILINE), r"\1\n"),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[*+-][ \t]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"(\*\*\*|___|\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def sniff(head: bytes) -> bool:
    """Front matter: "---" and a line "key: value"."""
    return re.match(rb"\s*---[ \t]*\r?\n(?:[#\s].*\r?\n)*[\w-]+[ \t]*:", head) is not None


def stories(source: Input, options: Options) -> Stories:
    """The file as a story; front matter that is no YAML is left out and noted."""
    data = source.read(options.max_bytes)
    found = decode(data, options.encoding) if data is not None else None
    if data is None:
        yield PutAside(where=source.where, reason=Reason.TOO_LARGE, detail=f"more than {options.max_bytes} bytes")
    elif found is None:
        yield PutAside(where=source.where, reason=Reason.BAD_ENCODING, detail="no encoding fits its bytes")
    else:
        yield _story(found.text, source.where, found.notes, options)


def _story(text: str, where: str, notes: tuple[str, ...], options: Options) -> RawStory:
    fields, text, notes = _front_matter(text, notes)
    chosen = choose([str(name) for name in fields], options)
    value = {field: flat(fields.get(column)) for field, column in chosen.items() if field != "text"}
    heading = _TITLE.match(text)
    if heading and not value.get("title"):
        value["title"] = heading[1] or heading[2]
        text = text[heading.end() :]
    return RawStory(
        text=plain(text),
        where=where,
        title=plain(value.get("title") or "") or None,
        published=value.get("published"),
        publisher=value.get("publisher"),
        url=value.get("url"),
        byline=value.get("byline"),
        notes=notes,
    )


def _front_matter(text: str, notes: tuple[str, ...]) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    match = _FRONT.match(text)
    if not match:
        return {}, text, notes
    try:
        fields = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text[match.end() :], (*notes, "front matter is not valid YAML and was left out")
    if not isinstance(fields, dict):
        return {}, text[match.end() :], notes
    return {str(key): value for key, value in fields.items()}, text[match.end() :], notes


def plain(text: str) -> str:
    """The words of Markdown text without its marks."""
    for mark, left in _MARKS:
        text = mark.sub(left, text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


FORMAT = Format((".md", ".markdown", ".mdown"), sniff, stories)
