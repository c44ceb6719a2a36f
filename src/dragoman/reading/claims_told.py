"""What a claim is made of, before its kind and whom it is about are known."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.parsed import Token
from dragoman.reading.attribution_spans import Spans
from dragoman.records import Attribution


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution on its way to a claim: its words, and the verb that heads them."""

    attribution: Attribution
    claimant: str
    content: Spans
    head: Token | None  # the verb of the content; None for a noun phrase
    bare: bool = False  # a denial of "the claim" that does not say what is denied
