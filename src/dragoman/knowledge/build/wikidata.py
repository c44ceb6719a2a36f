"""People from Wikidata query results (CC0): office-holders and legislators, with their roles and dates."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dragoman.knowledge.actor_file import SHORT
from dragoman.knowledge.actor_names import fold
from dragoman.knowledge.build.own import surname
from dragoman.knowledge.build.table import RoleRow, Row, Table

# The position text tells the sector; first match wins.
_SECTORS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sector, re.compile("|".join(patterns), re.I))
    for sector, patterns in (
        ("GOV", [r"(ambassador|permanent representative)\b.* to (the )?(un|united|nato|eu|european|african)\b"]),
        (
            "IGO",
            [
                "united nations(?! ambassador)",
                "secretary-general of the (un|african|arab|nato)",
                "european (commission|council)",
                "nato|african union",
            ],
        ),
        ("GOV", ["ambassador|permanent representative|high commissioner|consul"]),
        ("JUD", ["chief justice|supreme court|constitutional court", r"\bjudge|attorney general|prosecutor"]),
        ("SPY", [r"intelligence|mossad|shin bet|security service|\bcia\b|\bfsb\b"]),
        ("COP", [r"\bpolice\b|gendarmerie|director of the federal bureau"]),
        (
            "MIL",
            [
                "chief of (the )?(general|defen[cs]e|army|naval|air)? ?staff|commander|army chief",
                "chief of the (army|navy|air force)|joint chiefs",
            ],
        ),
        (
            "LEG",
            [
                "speaker|member of (the )?(parliament|national assembly|senate|house|congress)|senator",
                "president of the (senate|national assembly|chamber|parliament)",
                "leader of the (house|senate)|deputy of",
            ],
        ),
        ("OPP", ["leader of the opposition|opposition leader"]),
        ("PTY", ["party (leader|chair|secretary)|general secretary of the .*party"]),
    )
)
_NOT_HEAD = "senate|assembly|council|court|bank|chamber|parliament|supreme|deputy|european|house|congress|bundestag"
_HEAD = re.compile(
    "^(acting )?(president|prime minister|premier|chancellor|king|queen|emir|sultan|supreme leader|taoiseach|monarch|"
    rf"captain regent)\b(?!.*({_NOT_HEAD}|commission))",
    re.I,
)
_HIGH = re.compile(
    "foreign|defen[cs]e|interior|external|secretary of state|vice[- ]president|secretary-general of the united|"
    "high representative|finance|home secretary|speaker of the (house|united)|attorney general",
    re.I,
)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a gzipped CSV."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def sector_of(position: str) -> str:
    """PLOVER sector of an office."""
    return next((sector for sector, pattern in _SECTORS if pattern.search(position)), "GOV")


def rank_of(position: str) -> int:
    """5 head of state or government, 4 the great ministries, 3 other offices."""
    if _HEAD.match(position):
        return 5
    return 4 if _HIGH.search(position) and not re.search(r"deputy|ambassador|under|assistant", position, re.I) else 3


def add(table: Table, raw: Path) -> tuple[int, int]:
    """All office-holders and legislators; gives how many of each."""
    gender = {row["person_qid"]: row["gender"] for row in rows(raw / "wikidata_people_bio.csv.gz")}
    roles: dict[str, set[RoleRow]] = defaultdict(set)
    who: dict[str, tuple[str, str]] = {}
    last: dict[tuple[str, str], str] = {}
    offices = sorted(rows(raw / "wikidata_officeholders_2000_2022.csv.gz"), key=lambda r: (r["start"], r["person_qid"]))
    for row in offices:  # an office that somebody else took up later is no longer held by the first
        last[row["iso3"], row["position"]] = max(last.get((row["iso3"], row["position"]), ""), row["start"])
    for row in offices:
        end = row["end"]
        if (
            not end
            and row["start"]
            and last[row["iso3"], row["position"]] > row["start"]
            and rank_of(row["position"]) >= 4
        ):
            end = last[row["iso3"], row["position"]]
        who.setdefault(row["person_qid"], (row["person"], row["iso3"]))
        roles[row["person_qid"]].add(
            (row["start"], end, sector_of(row["position"]), row["position"], rank_of(row["position"]))
        )
    holders = len(who)
    for row in rows(raw / "wikidata_legislators.csv.gz"):
        if row["last_end"] and row["last_end"] < "1990":
            continue
        who.setdefault(row["person_qid"], (row["name"], row["iso3"]))
        roles[row["person_qid"]].add((row["first_start"], row["last_end"], "LEG", row["first_position"], 1))
    for qid, (name, country) in sorted(who.items()):
        if not name or name == qid:
            continue
        person = table.add(Row(qid, name, "person", country, "", "", gender.get(qid, "")[:1]))
        person.roles |= roles[qid]
        _name(person, name)
    return holders, len(who) - holders


def given_names(raw: Path) -> dict[str, str]:
    """Folded first names borne by several people in the biographies, with their gender where most agree ("" else)."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows(raw / "wikidata_people_bio.csv.gz"):
        parts = fold(row["name"]).split()
        if len(parts) > 1 and len(parts[0]) > 1:
            counts[parts[0]][row["gender"][:1]] += 1
    found = {}
    for name, genders in sorted(counts.items()):
        if sum(genders.values()) >= MIN_BEARERS:
            known = {gender: count for gender, count in genders.items() if gender}  # of many the source does not say
            gender, most = max(known.items(), key=lambda item: (item[1], item[0]), default=("", 0))
            found[name] = gender if most >= 0.9 * sum(known.values()) else ""
    return found


MIN_BEARERS = 3  # a first word of fewer names is as likely a title or a slip


def _name(person: Row, name: str) -> None:
    person.call(name)
    words = name.split()
    if len(words) > 2:  # "George W. Bush", "Recep Tayyip Erdoğan": the middle is often left out
        short = f"{words[0]} {surname(name)}"
        if len(short.split()) >= 2:
            person.call(short)
    if max((role[4] for role in person.roles), default=0) >= 4 and len(surname(name)) > 2:
        person.call(surname(name), SHORT)
