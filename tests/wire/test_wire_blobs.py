"""Scraped text without line breaks, with invented words: where each piece of furniture ends and the story begins."""

from __future__ import annotations

import pytest

from dragoman.records import RawStory, Report
from dragoman.wire.report import report

TITLE = "Rebels sign truce with army in north Mali"
LEAD = "The two sides agreed on Monday to halt fighting along the river for ten days officials of both sides said."
REST = (
    " The agreement follows three weeks of shelling that left 40 people dead and drove thousands from their homes." * 5
)


def made(blob: str, title: str | None = TITLE) -> Report:
    return report(RawStory(text=blob, title=title, where="x", published="2015-05-04"))


def kinds(found: Report) -> list[tuple[str, str]]:
    return [(zone.kind, found.text[zone.start : zone.end]) for zone in found.zones][1:]


def body(found: Report) -> str:
    return " ".join(text for kind, text in kinds(found) if kind == "body")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (f"3 May 2015 {TITLE}. ", [("published", "3 May 2015"), ("headline", f"{TITLE}.")]),
        (
            f"{TITLE} AFP Sunday 3 May 2015 ",
            [("headline", TITLE), ("source_line", "AFP"), ("published", "Sunday 3 May 2015")],
        ),
        (
            f"{TITLE} Deal brokered by Algeria ends three weeks of clashes in the north AFP Sunday 3 May 2015 ",
            [
                ("headline", TITLE),
                ("deck", "Deal brokered by Algeria ends three weeks of clashes in the north"),
                ("source_line", "AFP"),
                ("published", "Sunday 3 May 2015"),
            ],
        ),
        (
            f"Posted on May 3 2015 by Jane Doe John Roe and Joe Poe {TITLE} ",
            [
                ("published", "Posted on May 3 2015"),
                ("byline", "by Jane Doe John Roe and Joe Poe"),
                ("headline", TITLE),
            ],
        ),
        (
            f"3 May 2015 {TITLE}. Jane Doe. ",
            [("published", "3 May 2015"), ("headline", f"{TITLE}."), ("byline", "Jane Doe.")],
        ),
        ("Last updated at May 032015 BAMAKO ", [("published", "Last updated at May 032015"), ("dateline", "BAMAKO")]),
        (
            "3 May 2015 Mali and its rebels have signed a truce. Tags Mali Bamako peace deal Algeria ",
            [
                ("published", "3 May 2015"),
                ("deck", "Mali and its rebels have signed a truce."),
                ("tags", "Tags Mali Bamako peace deal Algeria"),
            ],
        ),
        (
            "3 May 2015 Mali and its rebels have signed a truce. Tags Mali Bamako Malian Institute for Human Rights "
            "Movement of Azawad ",
            [
                ("published", "3 May 2015"),
                ("deck", "Mali and its rebels have signed a truce."),
                ("tags", "Tags Mali Bamako Malian Institute for Human Rights Movement of Azawad"),
            ],
        ),
        (
            "03.05.2015(updated 1457 03.05.2015) Get short URL 24 Mali and its rebels have signed a truce. "
            "BAMAKO (Sputnik) ",
            [
                ("published", "03.05.2015(updated 1457 03.05.2015)"),
                ("boilerplate", "Get short URL 24"),
                ("deck", "Mali and its rebels have signed a truce."),
                ("dateline", "BAMAKO (Sputnik)"),
            ],
        ),
        (
            "03.05.2015 Mali has a truce with the AFISMA. REUTERS Jane Doe Army Takes Hill in the East "
            "BAMAKO (Sputnik) ",
            [
                ("published", "03.05.2015"),
                ("deck", "Mali has a truce with the AFISMA."),
                ("boilerplate", "REUTERS Jane Doe Army Takes Hill in the East"),
                ("dateline", "BAMAKO (Sputnik)"),
            ],
        ),
        (
            "3 May 2015 Mali has a truce. A soldier stands guard near Kidal Mali May 2 2015. (AFP) ",
            [
                ("published", "3 May 2015"),
                ("deck", "Mali has a truce."),
                ("caption", "A soldier stands guard near Kidal Mali May 2 2015. (AFP)"),
            ],
        ),
        (
            "03-05-2015 The two sides agreed on Monday to halt fighting. ",
            [("published", "03-05-2015"), ("deck", "The two sides agreed on Monday to halt fighting.")],
        ),
    ],
)
def test_heads(head: str, expected: list[tuple[str, str]]) -> None:
    found = made(head + LEAD + REST)
    assert kinds(found)[: len(expected)] == expected
    assert body(found).startswith(LEAD)
    assert found.published == "2015-05-03"


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        (" Source TRTWorld and agencies", [("source_line", "Source TRTWorld and agencies")]),
        (
            " Source Wire and agencies Related News Army takes hill | The week in pictures Follow us",
            [
                ("source_line", "Source Wire and agencies"),
                ("boilerplate", "Related News Army takes hill | The week in pictures Follow us"),
            ],
        ),
        (
            " (Source: Mali Press Office) Twitter",
            [("source_line", "(Source: Mali Press Office)"), ("boilerplate", "Twitter")],
        ),
        (" --Reuters", [("source_line", "--Reuters")]),
        (" (With Reuters and AFP)", [("source_line", "(With Reuters and AFP)")]),
        (" Jane Doe/ Joe Poe", [("byline", "Jane Doe/ Joe Poe")]),
        (
            " Reporting by Jane Doe; Editing by John Roe Our Standards:The Thomson Reuters Trust Principles.",
            [
                (
                    "boilerplate",
                    "Reporting by Jane Doe; Editing by John Roe Our Standards:The Thomson Reuters Trust Principles.",
                )
            ],
        ),
        (" Read Also", [("boilerplate", "Read Also")]),
        (" 218-11", [("boilerplate", "218-11")]),
        (
            " Last Update: Monday 4 May 2015 KSA 08:45 - GMT 05:45 2902",
            [("published", "Last Update: Monday 4 May 2015 KSA 08:45 - GMT 05:45 2902")],
        ),
        (
            " ... 12 Related Army Takes Hill Tags truce Mali Community standardsDiscussion",
            [
                ("boilerplate", "... 12 Related Army Takes Hill"),
                ("tags", "Tags truce Mali"),
                ("boilerplate", "Community standardsDiscussion"),
            ],
        ),
        (" said the envoy.", []),
    ],
)
def test_feet(foot: str, expected: list[tuple[str, str]]) -> None:
    found = made(f"3 May 2015 {TITLE}. {LEAD}{REST}{foot}")
    assert [item for item in kinds(found)[2:] if item[0] != "body"] == expected
    assert body(found).startswith(LEAD)


