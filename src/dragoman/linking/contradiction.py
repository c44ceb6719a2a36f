"""What a contradiction is: two places that cannot both hold, of a kind, with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

Kind = Literal["denial", "accusation", "account", "figures", "perpetrator"]
REASONS: dict[Kind, str] = {
    "denial": "one party claims it, another denies it",
    "accusation": "each lays it to the other",
    "account": "one tells that it was so, another that it was not",
    "figures": "figures that exclude each other",
    "perpetrator": "another perpetrator",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a story, and the record that they are under, where they are one's."""

    report: str
    start: int
    end: int
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two places that cannot both hold, in the order of the stories' ids."""

    first: Place
    second: Place
    kind: Kind
    reason: str

    @property
    def key(self) -> str:
        """The same on every run."""
        told = [self.kind, *(f"{p.report}:{p.start}:{p.end}" for p in (self.first, self.second))]
        return blake2b("|".join(told).encode(), digest_size=8).hexdigest()


def between(first: Place, second: Place, kind: Kind, reason: str = "") -> Contradiction:
    """The contradiction of two places; the order given is no matter."""
    one, other = sorted((first, second), key=lambda place: (place.report, place.start, place.end, place.key or ""))
    return Contradiction(one, other, kind, reason or REASONS[kind])


def in_order(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Each once, in the order of their keys: places do not sort, for not all of them have a record."""
    return sorted({made.key: made for made in found}.values(), key=lambda made: made.key)
