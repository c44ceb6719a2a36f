"""Stories with a cast named by the test: actors and mentions by their words, without the knowledge base."""

from __future__ import annotations

import re

from dragoman.language.english import English
from dragoman.reading import attribution, claims
from dragoman.reading.reader import Options, Resources, Story
from dragoman.records import Actor, ActorKind, Attribution, Claim, Mention, Report, Zone


class Alone(Resources):
    """Resources without a model: the rules alone."""

    attribution_model = None


def actor(name: str, kind: ActorKind = "person", **fields: str | None) -> Actor:
    """An actor whose id is its name."""
    return Actor(id=name, name=name, kind=kind, **fields)  # type: ignore[arg-type]


def story_of(english: English, text: str, cast: dict[str, Actor]) -> Story:
    """A story of one body zone a line; ``cast`` says whom each wording names."""
    zones, at = [], 0
    for line in text.split("\n"):
        zones.append(Zone(at, at + len(line), "body"))
        at += len(line) + 1
    (parsed,) = english.parse([Report(id="t", text=text, zones=tuple(zones))])
    story = Story(parsed, Alone(Options()))
    for one in dict.fromkeys(cast.values()):
        story.add(one)
    for words, who in cast.items():
        for match in re.finditer(rf"\b{re.escape(words)}\b", text):
            inside = parsed.tokens_in(match.start(), match.end())
            numbers = {token.i for token in inside}
            head = next((t for t in inside if t.head.i not in numbers or t.head is t), inside[-1])
            story.add(
                Mention(
                    id=f"m{match.start()}-{len(words)}",
                    start=match.start(),
                    end=match.end(),
                    head=head.start,
                    kind="actor",
                    target=who.id,
                    how="name",
                )
            )
    return story


def attributions_of(story: Story) -> list[Attribution]:
    """The story's attributions, added to it."""
    for record in list(attribution.find(story)):
        story.add(record)
    return story.found(Attribution)


def claims_of(story: Story) -> list[Claim]:
    """The story's claims."""
    attributions_of(story)
    return list(claims.find(story))
