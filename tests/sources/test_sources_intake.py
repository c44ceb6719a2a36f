"""Paths, folders, globs, packing, limits: what is read, in which order, and what is put aside why."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
import zstandard
from tests.sources.stories import PROSE, from_bytes, only_story

from dragoman.errors import Reason, UsageError
from dragoman.records import PutAside, RawStory
from dragoman.sources.intake import FORMATS, read_all, read_stream, stories
from dragoman.sources.options import Options


def reasons(found: list[RawStory | PutAside]) -> list[Reason]:
    return [item.reason for item in found if isinstance(item, PutAside)]


def test_a_folder_is_read_sorted_and_recursively_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", "a/.cache/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PROSE)
    assert [Path(item.where).relative_to(tmp_path).as_posix() for item in stories(tmp_path)] == [
        "a/1.txt",
        "a/2.txt",
        "b.txt",
    ]


def test_globs_are_expanded_and_no_file_is_read_twice(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(PROSE)
    found = list(read_all([str(tmp_path / "*.txt"), str(tmp_path / "x.txt"), str(tmp_path)]))
    assert len(found) == 1


@pytest.mark.parametrize("name", ["missing.txt", "missing/*.txt"])
def test_a_missing_path_is_the_callers_mistake_told_before_reading(tmp_path: Path, name: str) -> None:
    (tmp_path / "there.txt").write_text(PROSE)
    with pytest.raises(UsageError, match="missing"):
        read_all([str(tmp_path / "there.txt"), str(tmp_path / name)])


def test_an_empty_folder_is_told_as_such(tmp_path: Path) -> None:
    (found,) = stories(tmp_path)
    assert isinstance(found, PutAside)
    assert found.reason is Reason.EMPTY
    assert "folder" in found.detail


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress, lambda data: data], ids=["gz", "zst", "plain"])
@pytest.mark.parametrize("name", ["story.txt", "story.csv", "story.jsonl", "story.md"])
def test_packing_and_suffixes(tmp_path: Path, pack: object, name: str) -> None:
    content = {
        "story.txt": PROSE,
        "story.csv": f'title,text\nBorder,"{PROSE}"\n',
        "story.jsonl": f'{{"title": "Border", "text": "{PROSE}"}}\n',
        "story.md": f"---\ntitle: Border\n---\n{PROSE}\n",
    }[name]
    file = tmp_path / (name + ".packed" * 0)
    file.write_bytes(pack(content.encode()))  # type: ignore[operator]
    assert only_story(list(stories(file))).text == PROSE


def test_packed_names_keep_their_format(tmp_path: Path) -> None:
    file = tmp_path / "corpus.csv.gz"
    file.write_bytes(gzip.compress(f"url,text\nu,{PROSE.replace(',', '')}\n".encode()))
    assert only_story(list(stories(file))).url == "u"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t\n", Reason.EMPTY),
        (b"... --- ...\n", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Reason.BINARY),
        (b"%PDF-1.7 ...", Reason.BINARY),
        (bytes(range(32)) * 20, Reason.BINARY),
        (b"The envoy said on Monday that the talks had failed.\x00 They go on.", Reason.BINARY),
        (b"The envoy said on Monday that the talks go on. " * 180 + b"\x00", Reason.BINARY),
        (b"\x1f\x8b\x08\x00broken", Reason.UNREADABLE),
        (gzip.compress(PROSE.encode() * 50, mtime=0)[:60], Reason.UNREADABLE),
        (b"\x28\xb5\x2f\xfdbroken", Reason.UNREADABLE),
        (
            "Le président a déclaré lundi que les pourparlers de paix ont échoué à Genève, selon un porte-parole du "
            "gouvernement.".encode(),
            Reason.NOT_ENGLISH,
        ),
        ("أعلنت الحكومة يوم الاثنين أن المحادثات قد فشلت".encode(), Reason.NOT_ENGLISH),
        (
            b"<!DOCTYPE html><html><ul><li><a href='/a'>World</a></li><li><a href='/b'>Sport</a></li></ul></html>",
            Reason.NO_TEXT,
        ),
        (b"word " * 30, Reason.TOO_LARGE),
    ],
)
def test_what_is_put_aside_and_why(data: bytes, reason: Reason) -> None:
    assert reasons(from_bytes(data, Options(max_bytes=140 if reason is Reason.TOO_LARGE else 10_000))) == [reason]


def test_a_packed_bomb_is_not_unpacked_to_the_end() -> None:
    found = from_bytes(gzip.compress(b"a" * 50_000_000, mtime=0), Options(max_bytes=1000))
    assert reasons(found) == [Reason.TOO_LARGE]


def test_standard_input_is_read_from_the_stream_given() -> None:
    assert only_story(list(read_stream(io.BytesIO(PROSE.encode())))).where == "stdin"


def test_a_file_that_may_not_be_opened_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "b.txt").write_text(PROSE)
    real = Path.open

    def refuse(self: Path, mode: str = "r", *rest: object) -> object:
        if self.name == "a.txt":
            raise PermissionError("denied")
        return real(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    found = list(stories(tmp_path))
    assert reasons(found) == [Reason.UNREADABLE]
    assert isinstance(found[1], RawStory)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html><body><p>x</p></body></html>", "html"),
        (b'{"text": "x"}\n', "jsonl"),
        (b'[\n {"text": "x"}]', "jsonl"),
        (b"---\ntitle: x\n---\nx", "markdown"),
        (b"a,b,c\n1,2,3\n", "tables"),
        (b"a\tb\n1\t2\n", "tables"),
        (b"Rebels, government, UN meet\nThe talks began.\n", "text"),
        (b"Plain words.", "text"),
    ],
)
def test_formats_are_told_by_the_first_bytes(data: bytes, name: str) -> None:
    assert next(known for known in FORMATS if FORMATS.get(known).sniff(data)) == name


def test_a_forced_format_wins_and_an_unknown_one_lists_the_known() -> None:
    found = only_story(from_bytes(b"a,b\n" + PROSE.encode(), Options(format="text")))
    assert found.text.startswith("a,b")
    with pytest.raises(UsageError, match="jsonl"):
        from_bytes(PROSE.encode(), Options(format="parquet"))
