"""What a noun under a stance word makes the issue: the issue it names, stands for, passes on or turns round.

"a boycott of the vote" is about the vote and against it, "the resignation of the minister" about his stay in office,
"closed the border, a move condemned by Togo" about the closing.
"""

from __future__ import annotations

from dragoman.language.parsed import Token
from dragoman.reading.issue_behind import behind, passed, pronoun_behind
from dragoman.reading.issue_mentions import IssueMention
from dragoman.reading.issue_words import issue_words
from dragoman.reading.predicates import Predicate
from dragoman.reading.stance_hits import Shift, Target, same, turned
from dragoman.reading.stance_words import stance_words

HOLLOW = ("meeting", "plan", "vote", "tenure")  # families of nouns that say little before "of": "the bid of"


class Targets:
    """The issues that the nouns of one report name, as targets of a stance."""

    def __init__(self, predicates: list[Predicate], mentions: dict[int, IssueMention]) -> None:
        self.at = {predicate.token.i: predicate for predicate in predicates}
        self.mentions = mentions
        self.words = stance_words()
        self.issues = issue_words()

    def mention(self, token: Token) -> IssueMention | None:
        """The issue that a token heads or stands for."""
        if token.i in self.mentions:
            found = behind(self.mentions[token.i], self.mentions)
            passing = found.lemma in self.issues.passes and found.noun.family in HOLLOW
            hollow = passing and any(p.lower == "of" for p in found.head.of("prep"))
            return None if hollow else found
        if token.lemma.lower() in self.issues.passes:
            return passed(token, self.mentions, self.issues)
        return None

    def companions(self, predicate: Predicate) -> list[Token]:
        """ "along with Spain": whoever shares what a verb says of its subject; a bare "with" may say anything."""
        return [token for name, token in predicate.obliques if name in self.words.partners and name != "with"]

    def pronoun(self, token: Token) -> Token | None:
        """The pronoun that a passing noun has for its issue."""
        return pronoun_behind(token, self.issues)

    def takes_up(self, token: Token) -> bool:
        """ "rejected the demand": a noun with nothing but its article, for what was asked for before."""
        before = token.of("det", "amod", "poss")
        bare = bool(before) and all(c.lower in ("the", "that", "this") for c in before)
        bare = bare and not token.of("prep", "compound", "relcl", "acl")  # "the peace proposal" says what it is
        return bare and token.tag == "NN" and token.lemma.lower() in self.words.taken_up

    def about(self, mention: IssueMention) -> tuple[Target, Shift]:
        """A mention as a target; somebody's leaving becomes his stay, turned round."""
        if mention.leaver is not None:
            return Target(tenure=mention.leaver), turned
        beside = self.beside(mention)
        if beside is not None:
            return Target(mention=beside), same
        told = self.told(mention)
        if told is not None:
            return Target(clause=told), same
        if mention.noun.family == "vote" and any(c.text == "No" for c in mention.head.children):
            return Target(mention=mention), turned  # "urged a No vote"
        inner = self.ended(mention)
        if inner is not None:
            return Target(mention=inner), turned
        return Target(mention=mention), same

    def beside(self, mention: IssueMention) -> IssueMention | None:
        """ "the patrols in the strait, an idea floated by Chad": the issue that the noun stands beside."""
        if mention.head.dep != "appos" or mention.lemma not in self.words.anaphors:
            return None
        above = mention.head.head
        while above.dep in ("pobj", "prep") and above.i not in self.mentions:
            above = above.head
        found = self.mention(above)
        named = above.dep in ("nsubj", "nsubjpass") or mention.lemma in self.words.ideas
        return found if found is not mention and named else None

    def told(self, mention: IssueMention) -> Predicate | None:
        """ "closed the border, a move condemned by Togo": the clause that the noun takes up."""
        head = mention.head
        if head.dep not in ("appos", "dobj", "npadvmod") or mention.lemma not in self.words.anaphors:
            return None
        if not any(c.lower in ("a", "an") for c in head.of("det")) or not head.of("relcl", "acl"):
            return None
        above = head.head
        while above.dep != "ROOT" and not (above.i in self.at and self.at[above.i].kind == "verb"):
            above = above.head
        verb = self.at.get(above.i)
        if verb is None or verb.kind != "verb" or (head.dep == "dobj" and verb.objects[:1] == [head]):
            return None
        deeper = [self.at[c.i] for c in verb.complements if c.i in self.at and self.at[c.i].kind == "verb"]
        return deeper[0] if verb.lemma in self.words.announces and deeper else verb

    def ended(self, mention: IssueMention) -> IssueMention | None:
        """ "a boycott of the vote", "the scrapping of the patrols": the vote, turned round."""
        halts = mention.lemma in self.issues.halts
        if mention.lemma not in self.issues.ended and not halts:
            return None
        found = passed(mention.head, self.mentions, self.issues)
        return None if found is None or (halts and found.noun.kind not in self.issues.halted) else found
