"""A reporter's name that a scraper left at the end of the title: "U.N. vote on Syria Arshad Mohammed"."""

from __future__ import annotations

import re

from dragoman.wire.lines import NAME

_TAIL = re.compile(rf"(?<=[\w.’'] )({NAME} {NAME})$")


def name_in_title(title: str, rest: str) -> str | None:
    """Two capitalised words that close the title and that the story itself never uses; its other words it does.

    Only to be asked where the story credits its writers at the foot: then a missing byline is the title's.
    """
    match = _TAIL.search(title)
    if not match or len(re.findall(r"\b[a-z]{2,}", title)) < 3:
        return None
    name = match.group(1)
    body = rest.replace(title, " ")
    return None if any(re.search(rf"\b{re.escape(word)}", body) for word in name.split()) else name
