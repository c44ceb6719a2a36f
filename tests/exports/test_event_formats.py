"""Events as GDELT, ICEWS and POLECAT have them, read back as their users read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pandas
import pytest
from tests.ledger.builders import seed

from dragoman.exports import codes, gdelt, icews, manual, polecat
from dragoman.exports.own import OWN
from dragoman.exports.pairs import of_reading
from dragoman.ledger.store import Ledger
from dragoman.reading.codebook import codebook
from dragoman.records import Figure, Interval, Party, Reading

# The releases' own lists, in order.
GDELT_EVENTS = [
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", "Actor1Code", "Actor1Name",
    "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode", "Actor1Religion1Code", "Actor1Religion2Code",
    "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code", "Actor2Code", "Actor2Name", "Actor2CountryCode",
    "Actor2KnownGroupCode", "Actor2EthnicCode", "Actor2Religion1Code", "Actor2Religion2Code", "Actor2Type1Code",
    "Actor2Type2Code", "Actor2Type3Code", "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", "Actor1Geo_Type", "Actor1Geo_FullName",
    "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code", "Actor1Geo_Lat", "Actor1Geo_Long",
    "Actor1Geo_FeatureID", "Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code", "Actor2Geo_Lat", "Actor2Geo_Long", "Actor2Geo_FeatureID", "ActionGeo_Type",
    "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_Lat",
    "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL",
]  # fmt: skip
GDELT_MENTIONS = [
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
]  # fmt: skip
ICEWS = [
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
]  # fmt: skip
POLECAT = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
]  # fmt: skip


def the_story() -> Reading:
    """The seed story in small, its bombing with a toll, and a denial beside what happened."""
    reading = seed()
    rejected, bombed = reading.events
    denied = replace(bombed, id="e3", type="COERCE", mode=None, factuality="denied", cameo="173")
    bombed = replace(bombed, cameo="195")
    figure = replace(reading.figures[0], event="e2")
    return replace(reading, events=(rejected, bombed, denied), figures=(figure,))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "test.db") as opened:
        opened.add(the_story())
        yield opened


@pytest.fixture
def frame(ledger: Ledger, tmp_path: Path) -> Callable[..., pandas.DataFrame]:
    """A written file as pandas reads it, every column as text."""

    def read(name: str, **choice: bool) -> pandas.DataFrame:
        target = tmp_path / name
        if name == "gdelt":
            gdelt.write(ledger, target, **choice)
            names = [column.name for column in gdelt.EVENT_COLUMNS]
            return pandas.read_csv(target / gdelt.EVENTS, sep="\t", header=None, names=names, dtype=str)
        (icews if name == "icews" else polecat).write(ledger, target, **choice)
        return pandas.read_csv(target, sep="\t", dtype=str)

    return read


def test_columns_are_those_of_the_releases() -> None:
    assert [column.name for column in gdelt.EVENT_COLUMNS] == GDELT_EVENTS
    assert [column.name for column in gdelt.MENTION_COLUMNS] == GDELT_MENTIONS
    assert [column.name for column in icews.COLUMNS[:20]] == ICEWS
    assert [column.name for column in polecat.COLUMNS[:40]] == POLECAT
    assert icews.COLUMNS[-len(OWN) :] == polecat.COLUMNS[-len(OWN) :] == OWN


def test_gdelt(frame: Callable[..., pandas.DataFrame]) -> None:
    table = frame("gdelt")
    assert table.shape == (2, 61)
    rejected, bombed = table.to_dict("records")
    assert rejected["SQLDATE"] == "20171225"
    assert (rejected["MonthYear"], rejected["Year"]) == ("201712", "2017")
    assert rejected["FractionDate"] == "2017.9999"
    assert (rejected["Actor1Name"], rejected["Actor1CountryCode"]) == ("OPPOSITION GROUPS", "SYR")
    assert (rejected["Actor2Code"], rejected["Actor2Type1Code"]) == ("RUSGOV", "GOV")
    assert [rejected[f"Event{part}Code"] for part in ("", "Base", "Root")] == ["128", "128", "12"]
    assert (rejected["QuadClass"], float(rejected["GoldsteinScale"])) == ("3", -5.0)
    assert (bombed["QuadClass"], float(bombed["GoldsteinScale"])) == ("4", -10.0)
    assert (bombed["ActionGeo_Type"], bombed["ActionGeo_FullName"]) == ("4", "Homs, Syria")
    assert (bombed["ActionGeo_CountryCode"], bombed["ActionGeo_Lat"]) == ("SY", "34.73")
    assert bombed["SQLDATE"] == "20171226", "not dated by the text: the day of publication"
    assert bombed["SOURCEURL"] == "https://trt.example/sochi"


def test_gdelt_says_in_its_mentions_whose_word_it_is(ledger: Ledger, tmp_path: Path) -> None:
    gdelt.write(ledger, tmp_path / "out")
    names = [column.name for column in gdelt.MENTION_COLUMNS]
    table = pandas.read_csv(tmp_path / "out" / gdelt.MENTIONS, sep="\t", header=None, names=names, quoting=3)
    extras = [json.loads(value) for value in table["Extras"]]
    assert [extra.get("according_to") for extra in extras] == [None, "residents"]
    assert extras[1]["figures"] == ["killed or injured 200+"]
    text = the_story().report.text
    assert text[table["ActionCharOffset"][1] :].startswith("Russian air strikes")
    assert list(table["Actor2CharOffset"])[1] == -1
    assert list(table["MentionType"]) == [1, 1]


def test_icews(frame: Callable[..., pandas.DataFrame]) -> None:
    rejected, bombed = frame("icews").to_dict("records")
    assert (rejected["Event Date"], rejected["Event Text"]) == ("2017-12-25", "Defy norms, law")
    assert (rejected["Target Name"], rejected["Target Sectors"]) == ("Russia", "Government")
    assert rejected["Target Country"] == "Russian Federation"
    assert (bombed["CAMEO Code"], bombed["Event Text"]) == ("195", "Employ aerial weapons")
    assert (bombed["City"], bombed["Country"]) == ("Homs", "Syria")
    assert (bombed["According To"], bombed["Factuality"]) == ("residents", "happened")
    assert (bombed["Killed Low"], bombed["Figures"]) == ("200", "killed or injured 200+")
    assert pandas.isna(bombed["Killed High"])
    assert bombed["Evidence"].startswith("Russian air strikes")


def test_polecat(frame: Callable[..., pandas.DataFrame]) -> None:
    table = frame("polecat", every=True)
    rejected, bombed, denied = table.to_dict("records")
    assert (rejected["Event Type"], rejected["Event Mode"]) == ("REJECT", "meet")
    assert rejected["Quad Code"] == "VERBAL CONFLICT"
    assert (rejected["Recipient COW"], rejected["Wikipedia Recipient ID"]) == ("365", "Q159")
    assert (bombed["GeoNames ID"], bombed["Raw Placename"]) == ("169577", "Homs")
    assert (denied["Contexts"], denied["Auxiliary Modes"]) == ("negation", "negation")
    assert pandas.isna(bombed["Contexts"]), "POLECAT writes None for nothing, which pandas knows"


def test_what_did_not_happen_is_left_out_unless_asked_for(frame: Callable[..., pandas.DataFrame]) -> None:
    assert [len(frame(name)) for name in ("gdelt", "icews", "polecat")] == [2, 2, 2]
    assert set(frame("icews", every=True)["Factuality"]) == {"happened", "denied"}


def test_a_row_is_a_pair_and_its_event_has_one_key() -> None:
    reading = the_story()
    rejected = reading.events[0]
    turkey = reading.report.text.index("Turkey")
    both = (*rejected.recipients, Party(start=turkey, end=turkey + 6, actor="Q43"))
    rows = list(of_reading(replace(reading, events=(replace(rejected, recipients=both),))))
    assert [(row.actor.name, row.recipient.name) for row in rows if row.actor and row.recipient] == [
        ("opposition groups", "Russia"), ("opposition groups", "Turkey"),
    ]  # fmt: skip
    assert len({row.key for row in rows}) == 1
    assert len({row.number for row in rows}) == 2


def test_parts_are_added_up_only_where_their_whole_is_not_told() -> None:
    reading = the_story()
    whole = replace(reading.figures[0], low=70, high=70)
    parts = [replace(whole, id=f"f{n}", low=n, high=n, part_of="f1") for n in (30, 39)]

    def killed(*figures: Figure) -> tuple[int | None, int | None]:
        return list(of_reading(replace(reading, figures=figures)))[1].bounds("killed")

    assert killed(whole, *parts) == (70, 70)
    assert killed(*parts) == (69, 69)
    assert killed(replace(whole, high=None)) == (70, None)


def test_undated_history_has_no_date() -> None:
    reading = the_story()
    past = replace(reading.events[1], background=True)
    assert [row.date for row in of_reading(replace(reading, events=(past,)))] == [None]
    known = replace(past, date=Interval("2015-09-30", "2015-09-30", "2015-09-30"))
    assert [row.date for row in of_reading(replace(reading, events=(known,)))] == ["2015-09-30"]


def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("one", "two"):
        polecat.write(ledger, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_every_code_of_the_codebook_has_a_weight_and_a_name() -> None:
    book = codebook("plover")
    patterns = [p for table in book.patterns.values() for p in table.values()]
    given = {p.cameo for p in patterns if p.cameo} | {c.cameo for c in book.classes.values() if c.cameo}
    assert {code for code in given if codes.goldstein(code) is None or not codes.title(code)} == set()


@pytest.mark.parametrize(
    ("code", "weight", "quad"), [("057", 8.0, "1"), ("03", 4.0, "1"), ("0874", 10.0, "2"), ("090", -2.0, "3"),
                                 ("112", -2.0, "3"), ("141", -6.5, "4"), ("190", -10.0, "4"), (None, None, "")],
)  # fmt: skip
def test_weights_and_quads(code: str | None, weight: float | None, quad: str) -> None:
    assert codes.goldstein(code) == weight
    assert codes.quad_class(code) == quad


def test_the_docs_page_is_the_present_one() -> None:
    path = Path(__file__).parents[2] / "docs" / "exports.md"
    assert path.read_text(encoding="utf-8") == manual.page(), "run python docs/generate.py"
