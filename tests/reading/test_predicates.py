"""Who did what to whom: one line a case."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from dragoman.language.english import English
from dragoman.language.parsed import Parsed
from dragoman.lexicon import lexicon
from dragoman.reading.predicates import Predicate, predicates
from dragoman.records import Report, Zone


@cache
def pipeline() -> English:
    return English()


def parse(text: str) -> Parsed:
    return next(pipeline().parse([Report(id="r", text=text, zones=(Zone(0, len(text), "body"),))]))


def of(text: str, word: str) -> Predicate:
    return next(p for p in predicates(parse(text)) if p.token.lower == word)


def words(tokens: list) -> str:  # type: ignore[type-arg]
    return " ".join(token.text for token in tokens)


# sentence, the predicate's word, subjects, objects
ROLES = [
    ("The army shelled the town.", "shelled", "army", "town"),
    ("The president was assassinated by a gunman.", "assassinated", "gunman", "president"),
    ("The talks were called off by Oslo.", "called", "Oslo", "talks"),
    ("Turkey, Iran and Russia signed a deal.", "signed", "Turkey Iran Russia", "deal"),
    ("Kenya and Uganda will not send troops to Somalia.", "send", "Kenya Uganda", "troops"),
    ("The navy seized two ships and a barge.", "seized", "navy", "ships barge"),
    ("Police arrested and beat several protesters.", "arrested", "Police", "protesters"),
    ("Police arrested and beat several protesters.", "beat", "Police", "protesters"),
    ("The general met the envoy and rejected the plan.", "rejected", "general", "plan"),
    ("The town was captured by rebels and later retaken by the army.", "retaken", "army", "town"),
    # control
    ("Turkey and Iran agreed to attend talks.", "attend", "Turkey Iran", "talks"),
    ("Turkey urged Russia to stop bombing Aleppo.", "stop", "Russia", ""),
    ("Turkey urged Russia to stop bombing Aleppo.", "bombing", "Russia", "Aleppo"),
    ("The government called on rebels to lay down their arms.", "lay", "rebels", "arms"),
    ("The president promised to free the prisoners.", "free", "president", "prisoners"),
    ("The government may be forced to resign.", "resign", "government", ""),
    ("The Kurds are ready to fight.", "fight", "Kurds", ""),
    ("Washington put pressure on Assad to leave.", "leave", "Assad", ""),
    ("The party wants the minister to resign.", "resign", "minister", ""),
    # gerunds
    ("The US accused China of stealing secrets.", "stealing", "China", "secrets"),
    ("Police were accused by the families of killing the students.", "killing", "Police", "students"),
    ("The general left without signing the deal.", "signing", "general", "deal"),
    ("Militants stormed the base, killing three soldiers.", "killing", "Militants", "soldiers"),
    ("After meeting the envoy, the general flew to Cairo.", "meeting", "general", "envoy"),
    # relative clauses and reduced ones
    ("The rebels seized the town which the army had captured in May.", "captured", "army", "town"),
    ("The premier, who met the envoy on Monday, left.", "met", "premier", "envoy"),
    ("Rebels backed by Turkey and the United States seized the town.", "backed", "Turkey States", "Rebels"),
    ("The weapons supplied by Iran were given to Hezbollah.", "supplied", "Iran", "weapons"),
    ("Turkey backs rebels fighting to topple Assad.", "topple", "rebels", "Assad"),
    ("They rejected the congress which Russia plans to hold in Sochi.", "hold", "Russia", "congress"),
    # a subject that is described after itself
    ("Chad and Niger say forces loyal to the general attacked the port.", "attacked", "forces", "port"),
    ("Chad said troops faithful to the president have shelled the port.", "shelled", "troops", "port"),
    # nobody's
    ("The minister said he was at home when there was a blast.", "blast", "", ""),
    # nominals
    ("Russian air strikes on Idlib killed 20 civilians.", "strikes", "Russian", ""),
    ("The assassination of the mayor by militants caused anger.", "assassination", "militants", "mayor"),
    ("The mayor's assassination shocked the town.", "assassination", "", "mayor"),
    ("Turkey's backing for the congress angered the council.", "backing", "Turkey", ""),
    ("Turkey's backing for the congress and rejection of the talks angered them.", "rejection", "Turkey", "talks"),
    ("Clashes between the army and rebels erupted in Homs.", "clashes", "army rebels", ""),
    ("The resignation of the president was demanded.", "resignation", "president", ""),
    ("The EU's sanctions against Minsk were extended.", "sanctions", "EU", ""),
    # light verbs
    ("The army carried out an attack on the village.", "attack", "army", ""),
    ("Russia gave its support to the plan.", "support", "its", ""),
    ("The foreign ministers held talks with the envoy.", "talks", "ministers", ""),
    ("Russia will host Syria talks.", "talks", "Russia", ""),
    ("The convoy came under attack from gunmen.", "attack", "gunmen", "convoy"),
    ("The plan drew condemnation from the union.", "condemnation", "union", "plan"),
    # adjectives and copulas
    ("The Kurds are opposed to the congress.", "opposed", "Kurds", ""),
    ("Berlin is in favour of sanctions against Moscow.", "favour", "Berlin", "sanctions"),
    # headlines and text without commas
    ("Ten killed in Kabul blast", "killed", "", "Ten"),
    ("Russia to host Syria talks", "host", "Russia", "talks"),
    ("Government, rebels sign peace deal", "sign", "Government rebels", "deal"),
    ("On Monday the army which holds the port shelled the camp the monitor said", "shelled", "army", "camp"),
]


@pytest.mark.parametrize(("sentence", "word", "subjects", "objects"), ROLES)
def test_roles(sentence: str, word: str, subjects: str, objects: str) -> None:
    found = of(sentence, word)
    assert (words(found.subjects), words(found.objects)) == (subjects, objects)


FLAGS: list[tuple[str, str, Callable[[Predicate], object], object]] = [
    ("They did not attend the talks.", "attend", lambda p: p.negated, True),
    ("The minister no longer supports the plan.", "supports", lambda p: p.negated, True),
    ("No party signed the accord.", "signed", lambda p: p.negated, True),
    ("The general left without signing the deal.", "signing", lambda p: p.negated, True),
    ("They did not attend or send a delegation.", "send", lambda p: p.negated, True),
    ("They urged them not to march and to stay at home.", "stay", lambda p: p.negated, False),
    ("The general signed the deal.", "signed", lambda p: p.negated, False),
    ("The group refused to take part in the congress.", "take", lambda p: p.averted, "refused"),
    ("The council failed to agree on a text.", "agree", lambda p: p.averted, "failed"),
    ("The army would withdraw if the rebels disarmed.", "withdraw", lambda p: p.modal, "would"),
    ("The army would withdraw if the rebels disarmed.", "disarmed", lambda p: p.marker, "if"),
    ("The army will withdraw and disband.", "disband", lambda p: p.tense, "future"),
    ("The two are to meet on Friday.", "meet", lambda p: p.tense, "future"),
    ("Russia to host Syria talks", "host", lambda p: p.tense, "future"),
    ("The militias are besieging the town.", "besieging", lambda p: (p.tense, p.progressive), ("present", True)),
    ("The army has shelled the town.", "shelled", lambda p: (p.tense, p.perfect), ("past", True)),
    ("Russia announced it had carried out no attack.", "attack", lambda p: p.negated, True),
    ("The government called for a ceasefire.", "called", lambda p: p.frame, "call for"),
    ("The opposition walked out of the talks.", "walked", lambda p: p.frame, "walk out of"),
    ("Ankara ruled out a ceasefire.", "ruled", lambda p: p.frame, "rule out"),
    ("The group took part in the congress.", "took", lambda p: "take part in" in p.frames, True),
    ("Russia gave its support to the plan.", "support", lambda p: words(p.after("to")), "plan"),
    ("Oslo gave the rebels money.", "gave", lambda p: words(p.after("to")), "rebels"),
    ("Turkey is willing to attend.", "attend", lambda p: p.under.lemma if p.under else None, "willing"),
]


@pytest.mark.parametrize(("sentence", "word", "look", "wanted"), FLAGS)
def test_flags(sentence: str, word: str, look: Callable[[Predicate], object], wanted: object) -> None:
    assert look(of(sentence, word)) == wanted


def test_span_covers_auxiliaries_negation_and_particle() -> None:
    text = "The army has not carried out an attack."
    found = of(text, "carried")
    assert text[found.start : found.end] == "has not carried out"


ODD = ['"', "of of of", "Who? Which that that whom", "to to not to", "And or but", "which which killed killed"]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_survived(text: str) -> None:
    for found in predicates(parse(text)):
        assert 0 <= found.start < found.end <= len(text)


def test_order_and_repetition() -> None:
    parsed = parse("Rebels backed by Turkey seized the town, killing two. The army said it would retake it.")
    first, second = predicates(parsed), predicates(parsed)
    assert [p.token.i for p in first] == sorted(p.token.i for p in first)
    assert [(p.frame, words(p.subjects)) for p in first] == [(p.frame, words(p.subjects)) for p in second]


def _examples() -> list[tuple[str, str, str]]:
    tables = lexicon("predicates")
    return [
        (table, word, entry if isinstance(entry, str) else entry[-1])
        for table, entries in tables.items()
        for word, entry in entries.items()
    ]


@pytest.mark.parametrize(("table", "word", "example"), _examples())
def test_example_holds_its_entry(table: str, word: str, example: str) -> None:
    """Each entry's example is parsed to a predicate or token of the entry's own words."""
    parsed = parse(example)
    have = {t.lemma.lower() for t in parsed.tokens} | {t.lower for t in parsed.tokens}
    have |= {p.lemma for p in predicates(parsed)}
    assert set(word.split()) <= have
