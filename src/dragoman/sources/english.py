"""Is a text English? Asked after its words are known; careful with short texts."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SAMPLE_CHARS = 1500
MIN_LETTERS = 80  # below, the language of Latin letters cannot be told
MIN_CONFIDENCE = 0.95
NEAR_ENGLISH = frozenset({"en", "pcm", "sco"})  # Nigerian Pidgin and Scots: English headlines are often taken for them
COMMON_SHARE = 0.12  # English prose has more than this of its most common words, other languages hardly any

_LETTER = re.compile(r"[^\W\d_]")
_COMMON = re.compile(r"\b(?:the|of|and|to|in|that|for|on|was|were|said|with|by|has|have)\b", re.IGNORECASE)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def foreign(text: str) -> str | None:
    """None for English; else what it seems to be, with the confidence: "looks like ar (0.99)"."""
    sample = _sample(text)
    letters = len(_LETTER.findall(sample))
    if not letters:
        return None
    latin = len(re.findall(r"[A-Za-zÀ-ɏ]", sample)) / letters
    if latin > 0.5 and (letters < MIN_LETTERS or _common_share(sample) >= COMMON_SHARE):
        return None
    language, confidence = _identifier().classify(sample)
    if latin > 0.5 and (language in NEAR_ENGLISH or confidence < MIN_CONFIDENCE):
        return None
    return f"looks like {language} ({confidence:.2f})"


def _sample(text: str) -> str:
    """The text, or its beginning and middle where it is long: a story's end is often furniture."""
    if len(text) <= SAMPLE_CHARS:
        return text
    middle = len(text) // 2
    return text[: SAMPLE_CHARS // 2] + " " + text[middle : middle + SAMPLE_CHARS // 2]


def _common_share(sample: str) -> float:
    words = len(sample.split())
    return len(_COMMON.findall(sample)) / words if words else 0.0
