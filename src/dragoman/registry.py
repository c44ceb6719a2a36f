"""Names to parts: built in, then from entry points of the same group, imported on first use."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.metadata import entry_points
from typing import Generic, TypeVar, cast

from dragoman.errors import SetupError, UsageError

T = TypeVar("T")


def load(target: str) -> object:
    """Import ``package.module:name`` and return the object."""
    module, _, name = target.partition(":")
    try:
        return getattr(importlib.import_module(module), name)
    except ImportError as error:
        raise SetupError(f"{target} cannot be imported: {error}. `dragoman doctor` says what is missing.") from error


class Registry(Generic[T]):
    """A table of parts by name. The order is that of the table, then entry points by name."""

    def __init__(self, group: str, built_in: Mapping[str, str]) -> None:
        self.group = group
        self._built_in = dict(built_in)

    @cached_property
    def targets(self) -> dict[str, str]:
        """Name to import string, built-in parts first."""
        added = {point.name: point.value for point in sorted(entry_points(group=self.group), key=lambda p: p.name)}
        return {**self._built_in, **{name: value for name, value in added.items() if name not in self._built_in}}

    def __iter__(self) -> Iterator[str]:
        return iter(self.targets)

    def __contains__(self, name: object) -> bool:
        return name in self.targets

    def get(self, name: str) -> T:
        """The part called ``name``; UsageError lists the known names if there is none."""
        if name not in self.targets:
            raise UsageError(f"{name!r} is not known here; choose from: {', '.join(self.targets)}")
        return cast(T, load(self.targets[name]))
