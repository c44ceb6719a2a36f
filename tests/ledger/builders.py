"""Readings made by hand: the seed story in small, and as many others as a test wants."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from dragoman import codec
from dragoman.ledger import schema
from dragoman.ledger.store import Ledger
from dragoman.records import (
    Actor,
    Attribution,
    Claim,
    Event,
    Figure,
    Interval,
    Issue,
    Mention,
    Party,
    Place,
    Planned,
    Position,
    Reading,
    Report,
    Span,
    Zone,
)

HEADLINE = "Opposition groups reject Sochi conference"
BODY = (
    "Opposition groups on Monday rejected Russia's planned Sochi conference, saying Moscow had not put "
    "pressure on Assad. "
    "Turkey backs the congress between January 29-30. "
    'Hariri said: "Russia has committed war crimes." '
    "Moscow says it targets militants, but residents say that residents told them Russian air strikes caused "
    "hundreds of "
    "civilian casualties near Homs. "
    "Staffan de Mistura said the plan should be assessed by its ability to support the Geneva talks."
)


class Marker:
    """Finds words in a text and gives their spans."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))


def seed(
    *,
    publisher: str | None = "trt",
    published: str | None = "2017-12-26",
    url: str | None = "https://trt.example/sochi",
    where: str = "sochi.txt",
    extra: str = "",
) -> Reading:
    """The seed story in small: positions, claims that contradict each other, a figure, nested quotes, planned."""
    text = f"{HEADLINE}\n\n{BODY}{extra}\n\nSOURCE:Reuters"
    at = Marker(text)
    body = at(BODY + extra)
    source = at("SOURCE:Reuters")
    report = Report(
        id=codec.report_id(text),
        text=text,
        where=where,
        url=url,
        publisher=publisher,
        agency="Reuters",
        headline=HEADLINE,
        published=published,
        published_from="source" if published else "none",
        source_line="SOURCE:Reuters",
        zones=(
            Zone(0, len(HEADLINE), "headline"),
            Zone(body.start, body.end, "body"),
            Zone(source.start, source.end, "source_line"),
        ),
    )
    return Reading(report=report, **_who(at), **_said(at), **_done(at))


def _who(at: Marker) -> dict[str, tuple]:
    opposition, russia = at("Opposition groups", 1), at("Russia's")
    return {
        "actors": (
            Actor(
                id="new:opposition-groups",
                name="opposition groups",
                kind="collective",
                country="SYR",
                number_low=40,
                number_high=40,
                names=("Opposition groups", "opposition groups"),
                evidence=(opposition,),
            ),
            Actor(
                id="Q159",
                name="Russia",
                kind="state",
                country="RUS",
                sector="GOV",
                wikidata="Q159",
                names=("Russia", "Moscow"),
                evidence=(russia,),
            ),
            Actor(
                id="Q43", name="Turkey", kind="state", country="TUR", sector="GOV", wikidata="Q43", names=("Turkey",)
            ),
            Actor(
                id="new:naser-al-hariri",
                name="Naser al-Harīrī",
                kind="person",
                role="head of the HNC",
                member_of="new:hnc",
                speaks_for="new:opposition-groups",
                names=("Hariri",),
            ),
            Actor(id="new:residents", name="residents", kind="people", names=("residents",)),
            Actor(id="Q1065", name="United Nations", kind="organisation", wikidata="Q1065", names=("UN",)),
            Actor(
                id="Q375699",
                name="Staffan de Mistura",
                kind="person",
                role="UN envoy",
                speaks_for="Q1065",
                names=("Staffan de Mistura",),
            ),
        ),
        "places": (
            Place(
                id="geonames:169577",
                name="Homs",
                country="SYR",
                latitude=34.73,
                longitude=36.71,
                feature="city",
                precision_km=10.0,
                evidence=(at("Homs"),),
            ),
        ),
        "mentions": (
            Mention(
                id="m1",
                start=opposition.start,
                end=opposition.end,
                head=opposition.start + 11,
                kind="actor",
                target="new:opposition-groups",
                how="collective",
                confidence=0.9,
            ),
            Mention(
                id="m2",
                start=russia.start,
                end=russia.start + 6,
                head=russia.start,
                kind="actor",
                target="Q159",
                how="name",
            ),
            Mention(
                id="m3",
                start=at("Homs").start,
                end=at("Homs").end,
                head=at("Homs").start,
                kind="place",
                target="geonames:169577",
                how="name",
            ),
            Mention(
                id="m4",
                start=at("Russia has").start,
                end=at("Russia has").start + 6,
                head=at("Russia has").start,
                kind="actor",
                target="Q159",
                how="name",
            ),
            Mention(
                id="m5",
                start=at("Staffan de Mistura").start,
                end=at("Staffan de Mistura").end,
                head=at("Mistura").start,
                kind="actor",
                target="Q375699",
                how="name",
            ),
        ),
    }


