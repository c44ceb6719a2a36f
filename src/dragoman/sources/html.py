"""Web pages: the article's text with trafilatura, its title, date, author and site, and captions that bear a credit."""

from __future__ import annotations

import logging
import re
from typing import Any

from dragoman.errors import Reason, SetupError
from dragoman.records import PutAside, RawStory
from dragoman.sources.encodings import decode
from dragoman.sources.formats import Format, Stories
from dragoman.sources.options import Options
from dragoman.sources.stream import Input

MIN_PROSE_WORDS = 20  # a page whose longest paragraph is shorter is an index, not an article
CAPTION_WORDS = (4, 90)

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_SIGNS = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")  # its encoding is no longer true of the decoded text
_CREDIT = re.compile(r"[/\[(©]|\b(?:Photo|Photograph|Image|Picture|Credit)\b")
_BROKEN = (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError)


def sniff(head: bytes) -> bool:
    """A doctype or one of the outer tags near the top."""
    return _SIGNS.search(head[:4096]) is not None


def stories(source: Input, options: Options) -> Stories:
    """The page as a story; a page without an article is put aside."""
    data = source.read(options.max_bytes)
    if data is None:
        yield PutAside(where=source.where, reason=Reason.TOO_LARGE, detail=f"more than {options.max_bytes} bytes")
        return
    declared = _CHARSET.search(data[:4096])
    found = decode(data, options.encoding or (declared[1].decode("ascii", "ignore") if declared else None))
    if found is None:
        yield PutAside(where=source.where, reason=Reason.BAD_ENCODING, detail="no encoding fits its bytes")
        return
    page = _extract(found.text)
    if page is None or _is_index(page.text or ""):
        yield PutAside(where=source.where, reason=Reason.NO_TEXT, detail="the page holds no article")
        return
    yield _story(page, found.text, source.where, found.notes)


def _extract(html: str) -> Any:
    """trafilatura's document, or None; its messages about odd pages are not for our users.

    Raises SetupError where trafilatura, or something that it needs, is not installed.
    """
    try:
        import trafilatura  # a second to load
    except ImportError as error:
        raise SetupError(f"web pages cannot be read: {error}. `dragoman doctor` says how to mend it.") from error
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            _PROLOGUE.sub("", html), with_metadata=True, include_comments=False, include_tables=False
        )
    except _BROKEN:
        return None


def _is_index(text: str) -> bool:
    return max((len(line.split()) for line in text.split("\n")), default=0) < MIN_PROSE_WORDS


def _story(page: Any, html: str, where: str, notes: tuple[str, ...]) -> RawStory:
    body = "\n\n".join(line.strip() for line in page.text.split("\n") if line.strip())
    captions = [caption for caption in _captions(html) if caption not in body]
    return RawStory(
        text="\n\n".join([*captions, body]),
        where=where,
        title=page.title or None,
        published=page.date or None,
        publisher=page.sitename or page.hostname or None,
        url=page.url or None,
        byline="; ".join(part.strip() for part in page.author.split(";")) if page.author else None,
        notes=(*notes, "text extracted from HTML"),
    )


def _captions(html: str) -> list[str]:
    """Texts of figcaption that bear a credit, in order: the extraction drops them."""
    from trafilatura import load_html

    tree = load_html(_PROLOGUE.sub("", html))
    if tree is None:
        return []
    found: dict[str, None] = {}
    for figure in tree.iter("figcaption"):
        words = " ".join(figure.text_content().split())
        if CAPTION_WORDS[0] <= len(words.split()) <= CAPTION_WORDS[1] and _CREDIT.search(words):
            found[words] = None
    return list(found)


FORMAT = Format((".html", ".htm", ".xhtml", ".shtml"), sniff, stories)
