"""What all tests share: one Reader a run, the data folder where there is one, and stories out of plain text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.reading.reader import Reader
from dragoman.records import RawStory, Reading
from dragoman.wire.report import report

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The Reader as users get it; its models load once."""
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """``read(text, published=...)`` gives the Reading of a story."""

    def of_text(text: str, published: str | None = "2017-12-26") -> Reading:
        return reader.read(report(RawStory(text=text, where="test", published=published)))

    return of_text


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the repository; tests that need it are skipped elsewhere."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("the development data (../shared/data) is not here")
    return folder
