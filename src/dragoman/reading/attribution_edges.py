"""Where sources and contents begin and end: whole words, no holes, and no speaker with the end of what is said before
his name, as text that has lost its commas leads a model to read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from dragoman.language.parsed import Token
from dragoman.reading.attribution_spans import Scene, Triple, shared
from dragoman.reading.noun_phrases import HYPHENS, leftmost
from dragoman.reading.party_words import INDEFINITE, LEFT_OPEN, MONTHS, PLACE_NOUNS, QUALIFIERS, THE, WEEKDAYS
from dragoman.reading.reader import STORY_ZONES
from dragoman.records import Span

CLOSING = ('"', "”")
LINKS = frozenset({"which", "who", "whom", "whose"})
HOLE = 2  # words that may be missing in the middle of a content
ARTICLES = THE | INDEFINITE
OPENING = ARTICLES | QUALIFIERS
PLACES = PLACE_NOUNS - {"state"}  # "Hama state media" is not of Hama state


def with_edges(scene: Scene, triple: Triple) -> Triple:
    """The attribution with edges where words, phrases and speakers have theirs."""
    for mend in MENDS:
        triple = mend(scene, triple)
    return triple


def _without_scraps(scene: Scene, triple: Triple) -> Triple:
    """ "confirmed [a] report by the agency [that an offensive began]": no article by itself."""
    kept = tuple(
        span
        for span in triple.content
        if any(token.pos not in ("DET", "PUNCT") for token in scene.parsed.tokens_in(span.start, span.end))
    )
    return replace(triple, content=kept) if kept else triple


def _without_furniture(scene: Scene, triple: Triple) -> Triple:
    """ "18 Aug [2014] / Planes bombed the town a monitor said": no line of the page before the sentence."""
    return replace(triple, content=tuple(_within_text(scene, s) for s in triple.content))


def _within_text(scene: Scene, span: Span) -> Span:
    tokens = scene.parsed.tokens_in(span.start, span.end)
    first = next((t for t in tokens if scene.parsed.sentence_of(t).zone.kind in STORY_ZONES), None)
    return span if first is None or first is tokens[0] else Span(first.start, span.end)


def _named_behind_quote(scene: Scene, triple: Triple) -> Triple:
    """ '"The claim is wrong" John Dorrian a spokesman said': the name behind the closing mark is the speaker's."""
    if len(triple.source) != 1 or not triple.content:
        return triple
    source, last = triple.source[0], triple.content[-1]
    mark = max(scene.text.rfind(quote, last.start + 1, last.end) for quote in CLOSING)
    name = scene.parsed.tokens_in(mark + 1, source.start) if 0 <= mark < source.start else []
    if not name or name[-1].tag != "NNP" or any(t.pos in ("VERB", "AUX", "ADP", "PUNCT") for t in name):
        return triple
    content = (*triple.content[:-1], Span(last.start, mark + 1))
    return replace(triple, source=(Span(name[0].start, source.end),), content=content)


def _without_holes(scene: Scene, triple: Triple) -> Triple:
    """ "killed 42 people including [seven] children": a word or two that nobody else has."""
    kept: list[Span] = list(triple.content[:1])
    for span in triple.content[1:]:
        hole = scene.text[kept[-1].end : span.start]
        if hole.strip() and len(hole.split()) <= HOLE and hole.replace(" ", "").isalnum():
            between = (Span(kept[-1].end, span.start),)
            if not shared(between, triple.source + triple.cue):
                kept[-1] = Span(kept[-1].start, span.end)
                continue
        kept.append(span)
    return replace(triple, content=tuple(kept))


def _unglued(scene: Scene, triple: Triple) -> Triple:
    """ "the raid killed a child a monitoring group said": the speaker without what is said right before him."""
    if len(triple.source) != 1 or not triple.cue:
        return triple
    source = triple.source[0]
    tokens = scene.parsed.tokens_in(source.start, source.end)
    cue = scene.parsed.tokens_in(triple.cue[0].start, triple.cue[-1].end)
    verb = next((token for token in cue if token.pos == "VERB"), None)
    speaker = verb.first("nsubj") if verb is not None else None
    if speaker is None or all(token.i != speaker.i for token in tokens):
        return triple
    first = scene.parsed.tokens[leftmost(scene.parsed, speaker)]
    before = [token for token in tokens if token.i < first.i]
    if not before:
        return triple
    cut = replace(triple, source=(Span(first.start, source.end),))
    if all(_is_date(token) for token in before) or (first.lower in ARTICLES and first.text[:1].isupper()):
        return cut  # "Girl evacuated / The ministry said": a line of its own before the sentence
    last = triple.content[-1] if triple.content else None
    if last is None or last.end > source.start or scene.text[last.end - 1] in CLOSING:
        return triple
    if not _joins(scene.text[last.end : source.start]) or not _is_apart(before, first):
        return triple
    return _parted_at(scene, triple, first)


