"""The shapes in which outlets and agencies print stories, with invented words: what each part is found to be."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.records import RawStory, Report
from dragoman.wire.report import report

LEAD = (
    "The two sides agreed on Monday to halt fighting along the river for ten days, officials of both governments said."
)
MORE = "The agreement, reached after a night of talks in the border town, follows three weeks of shelling."
LAST = '"We will keep our word as long as they keep theirs," said the defence minister, who signed for the north.'
BODY = f"{LEAD}\n\n{MORE}\n\n{LAST}"

SHAPES: dict[str, tuple[str, dict[str, Any]]] = {
    "BBC": (
        "Mali rebels sign truce with army\n\nBy Jane Doe\nBBC News, Bamako\nPublished\n3 May 2015\n\n"
        "Image source, AFP\n"
        "Image caption, The rebels have held the town since 2012\n\n" + BODY,
        {
            "headline": "Mali rebels sign truce with army",
            "byline": "By Jane Doe",
            "published_text": "3 May 2015",
            "published": "2015-05-03",
            "captions": 1,
            "first": LEAD,
        },
    ),
    "Guardian": (
        "Mali rebels sign truce with army\n\nDeal brokered by Algeria ends three weeks of clashes in the north\n\n"
        "Jane Doe in Bamako\n\nSun 3 May 2015 14.23 BST\n\n" + BODY,
        {
            "headline": "Mali rebels sign truce with army",
            "byline": "Jane Doe in Bamako",
            "deck": "Deal brokered by Algeria ends three weeks of clashes in the north",
            "published": "2015-05-03",
            "published_text": "Sun 3 May 2015 14.23 BST",
            "first": LEAD,
        },
    ),
    "New York Times": (
        "Mali Rebels Sign Truce With Army\n\nBy JANE DOE and JOHN ROE\nMAY 3, 2015\n\nBAMAKO, Mali — " + BODY,
        {
            "headline": "Mali Rebels Sign Truce With Army",
            "byline": "By JANE DOE and JOHN ROE",
            "dateline": "BAMAKO, Mali",
            "published_text": "MAY 3, 2015",
            "published": "2015-05-03",
            "first": LEAD,
        },
    ),
    "Reuters": (
        "Mali rebels sign truce with army\n\nBy Jane Doe\n\nBAMAKO, May 3 (Reuters) - "
        + BODY
        + "\n\n(Reporting by Jane Doe; Editing by John Roe)",
        {
            "headline": "Mali rebels sign truce with army",
            "byline": "By Jane Doe",
            "dateline": "BAMAKO",
            "agency": "Reuters",
            "given": "2015-05-04",
            "published": "2015-05-03",
            "first": LEAD,
            "last": LAST,
        },
    ),
    "Reuters, early line": (
        "Mali rebels sign truce with army\n\nBAMAKO (Reuters) - " + BODY,
        {"dateline": "BAMAKO", "agency": "Reuters", "published": None, "first": LEAD},
    ),
    "AP": (
        "Mali rebels sign truce\n\nBy JANE DOE, Associated Press\n\nWASHINGTON (AP) — " + BODY,
        {
            "headline": "Mali rebels sign truce",
            "dateline": "WASHINGTON",
            "agency": "AP",
            "byline": "By JANE DOE, Associated Press",
            "first": LEAD,
        },
    ),
    "AFP": (
        "Mali rebels sign truce\n\nBamako, May 3, 2015 (AFP) - " + BODY,
        {"dateline": "Bamako", "agency": "AFP", "published": "2015-05-03", "first": LEAD},
    ),
    "UPI": (
        "Mali rebels sign truce with army.\n\nHEMPSTEAD, N.Y., Sept. 26 (UPI) — " + BODY,
        {
            "headline": "Mali rebels sign truce with army.",
            "agency": "UPI",
            "dateline": "HEMPSTEAD, N.Y.",
            "given": "2016-09-26",
            "published": "2016-09-26",
            "first": LEAD,
        },
    ),
    "Al Jazeera": (
        "Mali rebels sign truce with army\n\nDeal brokered by Algeria ends three weeks of clashes.\n\n"
        "A fighter stands guard near Kidal in northern Mali [File: Joe Penney/Reuters]\n\n03 May 2015 12:10 GMT\n\n"
        + LEAD
        + "\n\nFragile peace\n\n"
        + MORE
        + "\n\nREAD MORE: Who are the rebels?\n\n"
        + LAST
        + "\n\nSource: Al Jazeera and agencies",
        {
            "headline": "Mali rebels sign truce with army",
            "deck": "Deal brokered by Algeria ends three weeks of clashes.",
            "captions": 1,
            "published": "2015-05-03",
            "source_line": "Source: Al Jazeera and agencies",
            "agency": "agencies",
            "subheads": ["Fragile peace"],
            "boilerplate": ["READ MORE: Who are the rebels?"],
            "first": LEAD,
            "last": LAST,
        },
    ),
    "TASS": (
        "Truce in Mali holds, envoy says\n\nMOSCOW, April 5. /TASS/. " + BODY,
        {
            "headline": "Truce in Mali holds, envoy says",
            "dateline": "MOSCOW",
            "agency": "TASS",
            "given": "2015-04-05",
            "published": "2015-04-05",
            "first": LEAD,
        },
    ),
    "Xinhua": (
        "Mali rebels sign truce\nSource: Xinhua| 2015-05-03 20:31:05|Editor: Jane\n\nBAMAKO, May 3 (Xinhua) -- " + BODY,
        {
            "headline": "Mali rebels sign truce",
            "agency": "Xinhua",
            "dateline": "BAMAKO",
            "published": "2015-05-03",
            "first": LEAD,
        },
    ),
    "Anadolu": (
        "Mali rebels sign truce with army\n\nDeal brokered by Algeria ends 3 weeks of clashes\n\n"
        "Jane Doe   | 03.05.2015\n\n"
        "BAMAKO, Mali\n\n" + BODY,
        {
            "headline": "Mali rebels sign truce with army",
            "deck": "Deal brokered by Algeria ends 3 weeks of clashes",
            "published": "2015-05-03",
            "dateline": "BAMAKO, Mali",
            "byline": "Jane Doe",
            "first": LEAD,
        },
    ),
    "Kyiv Independent": (
        "Russian drones hit Odesa port, injuring 3\n\nby Jane Doe\n\nMay 3, 2024 8:15 AM\n\n"
        "Firefighters work at the site of a strike in Odesa on May 3, 2024. (State Emergency Service/Telegram)\n\n"
        + BODY
        + "\n\nMost popular\n\nNews Feed",
        {
            "headline": "Russian drones hit Odesa port, injuring 3",
            "byline": "Jane Doe",
            "captions": 1,
            "published_text": "May 3, 2024 8:15 AM",
            "published": "2024-05-03",
            "first": LEAD,
            "last": LAST,
        },
    ),
    "Dawn": (
        "Mali rebels sign truce\n\nAFP | Jane Doe\nPublished May 3, 2015\n\nISLAMABAD: "
        + BODY
        + "\n\nPublished in Dawn, May 3rd, 2015",
        {
            "headline": "Mali rebels sign truce",
            "dateline": "ISLAMABAD",
            "published_text": "May 3, 2015",
            "published": "2015-05-03",
            "agency": "AFP",
            "first": LEAD,
            "last": LAST,
        },
    ),
    "allAfrica": (
        "Nigeria: Army Frees 200 Hostages\n\nBy Jane Doe\n\nAbuja — " + BODY,
        {"headline": "Nigeria: Army Frees 200 Hostages", "byline": "By Jane Doe", "dateline": "Abuja", "first": LEAD},
    ),
    "Punch": (
        "Troops kill 20 bandits in Zamfara\n\nKindly share this story:\n\nJane Doe, Gusau\n\n"
        + BODY
        + "\n\nCopyright PUNCH. All rights reserved.",
        {"headline": "Troops kill 20 bandits in Zamfara", "byline": "Jane Doe, Gusau", "first": LEAD, "last": LAST},
    ),
    "Washington Post": (
        "Mali rebels sign truce with army.\n\nDeal leaves the town's future open, experts say.\n\n"
        + BODY
        + "\n\nJohn Roe contributed to this report.",
        {
            "headline": "Mali rebels sign truce with army.",
            "boilerplate": ["John Roe contributed to this report."],
            "last": LAST,
        },
    ),
    "Breitbart": (
        "Senator: Truce in Mali ‘A Bad Deal.’\n\n" + BODY + "\n\nFollow Jane Doe on Twitter @janedoe.",
        {
            "headline": "Senator: Truce in Mali ‘A Bad Deal.’",
            "boilerplate": ["Follow Jane Doe on Twitter @janedoe."],
            "first": LEAD,
            "last": LAST,
        },
    ),
    "Wire file photo": (
        "FILE PHOTO: Mali's president arrives for talks in Algiers, May 2, 2015. REUTERS/John Roe\n\n"
        "Mali rebels sign truce with army\n\n" + BODY,
        {"headline": "Mali rebels sign truce with army", "captions": 1, "first": LEAD},
    ),
    "desk and date": (
        "WORLD | May 3, 2015\nMali rebels sign truce with army\nBy Staff Reporter\n\n" + BODY + "\n\nSOURCE: AFP",
        {
            "section": "WORLD",
            "headline": "Mali rebels sign truce with army",
            "byline": "By Staff Reporter",
            "published_text": "May 3, 2015",
            "source_line": "SOURCE: AFP",
            "agency": "AFP",
            "first": LEAD,
            "last": LAST,
        },
    ),
    "TRT World": (
        " date 2018-01-12 AFRICA\nMali rebels sign truce with army\nDeal brokered by Algeria ends three weeks of "
        "clashes in the north.\nMali's president arrives for talks in Algiers, Algeria, January 11, 2018. / AP\n"
        "By Staff Reporter\n"
        "January 12, 2018\n\n" + BODY + "\n\nSOURCE:AP, AFP\n",
        {
            "section": "AFRICA",
            "headline": "Mali rebels sign truce with army",
            "captions": 1,
            "byline": "By Staff Reporter",
            "deck": "Deal brokered by Algeria ends three weeks of clashes in the north.",
            "published": "2018-01-12",
            "published_text": "January 12, 2018",
            "source_line": "SOURCE:AP, AFP",
            "agency": "AP",
            "first": LEAD,
            "last": LAST,
        },
    ),
    "VOA": (
        "Mali Rebels Sign Truce With Army\n\nMay 03, 2015 10:05 AM\n\nJane Doe\n\nBAMAKO —\n\n" + BODY,
        {
            "headline": "Mali Rebels Sign Truce With Army",
            "published": "2015-05-03",
            "byline": "Jane Doe",
            "dateline": "BAMAKO",
            "published_text": "May 03, 2015 10:05 AM",
            "first": LEAD,
        },
    ),
    "Wikinews": (
        "Mali rebels sign truce with army\n\nTuesday, April 5, 2016\n\n"
        + BODY
        + '\n\nSources\n\nJane Doe. "Mali rebels sign truce" — BBC News, April 5, 2016',
        {
            "headline": "Mali rebels sign truce with army",
            "published": "2016-04-05",
            "byline": None,
            "published_text": "Tuesday, April 5, 2016",
            "first": LEAD,
            "last": LAST,
        },
    ),
    "Deutsche Welle": (
        "Mali rebels sign truce with army\n\nDate 03.05.2015\n\nAuthor Jane Doe\n\n"
        + BODY
        + "\n\njd/rc (AFP, Reuters, dpa)",
        {
            "headline": "Mali rebels sign truce with army",
            "published": "2015-05-03",
            "published_text": "03.05.2015",
            "byline": "Author Jane Doe",
            "source_line": "jd/rc (AFP, Reuters, dpa)",
            "agency": "AFP",
            "first": LEAD,
            "last": LAST,
        },
    ),
    "France 24": (
        "Mali rebels sign truce with army\n\nIssued on: 03/05/2015 - 10:10 Modified: 03/05/2015 - 12:44\n\n"
        + BODY
        + "\n\n(FRANCE 24 with AFP)",
        {
            "headline": "Mali rebels sign truce with army",
            "published": "2015-05-03",
            "source_line": "(FRANCE 24 with AFP)",
            "agency": "AFP",
            "first": LEAD,
            "last": LAST,
        },
    ),
    "CNN": (
        "Mali rebels sign truce with army\n\nBy Jane Doe and John Roe, CNN\n\nUpdated 1:10 PM ET, Sun May 3, 2015\n\n"
        "Bamako, Mali (CNN)" + BODY,
        {
            "headline": "Mali rebels sign truce with army",
            "byline": "By Jane Doe and John Roe, CNN",
            "published": "2015-05-03",
            "dateline": "Bamako, Mali",
            "first": LEAD,
        },
    ),
    "UN News": (
        "Mali: UN hails truce between rebels and army\n\nUN Photo/Jane Doe\n\n3 May 2015\n\nPeace and Security\n\n"
        + BODY,
        {
            "headline": "Mali: UN hails truce between rebels and army",
            "published": "2015-05-03",
            "first": LEAD,
            "last": LAST,
        },
    ),
    "Middle East Eye": (
        "Mali rebels sign truce with army\n\nDeal ends three weeks of clashes in the country's north\n\n"
        "MEE and agencies\n\n"
        "Published date: 3 May 2015 10:10 UTC\n\n" + BODY,
        {
            "headline": "Mali rebels sign truce with army",
            "published": "2015-05-03",
            "agency": "agencies",
            "deck": "Deal ends three weeks of clashes in the country's north",
            "first": LEAD,
        },
    ),
    "Guardian, agency copy": (
        "Mali rebels sign truce with army\n\nAssociated Press in Bamako\n\nSun 3 May 2015 14.23 BST\n\n" + BODY,
        {
            "headline": "Mali rebels sign truce with army",
            "agency": "Associated Press",
            "published": "2015-05-03",
            "byline": "Associated Press in Bamako",
            "first": LEAD,
        },
    ),
    "ANI": (
        "Mali rebels sign truce with army\n\nANI | Updated: May 03, 2015 10:10 IST\n\nBamako [Mali], May 3 (ANI): "
        + BODY,
        {
            "headline": "Mali rebels sign truce with army",
            "agency": "ANI",
            "dateline": "Bamako [Mali]",
            "published": "2015-05-03",
            "first": LEAD,
        },
    ),
    "PTI": (
        "Mali rebels sign truce with army\n\nNew Delhi, May 3 (PTI) " + BODY,
        {
            "headline": "Mali rebels sign truce with army",
            "agency": "PTI",
            "dateline": "New Delhi",
            "given": "2015-05-03",
            "published": "2015-05-03",
            "first": LEAD,
        },
    ),
    "Haaretz": (
        "Mali rebels sign truce with army\n\nReuters | May 3, 2015 | 10:10 AM\n\n" + BODY,
        {"headline": "Mali rebels sign truce with army", "agency": "Reuters", "published": "2015-05-03", "first": LEAD},
    ),
    "RT": (
        "Mali rebels sign truce with army\n\nPublished time: 3 May, 2015 10:10\nGet short URL\n\n"
        "Fighters near Kidal, Mali. © Jane Doe / Reuters\n\n" + BODY + "\n\nTrends: Mali news",
        {"headline": "Mali rebels sign truce with army", "published": "2015-05-03", "captions": 1, "first": LEAD},
    ),
    "Press TV": (
        "Mali rebels sign truce with army\nSun May 3, 2015 5:0PM\n\n"
        "This file photo shows fighters near Kidal, Mali. (Photo by AFP)\n\n" + BODY,
        {"headline": "Mali rebels sign truce with army", "published": "2015-05-03", "captions": 1, "first": LEAD},
    ),
    "Libya Observer": (
        "Mali rebels sign truce with army\n\nBy Jane Ben Doe - May 3, 2015\n\n" + BODY,
        {"byline": "By Jane Ben Doe", "published_text": "May 3, 2015", "published": "2015-05-03", "first": LEAD},
    ),
    "teleSUR": (
        "Mali rebels sign truce with army\n\nPublished 3 May 2015 (6 hours 14 minutes ago)\n\n" + BODY,
        {"published_text": "3 May 2015", "deck": None, "first": LEAD},
    ),
    "El Pais": (
        "Mali rebels sign truce with army\n\nJane Doe Roe\nBamako - MAY 03, 2015 - 05:30 CEST\n\n" + BODY,
        {"byline": "Jane Doe Roe", "dateline": "Bamako", "published_text": "MAY 03, 2015 - 05:30 CEST", "first": LEAD},
    ),
    "Radio Tamazuj": (
        "Mali rebels sign truce with army\n\nBAMAKO - 3 MAY 2015\n\n" + BODY,
        {"dateline": "BAMAKO", "published_text": "3 MAY 2015", "first": LEAD},
    ),
    "AZERTAC": (
        "Mali rebels sign truce with army\n\nBamako, May 3, AZERTAC\n\n" + BODY,
        {"dateline": "Bamako", "agency": "AZERTAC", "first": LEAD},
    ),
    "Times of Israel": (
        "Mali rebels sign truce with army\n\nBy TOI staff and agencies 3 May 2015, 9:47 pm\n\n" + BODY,
        {"byline": "By TOI staff and agencies", "agency": "agencies", "published_text": "3 May 2015, 9:47 pm"},
    ),
    "Daily Star": (
        "Mali rebels sign truce with army\n\nJane Doe| The Daily Star\n\nBEIRUT: " + BODY,
        {"headline": "Mali rebels sign truce with army", "dateline": "BEIRUT", "first": LEAD},
    ),
    "title in capitals, no blank lines": (
        "MALI REBELS SIGN TRUCE WITH ARMY\nBy Jane Doe\nBAMAKO, Mali (AP) -- " + LEAD + "\n" + MORE + "\n" + LAST,
        {
            "headline": "MALI REBELS SIGN TRUCE WITH ARMY",
            "byline": "By Jane Doe",
            "dateline": "BAMAKO, Mali",
            "agency": "AP",
            "bodies": 3,
        },
    ),
    "database export": (
        "HEADLINE: Mali rebels sign truce with army\n\nBYLINE: Jane Doe\n\nSECTION: WORLD\n\nDate: May 3, 2015\n\n"
        "LENGTH: 312 words\n\nDATELINE: BAMAKO, Mali\n\n" + BODY,
        {
            "headline": "Mali rebels sign truce with army",
            "byline": "BYLINE: Jane Doe",
            "section": "WORLD",
            "published": "2015-05-03",
            "dateline": "BAMAKO, Mali",
            "first": LEAD,
        },
    ),
    "Reuters with points": (
        "UPDATE 2-Mali rebels sign truce with army\n\n* Truce to last ten days\n* Algeria brokered deal\n\n"
        "By Jane Doe\n\nBAMAKO, May 3 (Reuters) - " + BODY,
        {
            "headline": "UPDATE 2-Mali rebels sign truce with army",
            "deck": "* Truce to last ten days",
            "byline": "By Jane Doe",
            "agency": "Reuters",
            "first": LEAD,
        },
    ),
    "database with abstract": (
        "Mali rebels sign truce with army.\n\nABSTRACT.\n\nTalks led by Algeria ended weeks of clashes.\n\n"
        "FULL TEXT.\n\n" + BODY,
        {
            "headline": "Mali rebels sign truce with army.",
            "deck": "Talks led by Algeria ended weeks of clashes.",
            "first": LEAD,
        },
    ),
    "agency in parentheses at the end": (
        "Mali rebels sign truce with army\n\n" + BODY + " (AFP)",
        {"agency": "AFP", "source_line": "(AFP)", "captions": 0, "first": LEAD, "last": LAST},
    ),
    "agency alone at the end": (
        "Mali rebels sign truce with army\n\n" + BODY + "\n\nAFP",
        {"agency": "AFP", "first": LEAD, "last": LAST},
    ),
    "agency behind a dash at the end": (
        "Mali rebels sign truce with army\n\n" + BODY + " - Reuters",
        {"agency": "Reuters", "source_line": "- Reuters", "first": LEAD, "last": LAST},
    ),
    "head block with caption only": (
        "AFRICA\nMali rebels sign truce with army\nThe deal that Algeria brokered ends weeks of clashes in the north "
        "which had driven thousands from their homes.\nFighters near Kidal, Mali, May 1, 2015. / Reuters\n\n" + BODY,
        {
            "section": "AFRICA",
            "captions": 1,
            "headline": "Mali rebels sign truce with army",
            "first": LEAD,
            "last": LAST,
        },
    ),
    "site name first": (
        "Example News\nMali rebels sign truce with army\n3 May 2015\n\n" + BODY,
        {"headline": "Mali rebels sign truce with army", "published": "2015-05-03", "first": LEAD, "last": LAST},
    ),
    "no headline": (BODY, {"headline": None, "deck": None, "byline": None, "first": LEAD, "last": LAST}),
    "one paragraph": (LEAD, {"headline": None, "first": LEAD}),
    "hard-wrapped": (
        "Mali rebels sign truce with army\n\nBAMAKO (Reuters) - The two sides agreed on Monday to halt fighting along\n"
        "the river for ten days, officials of both governments said in the border\ntown where they met.\n\n"
        "The agreement follows three "
        "weeks of shelling that left at least\n40 people dead and drove thousands from their homes on both banks\n"
        "of the river.",
        {"headline": "Mali rebels sign truce with army", "dateline": "BAMAKO", "bodies": 2},
    ),
}


def parts(found: Report, kind: str) -> list[str]:
    return [found.text[zone.start : zone.end] for zone in found.zones if zone.kind == kind]


@pytest.mark.parametrize("name", SHAPES)
def test_an_outlets_shape(name: str) -> None:
    text, expected = SHAPES[name]
    found = report(RawStory(text=text, where=name, published=expected.get("given")))
    got: dict[str, Any] = {}
    for key, value in expected.items():
        match key:
            case "given":
                got[key] = value
            case "captions":
                got[key] = len(found.captions)
            case "bodies":
                got[key] = len(parts(found, "body"))
            case "first":
                got[key] = parts(found, "body")[0]
            case "last":
                got[key] = parts(found, "body")[-1]
            case "subheads":
                got[key] = parts(found, "subhead")
            case "boilerplate":
                got[key] = parts(found, "boilerplate")
            case _:
                got[key] = getattr(found, key)
    assert got == expected
