"""The stance head: what becomes of the pairs it sees, beside what the rules find; without weights the rules answer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.reader import Reader, Story
from dragoman.reading.stance_head import StanceHead
from dragoman.reading.stance_pairs import CONTEXT, LABELS, NEAR, OFTEN, States, Words, context_of, words_of
from dragoman.records import RawStory, Reading
from dragoman.wire.report import report

Pairs = dict[tuple[str, str], tuple[str, float]]  # words of actor ("" the speaker) and issue: stance and chance


class Stub:
    """A head that sees what a test says."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs

    def may_tell(self, states: States) -> bool:
        return len(states) > 1

    def chances(self, words: Words) -> NDArray[np.float32]:
        texts = ["" if token is None else token.text for token in words.tokens]
        found = np.zeros((len(texts), len(texts), len(LABELS)), dtype=np.float32)
        found[..., 0] = 1
        for (actor, issue), (stance, chance) in self.pairs.items():
            if actor in texts and issue in texts:
                at = texts.index(actor), texts.index(issue)
                found[at][0] = 1 - chance
                found[at][LABELS.index(stance)] = chance
        return found


def told(reader: Reader, text: str, pairs: Pairs) -> list[tuple[str, str, str]]:
    """Actor, stance and issue of every position."""
    reader.resources.stance_head = Stub(pairs)  # type: ignore[assignment]
    reading = read(reader, text)
    actors = {actor.id: actor.name for actor in reading.actors}
    issues = {issue.id: issue.name for issue in reading.issues}
    return [(actors[p.actor], p.stance, issues[p.issue]) for p in reading.positions]


def read(reader: Reader, text: str) -> Reading:
    return reader.read(report(RawStory(text=text, where="test", published="2020-01-01")))


UNRULED = "For Chad the border treaty is a dead letter walking."


def test_what_no_rule_finds_is_added(stubbed: Reader) -> None:
    assert told(stubbed, UNRULED, {}) == []
    assert told(stubbed, UNRULED, {("Chad", "treaty"): ("opposes", 0.9)}) == [("Chad", "opposes", "border treaty")]
    (position,) = read(stubbed, UNRULED).positions
    assert position.why == ("model stance head (0.90)",)


def test_what_is_hardly_likely_is_not(stubbed: Reader) -> None:
    assert told(stubbed, UNRULED, {("Chad", "treaty"): ("opposes", 0.1)}) == []


def test_of_several_names_for_one_issue_the_likeliest_counts(stubbed: Reader) -> None:
    text = "Chad showed the plan for a congress two fingers."
    pairs: Pairs = {("Chad", "plan"): ("opposes", 0.7), ("Chad", "congress"): ("opposes", 0.9)}
    assert len(told(stubbed, text, pairs)) == 1


def test_who_is_joined_by_and_shares_a_stance(stubbed: Reader) -> None:
    text = "For Chad and Mali the border treaty is a dead letter walking."
    pairs: Pairs = {("Chad", "treaty"): ("opposes", 0.9), ("Mali", "treaty"): ("supports", 0.3)}
    assert {(actor, stance) for actor, stance, _ in told(stubbed, text, pairs)} == {
        ("Chad", "opposes"),
        ("Mali", "opposes"),
    }
    apart: Pairs = {**pairs, ("Mali", "treaty"): ("opposes", 0.1)}
    assert [actor for actor, _, _ in told(stubbed, text, apart)] == ["Chad"]


def test_forces_that_are_a_party_may_be_the_issue(stubbed: Reader) -> None:
    text = "For Chad the foreign troops are a thorn in the flesh."
    assert told(stubbed, text, {("Chad", "troops"): ("opposes", 0.9)}) == [("Chad", "opposes", "foreign troops")]


def test_what_a_party_has_done_is_no_issue(stubbed: Reader) -> None:
    text = "Chad first repaired several bridges in the south."
    assert told(stubbed, text, {("Chad", "repaired"): ("sponsors", 0.9)}) == []
    plan = "Chad first wants to repair several bridges in the south."
    assert told(stubbed, plan, {("Chad", "repair"): ("sponsors", 0.9)}) != []


def test_a_pronoun_may_be_the_issue(stubbed: Reader) -> None:
    text = "Mali rejected the border treaties. Chad for its part has a soft spot for them."
    assert ("Chad", "supports", "border treaties") in told(stubbed, text, {("Chad", "them"): ("supports", 0.9)})


