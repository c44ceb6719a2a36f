"""From links to groups: the stories of one incident, the stories of one copy. A person's decisions come first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from dragoman.linking.copies import Link
from dragoman.linking.likeness import LINKED

Pair = tuple[str, str]
COPY_SCORE = 5.0  # a copy binds more than any likeness
UNLIKE = -1.0  # what a pair that was not even doubtful counts: the bound of doubt; down to -1.3 nothing right is lost
DECIDED = 1e6


def groups(made: Iterable[Link], together: Collection[Pair] = (), apart: Collection[Pair] = ()) -> list[list[str]]:
    """Stories that tell one incident, each group and the list of groups in order of ids; single stories are left out.

    Links are joined, the strongest first; two groups become one where the mean of the scores between all their
    stories is not below LINKED, so that one round-up does not chain two incidents together. ``together`` and
    ``apart``: pairs that a person merged and split.
    """
    score = {(one.a, one.b): COPY_SCORE if one.relation == "copy" else one.score for one in made}
    score.update(dict.fromkeys(map(_ordered, together), DECIDED))
    score.update(dict.fromkeys(map(_ordered, apart), -DECIDED))
    joined = _Groups(score)
    for (a, b), value in sorted(score.items(), key=lambda item: (-item[1], item[0])):
        if value >= LINKED:
            joined.offer(a, b)
    return joined.found()


def copies(made: Iterable[Link]) -> list[list[str]]:
    """Stories that are one text, through any chain of copies."""
    return groups(Link(one.a, one.b, "copy", DECIDED) for one in made if one.relation == "copy")


def _ordered(pair: Pair) -> Pair:
    return min(pair), max(pair)


class _Groups:
    """Groups of stories, with the sums of scores between them kept up to date as groups are joined."""

    def __init__(self, score: dict[Pair, float]) -> None:
        self.group = {story: story for pair in score for story in pair}
        self.members = {story: [story] for story in self.group}
        self.between: dict[str, dict[str, float]] = defaultdict(dict)  # group -> group -> sum of scores above UNLIKE
        for (a, b), value in score.items():
            self.between[a][b] = self.between[b][a] = (DECIDED**2 if value == DECIDED else value) - UNLIKE

    def offer(self, a: str, b: str) -> None:
        """Join the groups of two stories where all their stories agree on the whole."""
        left, right = sorted((self.group[a], self.group[b]), key=lambda g: (-len(self.members[g]), g))
        if left == right:
            return
        pairs = len(self.members[left]) * len(self.members[right])
        if self.between[left].get(right, 0.0) / pairs + UNLIKE >= LINKED:
            self._join(left, right)

    def _join(self, left: str, right: str) -> None:
        for story in self.members[right]:
            self.group[story] = left
        self.members[left] += self.members.pop(right)
        for other, value in self.between.pop(right).items():
            del self.between[other][right]
            if other != left:
                summed = self.between[left].get(other, 0.0) + value
                self.between[left][other] = self.between[other][left] = summed

    def found(self) -> list[list[str]]:
        return sorted(sorted(members) for members in self.members.values() if len(members) > 1)
