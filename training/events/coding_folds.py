"""Task ``coding`` out of fold: each sentence is coded with the heads that have not seen it.

    python -m training.events.coding_folds ROWS.jsonl --heads FOLDER --to PREDICTIONS.jsonl
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from training.events.examples import FOLDS, fold, rows_of

from dragoman.reading.pair_head import PairCoder
from dragoman.reading.reader import Reader
from dragoman.scoring.coding import coded
from dragoman.scoring.events import told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--heads", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    reader = Reader()
    coders = [PairCoder.load(options.heads / f"fold{number}") for number in range(FOLDS)]
    with options.to.open("w", encoding="utf-8") as out:
        for row in rows_of(options.rows):
            reading, story = told(row, reader)
            events = coded(reading, story, coders[fold(row["sentence"])])
            out.write(json.dumps({"id": row["id"], "events": events}) + "\n")


if __name__ == "__main__":
    main()