def test_what_is_done_to_a_thing_is_no_second_position_on_it(stubbed: Reader) -> None:
    text = "Minnawi wants foreign monitors kept out of Sudan."
    pairs: Pairs = {("Minnawi", "kept"): ("supports", 0.9), ("Minnawi", "monitors"): ("opposes", 0.8)}
    assert told(stubbed, text, pairs) == [("Minnawi", "supports", "foreign monitors kept out of Sudan")]


def test_what_is_done_behind_its_noun_is_named_with_it(stubbed: Reader) -> None:
    text = "The separatists have ordered schools shut since 2016."
    ((_, _, issue),) = told(stubbed, text, {("separatists", "shut"): ("sponsors", 0.9)})
    assert issue == "schools shut since 2016"


def test_the_rules_go_first(stubbed: Reader) -> None:
    text = "Chad rejected the border treaty."
    ruled = told(stubbed, text, {})
    assert ruled == [("Chad", "opposes", "border treaty")]
    assert told(stubbed, text, {("Chad", "treaty"): ("supports", 0.9)}) == ruled


def test_a_pair_with_no_actor_is_the_speakers(stubbed: Reader) -> None:
    text = '"That treaty is a dead letter walking," President Idriss Deby of Chad said.'
    found = told(stubbed, text, {("", "treaty"): ("opposes", 0.9)})
    assert [(actor, stance) for actor, stance, _ in found] == [("Idriss Déby", "opposes")]


def test_the_head_that_ships_knows_where_it_may_find_something(reader: Reader) -> None:
    head = reader.resources.stance_head
    assert isinstance(head, StanceHead)
    assert head.may_tell(_states(reader, "Chad rejected the border treaty."))
    assert not head.may_tell(_states(reader, "It rained for an hour on Tuesday."))


def _states(reader: Reader, text: str) -> States:
    """The states of a sentence, the marks around it left out."""
    (encoded,) = reader.resources.attribution_model.encode(text, [(0, len(text))], [0])
    return encoded.states[1:-1]  # type: ignore[no-any-return]


def test_a_sentence_is_read_with_what_stands_around_it(reader: Reader) -> None:
    raw = RawStory(text="Chad rejects treaty\n\nChad rejected the treaty.\n\nIt rained. The treaty is old.", where="a")
    story = Story(next(iter(reader.resources.language.parse([report(raw)]))), reader.resources)
    headline, told, _, last = words_of(story, story.parsed.sentences, ())
    assert headline.states.shape[0] == told.states.shape[0] - 2  # "the", "."
    assert not headline.states[1:3].any()  # neither a headline above it nor a sentence before
    assert np.array_equal(told.states[1], told.states[2])  # the headline is the sentence before
    assert told.states[3].any()
    assert not last.states[3].any()  # nothing behind it
    often = {t.text: told.features[p, 3] for t, p in zip(told.tokens, told.pieces, strict=True) if t is not None}
    assert often["treaty"] == 3 + OFTEN  # three times, one of them above
    assert often["the"] == 0


def test_a_sentence_may_look_at_the_pieces_around_it(reader: Reader) -> None:
    long = "Mali " + "and Chad " * (NEAR // 2) + "met."
    raw = RawStory(text=f"Chad rejects treaty\n\n{long}\n\nIt rained. Nobody came. The treaty is old.", where="a")
    story = Story(next(iter(reader.resources.language.parse([report(raw)]))), reader.resources)
    headline, met, rained, _, last = words_of(story, story.parsed.sentences, ())
    lead = len(headline.states) - len(met.context[2])  # what stands before a sentence's own states
    assert [len(states) for states in headline.context] == [0, 0, 0, NEAR]
    assert np.array_equal(met.context[2], headline.states[lead:])
    assert np.array_equal(rained.context[2], met.states[-NEAR:])  # the end of the one before
    assert len(rained.context[0]) == 0  # the headline is one of the two before
    assert np.array_equal(last.context[0], headline.states[lead:])
    states, which = context_of(last)
    assert len(states) == len(which) == 1 + sum(map(len, last.context))
    assert not states[0].any()
    assert set(which) == {0, 1, 2, 3}  # nothing behind it
    assert set(context_of(met)[1]) <= set(range(CONTEXT + 1))


def test_without_weights_the_rules_answer_alone(stubbed: Reader) -> None:
    stubbed.resources.stance_head = None
    (position,) = read(stubbed, "Chad rejected the border treaty.").positions
    assert not position.why[0].startswith("model")
