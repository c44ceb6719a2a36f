"""Where scraped text runs on into a new sentence without a stop: a subheading, a caption, a related headline before it.

"Relentless bombardment The raids hit a market": a word that opens sentences, in capitals where none belongs and with
small letters behind it, stands inside no sentence of edited English.
"""

from __future__ import annotations

PREPOSITIONS = frozenset({"In", "On", "At"})  # and parts of names: "Moon Jae In said", "Log In"
OPENERS = PREPOSITIONS | {
    "The", "A", "An", "He", "She", "It", "They", "This", "These", "There", "According", "Meanwhile", "Earlier",
    "However",
}  # fmt: skip
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "another", "his", "her", "its", "their", "least"})
UNFIT = frozenset({"is", "was", "and", "or", "of", "to", "in", "for", "through"})  # behind a letter: "Plan A was"
# After these whoever speaks goes on, the quotation marks lost: "he added The army has left".
GOING_ON = frozenset({
    "said", "says", "say", "saying", "adds", "added", "adding", "told", "tells", "stated", "states", "stating", "wrote",
    "writes", "writing", "noted", "notes", "stressed", "declared", "explained", "continued", "announced", "announces",
    "reported", "reports", "affirmed", "confirmed", "concluded", "insisted", "warned", "claimed", "claims", "replied",
    "commented", "clarified", "indicated", "pointed", "tweeted", "quoted", "asked", "answered", "read", "reads",
    "called", "named", "titled", "entitled", "headlined", "that", "which", "who", "as", "of", "in", "the", "to", "for",
    "by", "with", "and", "or", "from", "on", "at", "a", "an", "out", "but", "than",
})  # fmt: skip


def is_seam(before: str, word: str, after: str) -> bool:
    """Whether a sentence begins with ``word``, although no stop stands before it; the words beside it as they stand."""
    if word not in OPENERS or not after.isalpha() or not after.islower():
        return False
    if not before.isalnum() or before.lower() in GOING_ON:
        return False
    if word in PREPOSITIONS or word == "An":
        return before.islower() or after in DETERMINERS
    return word != "A" or after not in UNFIT