def _said(at: Marker) -> dict[str, tuple]:
    moscow = at("Moscow had not put pressure on Assad")
    crimes = at("Russia has committed war crimes.")
    target = at("it targets militants")
    outer = at("that residents told them Russian air strikes caused hundreds of civilian casualties near Homs")
    inner = at("Russian air strikes caused hundreds of civilian casualties near Homs")
    plan = at("the plan should be assessed by its ability to support the Geneva talks")
    make = Attribution
    return {
        "attributions": (
            make(
                id="a1",
                source=(at("Opposition groups", 1),),
                cue=(at("saying"),),
                content=(moscow,),
                act="accuses",
                speakers=("new:opposition-groups",),
                evidence=(at("Opposition groups", 1), moscow),
                why=("cue say",),
            ),
            make(
                id="a2",
                source=(at("Hariri"),),
                cue=(at("said"),),
                content=(crimes,),
                quotation="direct",
                act="accuses",
                speakers=("new:naser-al-hariri",),
                evidence=(at("Hariri"), crimes),
            ),
            make(
                id="a3",
                source=(at("Moscow says"),),
                cue=(at("says"),),
                content=(target,),
                speakers=("Q159",),
                evidence=(target,),
            ),
            make(
                id="a4",
                source=(at("residents"),),
                cue=(at("say that"),),
                content=(outer,),
                speakers=("new:residents",),
                evidence=(outer,),
                confidence=0.8,
            ),
            make(
                id="a5",
                source=(at("residents", 1),),
                cue=(at("told"),),
                content=(inner,),
                inside="a4",
                speakers=("new:residents",),
                evidence=(inner,),
            ),
            make(
                id="a6",
                source=(at("Staffan de Mistura"),),
                cue=(at("said", 1),),
                content=(plan,),
                act="demands",
                speakers=("Q375699",),
                evidence=(plan,),
            ),
        ),
        "claims": (
            Claim(
                id="c1",
                claimant="new:naser-al-hariri",
                kind="accuse",
                about="Q159",
                content=(crimes,),
                attribution="a2",
                evidence=(crimes,),
                confidence=0.95,
                why=("act accuses",),
            ),
            Claim(
                id="c2",
                claimant="Q159",
                kind="assert",
                content=(target,),
                attribution="a3",
                counters=("c3",),
                evidence=(target,),
            ),
            Claim(
                id="c3",
                claimant="new:residents",
                kind="accuse",
                about="Q159",
                content=(inner,),
                attribution="a5",
                evidence=(inner,),
            ),
        ),
    }


