"""Writes ``stories/fa-kes-20.csv``: twenty stories of FA-KES, one at least of each of its 15 outlets.

usage: python examples/pick_fa_kes.py FA-KES.csv

Rows are counted from 0. Several tell the same incident, so that linking has something to link.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

ROWS = (
    45, 49, 160, 674,  # the strikes on Tokhar near Manbij, July 2016: Daily Sabah, TRT, Ahram, Sputnik
    4, 66, 593,  # the battle for the Castello Road, July 2016: NNA, Al Araby, Al Alam
    114, 300,  # the fighting at al-Maleh, one agency's copy: Al Araby, Jordan Times
    399, 500,  # the market of Atareb, November 2017: Daily Sabah, Etilaf
    126, 665,  # the Damascus police station, October 2017: Al Araby, Sputnik
    532, 552,  # after the gas attack on Ghouta, August and September 2013: Reuters, Al Arabiya
    22, 93, 401, 453, 757,  # Asharq Al-Awsat, Al Araby, TASS, SANA, Al Manar
)  # fmt: skip
TARGET = Path(__file__).parent / "stories" / "fa-kes-20.csv"


def main(source: str) -> None:
    """Copy the rows, columns as they are, in the order of the corpus."""
    with open(source, encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    with TARGET.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows([rows[0], *(rows[1 + number] for number in sorted(ROWS))])


if __name__ == "__main__":
    main(sys.argv[1])
