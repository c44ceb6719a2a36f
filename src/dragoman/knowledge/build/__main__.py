"""``python -m dragoman.knowledge.build RAW_DIR -o FILE``: the same input gives the same bytes."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.knowledge.build.assemble import build


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description="Build the knowledge file of actors from open data.")
    parser.add_argument("raw", type=Path, help="folder with the raw data files (see the sources page)")
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    counts = build(arguments.raw, arguments.output)
    for name, number in counts.items():
        print(f"{name:24} {number:8}")


if __name__ == "__main__":
    main()
