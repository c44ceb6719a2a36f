"""The knowledge that ships with the program, opened once and read only; a user's decisions go before it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.knowledge.actor_file import ActorFile
from dragoman.knowledge.actors import Actors

if TYPE_CHECKING:
    from dragoman.knowledge.places import Places

SHIPPED = "actors.kb"


class Knowledge:
    """Actors and places. ``Knowledge.open(path, overrides)``; everything loads on first use."""

    def __init__(self, path: Path, overrides: Sequence[str] = ()) -> None:
        self.path = path
        self._overrides = tuple(overrides)

    @classmethod
    def open(cls, path: str | None = None, overrides: Sequence[str] = ()) -> Knowledge:
        """The knowledge file at ``path`` (None: the one that ships), with hand-written override files.

        DataFileError names the line of a broken override file; SetupError tells what is missing.
        """
        found = Path(path) if path else Path(str(files("dragoman") / "data" / "knowledge" / SHIPPED))
        knowledge = cls(found, overrides)
        if overrides:
            _ = knowledge.actors  # a broken file is refused before anything is read
        return knowledge

    @cached_property
    def _file(self) -> ActorFile:
        return ActorFile(self.path)

    @property
    def version(self) -> str:
        """Version of the knowledge file, which every ledger notes."""
        return self._file.version

    @property
    def header(self) -> dict[str, Any]:
        """What the knowledge file says of itself: version, number of entities and names."""
        return self._file.header

    @cached_property
    def actors(self) -> Actors:
        """Names and roles to identities."""
        return Actors(self._file, self._overrides)

    @cached_property
    def places(self) -> Places:
        """Toponyms to places."""
        from dragoman.knowledge.places import Places

        return Places.open()
