"""Score the program on the practice sentences of positions.toml.

    python training/practice/positions.py            # both halves
    python training/practice/positions.py --errors   # and what is wrong in the half that rules are written on

A gold position is found where actor and issue agree: the actor's words are the same or one has the other's; the issue
shares a content word with a wording of ours. A pronoun in the gold is whoever the program takes it for, so that an
actor who is found is not missed for being called by name; "it" for an issue is what the position's words speak of.
``sponsors`` and ``supports`` count as one here, as they do in the guide wherever both may be defended.
"""

from __future__ import annotations

import re
import sys
import tomllib
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.records import Actor, Issue, Mention, Position, Reading

HERE = Path(__file__).parent
ARTICLES = ("a", "an", "the", "this", "that", "its", "his", "her", "their", "s")
PREPOSITIONS = ("of", "for", "in", "on", "at", "to", "and", "or", "by", "with", "over", "from", "as", "be", "is", "was")
EMPTY = frozenset((*ARTICLES, *PREPOSITIONS))
PRONOUNS = frozenset(("it", "that", "them", "one", "so"))  # that stand for an issue


@dataclass(slots=True)
class Score:
    """Counts over some cases."""

    found: int = 0
    given: int = 0
    gold: int = 0
    stance: int = 0
    according: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Of found positions."""
        return 2 * self.found / (self.given + self.gold) if self.given + self.gold else 0.0

    def rate(self, count: int) -> float:
        """A share of the found ones."""
        return count / self.found if self.found else 0.0

    def __str__(self) -> str:
        precision, recall = self.found / max(self.given, 1), self.found / max(self.gold, 1)
        return (
            f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  stance {self.rate(self.stance):.3f}"
            f"  according_to {self.rate(self.according):.3f}  ({self.gold} positions)"
        )


def cases() -> list[dict[str, Any]]:
    """All practice sentences."""
    return list(tomllib.loads((HERE / "positions.toml").read_text(encoding="utf-8"))["case"])


def wire() -> list[dict[str, Any]]:
    """Sentences in the manner of the agencies, of many conflicts: who stands where, whatever the issue is called."""
    lines = (line.split("\t") for line in (HERE / "wire.tsv").read_text(encoding="utf-8").splitlines())
    return [{"text": text, "gold": [[*c.split("|"), ""] for c in codes if c != "-"]} for _, text, *codes in lines]


def passages() -> list[dict[str, Any]]:
    """All practice passages; who speaks outside the passage (``*``) is left out, and what is told again in it."""
    found = []
    for line in (HERE / "passages.tsv").read_text(encoding="utf-8").splitlines():
        _, text, *fields = line.split("\t")
        gold: list[list[str]] = []
        for code in fields:
            one = [part.partition("#")[0] for part in code.split("|")]
            if code != "-" and one[0] != "*" and not any(_again(one, other) for other in gold):
                gold.append(one)
        found.append({"text": text, "gold": gold})
    return found


def _again(one: list[str], other: list[str]) -> bool:
    return words(one[0]) == words(other[0]) and bool(words(one[2]) & words(other[2]))


def held_out(case: dict[str, Any]) -> bool:
    """Whether a case belongs to the half that is never looked at while rules are written."""
    return zlib.crc32(case["text"].encode()) % 2 == 1


def words(text: str) -> frozenset[str]:
    """Content words, folded."""
    found = re.findall(r"[a-z0-9]+", text.lower())
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in found) - EMPTY


def same_actor(gold: str, names: Iterable[str]) -> bool:
    """Whether a name has the gold's words or the other way round."""
    wanted = words(gold)
    return any(mine <= wanted or wanted <= mine for mine in map(words, names) if mine)


def same_issue(gold: str, issue: Issue, evidence: str) -> bool:
    """Whether a wording of the issue shares a content word with the gold, or the evidence has the gold's pronoun.

    Gold without an issue takes any.
    """
    spoken = gold.lower()
    if not spoken:
        return True
    if spoken in PRONOUNS:
        return spoken in evidence.lower().split()
    return any(words(gold) & words(name) for name in (issue.name, *issue.names))


