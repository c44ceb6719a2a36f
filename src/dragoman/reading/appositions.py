"""What stands beside a name is another name of it: an acronym in brackets, an office, what a body is called."""

from __future__ import annotations

from dragoman.knowledge.actor_names import fold
from dragoman.language.coreference import Antecedents
from dragoman.language.parsed import Sentence, Token
from dragoman.reading.cast import Cast, Draft
from dragoman.reading.name_scan import Setting
from dragoman.reading.party_words import ACRONYM, BY_NAME, NAMED_BODIES, RELATIONS, SIDES, abbreviates

GROUPS = frozenset({"collective", "role", "second_mention"})
NO_BODY = frozenset({"state", "person", "people"})


class Appositions:
    """Joins the drafts of a sentence that are one party."""

    def __init__(self, setting: Setting, cast: Cast, antecedents: Antecedents) -> None:
        self.parsed = setting.parsed
        self.actors = setting.actors
        self.cast = cast
        self.antecedents = antecedents

    def bind(self, sentence: Sentence, made: dict[int, Draft]) -> None:
        """ "the ... Committee (HNC)": the acronym is another name of what stands before it; "envoy Staffan de Mistura",
        "Nasr Hariri, head of the committee": the office is the person's."""
        tokens = self.parsed.tokens
        for i in sorted(made):
            self._person(tokens[i], made)
            self._body(tokens[i], made)
            self._ally(tokens[i], made)
        for i in range(sentence.first + 1, sentence.last - 1):
            token = tokens[i]
            if tokens[i - 1].text != "(" or tokens[i + 1].text != ")" or not ACRONYM.fullmatch(token.text):
                continue
            before = next((made[j] for j in range(i - 2, max(i - 12, sentence.first - 1), -1) if j in made), None)
            if before and abbreviates(token.text, [before.identity.name, *before.names]):
                self.cast.short[fold(token.text)] = before.identity.id
                before.names[token.text] += 1
                self.cast.mention(
                    before, token.start, token.end, token.start, before.identity, i, token.text, "acronym"
                )

    def _person(self, token: Token, made: dict[int, Draft]) -> None:
        """Join an office to the person whom it stands beside."""
        office = made[token.i]
        if office.identity.kind != "person" or office.identity.how not in ("role", "second_mention"):
            return
        beside = token.of("appos") + ([token.head] if token.dep in ("appos", "compound", "nmod") else [])
        after = token.i + 1  # "Arab League chief Nabil al-Arabi", where the parse keeps them apart
        while after < len(self.parsed.tokens) and self.parsed.tokens[after].tag == "NNP":
            if after in made:
                beside.append(self.parsed.tokens[after])
                break
            after += 1
        for other in beside:
            person = made.get(other.i)
            if person and person is not office and person.identity.kind == "person" and person.identity.how != "role":
                self.cast.merge(office, person)
                self._rename(office, person, made)
                return

    def _ally(self, token: Token, made: dict[int, Draft]) -> None:
        """ "regime ally Iran", "the opposition National Coalition", "the rebel group Jaish al-Islam": who is called so
        is the one named right behind; "the group Iran backs" is another."""
        lemma = token.lemma.lower()
        if token.tag != "NN" or lemma not in RELATIONS | SIDES | NAMED_BODIES:
            return
        behind = min((i for i in made if i > token.i), default=token.i)
        called, named = made[token.i], made[behind]
        if called is named or all(span.start != self.parsed.tokens[token.i + 1].start for span in named.spans):
            return
        if lemma in NAMED_BODIES and (named.identity.kind in NO_BODY or self._is_described(token, behind)):
            return
        if called.identity.how in GROUPS and named.identity.how in (*BY_NAME, "metonym") and len(called.spans) == 1:
            self.cast.absorb(called, named)
            self._rename(called, named, made)

    def _is_described(self, token: Token, behind: int) -> bool:
        """Whether a clause about the noun begins right behind it: "the group Hamas founded"."""
        clauses = {clause.i for clause in token.of("relcl", "acl")}
        return any(above.i in clauses for above in self.parsed.tokens[behind].ancestors())

    def _body(self, token: Token, made: dict[int, Draft]) -> None:
        """ "The ELN, the country's second-largest rebel group": what it is called in apposition is the body itself."""
        called, subject = made[token.i], token.head.first("nsubj")
        isa = token.dep == "attr" and subject is not None and not token.head.of("neg")  # "Nusra is a Qaeda affiliate"
        named = made.get(subject.i if isa and subject else token.head.i)
        if not (isa or token.dep == "appos") or named is None or called is named:
            return
        noun = self.actors.roles.get(called.identity.core)
        offshoot = noun is not None and noun.manner == "offshoot"  # such a group is called so more than once
        if len(called.spans) > 1 and not offshoot:
            return
        if called.identity.how not in GROUPS or named.identity.how not in BY_NAME:
            return
        if "person" not in (named.identity.kind, called.identity.kind) and named.identity.kind != "state":
            self.cast.merge(called, named)
            self._rename(called, named, made)

    def _rename(self, called: Draft, named: Draft, made: dict[int, Draft]) -> None:
        """Who was taken for another from here on is the one that is named."""
        made.update({i: named for i, draft in made.items() if draft is called})
        self.antecedents.rename(called.identity.id, named.identity.id)
