"""Command line of the builder."""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

from dragoman.knowledge.build_places.pack import build


def main() -> None:
    """Read the extracts, write the file, tell its size."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.knowledge.build_places", description=__doc__)
    parser.add_argument(
        "folder",
        type=Path,
        help="holds geonames_cities1000.tsv.gz, admin1.tsv.gz and geonames_countries.json (GeoNames, CC BY 4.0)",
    )
    shipped = Path(str(files("dragoman") / "data" / "knowledge" / "places.geo"))
    parser.add_argument(
        "-o", "--output", type=Path, default=shipped, help="the file to write (default: the one that ships)"
    )
    arguments = parser.parse_args()
    counts = build(arguments.folder, arguments.output)
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items())
    print(f"{arguments.output}: {told}, {arguments.output.stat().st_size / 1e6:.1f} MB")


main()
