"""Task ``coding`` out of fold: each sentence is coded with the head that has not seen it.

    python coding_folds.py ROWS.jsonl --heads FOLDER --to PREDICTIONS.jsonl
"""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path
from zlib import crc32

import numpy as np

from dragoman.reading.event_head import EventHead
from dragoman.reading.reader import Reader
from dragoman.scoring.coding import coded
from dragoman.scoring.events import told


def load(path: Path) -> EventHead:
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as data:
        parts = (data[name].astype(np.float32) for name in ("weights", "rarity", "bias"))
        return EventHead(tuple(str(name) for name in data["classes"]), *parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--heads", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    reader = Reader()
    heads = [load(options.heads / f"fold{number}.npz") for number in range(5)]
    with options.rows.open(encoding="utf-8") as rows, options.to.open("w", encoding="utf-8") as out:
        for line in rows:
            row = json.loads(line)
            reading, story = told(row, reader)
            events = coded(reading, story, heads[crc32(row["sentence"].encode()) % 5])
            out.write(json.dumps({"id": row["id"], "events": events}) + "\n")


if __name__ == "__main__":
    main()
