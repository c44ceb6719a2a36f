"""Where the words of a claim begin and end: its propositions apart, without echoes, asides and the next cue's words.

Scraped text has lost its commas, so that a content may take in its speaker's first words, or leave its own last ones to
the speaker: "killed at least 32 and wounded | dozens more a monitor said".
"""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.attribution_spans import Scene, Spans
from dragoman.reading.claims_kind import words
from dragoman.records import Attribution, Span

MIN_ASIDE = 5  # words of a "which ..." that is left out of a claim
MIN_WORDS = 3
DASHES = ("-", "–", "—")
STEM = 4  # letters of a verb that its forms have in common
MIN_QUOTED = 8  # words of a quotation before which a headline may be glued
MAX_LABEL = 4  # words of an agency's name before a dash
OPEN = frozenset({"DET", "ADP", "NUM"})  # what ends no clause
PLAIN = frozenset({"NOUN", "NUM", "ADJ", "ADV"})
LOOSE = frozenset({"DET", "ADP", "CCONJ", "SCONJ"})


def pieces(scene: Scene, content: Spans) -> list[Spans]:
    """The propositions of a content: the sentences it comes in, where it comes in several spans."""
    found: list[list[Span]] = []
    for span in content:
        last = found[-1][-1] if found else None
        if last is None or _ends(scene.text, last) or _begins(scene.text, span):
            found.append([span])
        else:
            found[-1].append(span)
    return [tuple(piece) for piece in found]


def _ends(text: str, span: Span) -> bool:
    return text[: span.end].rstrip("\"”'’ ")[-1:] in (".", "!", "?")


def _begins(text: str, span: Span) -> bool:
    """Whether the span opens with a capital, behind a quotation mark or not."""
    return text[span.start : span.end].lstrip('"“„«')[:1].isupper()


def trimmed(scene: Scene, attribution: Attribution, content: Spans) -> Spans:
    """The words of one proposition and no others."""
    content = without_aside(scene, without_echo(scene, content))
    return _closed(scene, _to_the_speaker(scene, attribution, _before_the_next(scene, content)))


def without_aside(scene: Scene, content: Spans) -> Spans:
    """The content without a long "which ..." at its end: what the report explains on the way is not the claim."""
    last = content[-1]
    tokens = scene.parsed.tokens_in(last.start, last.end)
    for token in tokens[MIN_WORDS:]:
        if token.lower != "which":
            continue
        clause = next((a for a in [token, *token.ancestors()] if a.dep == "relcl"), None)
        if clause is not None and token.i == min(t.i for t in clause.subtree()):
            below = {t.i for t in clause.subtree()}
            words_left = [t for t in tokens if t.i > token.i and t.pos != "PUNCT"]
            if len(words_left) >= MIN_ASIDE and all(t.i in below for t in words_left):
                end = scene.parsed.tokens[token.i - 1].end
                return (*content[:-1], Span(last.start, end)) if end > last.start else content
    return content


def without_echo(scene: Scene, content: Spans) -> Spans:
    """The content once, where scraped text tells its deck and its first sentence in the same words without a stop."""
    last = content[-1]
    tokens = [t for t in scene.parsed.tokens_in(last.start, last.end) if t.pos != "PUNCT"]
    half = len(tokens) // 2
    if half <= MIN_WORDS or [t.lower for t in tokens[:half]] != [t.lower for t in tokens[-half:]]:
        again = _told_again(tokens)
        return content if again is None else (*content[:-1], Span(again.start, last.end))
    return (*content[:-1], Span(tokens[-half].start, last.end))


def _told_again(tokens: list[Token]) -> Token | None:
    """Where the sentence begins whose headline stands before it: "Rebels shell port Rebels shelled the port ..."."""
    for number in range(MIN_WORDS, len(tokens) - MIN_WORDS):
        token, first = tokens[number], tokens[0]
        if token.text != first.text or not first.text[:1].isupper() or tokens[number + 1].pos not in ("VERB", "AUX"):
            continue
        if tokens[number + 1].lemma[:STEM] == tokens[1].lower[:STEM]:
            return token
    return None


