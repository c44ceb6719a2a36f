"""Draw docs/positions.svg: the answer of `dragoman positions --on sochi` on the shipped stories, as a terminal shows it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]


def main() -> None:
    env = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": "110", "TERM": "xterm-256color"}
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder, "demo.db"))
        run = [sys.executable, "-m", "dragoman"]
        subprocess.run([*run, "read", "examples/stories", "-l", ledger, "-q"], cwd=ROOT, check=True)
        shown = subprocess.run(
            [*run, "positions", "--on", "sochi", "-l", ledger], cwd=ROOT, env=env, check=True, capture_output=True, text=True
        ).stdout
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=110, file=nowhere)
        console.print("[bold]$[/] dragoman positions --on sochi -l syria.db")
        console.print(Text.from_ansi(shown.rstrip()))
        console.save_svg(str(ROOT / "docs" / "positions.svg"), title="dragoman")


if __name__ == "__main__":
    main()
