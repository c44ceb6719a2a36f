"""The page of the docs on the columns of other event data: made from the columns themselves."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.exports import gdelt, icews, polecat
from dragoman.exports.columns import Column
from dragoman.exports.own import OWN

_HEAD = """# Columns of the exports

Made from `dragoman/exports`; do not edit. `dragoman export csv` and `jsonl` write our own listings, one file a kind of
record; their columns are those of `--json`. Here are the formats that other event data have.

- **A row is a pair**: one who does and one who is done to. An event of two actors and one recipient gives two rows; in
  ICEWS and POLECAT its key or id is the same in both, so count distinct ones to count events.
- **Only what happened or goes on is written**, since a reader of these formats takes every row for a fact. `--every`
  writes the rest too: the column Factuality, and in POLECAT the contexts (PLOVER's auxiliary modes historical, future,
  hypothetical, negation), then say what each row is. GDELT's events cannot say it; Extras of its mentions does.
- **Whose word it is** stands in According To (GDELT: Extras of the mentions). Empty means the report's own word.
- **Nothing is filled in**: no CAMEO code where the words give none, no place of an actor, no date for undated history.
- **Goldstein weights** are those of Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data", Journal of Conflict
  Resolution 36(2), 1992, pp. 369-385, carried from WEIS to CAMEO codes by the Kansas Event Data System; the values are
  those that GDELT publishes. They say how hostile a *kind* of act is, not how grave this one was.
- Codes are text: read them as strings (`pandas.read_csv(..., sep="\\t", dtype={"CAMEO Code": str})`), or `030` turns
  into 30. Files are UTF-8 (the POLECAT releases are ISO-8859-1).
"""


def page() -> str:
    """The page in Markdown."""
    own = {column.name for column in OWN}
    parts = [_HEAD]
    for title, columns in (
        (f"GDELT 2.0 events: `{gdelt.EVENTS}`, no header", gdelt.EVENT_COLUMNS),
        (f"GDELT 2.0 mentions: `{gdelt.MENTIONS}`, no header", gdelt.MENTION_COLUMNS),
        ("ICEWS", [column for column in icews.COLUMNS if column.name not in own]),
        ("POLECAT", [column for column in polecat.COLUMNS if column.name not in own]),
        ("Dragoman's own, at the end of ICEWS and POLECAT", OWN),
    ):
        parts += [f"## {title}", _table(columns)]
    return "\n".join(parts)


def _table(columns: Sequence[Column]) -> str:
    rows = [f"| {n} | {column.name} | {column.meaning} |" for n, column in enumerate(columns, 1)]
    return "\n".join(["| | column | meaning |", "|---|---|---|", *rows, ""])
