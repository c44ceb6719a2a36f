"""Write the pages of the docs that are made from the code: ``python docs/generate.py``."""

from __future__ import annotations

from pathlib import Path

from dragoman.cli import manual
from dragoman.exports import manual as exports
from dragoman.ledger import schema_page

HERE = Path(__file__).parent
PAGES = {"schema.md": schema_page.page, "cli.md": manual.page, "exports.md": exports.page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
        print(f"docs/{name}")
