"""The claims of a Reading in the fields of the ``stories`` scorer."""

from __future__ import annotations

from typing import Any

from dragoman.records import Claim, Reading
from dragoman.scoring.stories_positions import MAX_NAMES, names_of


def claims(reading: Reading) -> list[dict[str, Any]]:
    """One dict a claim; content and evidence are exact words of ``reading.report.text``; counters are places in it."""
    actors = {actor.id: actor for actor in reading.actors}
    attributions = {attribution.id: attribution for attribution in reading.attributions}
    places = {claim.id: place for place, claim in enumerate(reading.claims)}
    text = reading.report.text
    found = []
    for claim in reading.claims:
        claimant, about = actors[claim.claimant], actors.get(claim.about or "")
        attribution = attributions.get(claim.attribution or "")
        speakers = [actors[s].name for s in attribution.speakers[1:]] if attribution else []
        source = [text[span.start : span.end] for span in attribution.source[:1]] if attribution else []
        found.append(
            {
                "claimant": claimant.name,
                "claimant_names": list(dict.fromkeys(speakers + source + names_of(claimant, actors)))[:MAX_NAMES],
                "kind": claim.kind,
                "about": about.name if about else None,
                "about_names": names_of(about, actors) if about else [],
                "content": words_of(text, claim),
                "evidence": text[claim.evidence[0].start : claim.evidence[0].end],
                "counters": [places[counter] for counter in claim.counters],
            }
        )
    return found


def words_of(text: str, claim: Claim) -> str:
    """The longest span of a content, which the text has character for character, without the marks around it."""
    span = max(claim.content, key=lambda s: s.end - s.start)
    return text[span.start : span.end].strip('"“”„« ')
