"""Armed groups of the UCDP Actor Dataset 22.1 (CC BY 4.0; Uppsala Conflict Data Program)."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from dragoman.knowledge.actor_names import fold, slug
from dragoman.knowledge.build.table import Row, Table

FORMALLY_ORGANISED = "1"  # the column Org: rebel groups and the like; communal groups and governments are left out


def add(table: Table, raw: Path) -> int:
    """Groups that no other source has, each in the first country where it fought; gives how many."""
    states = {
        name: row.country
        for row in table.rows.values()
        if row.kind == "state"
        for name, flags in row.names
        if not flags
    }
    have = {name for row in table.rows.values() if row.kind != "person" for name, _ in row.names}
    count = 0
    with (raw / "ucdp-actor-221.csv").open(encoding="utf-8-sig", newline="") as handle:
        for line in csv.DictReader(handle):
            if line["Org"] != FORMALLY_ORGANISED or "overnment of" in line["NameData"]:
                continue
            country = states.get(fold(re.sub(r"\(.*?\)", "", line["Location"].split(",")[0])), "")
            long = [
                name.strip()
                for name in (line["NameOrigFullEng"], line["NameOrig"])
                if name and name.lower() not in ("n/a", "")
            ]
            short = line["NameData"].strip()
            if any(fold(name) in have for name in (*long, short)):
                continue
            name = short if len(short.split()) > 1 or not long else long[0]
            row = table.add(Row(f"kb:{slug(short)}", name, "armed_group", country, "REB"))
            for word in (short, *long):
                if len(word) > 3 or (word.isupper() and len(word) > 2):
                    row.call(word)
            row.aliases = [word for word in (short, *long) if word != name]
            count += 1
    return count
