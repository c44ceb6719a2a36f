"""A brief as Markdown or HTML: one page, every line cited to its report and sentence."""

from __future__ import annotations

from html import escape

from dragoman.ledger.briefing import Brief, BriefLine, Citation


def markdown(brief: Brief) -> str:
    """The page in Markdown; citations are footnotes with the report's own words."""
    notes: list[Citation] = []
    parts = [f"# {_title(brief)}", "", _counts(brief), ""]
    for section, lines in brief.sections.items() if brief.stories else ():
        parts += [f"## {section}", ""]
        parts += [f"- {line.text} {_marks(line, notes)}" for line in lines] or ["- nothing"]
        parts.append("")
    parts += [f"[^{n}]: {_source(note)}: “{note.words}”" for n, note in enumerate(notes, 1)]
    return "\n".join(parts) + "\n"


def html(brief: Brief) -> str:
    """The page in HTML without any script or outside file; it prints on A4."""
    notes: list[Citation] = []
    body = [f"<h1>{escape(_title(brief))}</h1>", f"<p>{escape(_counts(brief))}</p>"]
    for section, lines in brief.sections.items() if brief.stories else ():
        items = "".join(f"<li>{escape(line.text)} {_links(line, notes)}</li>" for line in lines) or "<li>nothing</li>"
        body.append(f"<h2>{escape(section)}</h2><ul>{items}</ul>")
    cited = "".join(
        f'<li id="n{n}">{_linked(note)}: <q>{escape(note.words)}</q></li>' for n, note in enumerate(notes, 1)
    )
    if notes:
        body.append(f"<h2>Sources</h2><ol>{cited}</ol>")
    head = f'<meta charset="utf-8"><title>{escape(_title(brief))}</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{"".join(body)}</body></html>\n'


_STYLE = (
    "body{font:11pt/1.4 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.5em}h2{font-size:1.1em;margin-top:1.4em}li{margin:.3em 0}ol{font-size:.85em;color:#333}"
    "a{color:#024}@page{size:A4;margin:2cm}"
)


def _title(brief: Brief) -> str:
    return f"What is new since {brief.since}" + (f" until {brief.until}" if brief.until else "")


def _counts(brief: Brief) -> str:
    if not brief.stories:
        return "No story of the ledger was published in this time."
    return f"{brief.stories} stories, {brief.without_copies} without copies."


def _number(citation: Citation, notes: list[Citation]) -> int:
    if citation not in notes:
        notes.append(citation)
    return notes.index(citation) + 1


def _marks(line: BriefLine, notes: list[Citation]) -> str:
    return "".join(f"[^{_number(citation, notes)}]" for citation in line.citations)


def _links(line: BriefLine, notes: list[Citation]) -> str:
    numbers = [_number(citation, notes) for citation in line.citations]
    return "".join(f'<sup><a href="#n{n}">{n}</a></sup> ' for n in numbers)


def _source(citation: Citation) -> str:
    named = " ".join(part for part in (citation.publisher, citation.published) if part)
    return f"{named or 'report'}, “{citation.headline or ''}” [{citation.report_id[:8]}], sentence {citation.sentence}"


def _linked(citation: Citation) -> str:
    if citation.url and citation.url.startswith(("http://", "https://")):
        return f'<a href="{escape(citation.url)}">{escape(_source(citation))}</a>'
    return escape(_source(citation))
