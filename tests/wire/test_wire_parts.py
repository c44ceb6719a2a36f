"""The recognisers one by one: datelines, lines, signatures, sentence ends, the repaired text and its map."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.lexicon import lexicon
from dragoman.records import RawStory
from dragoman.wire.blob import repeated
from dragoman.wire.datelines import bare_dateline, find_dateline
from dragoman.wire.lines import kind_of, people_line
from dragoman.wire.parts import cut
from dragoman.wire.report import report, wired
from dragoman.wire.sentences import sentence_ends
from dragoman.wire.signature import signature
from dragoman.wire.text import repair

LEAD = (
    "The two sides agreed on Monday to halt fighting along the river for ten days, officials of both governments said."
)


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("GENEVA (Reuters) - Talks", "GENEVA", "Reuters"),
        ("BEIRUT - Talks", "BEIRUT", None),
        ("DAMASCUS (SANA)- Talks", "DAMASCUS", "SANA"),
        ("DAMASCUS Syria (The Associated Press Jane Doe) Talks", "DAMASCUS Syria", "The Associated Press"),
        ("KYIV, Ukraine (AP) — Talks", "KYIV, Ukraine", "AP"),
        ("FLINT, Mich., Oct. 4 (UPI) — Talks", "FLINT, Mich., Oct. 4", "UPI"),
        ("MOSCOW, April 5. /TASS/. Talks", "MOSCOW, April 5", "TASS"),
        ("SEOUL, April 5 (Yonhap) -- Talks", "SEOUL, April 5", "Yonhap"),
        ("ADDIS ABABA, April 5 (Xinhua) -- Talks", "ADDIS ABABA, April 5", "Xinhua"),
        ("Kabul (Pajhwok) - Talks", "Kabul", "Pajhwok"),
        ("Washington, 3 May 2015 (AFP) - Talks", "Washington, 3 May 2015", "AFP"),
        ("ISLAMABAD: Talks", "ISLAMABAD", None),
        ("Abuja — Talks", "Abuja", None),
        ("Beirut London- Talks", "Beirut London", None),
        ("Aleppo SANA-Talks", "Aleppo", "SANA"),
        ("(Reuters) - Talks", "", "Reuters"),
        ("NNA - Talks", "", "NNA"),
        ("PORT-AU-PRINCE, Haiti (AP) — Talks", "PORT-AU-PRINCE, Haiti", "AP"),
    ],
)
def test_datelines(text: str, place: str, agency: str | None) -> None:
    found = find_dateline(text, 0, len(text))
    assert found is not None
    assert text[found.start : found.place_end] == place
    assert (text[slice(*found.agency)] if found.agency else None) == agency
    assert text[found.end :].strip() == "Talks"


@pytest.mark.parametrize(
    "text",
    [
        "The president - who spoke first - left.",
        "UN: envoy leaves",
        "Al-Shabaab fighters attacked a base.",
        "US-led coalition strikes hit a village.",
        "He said: We leave.",
        "Talks",
        "AP: Talks failed on Monday",
        "President Obama (D) - Talks are on",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    found = find_dateline(text, 0, len(text))
    assert found is None or text.startswith("UN: ") is False


def test_a_place_that_lost_its_dash_but_no_acronym() -> None:
    text = "BEIRUT At least 70 fighters died, NATO said. NATO Secretary General spoke."
    found = bare_dateline(text, 0, len(text))
    assert found is not None
    assert text[: found.end] == "BEIRUT"
    assert bare_dateline(text, text.index("NATO S"), len(text)) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("WORLD", "section"),
        ("date 2017-12-26 WORLD", "section"),
        ("Africa | 3 May 2015", "section"),
        ("December 26, 2017", "published"),
        ("Last updated: 3 May 2015 at 14:20 GMT", "published"),
        ("Published 3 May 2015 | Updated 4 May 2015", "published"),
        ("Published in Dawn, May 3rd, 2015", "published"),
        ("By Staff Reporter", "byline"),
        ("By JANE DOE and JOHN ROE", "byline"),
        ("By Jane Doe, Foreign Editor", "byline"),
        ("Jane Doe, Associated Press", "byline"),
        ("AFP | Jane Doe", "byline"),
        ("A soldier stands guard in Bamako. / Reuters", "caption"),
        ("A soldier stands guard in Bamako [File: Joe Doe/AFP]", "caption"),
        ("FILE PHOTO: A soldier stands guard. REUTERS/John Roe", "caption"),
        ("A soldier stands guard. Photograph: Jane Doe/AP", "caption"),
        ("A soldier stands guard. AFP/File", "caption"),
        ("SOURCE:Reuters", "source_line"),
        ("Source: Al Jazeera And Agencies", "source_line"),
        ("--Reuters", "source_line"),
        ("(With inputs from AFP)", "source_line"),
        ("Reuters, AFP", "source_line"),
        ("Tags: Mali, Bamako", "tags"),
        ("READ MORE: Mali's rebels sign", "boilerplate"),
        ("Follow us on Twitter", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("(Reporting by Jane Doe; Editing by John Roe)", "boilerplate"),
        ("John Roe contributed to this report.", "boilerplate"),
        ("© 2015 Example News. All rights reserved.", "caption"),
        ("By midnight the army had taken the town.", None),
        ("World leaders reacted with dismay.", None),
        ("The photo shows a soldier.", None),
        ("“We will not go,” said Jane Doe.", None),
        ("Source of the river is in the north and east of the country, near the border.", None),
        ("From the town the road leads north.", None),
    ],
)
def test_lines(line: str, kind: str | None) -> None:
    if line.startswith("©"):
        assert kind_of(line) in ("caption", "boilerplate")
    else:
        assert kind_of(line) == kind


@pytest.mark.parametrize(
    ("line", "yes"),
    [
        ("Jane Doe in Bamako", True),
        ("Jane Doe and John Roe", True),
        ("Jane Doe", True),
        ("The Hague", False),
        ("TOP STORIES.", False),
        ("Fragile peace", False),
    ],
)
def test_lines_of_people(line: str, yes: bool) -> None:
    assert people_line(line) is yes


@pytest.mark.parametrize(
    ("closing", "names"),
    [
        (" Hazem Sabbagh", "Hazem Sabbagh"),
        (" R. Milhem / Ghossoun/H. Said", "R. Milhem / Ghossoun/H. Said"),
        (" Manar al-Frieh/Manal", "Manar al-Frieh/Manal"),
        ("", None),
        (" more of it", None),
    ],
)
def test_signatures(closing: str, names: str | None) -> None:
    text = LEAD + closing
    found = signature(text, 0, len(text))
    assert (text[slice(*found)] if found else None) == names


def test_abbreviations_end_no_sentence() -> None:
    text = "Lt. Gen. John Doe met U.S. Secretary Roe. They spoke. At 5 p.m. They left."
    assert [text[:stop].rsplit(". ", 1)[-1] for stop in sentence_ends(text, 0, len(text))][:1] == ["Secretary Roe."]


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("Rebels reject talks in Geneva. The", 30),
        ("REBELS REJECT TALKS IN GENEVA The", 29),
        ("Rebels reject talks in Geneva on Monday", 0),
        ("Rebels reject talks in Geneva, saying", 0),
        ("Other words here now", 0),
    ],
)
def test_a_repeated_headline_is_no_lead_that_begins_like_it(text: str, reach: int) -> None:
    assert repeated(text, 0, len(text), "Rebels reject talks in Geneva") == reach


def test_lines_that_break_inside_sentences_are_joined() -> None:
    wrapped = "\n".join(
        [
            "The two sides agreed on Monday to halt fighting along the river for",
            "ten days, officials said on the radio in the capital, and they hoped",
        ]
        * 3
    )
    assert len(cut(wrapped)) == 1
    assert len(cut("One line.\nAnother line.\n\nA third.")) == 3


@pytest.mark.parametrize(
    ("original", "repaired"),
    [
        ("a\r\nb", "a\nb"),
        ("weâ€™re", "we’re"),
        ("a\x00b\ud800c", "a b\ufffdc"),
        ("a\u2028b\rc", "a\nb\nc"),
        ("café’s", "café’s"),
    ],
)
def test_repairs(original: str, repaired: str) -> None:
    assert repair(original).text == repaired


def test_offsets_lead_back_to_the_original_words() -> None:
    text = "WORLD\r\nThe cafÃ© closed.\r\n\r\nâ€œWe wonâ€™t go,â€\x9d he said in town."
    found = wired(RawStory(text=text, where="x"))
    at = found.report.text.index("in town")
    start, end = found.origin(at, at + len("in town"))
    assert text[start:end] == "in town"
    at = found.report.text.index("café")
    start, end = found.origin(at, at + 4)
    assert text[start:end] == "cafÃ©"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab \r\n\x00âÃ€™©é.\u2028"), max_size=60))
@example("é€€aÃ©")  # the repair joins the first three; their places were once told after those of what follows
def test_the_map_is_monotonic_and_inside(text: str) -> None:
    found = repair(text)
    last = 0
    for at in range(len(found.text)):
        start, end = found.offsets.origin(at, at + 1)
        assert last <= start < end <= len(text)
        last = start


def test_a_title_given_apart_stands_above_the_text() -> None:
    found = wired(RawStory(text=LEAD, title="Rebels  sign\ntruce", where="x"))
    assert found.report.text == f"Rebels sign truce\n\n{LEAD}"
    assert found.report.headline == "Rebels sign truce"
    assert found.source == found.report.text


def test_the_same_text_has_the_same_id_however_it_is_spaced() -> None:
    assert report(RawStory(text=LEAD, where="a")).id == report(RawStory(text=f" {LEAD}\n", where="b")).id


@pytest.mark.parametrize(
    ("told", "agency"),
    [
        ('"We go," he told AFP.', "AFP"),
        ("He told the Associated Press that they go.", "Associated Press"),
        ("He told AFP news agency that they go.", None),
        ("He told Reuters, and she told AFP.", None),
        ("He told CNN that they go.", None),
        ("He told Reuters TV.", None),
    ],
)
def test_whom_the_sources_told_tells_the_agency(told: str, agency: str | None) -> None:
    assert report(RawStory(text=f"{LEAD} {told}", where="x")).agency == agency


EXAMPLES = {
    "sections": "section",
    "credits": "caption",
    "bylines": "byline",
    "staff_credits": "boilerplate",
    "source_lines": "source_line",
    "tags": "tags",
    "related": "boilerplate",
    "furniture": "boilerplate",
    "date_labels": "published",
}


@pytest.mark.parametrize("table", EXAMPLES)
def test_the_lexicons_examples(table: str) -> None:
    assert kind_of(lexicon("wire")[table]["example"]) == EXAMPLES[table]
