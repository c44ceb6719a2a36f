"""Part of speech and lemma of each token, remembered.

spaCy's attribute ruler and rule lemmatizer look at a word's form, tag and label, and, in a few patterns of two words,
at the neighbour. So their answer is asked for once per combination. A pipeline whose ruler looks further is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

REMEMBERED = 200_000
_LOOKS_AT = {"LOWER", "TAG", "DEP", "IS_SPACE", "ORTH"}

Key = tuple[str, str, str, str, str]  # form, tag, label, what matters of the word before, and of the word after


class Morphology:
    """``annotate(words, tags, labels)`` gives (pos, lemma) pairs, as the pipeline's own components would."""

    def __init__(self, nlp: Any) -> None:
        self._vocab = nlp.vocab
        self._ruler = nlp.get_pipe("attribute_ruler")
        self._lemmatizer = nlp.get_pipe("lemmatizer")
        _index_by_set(self._lemmatizer)
        self._known: dict[Key, tuple[str, str]] = {}
        self._openers, self._closers = _pair_words(self._ruler.patterns)

    @staticmethod
    def fits(nlp: Any) -> bool:
        """Whether the pipeline ends in a ruler and a rule lemmatizer that look no further than this class does."""
        if not {"attribute_ruler", "lemmatizer"} <= set(nlp.pipe_names):
            return False
        if getattr(nlp.get_pipe("lemmatizer"), "mode", "") != "rule":
            return False
        patterns = [tokens for rule in nlp.get_pipe("attribute_ruler").patterns for tokens in rule["patterns"]]
        return all(len(tokens) <= 2 and all(set(token) <= _LOOKS_AT for token in tokens) for tokens in patterns)

    def annotate(self, words: Sequence[str], tags: Sequence[str], labels: Sequence[str]) -> list[tuple[str, str]]:
        """(universal part of speech, lemma) of each word of one document."""
        keys = self._keys(words, tags, labels)
        known = self._known
        unseen = sorted({key: None for key in keys if key not in known})
        if unseen:
            if len(known) > REMEMBERED:
                known.clear()
                unseen = sorted(set(keys))
            self._learn(unseen)
        return [known[key] for key in keys]

    def _keys(self, words: Sequence[str], tags: Sequence[str], labels: Sequence[str]) -> list[Key]:
        keys = []
        last = len(words) - 1
        for i, (word, tag, label) in enumerate(zip(words, tags, labels, strict=True)):
            before = after = ""
            if i and (labels[i - 1] == "expl" or words[i - 1].lower() in self._openers):
                before = f"{words[i - 1]}\t{tags[i - 1]}\t{labels[i - 1]}"
            opens = label == "expl" or word.lower() in self._openers
            if opens and i < last and words[i + 1].lower() in self._closers:
                after = f"{words[i + 1]}\t{tags[i + 1]}\t{labels[i + 1]}"
            keys.append((word, tag, label, before, after))
        return keys

    def _learn(self, keys: Sequence[Key]) -> None:
        from spacy.tokens import Doc

        rows: list[tuple[str, ...]] = []  # (form, tag, label)
        places = []
        for word, tag, label, before, after in keys:
            for side in (before, None, after):
                if side is None:
                    places.append(len(rows))
                    rows.append((word, tag, label))
                elif side:
                    rows.append(tuple(side.split("\t")))
            if before or after or word.lower() in self._openers | self._closers or label == "expl":
                rows.append((",", ",", "punct"))  # so that no pattern reaches the next entry
        words, tags, labels = (list(column) for column in zip(*rows, strict=True))
        doc = Doc(self._vocab, words=words, tags=tags, deps=labels, heads=[0] * len(rows))
        doc = self._lemmatizer(self._ruler(doc))
        for key, place in zip(keys, places, strict=True):
            self._known[key] = (doc[place].pos_, doc[place].lemma_)


def _index_by_set(lemmatizer: Any) -> None:
    """Let the lemmatizer look its word lists up in sets; it only ever asks whether a form is in one."""
    index = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech in list(index):
        index[part_of_speech] = frozenset(index[part_of_speech])


def _pair_words(rules: Sequence[dict[str, Any]]) -> tuple[frozenset[str], frozenset[str]]:
    """Lower-case words that may open and close a two-word pattern. Regular expressions are spelt out by their match."""
    openers, closers = {"y", "y'", "you", "ya"}, {"n't", "nt", "'t", "t"}
    for rule in rules:
        for tokens in rule["patterns"]:
            if len(tokens) == 2:
                for token, into in zip(tokens, (openers, closers), strict=True):
                    lower = token.get("LOWER", ())
                    into.update(lower.get("IN", ()) if isinstance(lower, dict) else [lower] if lower else ())
    return frozenset(openers), frozenset(closers)