def _adjoining(scene: Scene, triple: Triple) -> tuple[list[Token], list[Token]] | None:
    """The words of a content's end and those of the source right behind it, no mark between."""
    if len(triple.source) != 1 or not triple.content:
        return None
    source, last = triple.source[0], triple.content[-1]
    said, tokens = scene.parsed.tokens_in(last.start, last.end), scene.parsed.tokens_in(source.start, source.end)
    apart = last.end > source.start or scene.text[last.end : source.start].strip()
    return None if apart or not said or not tokens else (said, tokens)


def _parted_at(scene: Scene, triple: Triple, first: Token) -> Triple:
    """The attribution whose source begins with a word, and whose content ends before it."""
    last = triple.content[-1]
    content = (*triple.content[:-1], Span(last.start, scene.parsed.tokens[first.i - 1].end))
    return replace(triple, source=(Span(first.start, triple.source[0].end),), content=content)


def _ended(scene: Scene, triple: Triple) -> Triple:
    """ "the raid hit a suburb of | Raqqa local sources said": what is said has the end that its last word asks for."""
    near = _adjoining(scene, triple)
    if near is None or not triple.cue or triple.cue[0].start < triple.source[0].end:
        return triple
    said, tokens = near
    article = said[-1].pos == "DET" and said[-1].lower in ARTICLES
    asking = said[-2:-1] if article else said[-1:]
    pairs = list(pairwise(tokens))
    if tokens[0].pos == "CCONJ":  # "two women | and a child the monitor said"
        first = next((token for before, token in pairs[1:] if _opens(before, token)), None)
    elif any(token.pos in ("ADP", "CCONJ") or token.tag in ("VB", "VBG") for token in asking):
        first = next((token for before, token in pairs if _opens(before, token)), None)
        first = first or next((token for before, token in pairs if _may_open(before, token)), None)
    else:
        first = said[-1] if article else None  # "were wounded the | monitor said"
    return triple if first is None or first is said[0] else _parted_at(scene, triple, first)


def _listed(scene: Scene, triple: Triple) -> Triple:
    """ "shelled the town residents | and monitors said": the first of several speakers is one of them."""
    near = _adjoining(scene, triple)
    if near is None or near[1][0].pos != "CCONJ":
        return triple
    opening, last = near[0][0], near[0][-1]
    left = scene.parsed.tokens[min(leftmost(scene.parsed, last), max(last.i - 1, opening.i))]
    first = left if left.lower in ARTICLES else last
    if first.i <= opening.i or last.pos not in ("NOUN", "PROPN") or not (first is left or last.tag == "NNS"):
        return triple
    return _parted_at(scene, triple, first)


def _without_loose_end(scene: Scene, triple: Triple) -> Triple:
    """ "the shrine [which]": no content ends with a word that opens or joins a clause."""
    if not triple.content:
        return triple
    last = triple.content[-1]
    kept = scene.parsed.tokens_in(last.start, last.end)
    whole = len(kept)
    while len(kept) > 1 and (kept[-1].pos == "CCONJ" or kept[-1].lower in LINKS):
        of = kept.pop().lower in LINKS and kept[-1].tag == "IN"  # "in which"
        while len(kept) > 1 and (of or kept[-1].text == ","):
            kept.pop()
            of = False
    if len(kept) == whole:
        return triple
    return replace(triple, content=(*triple.content[:-1], Span(last.start, kept[-1].end)))


def _without_day(scene: Scene, triple: Triple) -> Triple:
    """ "said [Friday] it would resume the raids": the day on which it was said is not said."""
    if not triple.content or not triple.cue:
        return triple
    first = triple.content[0]
    said = scene.parsed.tokens_in(first.start, first.end)
    before = scene.parsed.tokens[said[0].i - 1] if said and said[0].i else None
    if len(said) < 3 or said[0].lower not in WEEKDAYS or before is None or before.start < triple.cue[-1].start:
        return triple
    if before.end > triple.cue[-1].end or said[1].pos not in ("PRON", "DET", "NUM", "PROPN", "SCONJ"):
        return triple
    return replace(triple, content=(Span(said[1].start, first.end), *triple.content[1:]))


