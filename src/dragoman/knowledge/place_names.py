"""Names of places in the form they are looked up by: folded, and as a skeleton for names written over from Arabic."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

APART = re.compile(r"[\s\-–—_/]+")
DROPPED = re.compile(r"[^\w ]+")
ARTICLES = frozenset(
    ["al", "el", "ar", "as", "ash", "at", "az", "an", "ad", "ed", "ez", "es", "esh", "er", "et", "en", "il", "ul", "l"]
)
SOUNDS = (
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("ou", "w"),
    ("oo", "w"), ("q", "k"), ("c", "k"), ("z", "s"), ("j", "g"), ("p", "b"), ("v", "w"),
)  # fmt: skip
VOWELS = re.compile(r"[aeiouwyh]+")
DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Lower case, no accents, hyphens as spaces, other marks dropped: "Deir al-Zor" -> "deir al zor"."""
    flat = (
        name
        if name.isascii()
        else unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    )
    flat = "".join(letter for letter in flat if not unicodedata.combining(letter)) if flat is not name else name
    return DROPPED.sub("", APART.sub(" ", flat.lower())).strip()


def skeleton(folded: str) -> str:
    """The consonants of a folded name without articles: "deir al zor", "dayr az zawr" -> "dr sr"."""
    words = [word for word in folded.split() if word not in ARTICLES]
    return " ".join(filter(None, (_bones(word) for word in words)))


def _bones(word: str) -> str:
    for sound, plain in SOUNDS:
        word = word.replace(sound, plain)
    return word[:1].translate(VOWEL_INITIAL) + DOUBLED.sub(r"\1", VOWELS.sub("", word[1:]))


VOWEL_INITIAL = str.maketrans("eiouy", "aaaaa")


def key(text: str) -> int:
    """Eight bytes that stand for a folded name in the file."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