def without_label(scene: Scene, attribution: Attribution, content: Spans) -> Spans:
    """The content without an agency's name and a dash, or a headline glued to a quotation, at its front."""
    first = content[0]
    tokens = scene.parsed.tokens_in(first.start, first.end)
    for number, token in enumerate(tokens[: MAX_LABEL + 1]):
        if not number or token.text not in DASHES or token.start == tokens[number - 1].end:
            continue
        if all(t.pos == "PROPN" for t in tokens[:number]) and tokens[number + 1 :]:
            return (Span(tokens[number + 1].start, first.end), *content[1:])
    if not attribution.cue or attribution.cue[0].start < first.end:
        return content
    if len(content) > 1 and attribution.source and attribution.source[-1].end <= first.start:
        rest = tuple(s for s in content if s.start >= attribution.cue[0].end)
        return rest or content  # "the centre | for watching the truce | said that": a part of its name
    for run in scene.runs:
        quoted = scene.parsed.tokens_in(run.start, run.end)
        if first.start < run.start and run.end == first.end and len(quoted) >= MIN_QUOTED:
            before = scene.text[first.start : run.start].rstrip()
            if before[-1:].isalnum() and _begins(scene.text, run):
                return (run, *content[1:])
    return content


def _before_the_next(scene: Scene, content: Spans) -> Spans:
    """The content up to where its speaker goes on with another cue: "... hit the road adding that 12 were hurt"."""
    last = content[-1]
    tokens = scene.parsed.tokens_in(last.start, last.end)
    for token in tokens[MIN_WORDS:]:
        if goes_on(token) and token.i not in scene.run_of and (token.of("ccomp") or _opens(scene, token)):
            before = scene.parsed.tokens[token.i - 1]
            end = scene.parsed.tokens[token.i - 2].end if before.pos in ("CCONJ", "PUNCT") else before.end
            return (*content[:-1], Span(last.start, end))
    return content


def goes_on(token: Token) -> bool:
    """Whether a speaker goes on with this word: "..., adding that"; "without saying that" tells of another."""
    if token.tag != "VBG" or token.lemma not in words("adding", "verbs") or token.dep == "pcomp" or token.of("nsubj"):
        return False
    return token.dep != "acl" or token.lemma not in words("adding", "others")  # "heard fighters saying that"


def _opens(scene: Scene, token: Token) -> bool:
    return scene.parsed.tokens[token.i + 1 :][:1] != [] and scene.parsed.tokens[token.i + 1].lower == "that"


def _to_the_speaker(scene: Scene, attribution: Attribution, content: Spans) -> Spans:
    """The content with its last words, where the source behind it took them: "and wounded | dozens more a monitor"."""
    last = content[-1]
    if not attribution.source or not attribution.cue or last.end in {run.end for run in scene.runs}:
        return content
    source = attribution.source[0]
    if not last.end <= source.start < attribution.cue[0].start or scene.text[last.end : source.start].strip():
        return content
    told = scene.parsed.tokens_in(last.start, last.end)
    saying = scene.parsed.tokens_in(source.start, source.end)
    if len(told) < MIN_WORDS or len(saying) < 2:
        return content
    taken = _front(told, saying)
    return (*content[:-1], Span(last.start, taken[-1].end)) if taken else content


def _front(told: list[Token], saying: list[Token]) -> list[Token]:
    """The first words of a source that belong to what is said before it."""
    for number, token in enumerate(saying[1:], 1):
        if token.pos == "DET":
            if all(t.pos in PLAIN for t in saying[:number]):
                return saying[:number]  # "dozens more | a monitor"
            break
        if token.pos not in PLAIN:
            break
    if saying[0].pos == "DET":
        return []
    if told[-1].pos in OPEN and saying[0].pos == "PROPN" and told[-1].pos == "ADP":
        end = next(n for n, t in enumerate([*saying, told[0]]) if n == len(saying) or t.pos != "PROPN")
        return saying[:end] if end < len(saying) else []
    if told[-1].pos in OPEN and not (told[-1].pos == "DET" and told[-2].pos in ("NOUN", "PROPN", "VERB")):
        noun = next((n for n, t in enumerate(saying[:-1]) if t.pos == "NOUN"), None)
        return saying[: noun + 1] if noun is not None else []
    left_open = told[-1].tag in ("VBG", "VBD", "VBN") and told[-1].lemma in words("toll", "harm")
    if left_open and saying[0].lower in words("adding", "counts"):
        return saying[:1]  # "wounding | dozens activists said"
    return []


def _closed(scene: Scene, content: Spans) -> Spans:
    """The content without a "the", "and" or "which" that opens what does not follow."""
    last = content[-1]
    tokens = scene.parsed.tokens_in(last.start, last.end)
    while (
        len(tokens) > MIN_WORDS and (tokens[-1].pos in LOOSE or tokens[-1].tag == "WDT") and not tokens[-1].of("pobj")
    ):
        if tokens[-1].dep in ("prt", "advmod", "prep") and tokens[-1].pos == "ADP":
            break  # "the town they came from"
        tokens.pop()
    return content if not tokens or tokens[-1].end >= last.end else (*content[:-1], Span(last.start, tokens[-1].end))
