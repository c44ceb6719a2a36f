"""What tells whether the whole record of a claim is right, beside its words: how it was found whom it is about, who
speaks, and whether its edges look clean. In text that has lost its punctuation most of what goes wrong shows here."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.attribution_acts import clause_of, harms
from dragoman.reading.attribution_spans import Scene
from dragoman.reading.reader import Story
from dragoman.records import Claim, Mention

LONG = 80  # words; longer sentences count as so long
CAPITALS = 8  # words in capitals one after the other: glued captions and headlines; more count as so many
MANY = 3  # parties beside the claimant; more count as so many
ROOTS = 5  # pieces into which the parse breaks a content


def signs(story: Story, scene: Scene, claim: Claim, content: list[Token]) -> dict[str, float]:
    """What is known of a claim, by name. ``content``: its words, in text order."""
    claimant = story.get(claim.claimant)
    attribution = story.get(claim.attribution or "")
    evidence = [t for span in claim.evidence for t in scene.parsed.tokens_in(span.start, span.end)]
    actors = [m for m in story.found(Mention) if m.kind == "actor"]
    named = [m for m in actors if any(span.start <= m.head < span.end for span in claim.content)]
    others = {m.target for m in named if m.target not in (claim.about, claim.claimant)}
    how = _how(story, scene, claim, named)
    following = scene.parsed.tokens[content[-1].i + 1 : content[-1].i + 2]
    inside = {token.i for token in content}
    found = {
        f"about {how}",
        f"about {how} {claim.kind}",
        f"others {min(MANY, len(others))}",
        f"others {min(MANY, len(others))} about {how}",
        f"claimant of {claimant.sector}",
        f"quotation {attribution.quotation}",
        f"first {content[0].pos}",
        f"last {content[-1].pos}",
        *(f"next {token.pos}" for token in following),
        *(f"why {why}" for why in claim.why if "->" in why),
    }
    marks = {
        "about a new one": claim.about is not None and claim.about.startswith("new:"),
        "attack by nobody": claim.about is None and any(t.pos == "NOUN" and story.agents.is_attack(t) for t in content),
        "harm by nobody": claim.about is None and (head := clause_of(scene, claim.content)) is not None and harms(head),
        "claimant in small letters": claimant.name.islower(),
        "speaks for another": claimant.speaks_for is not None,
        "cue behind": bool(attribution.cue) and attribution.cue[0].start > claim.content[0].start,
        "opens the sentence": claim.content[0].start <= claim.evidence[0].start + 1,
    }
    found |= {name for name, holds in marks.items() if holds}
    return dict.fromkeys(found, 1.0) | {
        "sentence": min(LONG, len(evidence)) / LONG,
        "share": len(content) / max(1, len(evidence)),
        "capitals": _capitals(content) / CAPITALS,
        "roots": min(ROOTS, sum(t.head is t or t.head.i not in inside for t in content)) / ROOTS,
        "how far": claim.content[0].start / max(1, len(story.text)),
    }


def _how(story: Story, scene: Scene, claim: Claim, named: list[Mention]) -> str:
    """Where the story names whom a claim is about: as subject of the content, elsewhere in it, around it, before it."""
    if claim.about is None:
        return "nobody"
    heads = [scene.parsed.token_at(m.head) for m in named if m.target == claim.about]
    if any(token is not None and token.dep == "nsubj" for token in heads):
        return "a subject"
    if heads:
        return "one inside"
    if claim.about == claim.claimant:
        return "the claimant"
    around = (m for m in story.found(Mention) if m.target == claim.about)
    near = any(span.start <= m.start < span.end for m in around for span in claim.evidence)
    return "one around" if near else "one before"


def _capitals(content: list[Token]) -> int:
    """The longest run of words in capitals."""
    longest = run = 0
    for token in content:
        run = run + 1 if token.text[:1].isupper() else 0
        longest = max(longest, run)
    return min(CAPITALS, longest)
