"""Names that the knowledge base lacks: later short forms, organisations by their words, people."""

from __future__ import annotations

import re

from dragoman.knowledge.actor_names import fold, fold_all
from dragoman.knowledge.actor_phrases import Identity, identify
from dragoman.language.parsed import Token
from dragoman.reading.attribution_cues import cues
from dragoman.reading.cast import Cast, new_id
from dragoman.reading.issue_words import issue_words
from dragoman.reading.name_scan import Setting, is_month
from dragoman.reading.noun_phrases import Phrase
from dragoman.reading.party_words import (
    GIVEN_TITLES,
    NAME_LINKS,
    NAME_OPENERS,
    NO_BODIES,
    ORGANISATION_SECTORS,
    ORGANISATION_WORDS,
    POSSESSIVE,
    SUBJECT,
    THE,
    TITLES,
    is_particle,
)
from dragoman.reading.stance_words import stance_words
from dragoman.records import ActorKind

SHOWING = frozenset({"find", "indicate", "lie", "remain", "report", "show", "suggest"})  # what things do as well
_OWNER = re.compile(r"[A-Z]{2,}s")  # a body's initials with an "s" that has lost its apostrophe
INITIALS = 3  # capitals from which a word may be the initials of a body
UNSURE = 0.6  # confidence of an actor that is known only from the story


