"""How many a noun phrase counts: its number with its bounds, the words of it, and who they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge.numbers import Number, find
from dragoman.language.parsed import Parsed, Sentence, Token
from dragoman.reading.figure_words import harm
from dragoman.records import Span

NUMBER_DEPS = ("nummod", "quantmod", "amod", "det", "nmod", "compound", "advmod", "predet")


@dataclass(frozen=True, slots=True)
class Count:
    """A count of people: bounds, the phrase, the words for the people, and the noun for them where there is one."""

    low: int
    high: int | None
    text: Span
    victims: Span | None
    noun: Token | None
    more: bool = False  # beside those counted before: "another six", "thousands more"


class Counter:
    """The numbers of one sentence and the tokens they cover."""

    def __init__(self, parsed: Parsed, sentence: Sentence) -> None:
        self.parsed = parsed
        self.numbers = find(parsed.text[sentence.start : sentence.end], sentence.start)
        self.of_token: dict[int, Number] = {}
        tokens = iter(parsed.tokens[sentence.first : sentence.last])
        token = next(tokens, None)
        for number in self.numbers:
            while token is not None and token.start < number.end:
                if token.end > number.start:
                    self.of_token[token.i] = number
                token = next(tokens, None)

    @cached_property
    def things(self) -> list[Number]:
        """Numbers with a noun that is no person: "two homes"."""
        heads = ((number, self.parsed.tokens[i].head) for i, number in sorted(self.of_token.items()))
        return [n for n, head in heads if head.start >= n.end and head.pos == "NOUN" and not is_person(head)]

    def count(self, token: Token, singular: bool = True) -> Count | None:
        """What a nominal counts; with ``singular`` "a child" is one."""
        number = self.of_token.get(token.i)
        if number is not None and not _inside_word(token):
            return self._bare(token, number)
        if _is_thing(token):
            return None
        for child in token.children:
            if child.dep in NUMBER_DEPS and (number := self.of_token.get(child.i)) and number.start < token.start:
                return self._with_noun(token, number)
        if token.pos == "PROPN":  # "Abu Hassan, a commander"
            beside = next((c for c in token.of("appos") if c.pos == "NOUN"), None)
            return self._one(beside) if beside and singular else None
        return self._one(token) if singular else None

    def _bare(self, token: Token, number: Number) -> Count | None:
        """A number that stands for people: "at least 58", "dozens of civilians", "two of the soldiers"."""
        of = next((c for c in token.children if c.dep == "prep" and c.lower == "of" and c.i > token.i), None)
        noun = of.first("pobj") if of else None
        if noun is not None and noun.start >= number.end:
            if _is_thing(noun):
                return None
            victims = None if noun.pos == "PRON" else Span(_left(noun, number.end), noun.end)
            return Count(number.low, number.high, Span(number.start, noun.end), victims, noun)
        if token.head.i > token.i and token.dep in NUMBER_DEPS and token.head.pos in ("NOUN", "PROPN"):
            return None if _is_thing(token.head) else self._with_noun(token.head, number)
        more = next((c for c in token.children if c.lower in harm().more and c.start >= number.end), None)
        first = self.parsed.text[number.start : number.end].split()[0].lower()
        end = max(number.end, more.end) if more is not None and more.i == token.i + 1 else number.end
        beside = more is not None or first in harm().more
        return Count(number.low, number.high, Span(number.start, end), None, None, beside)

    def _with_noun(self, noun: Token, number: Number) -> Count | None:
        if number.high == 0 or number.end > noun.end:
            return None
        start = min(max(number.end, _left(noun, number.end)), noun.start)
        while self.parsed.text[start].isspace():
            start += 1
        noun = _shared_noun(noun) if number.low > 1 else noun
        words = self.parsed.text[number.start : noun.end].lower().split()
        beside = not harm().more.isdisjoint(words)
        return Count(number.low, number.high, Span(number.start, noun.end), Span(start, noun.end), noun, beside)

    def _one(self, noun: Token) -> Count | None:
        """A single person told by an article: "a child", "one soldier", "another guard"."""
        article = next((c for c in noun.children if c.dep == "det" and c.lower in harm().one), None)
        if article is None or noun.tag not in ("NN", "NNP") or noun.pos not in ("NOUN", "PROPN") or not is_person(noun):
            return None
        words = [c for c in noun.children if article.i < c.i < noun.i]
        start = min((t.start for word in words for t in word.subtree() if t.i > article.i), default=noun.start)
        return Count(1, 1, Span(article.start, noun.end), Span(start, noun.end), noun)


def is_person(noun: Token) -> bool:
    """Whether the lexicon knows the noun for a kind of person."""
    return lemma_of(noun) in harm().persons


def lemma_of(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma.lower()


def _is_thing(noun: Token) -> bool:
    return lemma_of(noun) in harm().things or noun.lower in ("%", "$")


def _inside_word(token: Token) -> bool:
    """Whether a number is part of a word such as "10-year-old"."""
    return token.dep in ("npadvmod", "compound", "npmod") and token.head.pos in ("ADJ", "ADV")


def _shared_noun(noun: Token) -> Token:
    """ "70 regime and rebel fighters": one word for both sides, which the parse gives to the second."""
    others = (c for c in noun.of("conj") if c.tag == "NNS" and is_person(c) and c.first("nummod") is None)
    return next(others, noun) if noun.tag == "NN" and not is_person(noun) else noun


def _left(noun: Token, after: int) -> int:
    """Where the words of a noun begin, after a character."""
    starts = [t.start for child in noun.children if child.i < noun.i for t in child.subtree() if t.start >= after]
    return min([noun.start, *starts])
