"""CSV and TSV: dialects, columns, dates, rows that do not fit; the FA-KES corpus without options."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.sources.stories import PROSE, from_bytes, only_story

from dragoman.errors import Reason
from dragoman.records import PutAside, RawStory
from dragoman.sources.intake import stories
from dragoman.sources.options import Options

FA_KES = Path(__file__).resolve().parents[3] / "shared" / "data" / "corpora" / "fa-kes.csv"


def table(rows: list[list[str]], delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode()


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters_are_told_by_the_file(delimiter: str) -> None:
    data = table(
        [["title", "text", "date"], *([["A, b; c", PROSE + ' He said: "No; never | not".', "2017-04-05"]] * 3)],
        delimiter,
    )
    found = from_bytes(data, Options(format="tables"))
    assert [item.published for item in found if isinstance(item, RawStory)] == ["2017-04-05"] * 3


def test_a_lone_quotation_mark_in_a_tab_table_swallows_nothing() -> None:
    rows = "".join(f'{number}\t"Unclosed {PROSE}\n' for number in range(4))
    assert len(from_bytes(f"id\ttext\n{rows}".encode(), Options(format="tables"))) == 4


def test_byte_order_mark_nul_bytes_and_long_fields() -> None:
    text = PROSE * 2000
    found = only_story(
        from_bytes(b"\xef\xbb\xbf" + table([["text", "url"], [text + "\x00", "u"]]), Options(format="tables"))
    )
    assert found.text == text
    assert found.url == "u"


def test_utf_16_tables() -> None:
    found = only_story(from_bytes(f"text\turl\n{PROSE}\tu\n".encode("utf-16"), Options(format="tables")))
    assert found.text == PROSE
    assert "encoding utf-16" in found.notes


def test_ragged_rows_are_put_aside_with_their_line_and_reading_goes_on() -> None:
    data = table([["title", "text"], ["A", "two\nlines " + PROSE], ["B"], ["C", PROSE, "more"], ["D", PROSE]])
    found = from_bytes(data, Options(format="tables"))
    assert [item.where for item in found] == ["in:2", "in:4", "in:5", "in:6"]
    assert [item.reason for item in found if isinstance(item, PutAside)] == [Reason.MALFORMED] * 2
    assert "line 4: 1 fields where the header has 2" in found[1].detail  # type: ignore[union-attr]


def test_a_quote_left_open_costs_only_what_the_limit_holds() -> None:
    data = b'id,text\n1,"' + PROSE.encode() * 20 + b"\n" + f'2,"{PROSE}"\n'.encode() * 30
    found = from_bytes(data, Options(format="tables", max_bytes=2000))
    assert any(isinstance(item, PutAside) and item.reason is Reason.TOO_LARGE for item in found)
    assert sum(isinstance(item, RawStory) for item in found) > 10


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Article Title", "Article-Content", "Source", "Date"], ("t", "s", "d")),
        (["headline", "maintext", "source_domain", "date_publish"], ("t", "s", "d")),
        (["title", "content", "outlet", "published"], ("t", "s", "d")),
    ],
)
def test_columns_are_guessed_from_usual_names(header: list[str], expected: tuple[str, str, str]) -> None:
    story = only_story(from_bytes(table([header, ["t", PROSE, "s", "d"]]), Options(format="tables")))
    assert (story.title, story.publisher, story.published) == expected
    assert story.text == PROSE
    assert story.notes[0].startswith("columns guessed: text=")


def test_named_columns_win_and_are_not_noted_as_guesses() -> None:
    data = table([["text", "really"], ["short", PROSE]])
    story = only_story(from_bytes(data, Options(format="tables", text="really")))
    assert story.text == PROSE
    assert story.notes == ()


def test_a_text_column_of_any_name_is_found_by_its_length() -> None:
    story = only_story(from_bytes(table([["id", "nachricht"], ["1", PROSE * 2]]), Options(format="tables")))
    assert story.text == PROSE * 2


@pytest.mark.parametrize("options", [Options(format="tables"), Options(format="tables", text="nope")])
def test_a_table_without_a_text_column_says_what_there_is(options: Options) -> None:
    (found,) = from_bytes(table([["id", "place"], ["1", "Goma"]]), options)
    assert isinstance(found, PutAside)
    assert "id, place" in found.detail
    assert "--text" in found.detail


@pytest.mark.parametrize(
    ("dates", "first"),
    [(["4/5/2017", "4/27/2017"], "2017-04-05"), (["4/5/2017", "27/4/2017"], "4/5/2017"), (["4/5/2017"], "4/5/2017")],
)
def test_day_and_month_are_told_apart_by_the_column(dates: list[str], first: str) -> None:
    data = table([["text", "date"], *([PROSE, date] for date in dates)])
    story = from_bytes(data, Options(format="tables"))[0]
    assert isinstance(story, RawStory)
    assert story.published == first


def test_an_empty_row_is_put_aside() -> None:
    found = from_bytes(table([["title", "text"], ["A", ""], ["B", PROSE]]), Options(format="tables"))
    assert isinstance(found[0], PutAside)
    assert found[0].reason is Reason.EMPTY


def test_rows_are_read_as_they_come() -> None:
    """Memory stays bounded: the stream is not read to its end before the first story is yielded."""

    class Endless(io.RawIOBase):
        served = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            row = f'1,"{PROSE}"\n'.encode()
            self.served += 1
            piece = (b"id,text\n" if self.served == 1 else row)[: len(buffer)]
            buffer[: len(piece)] = piece
            return len(piece)

    from dragoman.sources.intake import read_stream

    found = read_stream(io.BufferedReader(Endless()), "in", Options(format="tables"))
    assert isinstance(next(found), RawStory)


@pytest.mark.skipif(not FA_KES.exists(), reason="the corpus is not beside the repository")
def test_fa_kes_reads_with_no_options() -> None:
    found = list(stories(FA_KES))
    assert len(found) == 804
    assert all(isinstance(item, RawStory) and item.title and item.published and item.publisher for item in found)
    assert found[0].published == "2017-04-05"  # type: ignore[union-attr]  # written 4/5/2017
