"""The positions of a Reading in the fields of the ``stories`` scorer."""

from __future__ import annotations

from typing import Any

from dragoman.records import Actor, Issue, Reading

MAX_NAMES = 5


def positions(reading: Reading) -> list[dict[str, Any]]:
    """One dict a position; every evidence is the exact words of ``reading.report.text``."""
    actors = {actor.id: actor for actor in reading.actors}
    issues = {issue.id: issue for issue in reading.issues}
    text = reading.report.text
    found = []
    for position in reading.positions:
        issue, actor = issues[position.issue], actors[position.actor]
        said = actors.get(position.according_to) if position.according_to else None
        span = position.evidence[0]
        found.append(
            {
                "actor": actor.name,
                "actor_names": names_of(actor, actors),
                "issue": issue.name,
                "issue_names": issue_names(issue),
                "stance": position.stance,
                "according_to": said.name if said else None,
                "according_names": names_of(said, actors) if said else [],
                "evidence": text[span.start : span.end],
            }
        )
    return found


def names_of(actor: Actor, actors: dict[str, Actor]) -> list[str]:
    """Other names of an actor: the story's wordings, then the body that it speaks for."""
    names = [name for name in actor.names if name != actor.name]
    body = actors.get(actor.speaks_for) if actor.speaks_for else None
    return list(dict.fromkeys(names[: MAX_NAMES - 1] + ([body.name] if body else []) + names))[:MAX_NAMES]


def issue_names(issue: Issue) -> list[str]:
    """Other wordings of an issue, the fullest first."""
    return [name for name in issue.names if name != issue.name][:MAX_NAMES]
