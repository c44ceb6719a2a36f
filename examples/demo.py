"""`make demo`: read the shipped stories into demo/dragoman.db and ask the ledger, one command after the other."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
STORIES = "examples/stories"
LEDGER = "demo/dragoman.db"

STEPS = [
    ("Read the shipped stories: one TRT story on the Sochi conference and twenty on the war in Syria.", ["read", STORIES]),
    ("Who stands where on the Sochi conference, and in which words?", ["positions", "--on", "sochi", "-v"]),
    ("Which accusations does somebody contradict?", ["claims", "--contested", "--limit", "12"]),
    ("How many were killed, by whom, according to whom?", ["figures", "--limit", "12"]),
    ("What is planned, and what happened, by date?", ["timeline", "--since", "2017-12-01", "--until", "2018-02-28", "--limit", "15"]),
    ("One actor: its names, positions and statements.", ["who", "de Mistura"]),
    ("Which stories tell of one incident or are one copy?", ["link"]),
    ("One incident, several outlets: who did it, how many, according to whom?", ["incidents", "--limit", "4"]),
    ("What is in the ledger?", ["stats"]),
]


def main() -> int:
    """Run every step, showing the command as a user would type it."""
    folder = ROOT / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    worst = 0
    for why, command in STEPS:
        print(f"\n# {why}\n$ dragoman {' '.join(command)} -l {LEDGER}\n", flush=True)
        done = subprocess.run([sys.executable, "-m", "dragoman", *command, "-l", LEDGER], cwd=ROOT, check=False)
        worst = worst or done.returncode
    print(f"\nThe ledger is {LEDGER}. Go on with, for example:\n  .venv/bin/dragoman show sochi -l {LEDGER}")
    return worst


if __name__ == "__main__":
    sys.exit(main())
