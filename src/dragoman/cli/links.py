"""What several stories tell: link, incidents, copies, compare, history, brief, panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.cli.records import opened

if TYPE_CHECKING:
    from rich.text import Text

    from dragoman.ledger.contrary import ContradictionRow
    from dragoman.ledger.histories import HistoryRow
    from dragoman.ledger.links import CopyRow, DifferenceRow, IncidentRow
    from dragoman.ledger.panel import PanelRow

CONTRADICTIONS = ("denial", "accusation", "account", "figures", "perpetrator", "position")  # kinds, as in the ledger


@click.command()
@options.ledger
@click.option("--same", nargs=2, metavar="REPORT REPORT", help="Decide that two stories tell one incident.")
@click.option("--different", nargs=2, metavar="REPORT REPORT", help="Decide that two stories are not of one incident.")
@click.option("--author", metavar="NAME", help="Who decides; needed with --same and --different.")
def link(place: str, same: tuple[str, str] | None, different: tuple[str, str] | None, author: str | None) -> None:
    """Find which stories are one copy or tell one incident. Only stories that are new are compared.

    `dragoman read` does the same at its end, so this is for a person's decisions, and for what was read with --no-link.
    What a person decides with --same or --different holds whatever is linked later; no run undoes it.

    \b
    Example:
      dragoman link -l syria.db
      dragoman link --different 1e6403ef 77b0a2c1 --author Leyla
    """
    from dragoman.cli.progress import linking
    from dragoman.linking import ledger_links

    with opened(place) as ledger, linking(quiet=False) as watch:
        for kind, pair in (("merge", same), ("split", different)):
            if pair:
                _decide(ledger, kind, pair, author)
        done = ledger_links.link(ledger.engine, watch)
    click.echo(
        f"{done.stories} new stories, {done.links} new links; "
        f"{done.incidents} incidents told by several stories, {done.copies} texts carried by several outlets"
    )


def _decide(ledger: Any, kind: str, pair: tuple[str, str], author: str | None) -> None:
    if not author:
        raise click.UsageError("a decision needs its author: --author NAME")
    first, second = (ledger.report_id(wanted) for wanted in pair)
    number = ledger.decide(kind, first, author=author, made=options.now(), value={"other": second})
    click.echo(f"decision {number}; `dragoman decide undo {number}` takes it back")


@click.command()
@options.ledger
@click.option("--conflicting", is_flag=True, help="Only incidents on which the stories disagree.")
@click.option("--single", is_flag=True, help="Also incidents that one story alone tells.")
@click.option("--at", metavar="PLACE", help="Only at places with these words in their name.")
@options.period
@click.option("--report", metavar="REPORT", help="Only the incident of this story.")
@options.output
def incidents(place: str, style: str | None, verbose: bool, **filters: Any) -> None:
    """Incidents that several stories tell: outlet, who did it, how many were killed, according to whom.

    After each incident stand the points on which its stories disagree: another perpetrator, figures that exclude each
    other, a denial. Counted three ways: stories, without copies, independent sources.

    \b
    Example:
      dragoman incidents --conflicting
      dragoman incidents --at Aleppo --since 2016-07 --until 2016-07 -v
    """
    from dragoman.cli.output import Column, according, emit, styled

    with opened(place) as ledger:
        table = ledger.incidents(**filters)
    columns: list[Column[IncidentRow]] = [
        Column("outlet", _outlet, ratio=2),
        Column("killed", _killed, justify="right"),
        Column("by", lambda r: r.by, ratio=2),
        Column("according to", according, ratio=2),
        Column("day", lambda r: r.date_told),
        Column("at", lambda r: r.place_told, ratio=1),
        Column("headline", lambda r: styled(r.headline), ratio=4, main=True),
        Column("story", lambda r: r.report_id[:8]),
    ]
    emit(table, style, columns, verbose=verbose, group=_heading)


def _heading(row: IncidentRow) -> str:
    counts = f"{row.stories} stories, {row.without_copies} without copies, {row.sources} sources"
    told = " · ".join(part for part in (row.date, row.place, counts) if part)
    return f"{told} · conflicting: {', '.join(row.conflicts)}" if row.conflicts else told


def _outlet(row: IncidentRow) -> Text:
    from dragoman.cli.output import story

    text = story(row)
    text.stylize("not dim")
    if row.copy_of and row.copy_of != row.report_id:
        text.append(" (copy)", style="dim")
    return text


def _killed(row: IncidentRow) -> str:
    if row.killed_low is None:
        return ""
    if row.killed_high is None:
        return f"{row.killed_low:,}+"
    return f"{row.killed_low:,}" if row.killed_low == row.killed_high else f"{row.killed_low:,}–{row.killed_high:,}"


@click.command()
@options.ledger
@click.option("--kind", type=click.Choice(CONTRADICTIONS, case_sensitive=False), help="Only this kind.")
@click.option("--across/--within", default=None, help="Only between stories; only within one story.")
@click.option("--by", metavar="ACTOR", help="Only where either side is this party's word.")
@options.period
@click.option("--report", metavar="REPORT", help="Only with this story.")
@options.output
def contradictions(place: str, style: str | None, verbose: bool, **filters: Any) -> None:
    """Claims, figures, perpetrators and positions that cannot both hold, each side with its words and story.

    An accusation and its denial, two parties that lay one thing to each other, accounts of what was and was not so,
    tolls of one incident that exclude each other, one incident laid to two parties, two stances of one party on one
    issue in stories of the same days. What copies of one text tell stands once.

    \b
    Example:
      dragoman contradictions --kind denial --across
      dragoman contradictions --by Russia --since 2017-04
    """
    from dragoman.cli.output import Column, emit, styled

    with opened(place) as ledger:
        table = ledger.contradictions(**filters)
    columns: list[Column[ContradictionRow]] = [
        Column("kind", lambda r: styled(r.kind)),
        Column("one side", lambda r: _side(r.who, r.words, r.publisher, r.published), ratio=3, main=True),
        Column("the other", lambda r: _side(r.other_who, r.other_words, r.other_publisher, r.other_published), ratio=3),
        Column("what", lambda r: r.reason, ratio=1),
    ]
    emit(table, style, columns, verbose=verbose, group=lambda r: " · ".join(p for p in (r.date, r.where) if p) or "?")


def _side(who: str | None, words: str, publisher: str | None, published: str | None) -> Text:
    from rich.text import Text

    from dragoman.cli.output import shortened

    text = Text(f"{who}: " if who else "", style="bold").append(shortened(words, 200), style="not bold")
    return text.append("\n" + " ".join(part for part in (publisher, published) if part), style="not bold dim")


@click.command()
@options.ledger
@click.option("--agency", metavar="NAME", help="Only texts that a story gives to this agency.")
@options.output
def copies(place: str, style: str | None, verbose: bool, **filters: Any) -> None:
    """Which outlets carried one text, and what each changed against the longest of them.

    \b
    Example:
      dragoman copies --agency AFP
    """
    from dragoman.cli.output import Column, emit, story

    with opened(place) as ledger:
        table = ledger.copies(**filters)
        titles = {row.copy: f"{row.headline or ''} [{row.report_id[:8]}]" for row in reversed(list(table))}
    columns: list[Column[CopyRow]] = [
        Column("outlet", story, ratio=2),
        Column("agency", lambda r: r.agency, ratio=1),
        Column("kept", lambda r: f"{r.share:.0%}", justify="right"),
        Column("dropped", lambda r: _count(r.dropped), justify="right"),
        Column("added", lambda r: _count(r.added), justify="right"),
        Column("altered", lambda r: _count(r.altered), justify="right"),
        Column("headline", lambda r: r.headline, ratio=4, main=True),
        Column("story", lambda r: r.report_id[:8]),
    ]
    emit(table, style, columns, verbose=verbose, group=lambda r: titles[r.copy])


def _count(number: int) -> str:
    return str(number) if number else ""


@click.command()
@options.ledger
@click.argument("first", metavar="REPORT")
@click.argument("second", metavar="REPORT")
@options.output
def compare(place: str, first: str, second: str, style: str | None, verbose: bool, limit: int | None) -> None:
    """Two stories beside each other: why they are linked, what each tells of the incident, sentences that differ.

    \b
    Example:
      dragoman compare 1e6403ef 77b0a2c1
    """
    from dragoman.cli.output import Column, according, console, emit

    with opened(place) as ledger:
        linked = ledger.why_linked(first, second)
        told = [row for report in (first, second) for row in ledger.tellings(report)[:1]]
        table = ledger.differences(first, second)
    if limit:
        table = table[:limit]
    if style is None:
        out = console()
        out.print(f"{linked.relation} ({linked.score:.2f}): {'; '.join(linked.reasons)}" if linked else "not linked")
        for row in told:
            whose = f", according to {according(row)}"
            out.print(f"  {_outlet(row)}: {_killed(row) or 'no'} killed, by {row.by or 'nobody named'}, "
                      f"{row.date_told or 'undated'}, {row.place_told or 'no place'}{whose}")  # fmt: skip
    columns: list[Column[DifferenceRow]] = [
        Column("", lambda r: r.change),
        Column("first", lambda r: r.first, ratio=1),
        Column("second", lambda r: r.second, ratio=1),
    ]
    emit(table, style, columns, verbose=verbose)


@click.command()
@options.ledger
@click.argument("actor")
@click.argument("issue")
@options.output
def history(place: str, actor: str, issue: str, style: str | None, verbose: bool, limit: int | None) -> None:
    """How a party's position on an issue moved: its stances by date, over all stories that name the issue.

    A changed stance is marked, with the one before; stances that stories of the same days contradict stand beside
    each other, marked as conflicting. Issues of one name but another time are told apart.

    \b
    Example:
      dragoman history Turkey sochi
    """
    from dragoman.cli.output import Column, according, date, emit, story, styled

    with opened(place) as ledger:
        table = ledger.history(actor, issue)
    if limit:
        table = table[:limit]
    columns: list[Column[HistoryRow]] = [
        Column("date", date),
        Column("actor", lambda r: r.actor, ratio=2),
        Column("stance", lambda r: styled(r.stance)),
        Column("", lambda r: f"was: {r.before}" if r.mark == "change" and r.before else r.mark),
        Column("in the report's words", _squeezed, ratio=5, main=True),
        Column("according to", according, ratio=2),
        Column("story", story, optional=True),
    ]
    emit(table, style, columns, verbose=verbose, group=lambda r: r.line)


def _squeezed(row: HistoryRow) -> str:
    from dragoman.cli.output import shortened

    return shortened(row.words)


@click.command()
@options.ledger
@click.option("--since", metavar="DATE", required=True, help="Stories published from this day, month or year on.")
@click.option("--until", metavar="DATE", help="Up to this day, month or year, included.")
@click.option("--format", "form", type=click.Choice(("markdown", "html", "json")), default="markdown", help="The page.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), help="Write to this file.")
def brief(place: str, since: str, until: str | None, form: str, target: str | None) -> None:
    """One page for an analyst's morning: what changed, where stories disagree, new positions, dates ahead.

    Every line is cited to its report and sentence. HTML prints on A4, so a browser makes a PDF of it.

    \b
    Example:
      dragoman brief --since 2018-01-20 -o brief.html --format html
    """
    from pathlib import Path

    from dragoman import codec
    from dragoman.exports.brief import html, markdown

    with opened(place) as ledger:
        made = ledger.brief(since, until)
    page = (
        html(made) if form == "html" else markdown(made) if form == "markdown" else codec.encode(made).decode() + "\n"
    )
    if target:
        Path(target).write_text(page, encoding="utf-8")
    else:
        click.echo(page, nl=False)


@click.command()
@options.ledger
@click.option("--by", type=click.Choice(("day", "week", "month")), default="month", help="Length of a period.")
@click.option("--unit", type=click.Choice(("dyad", "actor", "country")), default="dyad", help="Whose rows.")
@click.option(
    "--value", type=click.Choice(("quad", "type", "stance", "killed")), default="quad", help="What is counted."
)
@click.option("--top", type=click.IntRange(min=1), metavar="N", default=25, help="The N units with most stories [25].")
@click.option("--all", "every", is_flag=True, help="All units.")
@options.period
@options.output
def panel(
    place: str, style: str | None, verbose: bool, limit: int | None, top: int, every: bool, **choice: Any
) -> None:
    """Counts by period and unit with zero rows, ready for R or pandas: stories, without copies, independent sources.

    Countries have ISO 3166-1, Correlates of War and Gleditsch-Ward numbers. Only what happened or goes on is counted;
    tolls are summed with each incident once.

    \b
    Example:
      dragoman panel --by week --unit country --value killed --csv
    """
    from dragoman.cli.output import Column, emit

    with opened(place) as ledger:
        table = ledger.panel(top=None if every else top, **choice)
    if limit:
        table = table[:limit]
    columns: list[Column[PanelRow]] = [
        Column("period", lambda r: r.period),
        Column("unit", lambda r: r.unit, ratio=2, main=True),
        Column("other", lambda r: r.other, ratio=2),
        Column("value", lambda r: r.value, ratio=1),
        Column("stories", lambda r: str(r.stories), justify="right"),
        Column("without copies", lambda r: str(r.without_copies), justify="right"),
        Column("sources", lambda r: str(r.sources), justify="right"),
        Column("killed", _panel_killed, justify="right"),
    ]
    emit(table, style, columns, verbose=verbose)


def _panel_killed(row: PanelRow) -> str:
    if row.killed_low is None or not row.stories:
        return ""
    return f"{row.killed_low:,}+" if row.killed_high is None else f"{row.killed_low:,}–{row.killed_high:,}"
