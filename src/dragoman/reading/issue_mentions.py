"""Noun phrases that name an issue: "the UN-led Geneva talks", "an offensive on Manbij", "the plan to convene it".

A pure function of the parse and the issue words; who organises what is left as tokens for ``issues`` to resolve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.language.parsed import Parsed, Token
from dragoman.reading.issue_words import ACT, IssueNoun, IssueWords, issue_words
from dragoman.reading.predicate_tokens import DAYS, is_infinitive
from dragoman.records import Span

MAX_WORDS = 14  # of the full wording; longer phrases are cut at the first prepositional phrase
LEFT_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "HYPH", "POS", "PRP$", "AFX", "FW"})
PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"})
HEADLINES = frozenset({"headline", "subhead"})  # leave articles out
DASHES = frozenset({"-", "–", "—"})


@dataclass(slots=True, eq=False)
class IssueMention:
    """One naming of an issue in the text."""

    head: Token
    noun: IssueNoun
    lemma: str
    start: int  # characters of the full wording
    end: int
    short: Span  # premodifiers and head, without determiner
    modifiers: frozenset[str] = frozenset()  # folded content words that tell it apart
    sites: frozenset[str] = frozenset()  # proper names right before the head, or after "in" and "at"
    topics: frozenset[str] = frozenset()  # what it is about: "on Syria"
    definite: bool = False
    plain: bool = False  # nothing tells it apart: "the talks"
    policy: bool = False  # spoken of as a plan, not as something that happened
    undertaken: bool = False  # "launched a push": somebody's own fight
    sponsors: list[Token] = field(default_factory=list)  # "UN-led", "Russia's planned", "by the army"
    doers: list[Token] = field(default_factory=list)  # who is told to carry it out: "the army launched"
    supporters: list[Token] = field(default_factory=list)  # "US-backed"
    left: list[Token] = field(default_factory=list)  # the premodifiers
    named: bool = False  # a participle or "by" says who organises it: "UN-led"
    leaver: Token | None = None  # whose leaving it is: "the resignation of the president"

    @property
    def span(self) -> Span:
        """The full wording."""
        return Span(self.start, self.end)


def fold(text: str) -> str:
    """A word for comparing modifiers: lower case, demonym and place brought near by their first letters."""
    return text.lower().rstrip("s")[:6]


def issue_mentions(parsed: Parsed) -> dict[int, IssueMention]:
    """All issue mentions of a report by the index of their head token."""
    words = issue_words()
    found: dict[int, IssueMention] = {}
    for token in parsed.tokens:
        noun = _noun_of(parsed, token, words)
        if noun is not None:
            found[token.i] = _mention(parsed, token, noun, words)
    return found


def unlisted_mention(parsed: Parsed, token: Token) -> IssueMention:
    """The mention that a noun makes which no list has."""
    return _mention(parsed, token, ACT, issue_words())


def _noun_of(parsed: Parsed, token: Token, words: IssueWords) -> IssueNoun | None:
    """The entry of a head noun, two words before one; None for a noun inside a compound."""
    if token.dep == "npadvmod" and not token.of("acl", "relcl"):
        return None
    if not (token.pos in ("NOUN", "PROPN") or _is_nominal(token)):
        return None
    if token.dep == "compound" and token.head.i > token.i and token.head.pos in ("NOUN", "PROPN"):
        return None
    lemma = token.lemma.lower()
    before = parsed.tokens[token.i - 1] if token.i else token
    if before.sentence == token.sentence:
        if before.text == "-" and token.i > 1:  # "cease-fire"
            whole = words.nouns.get(f"{parsed.tokens[token.i - 2].lower}-{lemma}")
            if whole is not None:
                return whole
        pair = (before.lemma.lower(), lemma)
        if pair in words.never:
            return None
        if pair in words.pairs:
            return words.pairs[pair]
    for child in token.of("prep") if lemma in words.of_heads else ():
        for inner in child.of("pobj"):
            if child.lower == "of" and (lemma, inner.lemma.lower()) in words.of_pairs:
                return words.of_pairs[lemma, inner.lemma.lower()]
    found = words.nouns.get(lemma)
    if found is None and token.pos == "NOUN" and lemma.endswith(words.endings):
        if lemma in words.no_acts or lemma in words.passes:
            return None
        return ACT
    return found


def _is_nominal(token: Token) -> bool:
    """ "the regime offensive", where the parser takes the noun for an adjective."""
    return token.pos == "ADJ" and token.dep in ("pobj", "dobj", "nsubj", "nsubjpass") and bool(token.of("det", "poss"))


def _mention(parsed: Parsed, head: Token, noun: IssueNoun, words: IssueWords) -> IssueMention:
    left = _left(parsed, head)
    phrases = list(_phrases(head))
    phrases.extend(_lost_phrases(head, phrases, words))
    phrases.extend(_purposes(head, phrases, noun))
    end = _tail_end(head, phrases)
    start = left[0].start if left else head.start
    made = IssueMention(head, noun, head.lemma.lower(), start, end, Span(start, head.end))
    made.definite = _definite(head) or (parsed.sentence_of(head).zone.kind in HEADLINES and not head.of("det"))
    _organisers(made, left, words)
    _modifiers(made, left, phrases, words)
    made.leaver = _leaver(head, words)
    made.undertaken = noun.event and _undertaken(head, words)
    made.policy = noun.standing or not noun.event or made.undertaken or _policy(left, head, words)
    return made


def _left(parsed: Parsed, head: Token) -> list[Token]:
    """Premodifiers in text order: the unbroken run of nominal words before the head, without its determiner."""
    run: list[Token] = []
    i = head.i - 1
    while i >= 0 and parsed.tokens[i].sentence == head.sentence and len(run) < 9:
        token = parsed.tokens[i]
        after = run[-1] if run else head
        if _is_headline_verb(token):
            break
        if token.tag in LEFT_TAGS or token.text in DASHES:
            if token.tag == "PRP$":
                break
            run.append(token)
        elif (
            token.tag in PARTICIPLES
            and (token.dep in ("amod", "compound", "nmod") or parsed.tokens[i - 1].text in DASHES)
        ) or (
            token.lower == "and" and after.tag.startswith("NNP") and i and parsed.tokens[i - 1].tag.startswith("NNP")
        ):
            run.append(token)
        else:
            break
        i -= 1
    while run and (run[-1].tag in ("POS", "HYPH") or run[-1].text in DASHES or run[-1].lower == "and"):
        run.pop()
    run.reverse()
    while run and parsed.tokens[run[0].i - 1].text in DASHES and parsed.tokens[run[0].i - 1].sentence == head.sentence:
        run = run[1:]  # "a so-called zone": half a word names nothing
    return _own(run, head)


def _is_headline_verb(token: Token) -> bool:
    """ "Army Launches Offensive": a verb in capitals that the parser takes for a name."""
    if token.tag not in ("NNP", "NNPS") or not token.text[:1].isupper():
        return False
    word = token.lower
    return any(word == verb + end for verb in issue_words().undertaking for end in ("s", "es", "ed", "d"))


def _own(run: list[Token], head: Token) -> list[Token]:
    """Drop leading words that belong to something else ("gave rebels weapons")."""
    while run and run[0].lower in issue_words().leading:
        run = run[1:]
    inside = {head.i, *(token.i for token in run)}
    while run and not ((run[0].head.i in inside and run[0].head.i > run[0].i) or run[0].dep in ("punct", "nummod")):
        if any(token.text in DASHES or token.tag == "POS" for token in run[:3]):
            break
        run = run[1:]
    return run


def _phrases(head: Token) -> Iterator[list[Token]]:
    """Prepositional phrases on the head, each cut where a clause or a comma begins."""
    for child in head.children:
        if child.dep != "prep" or child.i < head.i:
            continue
        below = sorted(child.subtree(), key=lambda t: t.i)
        kept: list[Token] = []
        for token in below:
            if kept and token.tag == "DT" and kept[-1].tag.startswith("NN"):
                break
            if kept and token.i != kept[-1].i + 1:
                break
            if (
                token.dep in ("relcl", "advcl")
                or token.text in (",", ";", ":", "(", ")", '"', "“", "”")
                or token.tag in ("WDT", "WP", "WRB", "VBD", "VBZ")
                or (token.lower == "that" and token.tag == "IN")
            ):
                break
            kept.append(token)
        while kept and (kept[-1].tag in ("DT", "IN", "CC", "TO") or kept[-1].pos == "PUNCT"):
            kept.pop()
        if len(kept) > 1:
            yield kept


def _purposes(head: Token, phrases: list[list[Token]], noun: IssueNoun) -> Iterator[list[Token]]:
    """ "the decision to form a coalition": the infinitive belongs to the name of a plan or decision."""
    if phrases or noun.family not in ("plan", "decision"):
        return
    for clause in head.of("acl", "relcl"):
        words = sorted(clause.subtree(), key=lambda t: t.i)
        if clause.tag == "VB" and words[0].lower == "to" and words[0].i == head.i + 1:
            kept = [t for n, t in enumerate(words) if t.i == words[0].i + n][:MAX_WORDS]
            while kept and (kept[-1].tag in ("DT", "IN", "CC", "TO") or kept[-1].pos == "PUNCT"):
                kept.pop()
            yield kept


def _lost_phrases(head: Token, phrases: list[list[Token]], words: IssueWords) -> Iterator[list[Token]]:
    """ "holding a congress in the city of Sochi": the place and days that the parser gave to the verb."""
    if head.dep not in ("dobj", "nsubjpass") or head.head.lemma not in words.sponsor_verbs:
        return
    last = phrases[-1][-1].i if phrases else head.i
    for kept in _phrases(head.head):
        if kept[0].lower in ("in", "at", "between") and kept[0].i == last + 1:
            last = kept[-1].i
            yield kept


def _tail_end(head: Token, phrases: list[list[Token]]) -> int:
    """Where the full wording ends: phrases that follow on without a gap, within the word limit."""
    last = head
    for phrase in phrases:
        if phrase[0].i != last.i + 1 or phrase[-1].i - head.i > MAX_WORDS:
            break
        last = phrase[-1]
    return last.end


def _leaver(head: Token, words: IssueWords) -> Token | None:
    """Whose leaving office a noun like "resignation" speaks of."""
    if head.lemma.lower() not in words.leaving:
        return None
    owners = [t for child in head.children if child.dep == "prep" and child.lower == "of" for t in child.of("pobj")]
    for owner in owners + head.of("poss"):
        if owner.tag in ("NNP", "NNPS") or owner.lemma.lower() in words.holders:
            return owner
    return None


def _definite(head: Token) -> bool:
    """ "the deal", "Tuesday's deal"."""
    return bool(head.of("poss")) or any(child.lower in issue_words().definite for child in head.of("det"))


def _organisers(made: IssueMention, left: list[Token], words: IssueWords) -> None:
    """Sponsors and supporters among the premodifiers, and after "by"."""
    made.left = left
    if made.noun.kind in ("conference", "deployment", "inquiry", "operation"):
        made.sponsors.extend(_pair(left))
    for position, token in enumerate(left):
        if token.lower in words.sponsor_suffixes and position >= 2 and left[position - 1].text in DASHES:
            made.sponsors.extend(_names_before(left, position - 1))
            made.named = True
        elif token.lower in words.support_suffixes and position >= 2 and left[position - 1].text in DASHES:
            made.supporters.extend(_names_before(left, position - 1))
            made.named = True
        elif token.tag == "POS" and position and left[position - 1].lower not in DAYS:
            made.sponsors.append(left[position - 1])
        elif "-" in token.text[1:-1]:
            _hyphenated(made, token, words)
    _agent_after(made, made.head)
    for child in made.head.children:
        if child.dep == "poss" and child not in made.sponsors and child.lower not in DAYS:
            made.sponsors.append(child)
        if child.dep in ("prep", "agent") and child.lower == "by" and not _is_of_another(made.head, child):
            made.sponsors.extend(t for t in _conjuncts(child) if t not in made.sponsors)


def _is_of_another(head: Token, by: Token) -> bool:
    """ "the end of the ceasefire and bombardment by the army": the noun right before "by" is whose doing it tells."""
    before = [t for child in head.children if child.i < by.i for t in child.subtree()]
    last = max(before, key=lambda t: t.i, default=head)
    return last.i == by.i - 1 and last.dep == "conj" and last.pos == "NOUN"


def _pair(left: list[Token]) -> list[Token]:
    """Two names joined right before the head: "EU-UN conference"."""
    if len(left) >= 3 and left[-2].text in DASHES and left[-1].tag == left[-3].tag == "NNP":
        return [left[-3], left[-1]]
    return []


def _names_before(left: list[Token], dash: int) -> list[Token]:
    """The names joined to a participle: "US", "US-Russia", "Russian"."""
    names = [left[dash - 1]]
    if dash >= 3 and left[dash - 2].text in DASHES:
        names.append(left[dash - 3])
    return names


def _agent_after(made: IssueMention, head: Token) -> None:
    """ "an offensive by the army", "the siege of Deir al-Zor by Daesh", wherever the parser hung the "by"."""
    besieged = [t for of in head.of("prep") if of.lower == "of" for t in of.of("pobj") if t.pos == "PROPN"]
    places = (head.i + 1, *(t.i + 1 for t in besieged))
    for above in (*besieged, head, *head.ancestors()):
        for child in above.of("prep", "agent"):
            if child.lower == "by" and child.i in places:
                made.sponsors.extend(t for t in _conjuncts(child) if t not in made.sponsors)
                return


def _hyphenated(made: IssueMention, token: Token, words: IssueWords) -> None:
    """Tokens that the parser left whole: "U.S.-backed"."""
    last = token.lower.rsplit("-", 1)[-1]
    if last in words.sponsor_suffixes:
        made.sponsors.append(token)
        made.named = True
    elif last in words.support_suffixes:
        made.supporters.append(token)
        made.named = True


def _conjuncts(preposition: Token) -> list[Token]:
    found: list[Token] = []
    stack = preposition.of("pobj")
    while stack:
        token = stack.pop(0)
        found.append(token)
        stack.extend(token.of("conj"))
    return found


def _modifiers(made: IssueMention, left: list[Token], phrases: list[list[Token]], words: IssueWords) -> None:
    """What tells the mention apart: names and content words, sites and topics kept by themselves."""
    own: set[str] = set()
    sites: set[str] = set()
    topics: set[str] = set()
    suffixes = words.sponsor_suffixes | words.support_suffixes
    for position, token in enumerate(left):
        if (
            token.pos not in CONTENT
            or token.lower in suffixes
            or token.lemma.lower() in words.plain
            or token.lower in words.plain
            or token.lower in DAYS
        ):
            continue
        own.add(fold(token.lemma))
        nexts = left[position + 1].text if position + 1 < len(left) else ""
        if token.tag in ("NNP", "NNPS") and nexts not in DASHES and nexts not in ("'s", "’s"):
            sites.add(fold(token.text))
    for phrase in phrases:
        names = {fold(t.lemma) for t in phrase[1:] if t.pos in CONTENT and t.lemma.lower() not in words.plain}
        proper = {fold(t.text) for t in phrase[1:] if t.tag in ("NNP", "NNPS")}
        if phrase[0].lower in words.topical:
            topics |= names
        elif phrase[0].lower in ("in", "at"):
            sites |= proper
            own |= proper
        elif phrase[0].lower != "by":
            own |= names
    for clause in made.head.of("relcl", "acl"):
        if _is_aside(made.head, clause, words):
            continue
        told = [t for t in clause.subtree() if t.i - made.head.i <= MAX_WORDS]
        topics |= {fold(t.lemma) for t in told if t.pos in ("NOUN", "PROPN") and t.lemma.lower() not in words.plain}
    made.modifiers, made.sites, made.topics = frozenset(own), frozenset(sites), frozenset(topics)
    made.plain = not own and not topics and not made.sponsors and not made.supporters


def _is_aside(head: Token, clause: Token, words: IssueWords) -> bool:
    """ "the arrangement, hammered out over three weeks", "the pact signed by both": tells no more of which it is."""
    if any(c.text == "," and head.i < c.i < clause.i for c in head.children):
        return True
    return clause.lemma in words.agreeing and all(c.dep in ("agent", "auxpass") for c in clause.children)


def _policy(left: list[Token], head: Token, words: IssueWords) -> bool:
    """Whether the wording speaks of something that may be done ("any attack"), not of something that happened."""
    return any(token.lower in words.policy for token in (*left, *head.of("det")))


def _undertaken(head: Token, words: IssueWords) -> bool:
    """ "launched a push", "a push to retake the port": a fight that somebody sets out on."""
    if head.dep == "dobj" and head.head.lemma in words.halting and any(c.tag == "PRP$" for c in head.children):
        return True  # "end its air strikes": what somebody goes on with or stops is his policy
    if head.lemma.lower() not in words.undertaken:
        return False
    if head.dep in ("dobj", "nsubjpass") and head.head.lemma in words.undertaking:
        return True
    if head.of("poss") and head.dep in ("dobj", "nsubjpass", "nsubj"):
        return True
    if head.lemma == "operation" and _definite(head) and head.dep == "dobj":
        return True
    above = head.head.of("advcl", "xcomp") if head.dep == "dobj" else []
    aims = [c for c in (*head.of("acl", "relcl"), *above) if is_infinitive(c)]
    return any(clause.lemma in words.purposes for clause in aims)
