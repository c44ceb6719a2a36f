"""Which column or key is the text, the title, the date ...: named by the caller or guessed from usual names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dragoman.records import RawStory
from dragoman.sources.options import Options

# Usual names, the surest first (scrapers, news-please, fundus, trafilatura, data sets).
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "article_content",
        "article_text",
        "maintext",
        "main_text",
        "full_text",
        "fulltext",
        "content",
        "text",
        "body",
        "body_text",
        "bodytext",
        "article_body",
        "articlebody",
        "article",
        "story",
        "story_text",
        "event_text",
        "news_text",
        "raw_text",
        "document",
        "plaintext",
        "message",
    ),
    "title": ("article_title", "title", "headline", "head_line", "heading", "news_title", "story_title"),
    "published": (
        "published",
        "date_publish",
        "date_published",
        "published_at",
        "publishedat",
        "publish_date",
        "published_date",
        "publication_date",
        "publishing_date",
        "pub_date",
        "pubdate",
        "story_date",
        "article_date",
        "date",
        "datetime",
        "timestamp",
        "created_at",
        "created",
        "day",
    ),
    "publisher": (
        "publisher",
        "outlet",
        "source",
        "source_name",
        "sitename",
        "site_name",
        "source_domain",
        "publication",
        "newspaper",
        "media",
        "media_name",
        "hostname",
        "domain",
        "site",
        "feed",
    ),
    "url": ("url", "link", "permalink", "article_url", "story_url", "source_url", "uri", "web_url"),
    "byline": ("byline", "author", "authors", "writer", "creator", "journalist"),
}
LONG_TEXT = 200  # a column whose values are on average longer than this can be the text, whatever its name

_SLASHED = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\b")


def choose(names: Sequence[str], options: Options, sample: Sequence[Mapping[str, Any]] = ()) -> dict[str, str]:
    """Field to column name. ``sample``: some rows, to find a text column by its length where no name tells."""
    plain = {re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_"): name for name in reversed(names)}
    chosen: dict[str, str] = {}
    for field, usual in NAMES.items():
        named = options.columns().get(field)
        if named is not None:
            if named in names:
                chosen[field] = named
        elif found := next((plain[name] for name in usual if name in plain), None):
            chosen[field] = found
    if "text" not in chosen and options.text is None and (longest := _longest(names, sample, set(chosen.values()))):
        chosen["text"] = longest
    return chosen


def _longest(names: Sequence[str], sample: Sequence[Mapping[str, Any]], taken: set[str]) -> str | None:
    lengths = {
        name: sum(len(str(row.get(name) or "")) for row in sample) / len(sample)
        for name in names
        if sample and name not in taken
    }
    best = max(lengths, key=lambda name: lengths[name], default=None)
    return best if best is not None and lengths[best] > LONG_TEXT else None


def missing(names: Sequence[str], options: Options) -> str:
    """What to say where no text column was found: what there is, and what to do."""
    wanted = f"no column {options.text!r}" if options.text else "no column looks like the text"
    return f"{wanted}; there are: {', '.join(names) or 'none'}. Name it with --text COLUMN"


def note(chosen: Mapping[str, str], options: Options) -> tuple[str, ...]:
    """The columns that were guessed."""
    guessed = [f"{field}={column}" for field, column in chosen.items() if field not in options.columns()]
    return (f"columns guessed: {', '.join(guessed)}",) if guessed else ()


def month_first(values: Iterable[Any]) -> bool | None:
    """Whether 4/5/2017 is April 5 in this column: told by values such as 4/27/2017; None where none tells."""
    votes = [0, 0]
    for value in values:
        if match := _SLASHED.match(str(value or "")):
            votes[0] += int(match[1]) > 12
            votes[1] += int(match[2]) > 12
    return votes[1] > votes[0] if any(votes) else None


def to_story(
    row: Mapping[str, Any], chosen: Mapping[str, str], where: str, notes: tuple[str, ...], us_dates: bool | None = None
) -> RawStory:
    """One row as a raw story. ``us_dates``: slashed dates are month/day/year and become ISO."""
    value = {field: flat(row.get(column)) for field, column in chosen.items()}
    published = value.get("published")
    if published and us_dates and (match := _SLASHED.match(published)):
        iso = _iso(int(match[3]), int(match[1]), int(match[2]))
        if iso:
            published, notes = iso, (*notes, f"date {match.group().strip()!r} read month first, as the column shows")
    return RawStory(
        text=value.get("text") or "",
        where=where,
        title=value.get("title"),
        published=published,
        publisher=value.get("publisher"),
        url=value.get("url"),
        byline=value.get("byline"),
        notes=notes,
    )


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def flat(value: Any) -> str | None:
    """A value as one string: lists joined, an object by its name, nothing for empty."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, list):
        return ", ".join(part for item in value if (part := flat(item))) or None
    if isinstance(value, dict):
        keys = ("name", "title", "text", "$date", "value", "id")
        return next((flat(value[key]) for key in keys if value.get(key)), None)
    return str(value).strip("\ufeff") or None if str(value).strip() else None
