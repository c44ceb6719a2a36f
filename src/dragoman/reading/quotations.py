"""Runs of quoted words: from the marks alone, with mercy for marks that are missing, doubled or curly.

A run keeps its marks and never crosses a line break. A straight mark opens where white space or a bracket stands before
it and a word after it; what is never closed ends with the paragraph, or where the next quotation opens.
"""

from __future__ import annotations

import re

from dragoman.records import Span

_MARK = re.compile(r"[\"“”„«»]|``|''|\n")
_SENTENCE_END = re.compile(r"[.!?…][\"”']?\s")
_OPENING, _CLOSING = "“„«``", "”»"


def quoted_runs(text: str) -> list[Span]:
    """Quoted runs in text order, marks included; they do not overlap."""
    runs: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            if opened is not None:
                _close(text, runs, opened, at)
            opened = None
        elif opened is None:
            if _opens(text, mark, at, match.end()):
                opened = at
        elif _opens(text, mark, at, match.end()) and not _closes(text, mark, at, match.end()):
            # The mark before was never closed: its quotation ends with the last sentence that ends before this one.
            _close(text, runs, opened, _sentence_end(text, opened, at))
            opened = at
        else:
            _close(text, runs, opened, match.end())
            opened = None
    if opened is not None:
        _close(text, runs, opened, len(text))
    return runs


def _close(text: str, runs: list[Span], start: int, end: int) -> None:
    words = text[start:end].rstrip()
    if any(character.isalnum() for character in words):
        runs.append(Span(start, start + len(words)))


def _opens(text: str, mark: str, start: int, end: int) -> bool:
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return False
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([{-—–:'/") and not after.isspace()


def _closes(text: str, mark: str, start: int, end: int) -> bool:
    if mark in _CLOSING:
        return True
    if mark in _OPENING:
        return False
    after = text[end] if end < len(text) else " "
    return after.isspace() or after in ".,;:!?)]}-—–"


def _sentence_end(text: str, start: int, end: int) -> int:
    found = start
    for match in _SENTENCE_END.finditer(text, start, end):
        found = match.end()
        break
    return found if found > start else end
