"""Who did what to whom, out of dependencies: voice, negation, coordination, control, relative clauses, nominals.

Written once for every extractor: events, positions, claims and figures look at ``Predicate`` and never at labels of the
parser. A pure function of the parse; which words share their arguments how is data (``data/en/predicates.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any, Literal

from dragoman.language.parsed import Parsed, Token
from dragoman.lexicon import lexicon

Kind = Literal["verb", "noun", "adj"]
Tense = Literal["past", "present", "future", "none"]

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
PRESENT_TAGS = frozenset({"VBZ", "VBP"})
PAST_FORMS = frozenset({"VBD", "VBN"})
PARTICLES = frozenset({"ADP", "ADV", "SCONJ"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
FUTURE = frozenset({"will", "wo", "'ll", "shall", "sha"})


@dataclass(slots=True, eq=False)
class Predicate:
    """A word that says what happens or holds, with whoever takes part.

    ``subjects`` and ``objects`` are deep: an agent after "by" is a subject and the subject of a passive an object.
    Relative pronouns are replaced by what they stand for; personal pronouns stay (``story.actor`` resolves them).
    """

    token: Token
    lemma: str
    kind: Kind
    subjects: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    obliques: list[tuple[str, Token]] = field(default_factory=list)
    complements: list[Token] = field(default_factory=list)
    negated: bool = False
    passive: bool = False
    modal: str | None = None
    tense: Tense = "none"
    start: int = 0
    end: int = 0
    particle: str = ""
    perfect: bool = False
    progressive: bool = False
    marker: str | None = None  # the conjunction that opens its clause: "if", "after", "that"
    under: Predicate | None = None  # the predicate whose clause or phrase it stands in
    link: str = ""  # its dependency there: "xcomp", "ccomp", "conj", "acl", "relcl", "advcl", "pcomp", "light", ...
    averted: str | None = None  # "failed" or "refused" where "failed to", "refused to" governs it
    surface: list[Token] = field(default_factory=list)  # the grammatical subjects, before voice is undone

    @property
    def frame(self) -> str:
        """Lemma, particle and the preposition next to it: "call for", "walk out of", "rule out"."""
        base = self.base
        after = self.token.i + (2 if self.particle else 1)
        for name, token in self.obliques:
            if after <= token.i and _preposition(token).i - name.count(" ") <= after:
                return f"{base} {name}"
        return base

    @property
    def base(self) -> str:
        """Lemma and particle."""
        return f"{self.lemma} {self.particle}" if self.particle else self.lemma

    @property
    def frames(self) -> list[str]:
        """Keys to look it up by, the most specific first: "take part in", "take part", "take in", "take"."""
        base, times = self.base, sharing().time_words
        names = [name for name, token in self.obliques if token.lower not in times]
        found: list[str] = []
        if self.kind == "verb":
            for token in self.objects:
                if token.pos in ("NOUN", "PROPN"):
                    found.extend(f"{base} {noun_lemma(token)} {name}" for name in names)
                    found.append(f"{base} {noun_lemma(token)}")
            found.extend(f"{base} {name} {noun_lemma(t)}" for name, t in self.obliques if t.pos in ("NOUN", "PROPN"))
            found.extend(f"{base} {c.lower}" for c in self.token.children if c.dep in ("oprd", "acomp"))
        if self.kind == "noun":
            found.extend(f"{c.lower} {base}" for c in self.token.children if c.dep in ("compound", "amod"))
        found.extend(f"{base} {name}" for name in names)
        found.append(base)
        if self.particle:
            found.append(self.lemma)
        return list(dict.fromkeys(found))

    def after(self, *prepositions: str) -> list[Token]:
        """Heads of the obliques with one of these prepositions, in text order."""
        return [token for name, token in self.obliques if name in prepositions]

    @property
    def chain(self) -> Iterator[Predicate]:
        """The predicates above it, innermost first."""
        above = self.under
        while above is not None:
            yield above
            above = above.under


@dataclass(frozen=True, slots=True)
class Sharing:
    """The tables of ``predicates.toml`` as sets and maps."""

    lemmas: dict[str, str]
    negators: frozenset[str]
    no_one: frozenset[str]
    without: frozenset[str]
    averted: dict[str, str]
    subject_control: frozenset[str]
    oblique_control: dict[str, tuple[str, ...]]
    object_gerund: dict[str, tuple[str, ...]]
    light: frozenset[str]
    receiving: frozenset[str]
    copulas: frozenset[str]
    passive_only: frozenset[str]
    possessor_undergoes: frozenset[str]
    of_acts: frozenset[str]
    leading: frozenset[str]
    time_words: frozenset[str]


@cache
def sharing(language: str = "en") -> Sharing:
    """The sharing rules of a language, read once."""
    tables: dict[str, dict[str, Any]] = lexicon("predicates", language)
    return Sharing(
        lemmas={entry[0]: word for word, entry in tables["lemmas"].items()},
        negators=frozenset(tables["negators"]),
        no_one=frozenset(tables["no_one"]),
        without=frozenset(tables["without"]),
        averted={word: entry[0] for word, entry in tables["averted"].items()},
        subject_control=frozenset(tables["subject_control"]),
        oblique_control={word: tuple(entry[0]) for word, entry in tables["oblique_control"].items()},
        object_gerund={word: tuple(entry[0]) for word, entry in tables["object_gerund"].items()},
        light=frozenset(tables["light_verbs"]),
        receiving=frozenset(tables["receiving_verbs"]),
        copulas=frozenset(tables["copulas"]),
        passive_only=frozenset(tables["passive_only"]),
        possessor_undergoes=frozenset(tables["possessor_undergoes"]),
        of_acts=frozenset(tables["of_acts"]),
        leading=frozenset(tables["leading_participles"]),
        time_words=frozenset(tables["time_words"]),
    )


def predicates(parsed: Parsed) -> list[Predicate]:
    """All predicates of a report in text order: verbs, common nouns, predicative adjectives.

    Nouns inside a compound are left out; auxiliaries belong to their verb. Never fails on an odd parse.
    """
    builder = _Builder(sharing())
    for sentence in parsed.sentences:
        for token in parsed.tokens[sentence.first : sentence.last]:
            if token.head is token:
                builder.walk(token)
    return sorted(builder.made.values(), key=lambda predicate: predicate.token.i)


def noun_lemma(token: Token) -> str:
    """The lemma of a noun in lower case, with what a hyphen joins to it: "cease-fire"."""
    lemma = token.lemma.lower()
    children = token.children
    if len(children) < 2:
        return lemma
    for child, after in pairwise(children):
        if after.text == "-" and after.end == token.start and child.end == after.start:
            return f"{child.lower}-{lemma}"
    return lemma


def expand(token: Token) -> list[Token]:
    """A nominal and what is coordinated with it, in text order."""
    found = [token]
    for child in token.children:
        if child.dep == "conj" and child.pos in NOMINAL:
            found.extend(expand(child))
    return found


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token is itself."""
    if token.tag not in ("WDT", "WP"):
        return token
    before: Token | None = None
    for above in token.ancestors():
        if above.dep == "relcl":
            return above.head
        if token.tag == "WDT" and above.dep == "ccomp":  # a relative clause that the parser took for a complement
            before = max((c for c in above.head.of("dobj", "pobj") if c.i < token.i), key=lambda c: c.i, default=before)
    return before or token


