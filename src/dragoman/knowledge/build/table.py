"""The table that a build fills: entities with their names, merged by id."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.knowledge.actor_file import CAPS
from dragoman.knowledge.actor_names import fold

RoleRow = tuple[str, str, str, str, int]  # start, end, sector, title, rank


@dataclass
class Row:
    """One entity while the file is built."""

    id: str
    name: str
    kind: str
    country: str = ""
    sector: str = ""
    parent: str = ""
    gender: str = ""
    aliases: list[str] = field(default_factory=list)
    roles: set[RoleRow] = field(default_factory=set)
    names: set[tuple[str, int]] = field(default_factory=set)  # (folded name, flags)

    def call(self, name: str, flags: int = 0) -> None:
        """Give it a name. Short names in capitals are acronyms and must be written so."""
        key = fold(name)
        letters = [c for c in name if c.isalpha()]
        if letters and len(letters) <= 6 and all(c.isupper() for c in letters):
            flags |= CAPS
        if key:
            self.names.add((key, flags))


@dataclass
class Table:
    """Entities by id."""

    rows: dict[str, Row] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)  # folded canonical name -> id, own lists only

    def add(self, row: Row) -> Row:
        """Take a row in, or give the one that has its id already."""
        return self.rows.setdefault(row.id, row)
