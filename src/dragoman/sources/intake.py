"""What is to be read, in order: paths, folders, globs, standard input; each with its format; what comes out is checked.

Bad input is yielded as ``PutAside``; only a path that does not exist is an error, told before anything is read.
"""

from __future__ import annotations

import csv
import glob
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import zstandard

from dragoman.errors import Reason, UsageError
from dragoman.records import PutAside, RawStory
from dragoman.registry import Registry
from dragoman.sources.english import foreign
from dragoman.sources.formats import Format, Stories
from dragoman.sources.options import Options
from dragoman.sources.stream import Input, is_binary, opened

# Asked in this order where a file's name says nothing; text takes whatever is left.
FORMATS: Registry[Format] = Registry(
    "dragoman.formats",
    {
        "html": "dragoman.sources.html:FORMAT",
        "jsonl": "dragoman.sources.jsonl:FORMAT",
        "markdown": "dragoman.sources.markdown:FORMAT",
        "tables": "dragoman.sources.tables:FORMAT",
        "text": "dragoman.sources.text:FORMAT",
    },
)
STANDARD_INPUT = "-"
_UNREADABLE = (OSError, EOFError, zlib.error, zstandard.ZstdError, UnicodeError, csv.Error, MemoryError, RecursionError)


def read_all(paths: Iterable[str | Path], options: Options | None = None) -> Stories:
    """The stories of all ``paths`` in the order given, folders and globs sorted; UsageError for what is not there."""
    wanted = [str(path) for path in paths]
    for path in wanted:
        _check(path)
    return _chain(wanted, options or Options())


def _chain(paths: list[str], options: Options) -> Stories:
    seen: set[str] = set()
    for path in paths:
        for found in files(path):
            if isinstance(found, PutAside):
                yield found
            elif str(found) not in seen:
                seen.add(str(found))
                yield from _one(found, options)


def stories(path: str | Path, options: Options | None = None) -> Stories:
    """The stories of one path: a file, a folder, a glob pattern, or "-" for standard input."""
    return read_all([path], options)


def files(path: str) -> Iterator[Path | PutAside]:
    """The files that a path names, sorted: content and file system order play no part. Hidden files are left out."""
    if path == STANDARD_INPUT or Path(path).is_file():
        yield Path(path)
        return
    if Path(path).is_dir():
        root = Path(path)
        found = sorted(file for file in root.rglob("*") if not _hidden(file, root) and not file.is_dir())
        if not found:
            yield PutAside(where=path, reason=Reason.EMPTY, detail="the folder holds no files")
        yield from found
        return
    for name in sorted(glob.glob(path, recursive=True)):
        yield from files(name)


def _hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)


def _check(path: str) -> None:
    if path == STANDARD_INPUT or Path(path).exists() or glob.glob(path, recursive=True):
        return
    if glob.has_magic(path):
        raise UsageError(f"no file matches {path!r}")
    raise UsageError(f"there is no file or folder {path!r}")


def _one(path: Path, options: Options) -> Stories:
    """The stories of one file; what cannot be opened or unpacked is put aside."""
    where = "stdin" if str(path) == STANDARD_INPUT else str(path)
    try:
        with opened(None if where == "stdin" else path, where, sys.stdin.buffer) as source:
            yield from read(source, options)
    except _UNREADABLE as error:
        yield PutAside(where=where, reason=Reason.UNREADABLE, detail=f"{type(error).__name__}: {error}")


def read_stream(stream: BinaryIO, where: str = "stdin", options: Options | None = None) -> Stories:
    """The stories of an open stream of bytes, packed or not."""
    try:
        with opened(None, where, stream) as source:
            yield from read(source, options or Options())
    except _UNREADABLE as error:
        yield PutAside(where=where, reason=Reason.UNREADABLE, detail=f"{type(error).__name__}: {error}")


def read(source: Input, options: Options) -> Stories:
    """The checked stories of one input."""
    if not source.head.strip():
        yield PutAside(where=source.where, reason=Reason.EMPTY, detail="no bytes but white space")
        return
    if is_binary(source.head):
        yield PutAside(where=source.where, reason=Reason.BINARY, detail="not text")
        return
    chosen = format_of(source, options)
    empty = True
    for found in chosen.stories(source, options):
        empty = False
        yield checked(found, options) if isinstance(found, RawStory) else found
    if empty:
        yield PutAside(where=source.where, reason=Reason.EMPTY, detail="no stories in it")


def format_of(source: Input, options: Options) -> Format:
    """The format by the caller's word, else by the name's suffix, else by the first bytes.

    A page saved as .txt, or anything whose suffix is not known, is told by its bytes.
    """
    if options.format:
        return FORMATS.get(options.format)
    known = [(name, FORMATS.get(name)) for name in FORMATS]
    by_suffix = next((one for name, one in known if source.suffix in one.suffixes and name != "text"), None)
    if by_suffix:
        return by_suffix
    plain = source.suffix in FORMATS.get("text").suffixes
    asked = [one for name, one in known if not plain or name in ("html", "text")]
    return next((one for one in asked if one.sniff(source.head)), FORMATS.get("text"))


def checked(story: RawStory, options: Options) -> RawStory | PutAside:
    """The story, or why it is put aside: no words, too large, not English."""
    if not any(character.isalnum() for character in story.text):
        return PutAside(where=story.where, reason=Reason.EMPTY, detail="no words in the text")
    if len(story.text) > options.max_bytes:
        return PutAside(where=story.where, reason=Reason.TOO_LARGE, detail=f"{len(story.text)} characters")
    if not options.any_language and (language := foreign(story.text)):
        return PutAside(where=story.where, reason=Reason.NOT_ENGLISH, detail=language)
    return story
