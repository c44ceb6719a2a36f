"""Help is instant, complete, and in the docs."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

from dragoman.cli import manual

ROOT = Path(__file__).parents[2]
HEAVY = ("spacy", "sqlalchemy", "onnxruntime", "rich", "alembic", "msgspec", "numpy", "dragoman.records")
INSTANT = 0.15  # seconds above a bare Python, on an idle machine; the test takes the best of some runs


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom dragoman.cli.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "positions" in done.stdout


def test_help_is_instant() -> None:
    assert min(_seconds("from dragoman.cli.main import main; main(['--help'])") for _ in range(5)) < INSTANT + min(
        _seconds("pass") for _ in range(3)
    )


def _seconds(code: str) -> float:
    """Processor time, which other processes on the machine disturb least."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_the_docs_page_is_the_present_one() -> None:
    page = ROOT / "docs" / "cli.md"
    assert page.read_text(encoding="utf-8") == manual.page(), "run `make docs`"