def called(text: str, actors: Iterable[Actor], mentions: Iterable[Mention]) -> dict[str, list[str]]:
    """What each actor of a text is called in it, by actor id: names, second mentions and pronouns."""
    names = {actor.id: [actor.name, *actor.names] for actor in actors}
    for mention in mentions:
        names.get(mention.target, []).append(text[mention.start : mention.end])
    return names


def score(some: list[dict[str, Any]], read: Callable[[str], Reading]) -> Score:
    """The score of the program on some cases."""
    total = Score()
    for case in some:
        _case(total, case, read(case["text"]))
    return total


def matched(
    golds: list[Any], text: str, positions: Sequence[Position], names: dict[str, list[str]], issues: dict[str, Issue]
) -> list[Position | None]:
    """The position that is each gold, of the right stance where several fit; each position once."""

    def fits(gold: list[str], one: Position) -> bool:
        evidence = " ".join(text[span.start : span.end] for span in one.evidence)
        return same_actor(gold[0], names[one.actor]) and same_issue(gold[2], issues[one.issue], evidence)

    left, found = list(positions), []
    for gold in golds:
        fitting = [one for one in left if fits(gold, one)]
        best = next((p for p in fitting if same_stance(p.stance, gold[1])), fitting[0] if fitting else None)
        found.append(best)
        if best is not None:
            left.remove(best)
    return found


def _case(total: Score, case: dict[str, Any], reading: Reading) -> None:
    text = reading.report.text
    names = called(text, reading.actors, reading.mentions)
    issues = {issue.id: issue for issue in reading.issues}
    total.gold += len(case["gold"])
    total.given += len(reading.positions)
    found = matched(case["gold"], text, reading.positions, names, issues)
    for gold, position in zip(case["gold"], found, strict=True):
        if position is None:
            total.errors.append(f"{case['text']}\n    missed {gold}")
            continue
        total.found += 1
        _facts(total, case["text"], gold, position, names)
    for extra in reading.positions:
        if extra not in found:
            total.errors.append(
                f"{case['text']}\n    extra {names[extra.actor][0]} {extra.stance} {issues[extra.issue].name}"
            )


def _facts(total: Score, text: str, gold: list[Any], found: Position, names: dict[str, list[str]]) -> None:
    more = gold[3] if len(gold) > 3 else {}
    said = names.get(found.according_to) if found.according_to else None
    wanted = more.get("according_to")
    right = said is None if wanted is None else said is not None and same_actor(wanted, said)
    total.according += right
    total.stance += same_stance(found.stance, gold[1])
    if not right:
        total.errors.append(f"{text}\n    according to {said[0] if said else None} for {gold}")
    if not same_stance(found.stance, gold[1]):
        total.errors.append(f"{text}\n    {found.stance} for {gold}")


def same_stance(left: str, right: str) -> bool:
    """Whether two stances count as one here."""
    return left == right or {left, right} == {"supports", "sponsors"}


def _reader() -> Callable[[str], Reading]:
    from dragoman.reading.reader import Reader
    from dragoman.records import RawStory
    from dragoman.wire.report import report

    reader = Reader()
    return lambda text: reader.read(report(RawStory(text=text, where="practice", published="2020-01-01")))


def halves(every: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The two halves of some cases with their names."""
    yield "written on", [c for c in every if not held_out(c)]
    yield "held out", [c for c in every if held_out(c)]


if __name__ == "__main__":
    reads = _reader()
    for kind, every in (("sentences", cases()), ("passages", passages())):
        for name, half in halves(every):
            result = score(half, reads)
            print(f"{kind:9} {name:10} {result}")
            if "--errors" in sys.argv and name == "written on":
                print("\n".join(result.errors))
    print(f"{'wire':9} {'written on':10} {score(wire(), reads)}")
