"""Pronouns to what they stand for: recent, of the right number, gender and kind, subjects first."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.parsed import Token
from dragoman.lexicon import lexicon

KEPT = 60  # mentions to look back over; three sentences seldom hold more
MAX_SENTENCES_BACK = 3  # a party not named for longer is not taken up by a pronoun

_PRONOUNS: dict[str, tuple[str, str, str]] = {
    word: (entry["number"], entry["gender"], entry["stands_for"])
    for entry in lexicon("pronouns").values()
    for word in entry.get("words", ())
}
_PEOPLE = frozenset({"people", "collective", "armed_group"})


@dataclass(slots=True)
class _Candidate:
    target: str
    token: Token
    kind: str
    gender: str
    plural: bool
    sentence: int


class Antecedents:
    """The parties named so far, for the pronouns that follow."""

    def __init__(self) -> None:
        self._candidates: list[_Candidate] = []

    def add(self, target: str, token: Token, kind: str, gender: str, plural: bool) -> None:
        """Note a mention of a party that a pronoun may take up."""
        self._candidates.append(_Candidate(target, token, kind, gender, plural, token.sentence))
        if len(self._candidates) > 2 * KEPT:
            del self._candidates[:KEPT]

    def acted_last(self, kind: str, sentence: int, back: int) -> str | None:
        """The party of this kind that was a subject last, in this sentence or so many before it."""
        for candidate in reversed(self._candidates):
            if candidate.sentence < sentence - back:
                return None
            if candidate.kind == kind and candidate.token.dep in ("nsubj", "nsubjpass"):
                return candidate.target
        return None

    def latest(self, kind: str) -> str | None:
        """The party of this kind named last, as a subject if one was within the last two sentences."""
        near = [c for c in self._candidates if c.kind == kind][-8:]
        if not near:
            return None
        now = self._candidates[-1].sentence
        return max(
            near,
            key=lambda c: (c.sentence >= now - 1 and c.token.dep in ("nsubj", "nsubjpass", "poss", "amod"), c.token.i),
        ).target

    def rename(self, old: str, new: str) -> None:
        """Two parties turned out to be one."""
        for candidate in self._candidates:
            if candidate.target == old:
                candidate.target = new

    def resolve(self, pronoun: Token) -> str | None:
        """The party a pronoun stands for; None where none fits."""
        entry = _PRONOUNS.get(pronoun.lower)
        if entry is None or (entry[2] == "body" and is_empty(pronoun)):
            return None
        best: tuple[int, int] | None = None
        chosen: str | None = None
        for candidate in self._candidates:
            if candidate.token.i >= pronoun.i or candidate.sentence < pronoun.sentence - MAX_SENTENCES_BACK:
                continue
            if not _agrees(candidate, entry) or (speaks(pronoun) and candidate.token.lemma.lower() in _SPEECHLESS):
                continue
            score = (_weight(candidate, pronoun), candidate.token.i)
            if best is None or score > best:
                best, chosen = score, candidate.target
        return chosen


def is_empty(pronoun: Token) -> bool:
    """ "it was hard to predict", "it is clear that", "it seems": stands for nothing."""
    if pronoun.dep == "expl" or (pronoun.dep == "dobj" and pronoun.head.lemma in _SPEECH):
        return True  # "denied it": what was said
    verb = pronoun.head
    if pronoun.dep not in ("nsubj", "nsubjpass") or verb.lemma not in _EMPTY_VERBS:
        return False
    if any(child.dep == "attr" and child.lemma in _EMPTY_NOUNS for child in verb.children):
        return True
    return any(child.dep in ("acomp", "ccomp", "xcomp", "oprd", "attr") for child in verb.children) and (
        any(
            t.dep in ("ccomp", "xcomp", "advcl", "acl", "csubj") or t.dep == "mark"
            for t in verb.subtree()
            if t is not verb
        )
    )


_SPEECH = frozenset(lexicon("pronouns")["empty"]["objects_of"])
_SPEAKING = frozenset(lexicon("pronouns")["speaking"]["verbs"])
_SPEECHLESS = frozenset(lexicon("pronouns")["speaking"]["speechless"])
_EMPTY_NOUNS = frozenset(lexicon("pronouns")["empty"]["nouns"])
_EMPTY_VERBS = frozenset(lexicon("pronouns")["empty"]["verbs"])


def _agrees(candidate: _Candidate, entry: tuple[str, str, str]) -> bool:
    _, gender, stands_for = entry
    if stands_for == "person":
        return candidate.kind == "person" and (not candidate.gender or candidate.gender == gender)
    if candidate.kind == "media" and candidate.token.dep not in ("nsubj", "poss"):
        return False  # "told Al Jazeera": whom it was told, not whom it is about
    if stands_for == "body":
        return candidate.kind not in ("person", "people", "collective") and not candidate.plural
    return candidate.plural or candidate.kind in _PEOPLE


def _weight(candidate: _Candidate, pronoun: Token) -> int:
    """Sentences between count against, being a subject counts for it, and having spoken where the pronoun speaks."""
    back = pronoun.sentence - candidate.sentence
    subject = candidate.token.dep in ("nsubj", "nsubjpass") and candidate.token.head.dep != "relcl"
    depth = sum(1 for token in candidate.token.ancestors() if token.dep in ("relcl", "acl"))
    spoke = subject and speaks(candidate.token) and speaks(pronoun)
    return -4 * back + (2 if subject else 0) + (4 if spoke else 0) - depth


def speaks(token: Token) -> bool:
    """Whether it is the subject of a verb of saying."""
    return token.dep == "nsubj" and token.head.lemma in _SPEAKING