def _preposition(token: Token) -> Token:
    """The outermost preposition that governs an oblique."""
    head = token.head
    while head.dep == "conj":
        head = head.head
    if head.dep in ("prep", "pcomp") and head.head.dep == "prep" and head.head.pos in PARTICLES:
        return head.head
    return head


def _is_verb(token: Token) -> bool:
    if token.pos == "VERB":
        return token.dep not in ("aux", "auxpass", "amod", "compound", "prep", "case", "mark")
    return token.pos == "AUX" and token.dep not in ("aux", "auxpass")


def _is_adjective(token: Token, copulas: frozenset[str]) -> bool:
    if token.pos not in ("ADJ", "VERB"):
        return False
    if token.dep == "acomp":
        return token.head.lemma in copulas
    if token.dep == "conj":
        return token.head.dep == "acomp" and token.head.head.lemma in copulas
    loose = token.pos == "ADJ" and token.dep in ("amod", "acl", "advcl", "appos", "ccomp", "ROOT")
    return loose and token.first("prep", "xcomp") is not None


class _Builder:
    """Makes the predicates of one report from the roots down, so that what governs is there before what inherits."""

    def __init__(self, rules: Sharing) -> None:
        self.rules = rules
        self.made: dict[int, Predicate] = {}
        self.gaps: dict[int, Token] = {}  # verb's index -> the antecedent that is its missing object

    def walk(self, root: Token) -> None:
        """Every predicate of the tree, heads before dependants."""
        stack: list[tuple[Token, Predicate | None]] = [(root, None)]
        while stack:
            token, under = stack.pop()
            made = self.make(token, under)
            for child in reversed(token.children):
                stack.append((child, made or under))

    def make(self, token: Token, under: Predicate | None) -> Predicate | None:
        """The predicate of a token, or None where it is none."""
        pos = token.pos
        if pos in ("VERB", "AUX", "ADJ") and _is_adjective(token, self.rules.copulas):
            made = self.adjective(token, under)
        elif pos in ("VERB", "AUX") and _is_verb(token):
            made = self.verb(token, under)
        elif pos == "NOUN" and token.dep != "compound":
            made = self.noun(token, under)
        else:
            return None
        self.made[token.i] = made
        return made

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def verb(self, token: Token, under: Predicate | None) -> Predicate:
        lemma = token.lemma.lower()
        made = Predicate(token, self.rules.lemmas.get(lemma, lemma), "verb", under=under, link=token.dep)
        self.words_of(made)
        own: list[Token] = []
        objects: list[Token] = []
        agents: list[Token] = []
        for child in token.children:
            dep = child.dep
            if dep in ("nsubj", "nsubjpass"):
                own.extend(antecedent(t) for t in expand(child))
            elif dep in ("dobj", "obj"):
                objects.extend(antecedent(t) for t in expand(child))
            elif dep == "agent":
                agents.extend(_governed(child))
            elif dep in ("prep", "dative"):
                self.oblique(made, child)
            elif dep in ("ccomp", "xcomp"):
                made.complements.append(child)
                raised = child.first("nsubj")
                if raised and child.tag == "VB" and any(c.tag == "TO" for c in child.children):
                    objects.extend(antecedent(t) for t in expand(raised))
        if not objects and token.i in self.gaps:
            objects.extend(expand(self.gaps[token.i]))
        self.share_objects(made, objects)
        self.voice(made, own, objects, agents)
        if made.link == "relcl":
            self.fill_gap(made)
        return made

    def voice(self, made: Predicate, own: list[Token], objects: list[Token], agents: list[Token]) -> None:
        """Subjects and objects as they are in the active clause."""
        token = made.token
        bare = not objects and token.tag in PAST_FORMS and not (made.perfect and not agents)
        reduced = token.tag == "VBN" and not own and made.link in ("acl", "advcl", "ROOT")
        if bare and (reduced or made.lemma in self.rules.passive_only):
            made.passive = True
        if made.link == "conj" and made.under and made.under.passive and token.tag == "VBN" and not own and not objects:
            made.passive = True
        surface = own or self.inherited(made)
        made.surface = surface
        if made.passive:
            made.subjects, made.objects = agents, surface + objects
        else:
            made.subjects, made.objects = surface, objects
            made.subjects = made.subjects + [t for t in agents if t not in made.subjects]

    def inherited(self, made: Predicate) -> list[Token]:
        """The subject of a clause that has none of its own."""
        token, under, link = made.token, made.under, made.link
        head = token.head
        if link == "acl" and token.tag in ("VBG", "VBN"):
            return expand(head)
        if link in ("relcl", "acl"):
            noun = self.made.get(head.i)
            return self.of_noun(head, noun) if any(c.tag == "TO" for c in token.children) else []
        if under is None:
            return []
        if link == "conj" and head.i in self.made:
            return self.made[head.i].surface
        if link in ("xcomp", "advcl", "ccomp", "pcomp", "dep", "prep"):
            return self.controlled(made, under)
        return []

    def of_noun(self, head: Token, noun: Predicate | None) -> list[Token]:
        """Who would do what an infinitive on a noun says ("Chad's plan to leave", "announced plans to leave")."""
        if noun and noun.subjects:
            return noun.subjects
        if head.dep in ("dobj", "pobj", "attr", "conj") and head.pos == "NOUN" and noun and noun.under:
            return noun.under.surface
        return expand(head)

    def controlled(self, made: Predicate, under: Predicate) -> list[Token]:
        """Which argument of the governing predicate is the subject: its object, an oblique or its subject."""
        token, rules = made.token, self.rules
        infinitive = token.tag == "VB"
        if infinitive or made.link == "xcomp":
            for word in (under.lemma, *(t.lemma for t in under.objects)):
                wanted = rules.oblique_control.get(word, ())
                if wanted and (found := under.after(*wanted)):
                    return found
        if made.link == "pcomp":
            for above in (under, *under.chain):
                if token.head.lower in rules.object_gerund.get(above.lemma, ()):
                    return above.objects
                if above.kind != "noun":
                    break
        raised = made.link in ("xcomp", "ccomp") and under.kind == "verb" and not under.passive
        if raised and under.objects and under.lemma not in rules.subject_control:
            return under.objects
        return under.surface

    def share_objects(self, made: Predicate, objects: list[Token]) -> None:
        """"arrested and beat protesters": the first verb takes the second's object."""
        if objects or made.obliques or made.complements:
            return
        conj = made.token.first("conj")
        if conj and conj.tag == made.token.tag and conj.i - made.token.i == 2 and not conj.of(*SUBJECTS):
            objects.extend(antecedent(t) for o in conj.of("dobj") for t in expand(o))

    def fill_gap(self, made: Predicate) -> None:
        """"the congress (which) Chad plans to hold": the antecedent is the object of the lowest verb that lacks one."""
        token = made.token
        relative = [t for t in token.subtree() if t.tag in ("WDT", "WP", "WRB", "WP$") and t.i < token.i]
        lowest = token
        while (inner := lowest.first("xcomp")) is not None:
            lowest = inner
        if any(t.head is not token or t.dep != "dobj" for t in relative) or made.passive or not made.surface:
            return
        if lowest is not token:
            self.gaps[lowest.i] = token.head
            made.objects = [t for t in made.objects if t is not token.head]
        elif not made.objects:
            made.objects = expand(token.head)

    # ---- words around a verb -------------------------------------------------------------------------------------

    def words_of(self, made: Predicate) -> None:
        """Auxiliaries, particle, negation, tense and the characters they cover."""
        token, rules = made.token, self.rules
        parts = [token]
        finite: Token | None = token if token.tag in ("VBD", "VBZ", "VBP") else None
        infinitive = False
        for child in token.children:
            dep, low = child.dep, child.lower
            if dep == "prt":
                made.particle = low
                parts.append(child)
            elif dep in ("aux", "auxpass"):
                parts.append(child)
                finite = self.auxiliary(made, child, finite)
                infinitive = infinitive or child.tag == "TO"
            elif dep == "neg" or (dep in ("advmod", "preconj", "cc") and low in rules.negators):
                made.negated = True
                parts.append(child)
            elif dep == "mark" or (dep == "advmod" and child.tag == "WRB"):
                made.marker = low
            elif dep in ("nsubj", "nsubjpass", "dobj"):
                made.negated = made.negated or self.is_none(child)
            elif dep == "advmod" and child.first("neg"):
                made.negated = True
                parts.append(child)
        self.tense(made, finite, infinitive)
        self.from_above(made, finite)
        made.start = min(part.start for part in parts)
        made.end = max(part.end for part in parts)

    def auxiliary(self, made: Predicate, child: Token, finite: Token | None) -> Token | None:
        """Note what an auxiliary adds; give the finite one."""
        if child.dep == "auxpass":
            made.passive = True
        if child.lemma == "have":
            made.perfect = True
        if child.lemma == "be" and made.token.tag == "VBG":
            made.progressive = True
        if child.tag == "MD":
            made.modal = child.lower
            return child
        return child if finite is None and child.tag in ("VBD", "VBZ", "VBP") else finite

    def tense(self, made: Predicate, finite: Token | None, infinitive: bool) -> None:
        """Past, present or future; none for a bare infinitive or participle."""
        if finite is None:
            if infinitive and made.token.dep == "ROOT":
                made.tense = "future"  # a headline: "Russia to host talks"
            return
        if finite.tag == "MD":
            made.tense = "future" if finite.lower in FUTURE else "none"
            if made.tense == "future":
                made.modal = None
        elif finite.tag == "VBD" or made.perfect:
            made.tense = "past"
        else:
            made.tense = "present"

    def from_above(self, made: Predicate, finite: Token | None) -> None:
        """What a conjunct, a complement or a gerund takes over from the predicate above it."""
        under, token = made.under, made.token
        if under is None:
            return
        if made.link == "conj" and finite is None and token.head is under.token:
            made.modal, made.tense, made.perfect = under.modal, under.tense, under.perfect
            made.averted, made.marker = under.averted, made.marker or under.marker
            made.negated = made.negated or (under.negated and token.tag in ("VB", "VBN"))
        if made.link in ("xcomp", "ccomp") and under.kind != "noun" and not under.negated:
            made.averted = self.rules.averted.get(under.lemma)
        if made.link == "xcomp" and token.tag == "VB":
            if under.lemma == "be" or (under.lemma == "go" and under.progressive):
                made.tense = "future"
            elif under.lemma == "have":
                made.modal = "must"
        if made.link == "pcomp" and self.prefix(token.head) in self.rules.without:
            made.negated = True

    def prefix(self, preposition: Token) -> str:
        """A preposition with the one it completes: "out of", "instead of"."""
        head = preposition.head
        if head.dep in ("prep", "advmod") and head.pos in PARTICLES and preposition.dep in ("prep", "pcomp"):
            return f"{head.lower} {preposition.lower}"
        inner = preposition.first("prep", "advmod")
        return f"{inner.lower} {preposition.lower}" if inner and inner.i < preposition.i else preposition.lower

    def is_none(self, token: Token) -> bool:
        """"no one", "none of the parties", "no party"."""
        return token.lower in self.rules.no_one or any(
            c.dep in ("det", "neg") and c.lower in ("no", "neither") for c in token.children
        )

    def oblique(self, made: Predicate, preposition: Token) -> None:
        """Add what a preposition governs; a second preposition below joins its name ("out of")."""
        name = preposition.lower
        if preposition.dep == "dative" and preposition.pos != "ADP":
            made.obliques.extend(("to", antecedent(t)) for t in expand(preposition))
            return
        for child in preposition.children:
            if child.dep == "pobj":
                made.obliques.extend((name, antecedent(t)) for t in expand(child))
            elif child.dep == "pcomp":
                if child.pos == "ADP":
                    made.obliques.extend((f"{name} {child.lower}", t) for t in _governed(child))
                else:
                    made.obliques.append((name, child))
                    made.complements.append(child)
            elif child.dep == "prep":
                made.obliques.extend((f"{name} {child.lower}", t) for t in _governed(child))
            elif child.dep == "conj" and child.pos == "ADP":
                self.oblique(made, child)

    # ---- nouns ---------------------------------------------------------------------------------------------------

    def noun(self, token: Token, under: Predicate | None) -> Predicate:
        made = Predicate(token, noun_lemma(token), "noun", under=under, link=token.dep)
        first = token
        possessors: list[Token] = []
        modifiers: list[Token] = []
        for child in token.children:
            dep = child.dep
            if dep == "prep":
                self.noun_oblique(made, child)
            elif dep == "poss":
                possessors.extend(antecedent(t) for t in expand(child))
            elif dep in ("compound", "amod", "nmod"):
                modifiers.append(child)
                if dep == "compound" and child.i < first.i:
                    first = child
            elif dep in ("acl", "relcl"):
                made.complements.append(child)
            elif dep in ("det", "neg") and child.lower == "no":
                made.negated = True
        made.start, made.end = first.start, token.end
        self.noun_roles(made, possessors, modifiers)
        if under is not None:
            self.lent(made, under)
        first_noun = self.made.get(token.head.i) if token.dep == "conj" else None
        if first_noun is not None and not made.subjects and first_noun.kind == "noun":
            made.subjects = first_noun.subjects  # "Chad's backing for the pact and rejection of the vote"
        made.surface = made.subjects
        return made

    def noun_oblique(self, made: Predicate, preposition: Token) -> None:
        if preposition.lower in ("by", "between"):
            made.subjects.extend(_governed(preposition))
        else:
            self.oblique(made, preposition)

    def noun_roles(self, made: Predicate, possessors: list[Token], modifiers: list[Token]) -> None:
        """Possessors, "of" and modifiers as subjects or objects of a nominal."""
        of = made.after("of")
        undergoes = made.lemma in self.rules.possessor_undergoes
        if possessors:
            if made.subjects or (undergoes and not of):
                made.objects.extend(possessors)
            else:
                made.subjects.extend(possessors)
        if made.lemma in self.rules.of_acts and not made.subjects:
            made.subjects.extend(of)
        else:
            made.objects.extend(of)
        if not made.subjects:
            named = [m for m in modifiers if m.tag in ("NNP", "NNPS") or (m.tag == "JJ" and m.text[:1].isupper())]
            led = [c for m in modifiers if m.lower in self.rules.leading for c in m.children if c.pos != "PUNCT"]
            named = led or named
            plain = [m for m in modifiers if m.dep == "compound" and m.tag in ("NN", "NNS")]
            made.subjects.extend(t for m in named or plain for t in _modifiers(m))

    def lent(self, made: Predicate, under: Predicate) -> None:
        """Take over from a light verb or a copula what the noun itself does not say."""
        if under.kind == "noun" or made.token not in self.reach(under):
            return
        rules, noun = self.rules, made.token
        direct = noun in under.objects and (under.base in rules.light or under.lemma in rules.light)
        if under.lemma in rules.receiving or (under.lemma in rules.copulas and under.after("under")):
            made.objects = made.objects or list(under.surface)
            made.subjects = made.subjects or made.after("from") or under.after("from")
        elif direct or under.lemma in rules.copulas:
            weak = all(t.dep == "compound" for t in made.subjects)  # "hosts Syria talks"
            made.subjects = list(under.subjects) or made.subjects if weak else made.subjects
        else:
            return
        made.link, made.passive = "light", under.passive
        made.negated = made.negated or under.negated
        made.modal, made.tense = under.modal, under.tense
        made.perfect, made.progressive = under.perfect, under.progressive
        made.averted, made.marker = under.averted, under.marker
        have = {name for name, _ in made.obliques}
        taken = {noun.i, *(t.i for t in made.objects)}
        made.obliques.extend((name, t) for name, t in under.obliques if name not in have and t.i not in taken)

    def reach(self, under: Predicate) -> list[Token]:
        """Nouns that a verb may lend its subject to."""
        found = list(under.objects)
        if under.lemma in self.rules.copulas:
            found.extend(t for _, t in under.obliques)
            found.extend(t for a in under.token.of("attr") for t in expand(a))
        return found

    # ---- adjectives ----------------------------------------------------------------------------------------------

    def adjective(self, token: Token, under: Predicate | None) -> Predicate:
        made = Predicate(token, token.lower, "adj", under=under, link=token.dep)
        for child in token.children:
            if child.dep == "prep":
                self.oblique(made, child)
            elif child.dep in ("xcomp", "ccomp"):
                made.complements.append(child)
            elif child.dep == "neg" or child.lower in self.rules.negators:
                made.negated = True
        made.start, made.end = token.start, token.end
        if token.dep in ("amod", "acl", "appos"):
            made.subjects = expand(token.head)
        elif under is not None:
            made.subjects = list(under.surface)
            made.negated = made.negated or under.negated
            made.modal, made.tense, made.marker = under.modal, under.tense, under.marker
            if under.kind == "verb" and under.lemma in self.rules.copulas:
                made.start = min(made.start, under.start)
        made.surface = made.subjects
        return made


def _governed(preposition: Token) -> list[Token]:
    """The objects of a preposition, coordination expanded, relative pronouns replaced."""
    return [antecedent(t) for child in preposition.of("pobj") for t in expand(child)]


def _modifiers(token: Token) -> list[Token]:
    """A modifier and what is coordinated with it ("Turkish and Iranian")."""
    found = [token]
    for child in token.children:
        if child.dep == "conj":
            found.extend(_modifiers(child))
    return found
