"""Issues: what a story's positions are about, one record for all its wordings."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language.parsed import Parsed, Token
from dragoman.reading.issue_attributes import date_of, participants_of, relations_of
from dragoman.reading.issue_clusters import Cluster
from dragoman.reading.issue_mentions import IssueMention, fold
from dragoman.reading.issue_words import issue_words
from dragoman.reading.predicates import Predicate
from dragoman.reading.reader import Story, gives
from dragoman.records import Actor, Attribution, Issue, IssueKind, Mention, Place, Span

MAX_NAME_WORDS = 7
MAX_CLAUSE_WORDS = 14
APART = frozenset({"advcl", "cc", "conj", "punct", "parataxis"})  # below a clause's verb, and not of its name
BREAKS = frozenset('"“”;:')


@gives(Issue, needs=(Actor, Place, Mention, Attribution))
def find(story: Story) -> Iterator[Issue]:
    """The issues of a story in text order: standing ones wherever named, others where somebody takes a stance."""
    survey = story.survey
    for found in survey.clusters:
        yield _issue(story, found, survey.id_of(found))


def _issue(story: Story, found: Cluster, issue_id: str) -> Issue:
    parsed = story.parsed
    wordings = wordings_of(story, found)
    spans = [m.span for m in found.mentions] + [clause_span(parsed, c) for c in found.clauses]
    spans += [Span(t.start, t.end) for t in (*found.tenure, *found.parties)]
    return Issue(
        id=issue_id,
        name=wordings[0],
        kind=kind_of(found),
        names=tuple(wordings),
        place=_place(story, found),
        date=date_of(story, found),
        participants=participants_of(story, found),
        relations=relations_of(story, found),
        sponsors=tuple(sorted({a.id for m in found.mentions for t in m.sponsors if (a := story.actor(t))})),
        evidence=tuple(sorted(set(spans))),
        why=tuple(
            sorted(
                {f"lexicon issues: {m.lemma}" for m in found.mentions} or {"rule clause: what a stance word governs"}
            )
        ),
    )


def kind_of(found: Cluster) -> IssueKind:
    """The kind that most mentions have; the first among equals."""
    if found.tenure:
        return "tenure"
    kinds = [m.noun.kind for m in found.mentions]
    return max(kinds, key=kinds.count) if kinds else "other"


def wordings_of(story: Story, found: Cluster) -> list[str]:
    """All wordings, the name first: the most specific short one."""
    parsed = story.parsed
    if found.tenure:
        return _tenure_wordings(story, found)
    if found.parties:
        return _backing_wordings(story, found)
    texts: list[str] = []
    if all(m.plain for m in found.mentions):  # "the deal" says less than "free the prisoners"
        texts.extend(_clean(parsed, clause_span(parsed, clause, brief=True)) for clause in found.clauses)
    if found.mentions:
        texts.append(_clean(parsed, best_name(parsed, found.mentions)))
        texts.extend(_clean(parsed, m.span) for m in sorted(found.mentions, key=lambda m: -(m.end - m.start)))
        texts.extend(
            _clean(parsed, m.short) for m in sorted(found.mentions, key=lambda m: -(m.short.end - m.short.start))
        )
    for clause in found.clauses:
        texts.append(_clean(parsed, clause_span(parsed, clause, brief=True)))
        texts.append(_clean(parsed, clause_span(parsed, clause)))
    return list(dict.fromkeys(texts))


def best_name(parsed: Parsed, mentions: list[IssueMention]) -> Span:
    """The wording to show: short, with what tells the issue apart."""

    def rank(item: tuple[int, IssueMention]) -> tuple[bool, bool, int, int]:
        number, mention = item
        words = len(parsed.words(mention.short).split())
        shown = {fold(word) for word in parsed.words(mention.short).replace("-", " ").split()}
        return words > MAX_NAME_WORDS, not mention.sites & shown, -min(len(mention.modifiers & shown), 3), number

    best = min(enumerate(mentions), key=rank)[1]
    if all(t.pos in ("ADJ", "ADV") for t in best.left):  # "talks", "an immediate end": of what, its phrases say
        spans = [_to_a_clause(parsed, m) for m in mentions]
        longer = [span for span in spans if len(parsed.words(span).split()) <= 2 * MAX_NAME_WORDS]
        longest = max(longer, key=lambda s: s.end - s.start, default=best.short)
        told = (_with_clause(parsed, m) for m in mentions)
        return next((span for span in told if span), longest) if longest.end == best.head.end else longest
    return best.short


def _to_a_clause(parsed: Parsed, mention: IssueMention) -> Span:
    """The full wording, a long one no further than where a phrase in it gets a clause of its own."""
    if len(parsed.words(mention.span).split()) <= 2 * MAX_NAME_WORDS:
        return mention.span
    tokens = [t for t in parsed.tokens_in(mention.start, mention.end) if t.i > mention.head.i]
    clauses = (t for t in tokens if t.dep in ("acl", "relcl") and t.head is not mention.head)
    cut = next((min(t.i for t in clause.subtree()) for clause in clauses), None)
    kept = _closed([t for t in tokens if cut is None or t.i < cut], mention.head)
    return Span(mention.start, kept[-1].end if kept else mention.head.end)


def _with_clause(parsed: Parsed, mention: IssueMention) -> Span | None:
    """ "the agreement we signed with them", "an offensive to take the town": a bare noun with the clause behind it that
    says which, None where there is none."""
    after = next(iter(parsed.tokens_in(mention.head.end, mention.head.end + 2)), None)
    clause = mention.head.first("relcl", "acl")
    if clause is None and after is not None and after.tag == "TO" and after.head.tag == "VB":
        clause = after.head
    words = sorted(clause.subtree(), key=lambda t: t.i) if clause is not None else []
    unbroken = [t for n, t in enumerate(words) if t.i == mention.head.i + 1 + n and t.text not in BREAKS]
    kept = _closed(unbroken[:MAX_NAME_WORDS], mention.head)
    if len(kept) < 2 or kept[0].pos == "PUNCT" or (clause is not None and clause.i > kept[-1].i):
        return None
    return Span(mention.short.start, kept[-1].end)


def _clean(parsed: Parsed, span: Span) -> str:
    return " ".join(parsed.words(span).split())


def _tenure_wordings(story: Story, found: Cluster) -> list[str]:
    words = issue_words()
    token = found.tenure[0]
    actor = story.actor(token)
    person = actor.name if actor and actor.kind == "person" else _clean(story.parsed, _phrase_of(story, token))
    return [
        words.tenure_name.format(person=person),
        *(words.tenure_other.format(person=person, verb=v) for v in ("stepping down", "leaving office")),
    ]


def _backing_wordings(story: Story, found: Cluster) -> list[str]:
    """ "support for the rebels", then how the party is named."""
    phrases = list(dict.fromkeys(_clean(story.parsed, _phrase_of(story, token)) for token in found.parties))
    return [*(issue_words().backing_name.format(party=phrase) for phrase in phrases), *phrases]


def _phrase_of(story: Story, token: Token) -> Span:
    """The words of the mention that a token heads, without its article."""
    mention = story.mention(token)
    if mention is None:
        return Span(token.start, token.end)
    first = story.parsed.token_at(mention.start)
    article = first is not None and first.tag == "DT" and first.end < mention.end
    return Span(first.end + 1 if article and first is not None else mention.start, mention.end)


def clause_span(parsed: Parsed, clause: Predicate, *, brief: bool = False) -> Span:
    """The words of a clause as an issue's name: the verb with what it governs, passive subjects before it.

    ``brief``: no further than the first relative clause, and no more words than a name may have.
    """
    token = clause.token
    start = token.start
    tokens = [token]
    doing = not clause.passive and token.tag in ("VBG", "VBN")  # "monitors are looking into it": names no doer
    for child in token.children:
        if child.i < token.i and (child.pos == "PRON" or (doing and child.dep in ("nsubj", "aux"))):
            continue
        if child.i < token.i and not (
            child.dep in ("nsubjpass", "nsubj") and (clause.passive or clause.modal or not clause.objects)
        ):
            continue
        going_on = not brief and child.dep in ("cc", "conj") and _goes_on(child, token)
        if (child.dep in APART and not going_on) or _is_next_line(child, token):
            continue
        tokens.extend(child.subtree())
    if clause.passive and token.dep == "acl":  # "the convergences to be withdrawn"
        tokens += [token.head, *token.head.of("amod", "compound", "nmod"), *token.of("aux", "auxpass")]
    tokens = sorted(tokens, key=lambda t: t.i)
    kept = _unbroken(tokens, token, brief)
    start = min(kept[0].start, start)
    return Span(start, kept[-1].end)


def _goes_on(child: Token, verb: Token) -> bool:
    """ "cooperate with the mission and allow it in": what is wanted in one breath with a clause."""
    more = [t for t in verb.of("conj") if t.pos == "VERB" and not t.of("nsubj", "nsubjpass", "aux", "auxpass")]
    return child in more or (child.dep == "cc" and any(t.i > child.i for t in more))


def _is_next_line(child: Token, verb: Token) -> bool:
    """ "US probes casualties / Rebels claimed the attack", two lines run together: a clause that nothing joins to a
    verb which has its object."""
    if child.dep != "ccomp" or not any(t.dep == "dobj" and t.i < child.i for t in verb.children):
        return False
    return bool(child.of("nsubj")) and not child.of("mark")


def _unbroken(tokens: list[Token], verb: Token, brief: bool) -> list[Token]:
    """From the start to where the words break off, at most MAX_CLAUSE_WORDS after the verb."""
    kept: list[Token] = []
    most = MAX_NAME_WORDS if brief else MAX_CLAUSE_WORDS
    sides = [t for t in tokens if t.dep == "relcl" and t is not verb] if brief else []
    further = {t.i for side in sides for t in side.subtree()}
    for token in tokens:
        if token.i == verb.i + 1 and token.text in ('"', "“"):
            continue  # 'take "resolute steps"'
        if token.i > verb.i and (token.i - verb.i > most or token.i in further or token.text in BREAKS):
            break
        kept.append(token)
    left = [t for t in kept if t.i > verb.i + 1 and _breaks_off(t, kept[-1].i, further, brief)]
    if brief and left and left[0].dep == "mark":
        return _unbroken(tokens, verb, brief=False)  # "investigating reports" says too little
    if left:
        kept = [t for t in kept if t.i < left[0].i]
    return _closed(kept, verb)


def _closed(tokens: list[Token], head: Token) -> list[Token]:
    """Words of a name without those behind its head that it cannot end with."""
    while tokens and tokens[-1].i > head.i and _is_loose_end(tokens[-1]):
        tokens.pop()
    return tokens


def _is_loose_end(token: Token) -> bool:
    """Whether a name cannot end with a word: "killed in", "killed in air" of "killed in air strikes"."""
    if token.pos in ("PUNCT", "ADP", "DET", "CCONJ") or token.tag == "TO":
        return True
    return token.dep in ("compound", "amod", "nummod", "poss") and token.head.i > token.i


def _breaks_off(token: Token, last: int, further: set[int], brief: bool) -> bool:
    """A phrase of which only the beginning is left: "for more than two" of "for more than two years", "that at least
    73 civilians" of "that at least 73 civilians were killed"; a long name keeps what it has of a long phrase."""
    if token.dep == "mark" and token.head.i > last:
        return True
    return brief and token.dep == "prep" and any(t.i > last and t.i not in further for t in token.subtree())


def _place(story: Story, found: Cluster) -> str | None:
    """Where it is to be: the place whose name is among its sites."""
    for mention in found.mentions:
        for named in story.mentions_in(mention.span):
            head = story.parsed.token_at(named.head)
            if named.kind == "place" and head is not None and fold(head.text) in mention.sites:
                return named.target
    return None