class Unlisted:
    """Makes identities of capitalised names nobody has listed."""

    def __init__(self, setting: Setting, cast: Cast) -> None:
        self.setting = setting
        self.cast = cast
        self.taken = 0  # tokens before this one lie inside a name that was extended to the right

    def identity(self, phrase: Phrase, texts: list[str], front: int) -> Identity | None:
        """Whom the capitalised words at the end of a phrase name; None where they are no party's.

        ``front``: how many of the words belong to known names before it ("Associated Press Albert Aji").
        """
        head = phrase.head
        initials = _is_initials(head.text)
        if not initials and (head.tag not in ("NNP", "NNPS") or not head.text[:1].isupper()):
            return None
        if is_month(head, self.setting.parsed.tokens):
            return None
        cut = self._name_start(texts, front)
        name = [word for word in texts[cut:] if word.lower() not in THE and not _is_where(word)]
        if not name:
            return None
        short = self.cast.short.get(" ".join(fold_all(name)))
        if short is None and len(name) == 1:
            short = self.cast.last_words.get(name[0].lower())
            if short is None and cut and texts[cut - 1] in GIVEN_TITLES:  # "Prince Saud", the Saud al-Faisal before
                short = self.cast.given.get(fold(name[0]))
        if short and short in self.cast.drafts:
            return self.cast.drafts[short].identity._replace(how="alias")
        if not self._may_name(head, name):
            return None
        if any(word in ORGANISATION_WORDS for word in name):
            return self._organisation(head, name)
        if initials and len(name) == 1:
            named = head.of("poss") or any(c.lower in THE for c in head.of("det"))
            acts = head.dep in SUBJECT and head.head.pos == "VERB" and named
            again = self.setting.text.count(head.text) > 1
            return self._organisation(head, name) if acts or (again and _speaks(head)) else None
        person = self._person(head, texts, cut, name)
        return person or (self._single(name[0]) if self._is_alone(head, texts) and _speaks(head) else None)

    def _single(self, name: str) -> Identity:
        """A party of which the story gives one word: a person by his given name, else some body or other."""
        gender = self.setting.actors.given_names.get(fold(name))
        kind: ActorKind = "person" if gender is not None else "organisation"
        return Identity(id=new_id(name), name=name, kind=kind, how="new", confidence=UNSURE, gender=gender or "")

    def _is_alone(self, head: Token, texts: list[str]) -> bool:
        """Whether one word is all there is of a name, and no town's."""
        alone = len(texts) == 1 + (texts[0].lower() in THE) and head.text.isalpha()
        words = {head.lower, head.lower.removesuffix("s")}
        alone = alone and words.isdisjoint(issue_words().nouns)  # "Resolution 2286"
        titled = self.setting.parsed.sentences[head.sentence].zone.kind in ("headline", "deck")
        return alone and not titled and self.setting.places.find(head.text) is None

    def _may_name(self, head: Token, name: list[str]) -> bool:
        """In a headline of capitals only what the story names elsewhere too."""
        sentence = self.setting.parsed.sentences[head.sentence]
        return not self.setting.is_title_case(sentence) or _joined(name) in self.setting.text[sentence.end :]

    def _name_start(self, texts: list[str], front: int) -> int:
        cut = len(texts)
        while cut > 0 and (texts[cut - 1][:1].isupper() or is_particle(texts[cut - 1])):
            if texts[cut - 1] in TITLES and texts[cut - 1].lower() not in NAME_OPENERS:
                break
            cut -= 1
        while cut < len(texts) - 1 and texts[cut].islower() and "-" not in texts[cut]:
            cut += 1
        if len(texts) - front > 1 and not any(word in ORGANISATION_WORDS for word in texts[front:]):
            cut = max(cut, front + (texts[front] in POSSESSIVE))
        return cut

    def _organisation(self, head: Token, name: list[str]) -> Identity:
        wording = _joined(name)
        more = self._name_after(head)
        if more:
            name = [*name, *(t.text for t in more)]
            wording = f"{wording} {self.setting.text[more[0].start : more[-1].end]}"
            self.taken = more[-1].i + 1
        sector = next((code for word, code in ORGANISATION_SECTORS.items() if word in name), "")
        kind = "armed_group" if sector in ("REB", "PRM") else "party" if sector == "PTY" else "organisation"
        return Identity(id=new_id(wording), name=wording, kind=kind, sector=sector, how="new", confidence=UNSURE)  # type: ignore[arg-type]

    def _person(self, head: Token, texts: list[str], cut: int, name: list[str]) -> Identity | None:
        actors = self.setting.actors
        role = actors.role(texts[:cut])
        titled = bool(cut) and (texts[cut - 1] in TITLES or (role is not None and role[1].kind == "person"))
        titled = titled or any(word.lower() in NAME_OPENERS for word in name[:-1])
        first = fold(name[0]).split()[:1]
        gender = actors.given_names.get(first[0]) if len(name) > 1 and first else None
        beside = head.dep == "appos" or any(c.dep == "appos" for c in head.children)
        acts = head.dep in SUBJECT and head.head.pos == "VERB"
        if not titled and not (len(name) > 1 and (gender is not None or beside or acts)):
            return None
        if len(name) > 2 and _OWNER.fullmatch(name[-1]):  # "Silvia Rossi MSFs medical manager"
            name = name[:-1]
        office = identify(actors, texts[:cut], self.setting.date, self.setting.countries) if role else None
        return Identity(
            id=new_id(_joined(name)),
            name=_joined(name),
            kind="person",
            how="new",
            confidence=UNSURE,
            gender=gender or "",
            sector=office.sector if office else role[1].sector if role else "",
            country=office.country if office else "",
            base=office.base if office else "",
            owner=office.owner if office else None,
            role=_joined(texts[:cut]) if role else "",
            core=" ".join(texts[cut - role[0] : cut]).lower() if role else "",
        )

    def _name_after(self, head: Token) -> list[Token]:
        """ "for Democracy", "of Workers and Peasants" after the head of an organisation's name."""
        tokens, found, at = self.setting.parsed.tokens, 0, head.i + 1
        last = self.setting.parsed.sentences[head.sentence].last
        while at < last:
            small = 0
            while at + small < last and tokens[at + small].lower in NAME_LINKS and small < 3:
                small += 1
            if (found == 0 and not small) or at + small >= last or not tokens[at + small].text[:1].isupper():
                break
            at += small + 1
            found = at
        return tokens[head.i + 1 : found] if found else []


def _is_initials(word: str) -> bool:
    """ "FLNKS", "MDRP": the initials of a body, as far as capitals can tell."""
    capitals = sum(c.isupper() for c in word)
    return capitals >= INITIALS and word.isalpha() and word[:2].isupper() and word not in NO_BODIES


def _speaks(head: Token) -> bool:
    """Whether a name is told to say or decide something, as places and things are not: "Komeito opposed the bill"."""
    verb = head.head
    if head.dep not in ("nsubj", "agent") or verb.pos != "VERB":
        return False
    return (verb.lemma in cues("verbs") and verb.lemma not in SHOWING) or ("verb", verb.lemma) in stance_words().frames


def _is_where(word: str) -> bool:
    """ "Britain-based": no part of a name."""
    head, hyphen, tail = word.rpartition("-")
    return bool(hyphen) and len(head) > 2 and tail.islower()


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" '", "'").replace(" ’", "’")
