"""By what parties are compared: a state's government, officials and forces are that state; and which are one party."""

from __future__ import annotations

from functools import cache

from dragoman.lexicon import lexicon


def side(id_: str | None, kind: str | None, country: str | None, sector: str | None) -> str | None:
    """A state's code for its government, officials and forces; else the actor itself."""
    return country if country and (kind in ("state", "government") or sector in ("GOV", "MIL")) else id_


def is_state(side_: str) -> bool:
    """Is a side a state's code and not a group's id?"""
    return len(side_) == 3 and side_.isupper()


def may_be_one(one: str, other: str) -> bool:
    """Can two sides be one party by two names: a whole and its part, a group and "the rebels" that nobody names?"""
    left, right = _stem(one), _stem(other)
    if left == right or right in _parts().get(left, ()) or left in _parts().get(right, ()):
        return True
    vague = any("/" in told and not told.startswith("kb:") for told in (one, other))
    return vague and not is_state(left) and not is_state(right)


def _stem(side_: str) -> str:
    """ "kb:ypg" of "kb:ypg/fighter"; "Q858/rebel" are some rebels of that country, not the country."""
    return side_.split("/")[0] if side_.startswith("kb:") else side_


@cache
def _parts() -> dict[str, frozenset[str]]:
    return {whole: frozenset(parts) for whole, parts in lexicon("linking")["wholes"]["parts"].items()}
