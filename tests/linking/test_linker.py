"""Which pairs are linked, and that the order of stories is no matter."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from tests.linking.stories import told

from dragoman.linking import copies, likeness, linker
from dragoman.linking.copies import Link

RAID = "Coalition air strikes on the village of Tokhar killed dozens of people who had fled the battle nearby"
AGAIN = "Warplanes struck Tukhar village where families who had fled were sheltering, air strikes killed dozens"
BOMB = "A car bomb exploded outside a bakery in the old quarter near the clock tower, police said on Monday"
TALKS = "Envoys met for talks on a prisoner exchange in the lakeside hotel and agreed to meet again in spring"

RAIDS = told("a", RAID, "2016-07-19")
SAME = told("b", AGAIN, "2016-07-19", killed=58)
LATER = told("c", RAID.replace("Tokhar", "Ghandoura").replace("fled the battle", "slept"), "2016-07-28", killed=15)
BLAST = told("d", BOMB, "2016-07-19", place="Damascus", killed=6, by=None)


def test_one_raid_in_two_wordings_is_one_incident() -> None:
    made = linker.link(RAIDS, SAME)
    assert made is not None
    assert (made.a, made.b, made.relation) == ("a", "b", "incident")
    assert made.score >= likeness.LINKED
    assert any("same days" in reason for reason in made.reasons)


def test_a_raid_nine_days_later_is_another() -> None:
    made = linker.link(told("a", AGAIN, "2016-07-19"), LATER)
    assert made is None or made.score < likeness.LINKED


def test_a_bomb_elsewhere_on_the_same_day_is_another() -> None:
    assert linker.link(RAIDS, BLAST) is None


def test_a_story_with_edits_is_a_copy() -> None:
    long = " ".join([RAID, AGAIN, TALKS])
    edited = long.replace("dozens", "scores").replace("nearby", "there")
    made = linker.link(told("a", long, "2016-07-19"), told("b", edited, "2016-07-19"))
    assert made is not None
    assert made.relation == "copy"
    assert 0.45 < made.score < 1.0


def test_a_common_closing_is_no_copy() -> None:
    closing = " ".join([TALKS, BOMB])
    first = told("a", f"{RAID} {closing}", "2016-07-19")
    second = told("b", "The minister opened a new school in the north and praised its teachers for their patience "
                       f"in hard times. {closing}", "2016-07-25")  # fmt: skip
    assert copies.containment(first, second) > copies.CONTAINED
    assert copies.link(first, second) is None


def test_the_score_does_not_depend_on_the_order_of_two() -> None:
    for one in (SAME, LATER, BLAST):
        assert likeness.compare(RAIDS, one) == likeness.compare(one, RAIDS)


@pytest.mark.parametrize("seed", range(5))
def test_links_do_not_depend_on_the_order_of_stories(seed: int) -> None:
    stories = [RAIDS, SAME, LATER, BLAST, told("e", RAID + " on Tuesday", "2016-07-20"), told("f", TALKS, "2016-07-19")]
    expected = linker.links(stories)
    random.Random(seed).shuffle(stories)
    index = linker.Index()
    arrived = [link for story in stories for link in index.add(story)]
    assert sorted(linker.kept(arrived)) == expected
    assert expected


def test_linked_stories_share_a_key() -> None:
    stories = [RAIDS, SAME, LATER, BLAST]
    for a, b in pairwise(stories):
        made = linker.link(a, b)
        if made and made.score >= likeness.LINKED:
            assert set(linker.keys(a)) & set(linker.looked_up(b))


def test_doubtful_links_need_a_third_story() -> None:
    doubtful = Link("a", "c", "incident", -0.5)
    sure = [Link("a", "b", "incident", 1.0), Link("b", "c", "incident", 1.0)]
    assert doubtful not in set(linker.kept([doubtful]))
    assert doubtful not in set(linker.kept([doubtful, sure[0]]))
    assert doubtful in set(linker.kept([doubtful, *sure]))


def test_a_story_without_a_date_or_words_is_linked_with_nothing() -> None:
    empty = linker.Digest(report="z")
    assert linker.keys(empty) == []
    assert linker.links([empty, RAIDS]) == []
