"""Links among stories. A story is compared only with those that share a key with it: a band of MinHash, or a day with a
rare word, a town or a toll; so the work grows with the number of stories, and new ones leave the others alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import blake2b

from dragoman.linking import copies, likeness
from dragoman.linking.copies import Link
from dragoman.linking.digest import Digest

REACH = timedelta(days=2)  # main incidents further apart are not compared
MOST_DAYS = 4  # of a long incident only the first days make keys
ANCHORS = 16  # rarest terms that make keys


def key(text: str) -> int:
    """A key as a whole number of 63 bits, the same everywhere."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def keys(story: Digest) -> list[int]:
    """Keys under which a story is found."""
    days = story.days()
    told = [] if days is None else _span(days[0], min(days[1], days[0] + timedelta(days=MOST_DAYS - 1)))
    dated = (f"{day}|{anchor}" for day in told for anchor in _anchors(story))
    return sorted({key(text) for text in (*copies.bands(story), *dated)})


def looked_up(story: Digest) -> list[int]:
    """Keys under which a story looks for others: its own, and its days' neighbours."""
    days = story.days()
    told = [] if days is None else _span(days[0] - REACH, min(days[1], days[0] + timedelta(days=MOST_DAYS - 1)) + REACH)
    dated = (f"{day}|{anchor}" for day in told for anchor in _anchors(story))
    return sorted({key(text) for text in (*copies.bands(story), *dated)})


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _anchors(story: Digest) -> list[str]:
    rare = sorted(story.terms, key=lambda term: (-story.terms[term], term))[:ANCHORS]
    towns = [f"@{latitude},{longitude}" for latitude, longitude in story.spots]
    return [*rare, *towns, *(f"#{count}" for count in sorted(set(likeness.counted(story))))]


def link(a: Digest, b: Digest) -> Link | None:
    """How two stories are linked: as a copy, as one incident, doubtfully (score below LINKED), or not at all."""
    if copied := copies.link(a, b):
        return copied
    score, reasons = likeness.compare(a, b)
    if score < likeness.DOUBTFUL:
        return None
    first, second = sorted((a.report, b.report))
    return Link(first, second, "incident", score, reasons)


class Index:
    """Stories by key, in memory; the ledger keeps the same in a table."""

    def __init__(self) -> None:
        self._stories: dict[int, Digest] = {}
        self._places: dict[int, list[int]] = defaultdict(list)

    def add(self, story: Digest) -> list[Link]:
        """Take a story in; gives its links, doubtful ones too, with those that are there already."""
        others = sorted({place for k in looked_up(story) for place in self._places.get(k, ())})
        found = [made for place in others if (made := link(story, self._stories[place]))]
        number = len(self._stories)
        self._stories[number] = story
        for k in keys(story):
            self._places[k].append(number)
        return found


def links(stories: Sequence[Digest]) -> list[Link]:
    """All links among stories, by report ids in order; the order of ``stories`` does not matter."""
    index = Index()
    made = [link for story in sorted(stories, key=lambda s: s.report) for link in index.add(story)]
    return sorted(kept(made))


def holds(one: Link) -> bool:
    """Is the link sure enough to stand by itself?"""
    return one.relation == "copy" or one.score >= likeness.LINKED


def kept(made: Iterable[Link]) -> Iterator[Link]:
    """Links without the doubtful ones that no third story bears out."""
    all_ = list(made)
    near: dict[str, set[str]] = defaultdict(set)
    for one in all_:
        if holds(one):
            near[one.a].add(one.b)
            near[one.b].add(one.a)
    for one in all_:
        if holds(one) or near[one.a] & near[one.b]:
            yield one
