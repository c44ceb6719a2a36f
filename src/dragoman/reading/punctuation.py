"""Whether a text still has its punctuation: scrapers lose commas, and with them where phrases end."""

from __future__ import annotations

COMMAS = 0.005  # a word; edited reports have 0.02 and more, text that has lost its commas none
ENOUGH = 100  # words of a text that tell whether it has commas: shorter ones may do without


def has_lost_punctuation(text: str) -> bool:
    """Whether a text is scraped without its commas, so that nobody can see where a phrase ends."""
    words = len(text.split())
    return words >= ENOUGH and text.count(",") < COMMAS * words
