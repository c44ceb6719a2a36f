"""The halves of our own gold, of which one is never looked at."""

from __future__ import annotations

from tests.gold.halves import half_of, halves


def test_a_key_stays_in_its_half() -> None:
    """Another split would move cases whose errors have been seen into the half that measures."""
    assert [half_of(key) for key in ("1", "2", "fa-kes-7", "Peshawar")] == ["kept", "kept", "open", "kept"]


def test_cases_keep_their_order_in_their_half() -> None:
    assert halves([3, 4, 1], str) == {"open": [4], "kept": [3, 1]}
