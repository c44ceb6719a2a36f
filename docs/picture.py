"""Draw docs/positions.svg: what `dragoman positions --on sochi` answers on the shipped stories."""

from __future__ import annotations

import os
import re
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
        ask = [*run, "positions", "--on", "sochi", "-l", ledger]
        shown = subprocess.run(ask, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=110, file=nowhere)
        console.print("[bold]$[/] dragoman positions --on sochi -l syria.db")
        console.print(Text.from_ansi(shown.rstrip()))
        whole = console.export_svg(title="dragoman")
        drawn = re.sub(r"@font-face \{.*?\}\s*", "", whole, flags=re.DOTALL)  # no fonts from afar
        (ROOT / "docs" / "positions.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
