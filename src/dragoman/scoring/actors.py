"""Task ``actors``: who a given mention is in its sentence, on a date."""

from __future__ import annotations

import re
from typing import Any

from dragoman.codec import report_id
from dragoman.knowledge.actor_names import fold
from dragoman.knowledge.actor_phrases import identify
from dragoman.knowledge.places import Context
from dragoman.reading.mentions import find
from dragoman.reading.reader import Reader, Story
from dragoman.records import Actor, Mention, Place, Report, Zone

NOBODY = ("", "NONE")
# The cases write the press as CAMEO does; PLOVER has JRN for it.
_SECTORS = {"JRN": "MED", "": "NONE"}


def answer(row: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """``{"index", "country", "sector"}`` of a case with ``mention``, ``context_date`` and ``sentence``."""
    country, sector = _resolve(
        str(row.get("mention") or ""), row.get("context_date"), str(row.get("sentence") or ""), reader
    )
    return {"index": row.get("index"), "country": country, "sector": _SECTORS.get(sector, sector)}


def _resolve(mention: str, date: str | None, sentence: str, reader: Reader) -> tuple[str, str]:
    if not mention.strip():
        return NOBODY
    story = _story(sentence or mention, date, reader)
    match = re.search(rf"(?<!\w){re.escape(mention)}(?!\w)", story.text)
    at = match.start() if match else -1
    found = _covering(story, at, at + len(mention)) if at >= 0 else None
    if found is not None:
        return found
    knowledge = reader.resources.knowledge
    identity = identify(knowledge.actors, mention.split(), date, deeds=True)
    if identity and (at < 0 or (identity.kind != "state" and (identity.how != "name" or " " in mention.strip()))):
        return identity.country, identity.sector
    if mention[:1].isupper():
        place = knowledge.places.find(mention, Context(words=story.text))
        if place and place.country:
            return place.country, "NONE"
    return NOBODY


def _story(sentence: str, date: str | None, reader: Reader) -> Story:
    report = Report(id=report_id(sentence), text=sentence, zones=(Zone(0, len(sentence), "body"),), published=date)
    story = Story(next(iter(reader.resources.language.parse([report]))), reader.resources)
    for record in find(story):
        story.add(record)
    return story


def _covering(story: Story, start: int, end: int) -> tuple[str, str] | None:
    """The party of the mention that has these words, determiners left out of account."""
    wanted = fold(story.text[start:end])
    best: tuple[int, Mention] | None = None
    for mention in story.found(Mention):
        if mention.start < end and start < mention.end and fold(story.text[mention.start : mention.end]) == wanted:
            key = mention.end - mention.start
            if best is None or key > best[0]:
                best = (key, mention)
    if best is None:
        return None
    record = story.get(best[1].target)
    if isinstance(record, Place):
        return record.country or "", "GOV" if record.feature == "country" else "NONE"
    assert isinstance(record, Actor)
    return record.country or "", record.sector or ""