def test_a_caption_whose_credit_has_a_slash() -> None:
    caption = "Fighters walk near Kidal after the town fell to rebels May 1 2015. REUTERS/Jane Doe"
    found = made(f"{LEAD}{REST} The army gave no toll. FREE AGAIN {caption} The defence minister flew home.{REST}")
    assert found.captions == (caption,)
    body = [found.text[z.start : z.end] for z in found.zones if z.kind == "body"]
    assert body[0].endswith("The army gave no toll.")
    assert body[1].startswith("The defence minister flew home.")


def test_captions_inside() -> None:
    found = made(
        f"3 May 2015 {TITLE}. {LEAD}{REST} Fighters walk near Kidal on May 1 2015. (TRT World and Agencies){REST}"
    )
    assert found.captions == ("Fighters walk near Kidal on May 1 2015. (TRT World and Agencies)",)


def test_prose_with_dates_and_agencies_is_left_alone() -> None:
    text = f"{LEAD} On August 21 2013 the army told Reuters (and AFP) that it would stay.{REST}"
    found = made(text, title=None)
    assert [zone.kind for zone in found.zones] == ["body"]
    assert found.published == "2015-05-04"


def test_a_site_name_behind_the_headline_goes_where_the_story_repeats_it_without() -> None:
    found = made(f"{TITLE} AFP Sunday 3 May 2015 {LEAD}{REST}", title=f"{TITLE} - Region - World - Example Online")
    assert found.headline == TITLE
