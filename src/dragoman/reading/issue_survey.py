"""All that a story says of issues, once: mentions, stances, clusters. ``issues`` and ``positions`` read it off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.language.parsed import Token
from dragoman.reading.issue_behind import behind
from dragoman.reading.issue_clusters import Cluster, clause_home, clause_key, cluster
from dragoman.reading.issue_mentions import IssueMention, fold, issue_mentions, unlisted_mention
from dragoman.reading.issue_words import issue_words
from dragoman.reading.party_words import ROLE_NOUNS
from dragoman.reading.stance_frames import Frames
from dragoman.reading.stance_hits import StanceHit, Target, may_be_backed, side
from dragoman.reading.stance_modelled import Modelled
from dragoman.reading.stance_pairs import PRONOUNS

if TYPE_CHECKING:
    from dragoman.reading.reader import Story

CORE = frozenset({"nsubj", "nsubjpass", "dobj"})
COUNTRY_FEATURES = frozenset({"country", "region"})


class Survey:
    """The issues of one story with every stance on them, before they become records."""

    def __init__(self, story: Story) -> None:
        self.story = story
        everything = issue_mentions(story.parsed)
        self.mentions = {i: mention for i, mention in everything.items() if not self._is_body(mention)}
        self.mentions.update(self._unlisted())
        words = issue_words()
        verbs = [p for p in story.predicates if p.kind == "verb" and not p.negated]
        self.attending = [p for p in verbs if p.lemma in words.attend and any(f in words.attending for f in p.frames)]
        self.relating = [p for p in verbs if p.lemma in words.relations]
        frames = Frames(story.parsed, story.predicates, self.mentions)
        self.hits = list(self._sided(frames.found()))
        self.modelled = Modelled(story, self.mentions, everything)
        more = self.modelled.hits(frames.sentences, self.hits)
        self.hits += [hit for one in more for hit in frames.recast(one) if frames.admits(hit)]
        self._by_mention: dict[int, Cluster] = {}
        self._by_clause: dict[tuple[str, str], Cluster] = {}
        self._by_person: dict[str, Cluster] = {}
        self._by_party: dict[str, Cluster] = {}
        self.clusters = self._cluster()
        self._weight = Counter(id(c) for hit in self.hits if (c := self._by_target(hit.target)) is not None)
        self.number = {id(found): n for n, found in enumerate(self.clusters)}

    def _unlisted(self) -> dict[int, IssueMention]:
        """ "opposes the headscarf rule": what a verb of policy is about, though no list has the noun."""
        words, story = issue_words(), self.story
        objects = (t for p in story.predicates if p.kind == "verb" and p.lemma in words.unlisted for t in p.objects)
        return {
            t.i: unlisted_mention(story.parsed, t)
            for t in objects
            if t.i not in self.mentions
            and t.tag in ("NN", "NNS")
            and t.dep in ("dobj", "nsubjpass")
            and t.lemma.lower() not in words.never_unlisted
            and t.lemma.lower() not in words.no_acts
            and t.lemma.lower() not in words.passes
            and t.lower not in ROLE_NOUNS
            and story.actor(t) is None
        }

    def _is_body(self, mention: IssueMention) -> bool:
        """ "Congress", "the coalition", "peacekeepers": a noun that names an actor here is no issue."""
        if mention.lemma in issue_words().things:
            return False
        if mention.named and mention.lemma not in issue_words().bodies:
            return False
        actor = self.story.actor(mention.head)
        if actor is not None and actor.sector == "LEG" and mention.noun.family == "meeting":
            return True  # "El Salvador's congress"
        words, below = issue_words(), [c.lower for c in mention.head.children]
        if mention.noun.kind == "deployment" and any(word in words.policy for word in below):
            return False  # "would not accept any foreign troops"
        if mention.head.dep not in ("nsubj", "agent", "poss") and mention.head.tag in ("NN", "NNS"):
            single = mention.head.tag == "NN" and mention.lemma in ("force", "mission")
            named = single and any(c.dep == "compound" and c.tag == "NNP" for c in mention.head.children)
            of_many = single and any(word in words.regional for word in below)
            foreign = any(word in words.foreign for word in below)
            if mention.noun.kind == "deployment" and (named or of_many or foreign):
                return False  # "rejected the regional force", "troops for the Haiti force", "foreign monitors"
            if mention.noun.kind == "election":
                return False  # "backs an interim government"
        if mention.noun.kind in ("resolution", "proposal") and mention.head.tag in ("NN", "NNS"):
            return False
        return actor is not None and (mention.head.text[:1].isupper() or not mention.noun.standing)

    def _sided(self, hits: list[StanceHit]) -> Iterator[StanceHit]:
        """The hits but for those on unknown parties; backing a person is being for his stay in office."""
        for hit in hits:
            party = hit.target.party
            actor = self.story.actor(party) if party is not None else None
            if party is None or may_be_backed(actor):
                held = actor is not None and actor.kind == "person"
                yield replace(hit, target=Target(tenure=party)) if held else hit

    def _cluster(self) -> list[Cluster]:
        named = [hit.target.mention for hit in self.hits if hit.target.mention and not hit.target.pronoun]
        wanted = {mention.head.i: mention for mention in named}
        for hit in self.hits:
            if hit.target.mention is not None and hit.stance == "sponsors":
                hit.target.mention.doers = list(hit.actors)
        for mention in self.mentions.values():
            if not (mention.noun.standing or mention.named or self._is_somebodys(mention) or self.authors(mention)):
                continue
            meant = behind(mention, self.mentions)
            if meant is mention or mention.named:  # "UN-driven efforts at reconciliation"
                wanted.setdefault(meant.head.i, meant)
        found = cluster(list(wanted.values()), self._countries, self._owner)
        for one in found:
            for mention in one.mentions:
                self._by_mention[mention.head.i] = one
        for hit in self.hits:
            self._other(hit, found)
        for hit in self.hits:
            self._left_over(hit.target, found)
        self._settle(found)
        return sorted(found, key=lambda c: c.start)

    def _is_somebodys(self, mention: IssueMention) -> bool:
        """ "continued bombing by the army", "a UN convoy"."""
        doing = (mention.noun.event and mention.policy) or mention.lemma in issue_words().sent
        return doing and bool(mention.sponsors or any(self.story.actor(t) for t in mention.left))

    def authors(self, mention: IssueMention) -> list[Token]:
        """ "Russia's draft", "the Saudi offer": named actors that a text or plan belongs to."""
        if mention.lemma not in issue_words().authored or mention.noun.kind not in ("proposal", "sanction"):
            return []
        near = [t for t in mention.sponsors if t.tag in ("NNP", "NNPS", "NN", "NNS")]
        near.extend(t for t in mention.left if t.tag in ("JJ", "NNP") and t.head is mention.head and t not in near)
        owners = [(t, self.story.actor(t)) for t in near]
        return [t for t, actor in owners if actor is not None and (t in mention.sponsors or actor.kind == "state")]

    def _other(self, hit: StanceHit, found: list[Cluster]) -> None:
        """Clusters of clauses, of stays in office and of backing for a side."""
        target = hit.target
        if target.clause is not None:
            key = clause_key(target.clause)
            if key not in self._by_clause:
                home = clause_home(target.clause, found, self._countries)
                if home is None:
                    home = Cluster()
                    found.append(home)
                self._by_clause[key] = home
            self._by_clause[key].clauses.append(target.clause)
        elif target.tenure is not None:
            self._own(self._by_person, target.tenure, found).tenure.append(target.tenure)
        elif target.party is not None:
            self._own(self._by_party, target.party, found).parties.append(target.party)

    def _own(self, known: dict[str, Cluster], token: Token, found: list[Cluster]) -> Cluster:
        """The cluster of the one that a word names, made where there is none."""
        name = self._person(token)
        if name not in known:
            known[name] = Cluster()
            found.append(known[name])
        return known[name]

    def _settle(self, found: list[Cluster]) -> None:
        """ "agreed to free the prisoners ... the pact": the only deal of a story, nowhere said to be on anything, is
        what was first agreed on before it."""
        deals = [c for c in found if "deal" in c.families]
        bare = [c for c in deals if c.families == {"deal"} and not c.clauses and all(m.plain for m in c.mentions)]
        agreed = [h for h in self.hits if h.predicate.lemma in issue_words().agreeing and side(h.stance) == "for"]
        settled = (self._by_target(h.target) for h in agreed if h.target.clause or h.target.mention)
        first = next((c for c in settled if c and (c.clauses or "truce" in c.families)), None)
        if len(deals) != 1 or not bare or first is None or first is bare[0] or first.start > bare[0].start:
            return
        for mention in bare[0].mentions:
            first.take(mention)
            self._by_mention[mention.head.i] = first
        found.remove(bare[0])

    def _left_over(self, target: Target, found: list[Cluster]) -> None:
        """A cluster for "the proposal" that takes up nothing told before: then it is the issue itself."""
        mention = target.mention
        if target.pronoun is None or mention is None or self.before(target.pronoun) is not None:
            return
        same = next((c for c in found if mention.lemma in c.lemmas), None)
        if same is None:
            same = Cluster()
            found.append(same)
        same.take(mention)
        self._by_mention[mention.head.i] = same

    def _owner(self, token: Token) -> str:
        """The identity of an organiser's word: the actor's id, else the word itself."""
        actor = self.story.actor(token)
        return actor.id if actor else fold(token.lemma)

    def _person(self, token: Token) -> str:
        actor = self.story.actor(token)
        return actor.id if actor else token.lower

    @cached_property
    def _countries(self) -> frozenset[str]:
        """Folded words of the countries that the story names: they tell its issues apart no better than nothing."""
        from dragoman.records import Place

        places = [p for p in self.story.found(Place) if p.feature in COUNTRY_FEATURES]
        return frozenset(fold(word) for place in places for word in place.name.split())

    def cluster_of(self, target: Target) -> Cluster | None:
        """The cluster of a target; the main one where the text leaves it unsaid."""
        if target.pronoun is not None:
            return self.before(target.pronoun) or self._by_target(target)
        named = target.mention or target.clause or target.tenure or target.party
        return self._by_target(target) if named else self.main()

    def _by_target(self, target: Target) -> Cluster | None:
        if target.mention is not None:
            return self._by_mention.get(target.mention.head.i)
        if target.clause is not None:
            return self._by_clause.get(clause_key(target.clause))
        if target.tenure is not None:
            return self._by_person.get(self._person(target.tenure))
        if target.party is not None:
            return self._by_party.get(self._person(target.party))
        return None

    def cluster_at(self, mention: IssueMention) -> Cluster | None:
        """The cluster of a mention, where it has one."""
        return self._by_mention.get(behind(mention, self.mentions).head.i)

    def rival_of(self, other: Cluster, token: Token) -> Cluster | None:
        """The issue that is set against another one at a word: the last named in its sentence, else the main one."""
        for i in range(token.i - 1, -1, -1):
            if self.story.parsed.tokens[i].sentence != token.sentence:
                break
            found = self._by_mention.get(i)
            if found is not None and found is not other:
                return found
        main = self.main()
        return main if main is not other else None

    def before(self, pronoun: Token) -> Cluster | None:
        """What "it" stands for: in its sentence or the one before, the issue last told of (a subject or object), else
        the issue last named."""
        named: Cluster | None = None
        clauses = [h.target for h in self.hits if h.target.clause] if pronoun.pos in ("NOUN", "VERB") else []
        asked = {target.clause.token.i: target for target in clauses if target.clause}
        for i in range(pronoun.i - 1, -1, -1):
            token = self.story.parsed.tokens[i]
            if token.sentence < pronoun.sentence - 1:
                break
            if i in asked:  # "the demand" is what was asked for last
                return self._by_target(asked[i])
            if i in self._pronouns:  # "it" after "it"
                return self.before(token)
            if i not in self._by_mention:
                continue
            if token.dep in CORE:
                return self._by_mention[i]
            named = named or self._by_mention[self._outermost(token).i]
        return named

    @cached_property
    def _pronouns(self) -> frozenset[int]:
        """The indices of the pronouns on which somebody takes a stance."""
        pronouns = [hit.target.pronoun for hit in self.hits if hit.target.pronoun is not None]
        return frozenset(token.i for token in pronouns if token.lower in PRONOUNS)

    def _outermost(self, token: Token) -> Token:
        """The issue's word in whose phrase another one stands: of "the vote on independence" the vote."""
        while token.dep == "pobj" and token.head.dep == "prep" and token.head.head.i in self._by_mention:
            token = token.head.head
        return token

    def main(self) -> Cluster | None:
        """The issue that the story speaks of most, the first of several."""
        standing = [c for c in self.clusters if any(m.noun.standing for m in c.mentions)]
        return max(standing, key=lambda c: (self._weight[id(c)] + len(c.mentions), -c.start)) if standing else None

    def id_of(self, found: Cluster) -> str:
        """The Issue id of a cluster."""
        return f"i{self.number[id(found)]}"
