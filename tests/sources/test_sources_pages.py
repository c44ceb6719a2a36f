"""HTML and Markdown: the article, its metadata, its captions."""

from __future__ import annotations

import pytest
from tests.sources.stories import PROSE, from_bytes, only_story

from dragoman.sources.intake import stories
from dragoman.sources.markdown import plain

PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="{{charset}}">
<title>Border crossing reopens - Example News</title>
<meta property="og:title" content="Border crossing reopens"><meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2016-07-19T10:00:00Z"><meta name="author" content="Jane Doe"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Border crossing reopens</h1>
<figure><img src="a.jpg"><figcaption>Trucks wait at the crossing on Monday. [File: AFP]</figcaption></figure>
<p>{PROSE}</p><p>A spokesman for the customs office said the café at the crossing – closed since March – would
open too, and that the first convoy of forty lorries had been given its papers in the morning.</p>
<p>Neither side would say how long the agreement is to last, but both called it a first step.</p></article>
<footer>Copyright Example News</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_an_article_page(charset: str) -> None:
    story = only_story(from_bytes(PAGE.replace("{charset}", charset).encode(charset)))
    assert story.title == "Border crossing reopens"
    assert story.published == "2016-07-19"
    assert story.byline == "Jane Doe"
    assert story.publisher == "Example News"
    assert story.text.split("\n\n")[0] == "Trucks wait at the crossing on Monday. [File: AFP]"
    assert PROSE in story.text.split("\n\n")
    assert "café at the crossing – closed" in story.text
    assert "Home" not in story.text


def test_a_page_saved_with_another_suffix(tmp_path: object) -> None:
    file = tmp_path / "page.txt"  # type: ignore[operator]
    file.write_text(PAGE.replace("{charset}", "utf-8"), encoding="utf-8")
    assert only_story(list(stories(file))).title == "Border crossing reopens"


@pytest.mark.parametrize(
    "html", ["<html>", "<html><body><p>" + "<div>" * 3000, "<!doctype html>\x01\x02<p", "<html><p>&#xD800;</p>"]
)
def test_broken_pages_break_nothing(html: str) -> None:
    assert len(from_bytes(html.encode())) == 1


def test_front_matter() -> None:
    story = only_story(
        from_bytes(
            "---\ntitle: Border *reopens*\ndate: 2016-07-19\nauthor: [Jane Doe]\n"
            f"source: Example News\n---\n\n{PROSE}\n".encode()
        )
    )
    assert (story.title, story.published, story.byline, story.publisher) == (
        "Border reopens",
        "2016-07-19",
        "Jane Doe",
        "Example News",
    )
    assert story.text == PROSE


def test_front_matter_that_is_no_yaml_is_noted_and_left_out() -> None:
    story = only_story(from_bytes(f"---\ntitle: [unclosed\n---\n{PROSE}".encode()))
    assert story.text == PROSE
    assert "not valid YAML" in story.notes[0]


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("## A heading ##", "A heading"),
        ("Heading\n-------\nText", "Heading\n\nText"),
        ("He **did** _not_ *say* so", "He did not say so"),
        ("a [link](http://x.org/a_b) and ![a caption](c.jpg)", "a link and a caption"),
        ("> quoted\n> words", "quoted\nwords"),
        ("- one\n- two", "one\ntwo"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("An escaped \\* star<!-- gone -->", "An escaped * star"),
    ],
)
def test_marks_go_and_words_stay(marked: str, words: str) -> None:
    assert plain(marked) == words


def test_a_first_heading_is_the_title(tmp_path: object) -> None:
    file = tmp_path / "story.md"  # type: ignore[operator]
    file.write_text(f"# Border reopens\n\n{PROSE}\n")
    story = only_story(list(stories(file)))
    assert (story.title, story.text) == ("Border reopens", PROSE)
