"""Positions: every frame of the lexicon by its example, composition, negation, conditions, whose word it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dragoman.lexicon import lexicon
from dragoman.records import Reading

Read = Callable[..., Reading]


@pytest.fixture(scope="module")
def read(ruled: Read) -> Read:
    """What is told here is what the rules find, without the stance head."""
    return ruled

FRAMES = [frame for frame in lexicon("stances")["frame"] if "expect" in frame]


def found(reading: Reading) -> list[tuple[str, str, str]]:
    """(actor, stance, issue) of a reading, by their names."""
    actors = {actor.id: " | ".join((actor.name, *actor.names)) for actor in reading.actors}
    issues = {issue.id: issue.name for issue in reading.issues}
    return [(actors[p.actor], p.stance, issues[p.issue]) for p in reading.positions]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: f"{frame['kind']}-{frame['words'][0]}-{frame['stance']}")
def test_every_frame_is_found_in_its_example(read: Read, frame: dict[str, Any]) -> None:
    actor, stance = frame["expect"]
    positions = found(read(frame["example"]))
    assert any(actor.lower() in name.lower() and stance == given for name, given, _ in positions), positions


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The Taliban rejected the peace plan.", "opposes"),
        ("The Taliban refused to attend the Doha talks.", "opposes"),
        ("The Taliban agreed to attend the Doha talks.", "supports"),
        ("The Taliban will not attend the Doha talks.", "opposes"),
        ("The Taliban did not rule out a ceasefire.", "undecided"),
        ("The Taliban will not hesitate to boycott the election.", "opposes"),
        ("The Taliban will not hesitate to join the truce.", "supports"),
        ("The Taliban dismissed the idea of an arms embargo.", "opposes"),
        ("The Taliban have yet to respond to the truce offer.", "undecided"),
        ("The Taliban vowed to boycott the election.", "opposes"),
        ("The Taliban did not oppose the truce.", "supports"),
        ("The Taliban dropped their opposition to the truce.", "supports"),
        ("The Taliban will sign the peace deal only if foreign troops leave.", "conditional"),
        ("The Taliban urged the tribes to reject the truce.", "opposes"),
        ("The truce was rejected by the Taliban.", "opposes"),
        ("The peace plan won the backing of the Taliban.", "supports"),
        ("The Taliban-led offensive goes on.", "sponsors"),
        ("The Taliban called for the constitution to be amended.", "supports"),
        ("The Taliban said there must be a referendum.", "supports"),
        ("The Taliban would only accept a truce that freed their prisoners.", "conditional"),
        ("The Taliban have no interest in the talks.", "opposes"),
        ("The Taliban are in no hurry to ratify the treaty.", "undecided"),
        ("The Taliban declined to say whether they would attend the talks.", "undecided"),
        ("The Taliban announced the end of the truce.", "opposes"),
        ("The Taliban have suspended their part in the talks.", "opposes"),
        ("The Taliban are going ahead with the executions.", "sponsors"),
        ("The Taliban would not accept any foreign troops.", "opposes"),
        ("The Taliban issued a statement calling for a truce.", "supports"),
        ("The Taliban insist there must be a referendum first.", "supports"),
        ("The Taliban demanded that classes begin.", "supports"),
        ("Backing from the Taliban for the truce has grown.", "supports"),
        ("The Taliban does not want a truce.", "opposes"),
    ],
)
def test_stance(read: Read, text: str, stance: str) -> None:
    assert [(s, "Taliban" in actor) for actor, s, _ in found(read(text))] == [(stance, True)]


@pytest.mark.parametrize(
    "text",
    [
        "If the Taliban reject the plan, the talks will end.",
        "The Taliban could reject the truce.",
        "The Taliban rejected the accusations.",
        "Did the Taliban reject the truce?",
        "The Taliban denied that they opposed the truce.",
        "Kabul was hit by two blasts on Monday.",
        "The Taliban failed to agree on a truce.",
        "The truce still has to be approved by the Taliban.",
        "The UN expects the Taliban to respect the truce.",
        "The Taliban are prepared for more attacks.",
        "The Taliban warned against such steps.",
        "The Taliban did not call for a truce.",
        "The Taliban is not able to broker the deal.",
        "The Taliban tried to storm the police station.",
        "Since the Taliban accepted the truce the front has barely moved.",
        "The Taliban vowed to defeat the militants.",
        "Gunmen are trying to capture the refinery.",
        "The Taliban resisted the attack.",
        "The Taliban warned against such inadmissible steps.",
        "The transfer deal is not overseen by the United Nations.",
        "Turkey did not propose the plan.",
        "The army has continued advancing and swiftly established control over the hills.",
        "The ministry strongly condemned the twin explosions near the school.",
        "France did not say whether the army had signed the truce.",
        "Iran did not say whether its jets bombed the base.",
        "",
    ],
)
def test_no_position_where_none_is_taken(read: Read, text: str) -> None:
    assert found(read(text)) == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Regime ally Iran and rebel backer Qatar brokered the deal.", {"Iran"}),
        ("A de-escalation agreement backed by the regime's close allies Russia and Iran fell.", {"Russia", "Iran"}),
        ("Russia a key ally of Syrias Bashar al-Assad has called for a thorough investigation.", {"Russia"}),
        ("Moscow stressed that neither Russian nor Syrian air forces were carrying out any missions.", set()),
        ("The rebel group Ahrar al-Sham rejected the truce.", {"Ahrar al-Sham"}),
        ("The southern African bloc SADC backed the truce.", {"SADC"}),
        ("The party that Hezbollah leads rejected the truce.", {"party"}),
        ("Russian and Syrian air forces launched an offensive on the town.", {"Russia", "Syria"}),
        ("The French and German ministers rejected the truce.", {"France", "Germany"}),
        ("A U.S.-backed offensive on the town resumed.", {"United States"}),
        ("The army broke the siege of Deir al-Zor by Daesh.", {"ISIS"}),
        ("Peru called for the scrapping of joint patrols.", {"Peru"}),
        ("The SDF a US-backed group mainly of Kurds launched an offensive on the town.", {"Syrian Democratic Forces"}),
    ],
)
def test_what_stands_beside_a_name_is_no_party_of_its_own(read: Read, text: str, parties: set[str]) -> None:
    assert {name.split(" | ")[0] for name, _, _ in found(read(text))} == parties


def test_each_side_has_its_own_campaign(read: Read) -> None:
    reading = read(
        "Rebels launched a campaign from Idlib to break the siege of Aleppo. The rebel campaign goes on. To the east "
        "the Syrian Democratic Forces announced a new campaign against al-Bab."
    )
    by = {actor.name: actor.id for actor in reading.actors}
    ours = {p.issue for p in reading.positions if p.actor == by["Syrian Democratic Forces"]}
    theirs = {p.issue for p in reading.positions if p.actor != by["Syrian Democratic Forces"]}
    assert ours
    assert theirs
    assert not ours & theirs


def test_who_backs_an_operation_supports_it(read: Read) -> None:
    positions = found(read("Kenyan troops backed by Ugandan soldiers launched a push to retake the port."))
    assert ("supports", True) in [(s, "Uganda" in actor) for actor, s, _ in positions]
    positions = found(read("Several forces, including the Iraqi army backed by Kurdish fighters, began an offensive."))
    assert ("supports", True) in [(s, "Kurdish fighters" in actor) for actor, s, _ in positions]
    positions = found(read("The Iraqi army began an operation to clear the valley with the help of Iran."))
    assert ("supports", True) in [(s, "Iran |" in actor or actor.startswith("Iran")) for actor, s, _ in positions]


def test_an_operation_that_others_are_told_to_stop_is_opposed(read: Read) -> None:
    positions = found(read("Paris called on the Syrian army to stop its offensive in Daraa."))
    assert [(s, issue) for actor, s, issue in positions if "France" in actor] == [("opposes", "offensive")]
    assert [(s, issue) for actor, s, issue in positions if "Syria" in actor] == [("sponsors", "offensive")]


def test_whoever_a_draft_belongs_to_has_put_it_forward(read: Read) -> None:
    positions = found(read("Brazil's draft won four votes, diplomats said."))
    assert [(s, issue) for _, s, issue in positions] == [("sponsors", "Brazil's draft")]


def test_a_mission_that_is_told_to_leave_is_opposed(read: Read) -> None:
    positions = found(read("Mali's junta ordered the UN mission to leave."))
    assert [(s, issue) for _, s, issue in positions] == [("opposes", "UN mission")]


def test_what_a_text_is_for_belongs_to_the_text(read: Read) -> None:
    positions = found(read("Britain drafted a text to extend the mandate of the mission by a year."))
    assert not any("mandate" in issue for _, _, issue in positions)


def test_condition_is_in_the_words_of_the_report(read: Read) -> None:
    reading = read("The Taliban will sign the peace deal only if foreign troops leave.")
    (position,) = reading.positions
    (span,) = position.condition
    assert "if foreign troops leave" in reading.report.text[span.start : span.end]


def test_a_leaders_stay_in_office(read: Read) -> None:
    reading = read("The United States called on Robert Mugabe to step down.")
    assert [(s, name) for _, s, name in found(reading)] == [("opposes", "Robert Mugabe staying in power")]
    assert reading.issues[0].kind == "tenure"


def test_who_insists_on_staying_is_for_it(read: Read) -> None:
    positions = found(read("British Prime Minister David Cameron insisted that he would stay in office."))
    assert [(s, name) for _, s, name in positions] == [("supports", "David Cameron staying in power")]


def test_a_change_of_mind_is_marked(read: Read) -> None:
    (position,) = read("Germany dropped its opposition to the embargo.").positions
    assert (position.stance, position.changed) == ("supports", True)


def test_another_partys_word_is_named(read: Read) -> None:
    reading = read("China said Japan had rejected the summit.")
    (position,) = reading.positions
    actors = {actor.id: actor.name for actor in reading.actors}
    assert (actors[position.actor], position.according_to and actors[position.according_to]) == ("Japan", "China")


def test_ones_own_word_is_nobody_elses(read: Read) -> None:
    (position,) = read("Japan said it rejected the summit.").positions
    assert position.according_to is None


def test_both_sides_are_the_two_named_together_before(read: Read) -> None:
    positions = found(read("Vladimir Putin and Emmanuel Macron met on Monday. The two leaders backed the truce."))
    assert [(s, issue) for _, s, issue in positions] == [("supports", "truce")] * 2
    assert {name for actor, _, _ in positions for name in ("Putin", "Macron") if name in actor} == {"Putin", "Macron"}


def test_his_country_is_the_state_of_the_one_who_speaks(read: Read) -> None:
    positions = found(read("Rwandan President Paul Kagame said his country would not sign the peace treaty."))
    assert [("Rwanda" in actor, s) for actor, s, _ in positions] == [(True, "opposes")]


def test_a_crowd_is_those_of_whom_it_counts_some(read: Read) -> None:
    positions = found(read("Thousands of Israeli settlers oppose the evacuation."))
    assert [("settlers" in actor, s) for actor, s, _ in positions] == [(True, "opposes")]


def test_no_talks_without_is_a_condition(read: Read) -> None:
    (position,) = read("Japan said there would be no talks without a ceasefire.").positions
    assert (position.stance, len(position.condition)) == ("conditional", 1)


def test_a_threat_is_against_what_its_condition_brings_about(read: Read) -> None:
    positions = found(read("The Taliban threatened to storm the border if the treaty goes through."))
    assert ("opposes", "treaty") in [(s, issue) for _, s, issue in positions]


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Togo does not support the embargo, nor does Benin.", ["opposes", "opposes"]),
        ("Togo will take part in the talks, but Benin will not.", ["supports", "opposes"]),
        ("Togo rejected the embargo, as did Benin.", ["opposes", "opposes"]),
        ("Togo extended the curfew despite Benin's objections.", ["sponsors", "opposes"]),
        ("Togo demanded that the rebels leave the city. Benin rejected the demand.", ["supports", "opposes"]),
        ("Togo opposed the embargo, but Benin voted for it.", ["opposes", "supports"]),
        ("Togo backed the embargo; Benin has said no.", ["supports", "opposes"]),
        ("Togo accepted the invitation to the talks, whereas Benin has not responded.", ["supports", "undecided"]),
    ],
)
def test_what_the_second_party_leaves_unsaid_is_the_first_ones_issue(
    read: Read, text: str, stances: list[str]
) -> None:
    positions = {actor.split(" | ")[0]: (stance, issue) for actor, stance, issue in found(read(text))}
    (first, issue), (second, other) = positions["Togo"], positions["Benin"]
    assert [first, second] == stances
    assert issue == other


@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        ("Malta would consider joining the pact if Libya withdrew its troops.", "Malta", "conditional"),
        ("Malta would decide after Easter whether to attend the summit.", "Malta", "undecided"),
        ("The embargo must stay, Malta said.", "Malta", "supports"),
        ("Libya's troops should go home now, Malta said.", "Malta", "supports"),
        ("The embargo, an idea floated by Malta, was rejected by Japan.", "Malta", "sponsors"),
        ("Malta will sign the pact, a step that Japan called reckless.", "Japan", "opposes"),
    ],
)
def test_other_ways_to_tell_a_stance(read: Read, text: str, actor: str, stance: str) -> None:
    assert (actor, stance) in [(name.split(" | ")[0], given) for name, given, _ in found(read(text))]


def test_an_idea_that_says_what_it_is_takes_up_nothing(read: Read) -> None:
    positions = found(read("Togo demanded that the rebels leave the city. Benin dismissed the idea of a truce."))
    assert {issue for actor, _, issue in positions if "Benin" in actor} == {"truce"}


def test_what_only_dates_a_statement_is_the_reports_own(read: Read) -> None:
    reading = read("It was the worst raid since Chad rejected the peace deal, the Red Cross said.")
    assert [(p.stance, p.according_to) for p in reading.positions] == [("opposes", None)]


def test_it_is_the_issue_last_told_of(read: Read) -> None:
    positions = found(read("Japan rejected the peace plan at the summit. China accepted it."))
    assert [(s, issue) for _, s, issue in positions] == [("opposes", "peace plan"), ("supports", "peace plan")]


def test_it_may_take_up_it(read: Read) -> None:
    positions = found(read("Japan rejected the peace plan. China accepted it. India accepted it. Peru rejected it."))
    assert [(s, issue) for _, s, issue in positions] == [
        ("opposes", "peace plan"),
        ("supports", "peace plan"),
        ("supports", "peace plan"),
        ("opposes", "peace plan"),
    ]


def test_a_relative_clause_behind_two_is_about_both(read: Read) -> None:
    text = "Angela Merkel and Francois Hollande, who mediated sixteen hours of talks in the capital, spoke with him."
    assert [(actor.split(" | ")[0], s) for actor, s, _ in found(read(text))] == [
        ("François Hollande", "sponsors"),
        ("Angela Merkel", "sponsors"),
    ]


def test_asking_others_to_reconsider_says_nothing_of_the_asker(read: Read) -> None:
    assert found(read("Japan called on the militias to reconsider their strategies.")) == []


def test_a_cease_fire_with_a_hyphen_is_an_issue(read: Read) -> None:
    assert [(s, issue) for _, s, issue in found(read("Japan rejected the cease-fire."))] == [("opposes", "cease-fire")]


def test_evidence_is_never_empty_and_reading_is_repeatable(read: Read) -> None:
    text = "Japan rejected the summit. Russia and Turkey back the truce, but Iran will not join it."
    one, two = read(text), read(text)
    assert one == two
    assert one.positions
    assert all(text[span.start : span.end].strip() for p in one.positions for span in p.evidence)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Madrid rejected the deal because it said nothing of fishing.", "it said nothing of fishing"),
        ("Hungary opposes the embargo, saying it would wreck its economy.", "it would wreck its economy"),
        ("The rebels rejected the truce, citing violations by the army.", "violations by the army"),
        ("Unions oppose the reform because of its cost.", "its cost"),
        ("Unions oppose the reform. It was because of the rain that nobody came.", None),
    ],
)
def test_reason_of_a_position(read: Read, text: str, reason: str | None) -> None:
    position = read(text).positions[0]
    assert [text[s.start : s.end] for s in position.reason] == ([reason] if reason else [])


def test_what_somebody_is_pressed_to_do_is_no_stance_of_his(read: Read) -> None:
    text = "Rebels rejected the plan because Moscow had put no pressure on Damascus to reach a political settlement."
    assert [(name.split(" | ")[0], stance) for name, stance, _ in found(read(text))] == [("Rebels", "opposes")]


def test_what_somebody_is_to_be_asked_is_no_stance_of_his(read: Read) -> None:
    text = "France sought ways to pressure the Taliban and Russia to halt the offensive on Kunduz."
    assert {name.split(" | ")[0] for name, _, _ in found(read(text))} <= {"France"}


def test_who_appeals_to_somebody_with_a_request_is_for_it(read: Read) -> None:
    text = "The Taliban appealed to the Security Council with a request to resume the talks."
    assert [stance for _, stance, _ in found(read(text))] == ["supports"]


def test_what_a_deal_is_in_exchange_for_is_no_condition(read: Read) -> None:
    text = "The Taliban reached an agreement with Kabul that it would free prisoners in exchange for a truce."
    assert "conditional" not in [stance for name, stance, _ in found(read(text)) if "agreement" in name]
    sealed = found(read("The Taliban signed the peace agreement in return for aid."))
    assert [stance for _, stance, _ in sealed] == ["supports"]


@pytest.mark.parametrize(
    "text",
    [
        "Army told to spare villagers.",
        "The envoy saw no sign that the Taliban were ready for a truce.",
        "The Taliban ended the summit in Doha on Thursday.",
        "Mediators from Qatar, a source close to the Taliban said, no longer insist that the soldiers leave.",
    ],
)
def test_what_is_no_stance_of_whom_it_is_told_of(ruled: Read, text: str) -> None:
    assert found(ruled(text)) == []


def test_the_body_is_the_evidence_where_the_headline_says_the_same(read: Read) -> None:
    text = (
        "Chad rejects river treaty\n\nChad on Monday rejected the river treaty, saying it would cut its share of the "
        "water, officials in the capital told reporters after a cabinet meeting that lasted until the evening.\n\n"
        "The treaty has been under discussion for years between the states along the river and their donors."
    )
    (position,) = read(text).positions
    assert text[position.evidence[0].start :].startswith("Chad on Monday")
    assert [text[s.start : s.end] for s in position.reason] == ["it would cut its share of the water"]


def test_what_a_plan_is_measured_by_is_a_condition(read: Read) -> None:
    text = "The envoy said the plan should be assessed by its ability to support the Geneva talks."
    (position,) = read(text).positions
    assert position.stance == "conditional"
    assert [text[s.start : s.end] for s in position.condition] == ["its ability to support the Geneva talks"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The opposition National Coalition called for a truce.", [("National Coalition", "supports")]),
        ("The Arab League called Wednesday on inspectors to visit the site.", [("Arab League", "supports")]),
    ],
)
def test_who_is_told_beside_a_name_and_who_is_called_on(read: Read, text: str, expected: list[tuple[str, str]]) -> None:
    got = found(read(text))
    assert [stance for _, stance, _ in got] == [stance for _, stance in expected]
    assert all(name in names for (name, _), (names, _, _) in zip(expected, got, strict=True))


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("Togo called for restraint and a code of conduct.", ["restraint"]),
        ("Mali called for talks and elections.", ["talks", "elections"]),
        ("Mali called for a halt to the executions.", ["halt to the executions"]),
        ("Chad is in talks with Togo to solve the border crisis.", ["talks with Togo"]),
        ("Kenya reaffirmed its commitment to a mutual defence treaty.", ["commitment to a mutual defence treaty"]),
        (
            "Egypt demanded the withdrawal of the army and the disarmament of the militias.",
            ["withdrawal of the army", "disarmament of the militias"],
        ),
    ],
)
def test_a_stance_told_twice_is_told_once(read: Read, text: str, issues: list[str]) -> None:
    told = [issue for _, _, issue in found(read(text))]
    assert len(told) == len(issues)
    assert all(any(issue in name for name in told) for issue in issues), told


@pytest.mark.parametrize(
    ("headline", "actors"),
    [
        ("Rebels in eastern Congo say they will not attend Luanda talks", ["M23"]),
        ("Rebels in eastern Congo reject Nairobi summit", ["rebels", "M23"]),
    ],
)
def test_a_headline_tells_only_what_the_body_does_not(read: Read, headline: str, actors: list[str]) -> None:
    body = "KINSHASA (Reuters) - The M23 rebel group said on Monday it would not take part in peace talks in Luanda."
    told = found(read(f"{headline}\n\n{body}"))
    assert len(told) == len(actors), told
    assert all(any(actor.lower() in name.lower() for name, _, _ in told) for actor in actors)


def test_what_is_done_by_somebody_is_the_noun_right_before(read: Read) -> None:
    text = "The raid signalled the end of a ceasefire for Syria and consequent bombardment by Russian warplanes."
    assert not any("ceasefire" in issue and "warplanes" in actor for actor, _, issue in found(read(text)))
