"""Quality floors: the score of every task on its development data may not fall below what was reached.

``tests/quality.json`` holds the floors with a digest of each gold file, so that a floor never outlives its data. A
floor is lowered by hand and with a reason in the commit; NOISE allows for small differences between processors.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.scoring import evaluate

NOISE = 0.01
FLOORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("quality.json").read_text(encoding="utf-8"))


def scores(task: str, gold: Path, corpus: Path | None) -> dict[str, Any]:
    """What ``dragoman evaluate --json`` prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = evaluate.run(task, gold, corpus, ["--json"])
    assert code == 0
    return json.loads(printed.getvalue())  # type: ignore[no-any-return]


def at(found: Any, path: str) -> float:
    """The figure at ``positions.f1``."""
    for part in path.split("."):
        found = found[part]
    return float(found)


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor["name"])
def test_quality_does_not_fall(floor: dict[str, Any], shared: Path) -> None:
    gold = shared / "data" / floor["gold"]
    if hashlib.sha256(gold.read_bytes()).hexdigest()[:16] != floor["digest"]:
        pytest.skip(f"{floor['gold']} is not the file the floor was measured on")
    found = scores(floor["task"], gold, shared / "data" / floor["corpus"] if "corpus" in floor else None)
    now = {path: at(found, path) for path in floor["least"]}
    fallen = {path: (now[path], least) for path, least in floor["least"].items() if now[path] < least - NOISE}
    assert not fallen, f"figure: (now, floor) {fallen}"
