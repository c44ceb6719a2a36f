"""Verbs: who does it to whom, once voice, control, coordination and relative clauses are undone."""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.predicate_auxiliaries import Auxiliaries
from dragoman.reading.predicate_record import Predicate
from dragoman.reading.predicate_tokens import expand, governed, is_infinitive, named_by
from dragoman.reading.predicate_words import Sharing

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
PAST_FORMS = frozenset({"VBD", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Verbs:
    """Makes the predicates of verbs; ``made`` holds those above them by token index."""

    def __init__(self, rules: Sharing, made: dict[int, Predicate]) -> None:
        self.rules = rules
        self.made = made
        self.auxiliaries = Auxiliaries(rules)
        self.gaps: dict[int, Token] = {}  # verb's index -> the antecedent that is its missing object

    def verb(self, token: Token, under: Predicate | None) -> Predicate:
        """The predicate of a verb, under the one in whose clause it stands."""
        lemma = token.lemma.lower()
        if token.dep == "ccomp" and _is_severed(token):
            made = Predicate(token, self.rules.lemmas.get(lemma, lemma), "verb", link="ROOT")
        else:
            made = Predicate(token, self.rules.lemmas.get(lemma, lemma), "verb", under=under, link=token.dep)
        self.auxiliaries.read(made)
        own: list[Token] = []
        objects: list[Token] = []
        agents: list[Token] = []
        for child in token.children:
            dep = child.dep
            if dep in ("nsubj", "nsubjpass"):
                own.extend(named_by(child))
            elif dep in ("dobj", "obj"):
                objects.extend(named_by(child))
            elif dep == "agent":
                agents.extend(governed(child))
            elif dep in ("prep", "dative"):
                made.add_obliques(child)
            elif dep == "advmod" and child.i == token.i + 1:
                for preposition in child.of("prep"):  # "stayed away from the talks"
                    made.add_obliques(preposition)
            elif dep in ("ccomp", "xcomp") and not _is_severed(child):
                made.complements.append(child)
                raised = child.first("nsubj")
                if raised and is_infinitive(child):
                    objects.extend(named_by(raised))
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
        if bare and made.lemma in self.rules.passive_before_to and not agents:
            made.passive = made.passive or any(t.tag == "TO" for c in token.of("xcomp") for t in c.children)
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
        """The subject of a clause that has none of its own; "there was a blast" has nobody's."""
        token, under, link = made.token, made.under, made.link
        head = token.head
        if token.of("expl"):
            return []
        if link == "acl" and (token.tag in ("VBG", "VBN") or (token.tag == "VBD" and head.dep == "ROOT")):
            return expand(head)  # a finite verb below the noun that is all else of its sentence is that noun's
        if link in ("relcl", "acl"):
            noun = self.made.get(head.i)
            return self.of_noun(head, noun) if any(c.tag == "TO" for c in token.children) else []
        if under is None:
            return []
        if link == "conj" and head.i in self.made:
            return self.made[(head.head if _is_above_again(token) else head).i].surface
        if link == "ccomp" and (loyal := _described(token)):
            return loyal
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
            objects.extend(one for o in conj.of("dobj") for one in named_by(o))

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


def _described(token: Token) -> list[Token]:
    """ "say forces loyal to the junta were behind it": the subject that the parser gave to the adjective after it."""
    if not any(t.tag in FINITE for t in (token, *token.of("aux", "auxpass"))):
        return []
    between = [c for c in token.head.of("ccomp") if token.head.i < c.i < token.i and c.pos == "ADJ"]
    return [t for adjective in between for subject in adjective.of("nsubj") for t in expand(subject)]


def _is_above_again(token: Token) -> bool:
    """ "Chad said rebels may have fled and urged them": what is finite goes on with no verb that has a modal."""
    head = token.head
    finite = token.tag in ("VBD", "VBZ") and not token.of("aux", "auxpass")
    return finite and head.dep == "ccomp" and any(c.tag == "MD" for c in head.of("aux"))


def _is_severed(token: Token) -> bool:
    """ "Guards fired; two died": a clause that a semicolon parts from the verb the parser hung it on."""
    return token.i < token.head.i and any(
        c.text == ";" and token.i < c.i < token.head.i for c in (*token.of("punct"), *token.head.of("punct"))
    )