def _done(at: Marker) -> dict[str, tuple]:
    rejected = at("Opposition groups on Monday rejected Russia's planned Sochi conference")
    backs = at("Turkey backs the congress between January 29-30")
    casualties = at("hundreds of civilian casualties")
    monday = Interval("2017-12-25", "2017-12-25", "2017-12-25")
    dates = Interval("2018-01-29", "2018-01-30", "2018-01-29/2018-01-30")
    strikes = at("Russian air strikes")
    return {
        "events": (
            Event(
                id="e1",
                type="REJECT",
                mode="meet",
                contexts=("diplomatic",),
                cameo="128",
                trigger=(at("rejected"),),
                actors=(
                    Party(
                        start=at("Opposition groups", 1).start,
                        end=at("Opposition groups", 1).end,
                        actor="new:opposition-groups",
                    ),
                ),
                recipients=(Party(start=at("Russia's").start, end=at("Russia's").start + 6, actor="Q159"),),
                date=monday,
                evidence=(rejected,),
                confidence=0.9,
                why=("lexicon events: reject",),
            ),
            Event(
                id="e2",
                type="ASSAULT",
                mode="aerial",
                trigger=(strikes,),
                actors=(Party(start=strikes.start, end=strikes.start + 7, actor="Q159"),),
                place="geonames:169577",
                attribution="a5",
                according_to="new:residents",
                evidence=(strikes, casualties),
            ),
        ),
        "issues": (
            Issue(
                id="i1",
                name="Sochi conference",
                kind="conference",
                names=("Sochi conference", "the congress"),
                date=dates,
                sponsors=("Q159",),
                relations=(("seeks_to_bypass", "i2"),),
                evidence=(at("Sochi conference"), at("Sochi conference", 1), at("the congress")),
            ),
            Issue(
                id="i2",
                name="Geneva talks",
                kind="talks",
                names=("the Geneva talks",),
                sponsors=("Q1065",),
                evidence=(at("Geneva talks"),),
            ),
        ),
        "positions": (
            Position(
                id="p1",
                actor="new:opposition-groups",
                issue="i1",
                stance="opposes",
                date=monday,
                evidence=(rejected,),
                reason=(at("Moscow had not put pressure on Assad"),),
                confidence=0.93,
                why=("lexicon stances: reject -> opposes",),
            ),
            Position(
                id="p2",
                actor="Q159",
                issue="i1",
                stance="sponsors",
                evidence=(at("Russia's planned Sochi conference"),),
            ),
            Position(id="p3", actor="Q43", issue="i1", stance="supports", evidence=(backs,)),
            Position(
                id="p4",
                actor="Q375699",
                issue="i1",
                stance="conditional",
                attribution="a6",
                condition=(at("its ability to support the Geneva talks"),),
                evidence=(at("the plan should be assessed"),),
            ),
            Position(
                id="p5",
                actor="Q1065",
                issue="i2",
                stance="supports",
                according_to="Q375699",
                evidence=(at("support the Geneva talks"),),
            ),
        ),
        "figures": (
            Figure(
                id="f1",
                kind="killed",
                low=200,
                high=None,
                text=(casualties,),
                victims=(at("civilian"),),
                by="Q159",
                place="geonames:169577",
                either=True,
                event="e2",
                attribution="a5",
                according_to="new:residents",
                evidence=(at("Russian air strikes caused hundreds of civilian casualties"),),
            ),
        ),
        "planned": (
            Planned(
                id="d1", text=(at("the congress between January 29-30"),), date=dates, issue="i1", evidence=(backs,)
            ),
        ),
    }


def story(number: int, *, publisher: str = "wire") -> Reading:
    """One of many like the seed story, each with a text of its own."""
    day = f"2018-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}"
    return seed(
        publisher=publisher,
        published=day,
        url=None,
        where=f"corpus.csv:{number}",
        extra=f" This is story number {number}.",
    )


def at_other_address(reading: Reading, url: str | None) -> Reading:
    """The same Reading from another address."""
    return replace(reading, report=replace(reading.report, url=url))


# What differs between two runs that hold the same: numbers of rows and of runs.
_RUNNING = {"serial", "run_id"}
_NOT_CONTENT = {"runs", "decisions"}


def content(ledger: Ledger) -> dict[str, list[tuple]]:
    """All that a ledger holds, free of the order in which it came: equal for ledgers that say the same."""
    found = {}
    with ledger.engine.connect() as connection:
        for name, table in schema.metadata.tables.items():
            if name not in _NOT_CONTENT:
                columns = [column for column in table.columns if column.name not in _RUNNING]
                rows = [tuple(row) for row in connection.execute(select(*columns))]
                found[name] = sorted(rows, key=repr)
    return found