def _opens(before: Token, token: Token) -> bool:
    """Whether a word must open a phrase of its own behind a noun: an article, "local", any noun behind "city"."""
    if before.pos not in ("NOUN", "PROPN", "NUM") and not before.text[:1].isupper():
        return False
    return token.lower in OPENING or (before.lower in PLACES | WEEKDAYS and token.pos in ("ADJ", "NOUN", "PROPN"))


def _may_open(before: Token, token: Token) -> bool:
    """Whether a noun may: plain behind a name or a plural ("Raqqa monitors", "soldiers activists"), a name behind a
    plain one ("the group Reuters")."""
    if token.text[:1].isupper():
        return before.pos == "NOUN" and before.text[:1].islower() and token.pos == "PROPN"
    return before.tag in ("NNP", "NNS") and token.pos == "NOUN" and token.lower not in PLACES


def _unglued_behind(scene: Scene, triple: Triple) -> Triple:
    """ "According to SANA the coalition attacked the town": the speaker without the first words of what is said."""
    if len(triple.source) != 1:
        return triple
    source = triple.source[0]
    ends = [span.end > source.end and span.start > source.start for span in triple.content]
    behind = ends.index(True) if True in ends else None
    tokens = scene.parsed.tokens_in(source.start, source.end)
    opening = next((token for token in tokens[1:] if _opens_behind(scene, token, source)), None)
    if behind is None or opening is None or triple.content[behind].start < opening.start:
        return triple
    first, before = triple.content[behind], scene.parsed.tokens[opening.i - 1]
    if not _joins(scene.text[source.end : first.start]) or before.pos not in ("NOUN", "PROPN"):
        return triple
    content = (*triple.content[:behind], Span(opening.start, first.end), *triple.content[behind + 1 :])
    return replace(triple, source=(Span(source.start, before.end),), content=content)


def _opens_behind(scene: Scene, token: Token, source: Span) -> bool:
    """Whether a word belongs to a noun behind the source: an article, or a name behind the noun that is the source
    ("according to the bulletin Nusra fighters fled")."""
    if token.head.start < source.end:
        return False
    if token.pos == "DET":
        return token.lower in ARTICLES
    before = scene.parsed.tokens[token.i - 1]
    return token.dep == "compound" and token.pos == "PROPN" and before.dep == "pobj" and before.text.islower()


def _joins(gap: str) -> bool:
    return not gap.strip() or gap.strip() in HYPHENS


def _is_apart(before: list[Token], first: Token) -> bool:
    """Whether words before a noun phrase are none of its own: another phrase's end, a number, a day."""
    opening, last = before[0], before[-1]
    if opening.lower in ARTICLES or opening.pos == "DET" or last.pos in ("ADP", "PUNCT"):
        return False
    if first.lower in ARTICLES:
        return not (len(before) == 1 and opening.text.isupper())  # "SARC the Red Cross and others said", a list
    return last.tag in ("NNS", "CD") or last.lower in LEFT_OPEN or last.lower in WEEKDAYS


def _is_date(token: Token) -> bool:
    return token.text.isdigit() or token.pos == "PUNCT" or token.lower in MONTHS


def _whole_words(scene: Scene, triple: Triple) -> Triple:
    """Edges at the ends of hyphenated words: the speaker's word before the content's."""
    source = tuple(_whole_word(scene.text, span) for span in triple.source)
    content: list[Span] = []
    for span in triple.content:
        whole = _whole_word(scene.text, span)
        for other in source:
            if other.start <= whole.start < other.end:
                whole = replace(whole, start=other.end) if other.end < whole.end else span
            elif whole.start < other.start < whole.end <= other.end:
                end = whole.start + len(scene.text[whole.start : other.start].rstrip())
                whole = replace(whole, end=end) if end > whole.start else span
        content.append(whole)
    return replace(triple, source=source, content=tuple(content))


def _whole_word(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start > 1 and text[start].isalnum() and text[start - 1] in HYPHENS and text[start - 2].isalnum():
        start -= 2
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    while end + 1 < len(text) and text[end - 1].isalnum() and text[end] in HYPHENS and text[end + 1].isalnum():
        end += 2
        while end < len(text) and text[end].isalnum():
            end += 1
    return Span(start, end)


MENDS: tuple[Callable[[Scene, Triple], Triple], ...] = (  # each looks at what those before it leave
    _without_scraps,
    _without_furniture,
    _without_holes,
    _named_behind_quote,
    _unglued,
    _ended,
    _unglued_behind,
    _listed,
    _without_loose_end,
    _without_day,
    _whole_words,
)
