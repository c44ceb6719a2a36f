"""PLOVER's auxiliary modes, written out of factuality and background.

PLOVER 2.0 defines four - historical, future, hypothetical, negation - and has them stand among the contexts. An event
with none of them is one that the report tells as happening or just happened.
"""

from __future__ import annotations

from dragoman.records import Factuality

MODES = ("historical", "future", "hypothetical", "negation")

# What somebody calls for or threatens has not happened yet, and nobody says that it will.
_OF: dict[str, tuple[str, ...]] = {
    "planned": ("future",),
    "called_for": ("future", "hypothetical"),
    "threatened": ("future", "hypothetical"),
    "possible": ("hypothetical",),
    "hypothetical": ("hypothetical",),
    "denied": ("negation",),
    "failed": ("negation",),
}


def auxiliary_modes(factuality: Factuality | str, background: bool) -> tuple[str, ...]:
    """The auxiliary modes of an event, in PLOVER's order."""
    return (("historical",) if background else ()) + _OF.get(factuality, ())
