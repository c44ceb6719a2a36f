"""The page of the docs that tells every table and column, made from the schema itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column

from dragoman.ledger.schema import metadata


def describe() -> Iterator[tuple[str, str, list[tuple[str, str, str, str]]]]:
    """Tables in order: name, meaning, and (column, type, key or reference, meaning) of each column."""
    for table in metadata.tables.values():
        columns = [(c.name, _type_name(c), _role(c), c.comment or "") for c in table.columns]
        yield table.name, table.comment or "", columns


def _type_name(column: Column[Any]) -> str:
    names = {"Text": "text", "Integer": "integer", "BigInteger": "integer", "LargeBinary": "bytes", "Float": "real"}
    return names[type(column.type).__name__] + ("" if column.nullable else ", always")


def _role(column: Column[Any]) -> str:
    roles = ["key"] if column.primary_key else []
    targets: list[str | None] = [key.target_fullname for key in column.foreign_keys]
    roles += [f"→ {target}" for target in targets or [column.info.get("refers")] if target]
    return ", ".join(roles)


# Questions in SQL for the docs; a test runs each.
EXAMPLES = {
    "Who stands where on an issue, in which words": """
SELECT a.name, p.stance, coalesce(p.date_start, r.published) AS since, p.words, r.publisher
FROM positions p
JOIN reports r ON r.id = p.report_id AND r.current = 1
JOIN actors a ON a.id = p.actor_id
JOIN issues i ON i.id = p.issue_id
WHERE lower(i.name) LIKE '%sochi%'
ORDER BY since, a.name""",
    "Who is said to have done what to whom, by month": """
SELECT substr(coalesce(e.date_start, r.published), 1, 7) AS month, who.name AS actor, e.type, whom.name AS recipient,
  count(*) AS n
FROM events e
JOIN reports r ON r.id = e.report_id AND r.current = 1
JOIN event_parties p ON p.report_id = e.report_id AND p.event = e.key AND p.side = 'actor'
JOIN actors who ON who.id = p.actor_id
LEFT JOIN event_parties q ON q.report_id = e.report_id AND q.event = e.key AND q.side = 'recipient'
LEFT JOIN actors whom ON whom.id = q.actor_id
WHERE e.factuality = 'happened'
GROUP BY month, who.name, e.type, whom.name
ORDER BY month, n DESC, actor""",
    "Claims beside the claims that contradict them": """
SELECT a.name AS claimant, c.content, b.name AS other, d.content AS contrary
FROM claim_counters k
JOIN claims c ON c.report_id = k.report_id AND c.key = k.claim
JOIN claims d ON d.report_id = k.report_id AND d.key = k.contradicts
JOIN actors a ON a.id = c.claimant
JOIN actors b ON b.id = d.claimant""",
    "The bounds of the dead, and on whose word": """
SELECT f.date_start, f.low, f.high, f.wording, by_whom.name AS laid_to,
  coalesce(word.name, 'the report') AS according_to
FROM figures f
JOIN reports r ON r.id = f.report_id AND r.current = 1
LEFT JOIN actors by_whom ON by_whom.id = f.by_actor
LEFT JOIN actors word ON word.id = f.according_to
WHERE f.kind = 'killed'
ORDER BY f.low DESC""",
    "Events with those whom they killed": """
SELECT e.type, e.mode, e.auxiliary, coalesce(e.date_start, r.published) AS day, f.low, f.high, e.words
FROM events e
JOIN reports r ON r.id = e.report_id AND r.current = 1
JOIN figures f ON f.report_id = e.report_id AND f.event = e.key AND f.kind = 'killed'
ORDER BY day, e.key""",
}


def page() -> str:
    """The schema page of the docs, in Markdown."""
    lines = ["# The tables of a ledger", "", _NOTE, ""]
    lines += ["Rows of a story are joined on `report_id` and key: so they lie in the file. Some questions:", ""]
    for question, query in EXAMPLES.items():
        lines += [f"**{question}**", "", "```sql", query.strip(), "```", ""]
    for name, meaning, columns in describe():
        lines += [f"## {name}", "", meaning, "", "| column | type | key | meaning |", "|---|---|---|---|"]
        lines += [f"| {column} | {kind} | {role} | {comment} |" for column, kind, role, comment in columns]
        lines.append("")
    return "\n".join(lines)


_NOTE = (
    "Made from `dragoman/ledger/schema.py`; do not edit. The same tables serve SQLite and PostgreSQL. Dates are "
    'ISO 8601 text ("2017-12-25"), flags 0 and 1, lists JSON arrays; offsets count characters of `reports.text`, '
    "`end_char` exclusive. What people decided (`dragoman decide`) is in the rows already: what they reject has none. "
    "In SQLite, `report_search` is the full-text index (FTS5) over headline and text."
)
