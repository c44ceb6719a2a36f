"""Actors that a person has written down: they go before the knowledge file, whatever it says.

A YAML file is a list of entries; a CSV file has the same names as its header (aliases separated by ";"):

    - name: Northern Shield Brigade     # required; the name to show
      aliases: [NSB, Shield Brigade]
      id: Q1234                         # of a known actor, whose other facts are kept; else the name makes one
      kind: armed_group                 # state government office person armed_group party organisation media people
      country: SYR                      # ISO 3166-1 alpha-3
      sector: REB                       # PLOVER
      parent: Q170066
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from dragoman.errors import DataFileError
from dragoman.knowledge.actor_names import fold, slug
from dragoman.records import ActorKind

KINDS = frozenset(get_args(ActorKind))
SECTORS = frozenset(
    {
        "AGR",
        "BUS",
        "COP",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "GOV",
        "IGO",
        "IMG",
        "ISM",
        "JRN",
        "JUD",
        "LAB",
        "LEG",
        "MED",
        "MIL",
        "MNC",
        "NGO",
        "OPP",
        "PRM",
        "PTY",
        "REB",
        "REF",
        "REL",
        "SOC",
        "SPY",
        "UAF",
        "UNK",
        "NONE",
    }
)


class Override(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One entry; what is empty is left as the knowledge file has it."""

    name: str
    aliases: list[str] = []
    id: str = ""
    kind: str = ""
    country: str = ""
    sector: str = ""
    parent: str = ""

    @property
    def entity_id(self) -> str:
        """The id of the actor that the entry is about."""
        return self.id or f"user:{slug(self.name)}"


def read(paths: Sequence[str]) -> list[Override]:
    """All entries of the files in order. DataFileError names file, line and reason; then nothing has been changed."""
    return [override for path in paths for override in _read_one(Path(path))]


def _read_one(path: Path) -> Iterator[Override]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: cannot be read ({error})") from error
    rows = _csv_rows(path, text) if path.suffix.lower() in (".csv", ".tsv") else _yaml_rows(path, text)
    for line, row in rows:
        try:
            override = msgspec.convert(row, Override)
        except msgspec.ValidationError as error:
            raise DataFileError(f"{path}:{line}: {_told(error)}") from error
        _check(path, line, override)
        yield override


def _told(error: msgspec.ValidationError) -> str:
    """The reason in words of the file: an entry has fields, and these are the ones it may have."""
    reason = str(error).replace("Object contains", "the entry has").replace("Object missing required", "there is no")
    fields = ", ".join(field.name for field in msgspec.structs.fields(Override))
    return f"{reason}; the fields are {fields}" if "field `" in reason else reason


def _csv_rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text), delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
    unknown = sorted(set(reader.fieldnames or ()) - set(Override.__struct_fields__))
    if unknown:
        known = ", ".join(Override.__struct_fields__)
        raise DataFileError(
            f"{path}:1: no column may be called {', '.join(map(repr, unknown))}; the columns are {known}"
        )
    for row in reader:
        if None in row:
            raise DataFileError(f"{path}:{reader.line_num}: more fields than the header has names")
        filled: dict[str, Any] = {key: value for key, value in row.items() if value}
        if "aliases" in filled:
            filled["aliases"] = [alias.strip() for alias in filled["aliases"].split(";") if alias.strip()]
        yield reader.line_num, filled


def _yaml_rows(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    import yaml  # only here: most runs have no such file

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        rows = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DataFileError(f"{path}:{mark.line + 1 if mark else 1}: {getattr(error, 'problem', error)}") from error
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        raise DataFileError(f"{path}:1: a list of actors is expected, each beginning with '- name:'")
    for child, row in zip(node.value, rows, strict=True):
        yield child.start_mark.line + 1, row


def _check(path: Path, line: int, override: Override) -> None:
    problem = None
    if not fold(override.name):
        problem = "the name is empty"
    elif override.kind and override.kind not in KINDS:
        problem = f"kind {override.kind!r} is none of {', '.join(sorted(KINDS))}"
    elif override.sector and override.sector not in SECTORS:
        problem = f"sector {override.sector!r} is none of {', '.join(sorted(SECTORS))}"
    elif override.country and not (len(override.country) == 3 and override.country.isupper()):
        problem = f"country {override.country!r} is no ISO 3166-1 alpha-3 code"
    if problem:
        raise DataFileError(f"{path}:{line}: {problem}")
