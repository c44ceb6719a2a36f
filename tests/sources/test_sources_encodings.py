"""Bytes to text, and English told from other languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.stories import PROSE, from_bytes

from dragoman.sources.encodings import decode
from dragoman.sources.english import foreign

QUOTED = "“We won’t leave,” said Gen. José Núñez – the army’s spokesman."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_usual_encodings(encoding: str) -> None:
    found = decode((PROSE + QUOTED).encode(encoding))
    assert found is not None
    assert found.text == PROSE + QUOTED


def test_a_declared_encoding_is_tried_before_guessing() -> None:
    found = decode("Zoë says Łódź".encode("iso-8859-2", "ignore"), "iso-8859-2")
    assert found is not None
    assert "Łódź" in found.text
    assert found.notes == ("encoding iso-8859-2",)


def test_an_unknown_declared_encoding_is_passed_over() -> None:
    assert decode(QUOTED.encode("cp1252"), "no-such-encoding") is not None


def test_mojibake_is_repaired_and_noted() -> None:
    found = decode("weâ€™re at the cafÃ©".encode())
    assert found is not None
    assert found.text == "we’re at the café"
    assert found.notes == ("mojibake repaired",)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_nothing(data: bytes) -> None:
    found = decode(data)
    assert found is None or "\x00" not in found.text


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_end_in_stories_or_reasons(data: bytes) -> None:
    assert from_bytes(data)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Syria",
        "Talks fail",
        "Russian strikes kill 53 civilians in Deir ez-Zor",
        "12 dead",
        "KYIV: 3 drones over Odesa",
        "Al-Shabaab attacks Beledweyne, Buulobarde and Jalalaqsi; AMISOM repels fighters near Ceel Baraf, Hiiraan",
    ],
)
def test_english_and_short_texts_are_kept(text: str) -> None:
    assert foreign(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "El presidente dijo el lunes que las conversaciones de paz habían fracasado y que el gobierno no volvería.",
            "es",
        ),
        (
            "Die Regierung teilte am Montag mit, dass die Gespräche gescheitert seien und nicht fortgesetzt würden.",
            "de",
        ),
        ("Правительство заявило в понедельник, что переговоры провалились", "ru"),
        ("停火谈判星期一在日内瓦破裂", "zh"),
    ],
)
def test_other_languages_are_named(text: str, language: str) -> None:
    assert (foreign(text) or "").startswith(f"looks like {language}")
