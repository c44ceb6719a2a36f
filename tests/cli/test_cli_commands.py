"""Every command through Click's runner, on ledgers made by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.ledger.builders import seed, story

from dragoman.cli.main import COMMANDS, main
from dragoman.errors import Reason
from dragoman.ledger.store import Ledger
from dragoman.records import PutAside

Call = Callable[..., Result]
GOLDEN = Path(__file__).parent / "golden"
LISTINGS = ("positions", "claims", "figures", "events", "quotes", "timeline", "issues", "actors", "reports")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger with the seed story in small and another one."""
    path = tmp_path_factory.mktemp("cli") / "test.db"
    with Ledger.open(path) as ledger:
        run = ledger.start_run("2026-01-01T00:00:00+00:00", "0123456789abcdef", {"program": "0.0"})
        ledger.add(seed(), run=run)
        ledger.add(story(40), run=run)
        ledger.put_aside(PutAside(where="b.csv:2", reason=Reason.NOT_ENGLISH, detail="looks like Arabic (0.97)"))
        ledger.end_run(run, "2026-01-01T00:00:01+00:00", {})
    return str(path)


@pytest.fixture
def call(file: str, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a command on that ledger, 100 columns wide, as if into a pipe."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DRAGOMAN_LEDGER", file)

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, list(words))

    return run


@pytest.mark.parametrize(
    "words",
    [
        "positions", "positions --on sochi -v", "positions --matrix", "claims --contested", "figures -v",
        "events", "quotes -v", "timeline --report 1e6403ef", "who moscow", "actors", "issues -v", "reports", "rejected",
        "search congress", "stats", "show 1e6403ef", "show 1e6403ef -v", "explain 1e6403ef:p1", "explain 1e6403ef:a5",
    ],
)  # fmt: skip
def test_golden_output(call: Call, words: str, request: pytest.FixtureRequest) -> None:
    """What people see. To renew a file delete it, run the test, and read the difference."""
    result = call(*words.split())
    assert result.exit_code == 0, result.output
    path = GOLDEN / f"{words.replace(' ', '_').replace(':', '_')}.txt"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(_trimmed(result.stdout), encoding="utf-8")
        pytest.fail(f"{path.name} was missing and has been written; look at it and run again")
    assert _trimmed(result.stdout) == path.read_text(encoding="utf-8")


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


@pytest.mark.parametrize("listing", LISTINGS)
class TestListings:
    def test_json_is_an_array_of_the_same_rows_as_python_gives(self, call: Call, listing: str, file: str) -> None:
        rows = json.loads(call(listing, "--json").stdout)
        with Ledger.open(file, create=False) as ledger:
            assert rows == json.loads(json.dumps(getattr(ledger, listing)().to_dicts()))
        assert rows
        assert all(name == name.lower() and " " not in name for name in rows[0])

    def test_csv_has_a_header_and_as_many_rows(self, call: Call, listing: str) -> None:
        rows = list(csv.DictReader(io.StringIO(call(listing, "--csv").stdout)))
        assert len(rows) == len(json.loads(call(listing, "--json").stdout))
        assert None not in rows[0]

    def test_limit(self, call: Call, listing: str) -> None:
        assert len(json.loads(call(listing, "--limit", "1", "--json").stdout)) == 1

    @pytest.mark.parametrize("width", ["40", "70", "80", "200"])
    def test_no_line_is_wider_than_the_terminal(
        self, call: Call, listing: str, width: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", width)
        lines = call(listing, "-v").stdout.splitlines()
        assert lines
        assert max(map(len, lines)) <= int(width)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["positions", "--by", "Turky"], 2, "dragoman: no actor goes by 'Turky' here; did you mean 'Turkey'?"),
        (["positions", "-l", "nowhere.db"], 4, "dragoman: there is no ledger at nowhere.db; `dragoman read"),
        (["events", "--since", "yesterday"], 2, "'yesterday' is not a date"),
        (["show", "ffffff"], 2, "no story 'ffffff'"),
        (["explain", "ffffff"], 2, "no record 'ffffff'"),
        (["possitions"], 2, "Did you mean positions?"),
        (["read"], 2, "Nothing to read"),
        (["read", "no/such/file.txt"], 2, "there is no file or folder 'no/such/file.txt'"),
        (["read", "--again", "x.txt"], 2, "takes no PATH"),
        (["read", "x.txt", "--outdated"], 2, "goes with --again"),
        (["remove"], 2, "Name a REPORT"),
        (["codebook", "check", "no-such.yaml"], 5, "dragoman: no-such.yaml: No such file or directory\n"),
        (["export", "icews", "-o", "."], 2, "dragoman: .: Is a directory\n"),
        (["export", "readings", "-o", "no/such/folder/x.jsonl"], 2, "folder/x.jsonl: No such file or directory\n"),
        (["predict", "nonsense", "in.jsonl"], 2, "there is no task 'nonsense'"),
    ],
)
def test_errors_are_one_line_with_an_exit_code(call: Call, words: list[str], code: int, told: str) -> None:
    result = call(*words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_a_wrong_path_makes_no_ledger(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["read", "no/such/file", "-l", str(tmp_path / "new.db")])
    assert result.exit_code == 2
    assert not (tmp_path / "new.db").exists()


def test_a_damaged_ledger_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with Ledger.open(path) as ledger:
        ledger.add(seed())
        with ledger.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE positions RENAME TO lost")
    result = CliRunner().invoke(main, ["positions", "-l", str(path)])
    assert (result.exit_code, result.stderr) == (4, "dragoman: the ledger cannot be used: no such table: positions\n")


def test_an_empty_answer_says_why(call: Call) -> None:
    result = call("figures", "--kind", "missing")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "none of 2 figures fits" in result.stderr
    assert call("figures", "--kind", "missing", "--json").stdout == "[]\n"
    assert call("figures", "--kind", "missing", "--csv").stdout.startswith("kind,low,high")


def test_matrix_as_data(call: Call) -> None:
    rows = json.loads(call("positions", "--matrix", "--json").stdout)
    assert {"actor": "Turkey", "Sochi conference": "supports"} in rows
    assert call("positions", "--matrix", "--csv").stdout.splitlines()[0] == "actor,Geneva talks,Sochi conference"


def test_a_wide_matrix_is_cut_and_says_what_is_left(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.cli.records.TABLES", 1)
    monkeypatch.setenv("COLUMNS", "50")  # room for one issue
    shown = call("positions", "--matrix")
    assert "Sochi" in shown.stdout
    assert "Geneva" not in shown.stdout
    assert "1 issues of fewest parties are left out" in shown.stderr


def test_show_and_explain_as_json(call: Call) -> None:
    assert json.loads(call("show", "1e6403ef", "--json").stdout)["positions"][0]["stance"] == "opposes"
    assert call("show", "1e6403ef", "--text").stdout == seed().report.text + "\n"
    explained = json.loads(call("explain", "1e6403ef:p1", "--json").stdout)
    assert explained["record"]["why"] == ["lexicon stances: reject -> opposes"]
    assert explained["run"]["program"] == "0.0"


def test_a_key_on_the_screen_is_in_one_piece(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    keys = [row["key"] for row in json.loads(call("events", "--json").stdout)]
    assert keys
    assert [key for key in keys if key not in call("events", "-v").stdout] == []


def test_explain_tells_what_a_person_decided(tmp_path: Path) -> None:
    path = str(tmp_path / "test.db")
    with Ledger.open(path) as ledger:
        ledger.add(seed())
    runner = CliRunner()
    decided = ["decide", "correct", "1e6403ef:p1", "stance=supports", "--author", "Leyla", "--why", "slip", "-l", path]
    assert runner.invoke(main, decided).exit_code == 0
    shown = runner.invoke(main, ["explain", "1e6403ef:p1", "-l", path]).stdout
    assert "correct stance=supports (slip), by Leyla" in shown
    (told,) = json.loads(runner.invoke(main, ["explain", "1e6403ef:p1", "--json", "-l", path]).stdout)["decisions"]
    assert (told["author"], told["value"]["set"]) == ("Leyla", {"stance": "supports"})
    assert "decided" not in runner.invoke(main, ["explain", "1e6403ef:p0", "-l", path]).stdout


def test_figures_that_may_be_of_the_hurt_say_so(tmp_path: Path) -> None:
    reading = seed()
    figures = tuple(replace(figure, kind="killed", either=True) for figure in reading.figures)
    with Ledger.open(tmp_path / "test.db") as ledger:
        ledger.add(replace(reading, figures=figures))
    shown = CliRunner().invoke(main, ["figures", "-l", str(tmp_path / "test.db")]).stdout
    assert re.search(r"killed or\b.*\n.*\binjured", shown)


def test_stats_count_publishers_and_contested_claims_once(call: Call) -> None:
    shown = dict(line.split()[:2] for line in call("stats").stdout.splitlines())
    contested = json.loads(call("claims", "--contested", "--json").stdout)
    assert (shown["publishers"], shown["contested"]) == ("2", str(len(contested)))


def test_who_counts_the_names_that_stories_use(tmp_path: Path) -> None:
    reading = seed()
    actors = tuple(replace(a, names=("Russian Federation",)) if a.name == "Russia" else a for a in reading.actors)
    with Ledger.open(tmp_path / "test.db") as ledger:
        ledger.add(replace(reading, actors=actors))
        ledger.add(story(40))
        portrait = ledger.who("Russia")[0]
    assert (portrait.names["Russia"], portrait.names["Russian Federation"]) == (2, 0)
    shown = CliRunner().invoke(main, ["who", "Russia", "-l", str(tmp_path / "test.db")]).stdout
    assert re.search(r"names +Russia \(2\)", shown)
    assert re.search(r"also +.*Russian Federation", shown)


def test_who_as_json(call: Call) -> None:
    (portrait,) = json.loads(call("who", "HARIRI", "--json").stdout)
    assert portrait["name"] == "Naser al-Harīrī"
    assert portrait["claims"][0]["kind"] == "accuse"


def test_remove_asks_first_and_leaves_a_tombstone(tmp_path: Path) -> None:
    path = str(tmp_path / "test.db")
    with Ledger.open(path) as ledger:
        ledger.add(seed())
    runner = CliRunner()
    declined = runner.invoke(main, ["remove", "1e6403ef", "-l", path], input="n\n")
    assert declined.exit_code == 1
    assert runner.invoke(main, ["reports", "-l", path, "--json"]).stdout.count("report_id") == 1
    done = runner.invoke(main, ["remove", "--publisher", "TRT", "--yes", "--why", "embargo", "-l", path])
    assert "1 story erased" in done.stdout
    assert json.loads(runner.invoke(main, ["stats", "-l", path, "--json"]).stdout)["removed"] == 1


@pytest.mark.parametrize("style", ["csv", "jsonl"])
def test_export_writes_one_file_a_kind(call: Call, tmp_path: Path, style: str) -> None:
    result = call("export", style, "-o", str(tmp_path / "out"))
    assert result.exit_code == 0
    assert {f"{name}.{style}" for name in ("positions", "events", "quotes", "reports")} <= {
        f.name for f in (tmp_path / "out").iterdir()
    }
    assert "opposes" in (tmp_path / "out" / f"positions.{style}").read_text(encoding="utf-8")


def test_export_readings_come_back(call: Call, tmp_path: Path) -> None:
    from dragoman import codec
    from dragoman.records import Reading

    call("export", "readings", "-o", str(tmp_path / "out.jsonl"))
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert codec.decode(lines[0], Reading) == seed()
    assert len(lines) == 2


def test_doctor_finds_what_tests_need(call: Call) -> None:
    findings = json.loads(call("doctor", "--json").stdout)
    good = {f["part"] for f in findings if f["good"]}
    assert {"Python", "SQLite", "spacy", "sqlalchemy", "ledger"} <= good
    missing = call("doctor", "--pipeline", "xx_no_such_pipeline")
    assert missing.exit_code == 3
    assert "mend it: pip install xx-no-such-pipeline" in missing.stdout


def test_kb_knows_a_country() -> None:
    runner = CliRunner()
    found = json.loads(runner.invoke(main, ["kb", "search", "Russia", "--json"]).stdout)
    assert "RUS" in {entry.get("country") for entry in found}
    identity = next(entry["id"] for entry in found if entry["kind"] == "state")
    assert "Russia" in runner.invoke(main, ["kb", "show", identity]).stdout
    assert "knows no 'Qwertzland'" in runner.invoke(main, ["kb", "search", "Qwertzland"]).stderr


def test_kb_tells_its_version_and_what_it_holds() -> None:
    actors, places = json.loads(CliRunner().invoke(main, ["kb", "show", "--json"]).stdout)
    assert actors["version"]
    assert actors["entities"] > 100_000
    assert "GeoNames" in places["sources"]


def test_kb_search_takes_a_persons_decisions(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,aliases,country,sector\nShield Force,Shieldmen,MLI,REB\n")
    found = CliRunner().invoke(main, ["kb", "search", "Shieldmen", "--overrides", str(own), "--json"])
    assert json.loads(found.stdout)[0]["country"] == "MLI"


def test_a_broken_override_file_leaves_no_ledger(tmp_path: Path) -> None:
    own, story, ledger = tmp_path / "own.yaml", tmp_path / "story.txt", tmp_path / "x.db"
    own.write_text("- name: A\n- name: B\n  sektor: GOV\n")
    story.write_text("The envoy left on Monday.")
    result = CliRunner().invoke(main, ["read", str(story), "--overrides", str(own), "-l", str(ledger)])
    assert result.exit_code == 5 or "own.yaml:2" in str(result.exception)
    assert not ledger.exists()


def test_a_persons_actors_hold_for_later_runs_into_the_ledger(tmp_path: Path) -> None:
    own, ledger = tmp_path / "own.yaml", str(tmp_path / "x.db")
    own.write_text("- name: Shield Force\n  aliases: [Shieldmen]\n  country: MLI\n  sector: REB\n")
    runner = CliRunner()

    def read(text: str, *words: str) -> Result:
        return runner.invoke(main, ["read", "-", "-l", ledger, *words], input=text)

    assert read("The Shieldmen attacked Gao on Monday.", "--overrides", str(own)).exit_code == 0
    later = read("The Shieldmen shelled Kidal on Tuesday.")
    assert "actors of      own.yaml, as before" in later.stderr
    told = json.loads(runner.invoke(main, ["events", "--by", "Shield Force", "--json", "-l", ledger]).stdout)
    assert len({row["report_id"] for row in told}) == 2
    own.unlink()
    refused = read("The Shieldmen left Kidal on Friday.")
    assert refused.exit_code != 0
    assert "not there any more" in str(refused.exception) + refused.output
    assert read("The Shieldmen left Kidal on Friday.", "--no-overrides").exit_code == 0


def test_reading_from_standard_input_to_a_listing(tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")
    text = (
        "Opposition rejects Sochi talks\n\nGENEVA (Reuters) - The Syrian opposition on Monday rejected Russia's "
        'planned Sochi conference. "We will not go," said its spokesman Yahya al-Aridi. Turkey supports it.\n'
    )
    runner = CliRunner()
    result = runner.invoke(main, ["read", "-", "-l", path], input=text)
    assert result.exit_code == 0, result.output
    assert "1 story read into" in result.stderr
    assert json.loads(runner.invoke(main, ["stats", "-l", path, "--json"]).stdout)["stories"] == 1
    again = runner.invoke(main, ["read", "-", "-l", path, "--json"], input=text)
    assert (json.loads(again.stdout)["read"], json.loads(again.stdout)["already"]) == (0, 1)
    reread = runner.invoke(main, ["read", "--again", "-l", path, "--json"])
    assert json.loads(reread.stdout)["read"] == 1
    rejected = runner.invoke(main, ["read", "-", "-l", path], input=" ")
    assert rejected.exit_code == 1
    assert "put aside" in rejected.stderr
    options = ["--format", "tables", "--text", "nowhere"]
    table = runner.invoke(main, ["read", "-", "-l", path, *options], input="a,b\n1,2\n")
    assert table.exit_code == 1
    assert "no column 'nowhere'" in table.stderr  # the reason shows at once, not only in the ledger
    assert json.loads(runner.invoke(main, ["rejected", "-l", path, "--json"]).stdout)


def test_every_command_of_the_table_is_there_and_has_an_example() -> None:
    context = main.make_context("dragoman", ["doctor"], resilient_parsing=True)
    for section in COMMANDS.values():
        for name in section:
            command = main.get_command(context, name)
            assert command is not None
            assert command.name == name
            commands = getattr(command, "commands", {name: command})
            for one in commands.values():
                assert "Example" in (one.help or ""), one.name
                assert all(getattr(p, "help", None) or p.param_type_name == "argument" for p in one.params), one.name


def test_a_decision_changes_the_listing_until_it_is_undone(tmp_path: Path) -> None:
    path = str(tmp_path / "test.db")
    with Ledger.open(path) as ledger:
        ledger.add(seed())
    runner = CliRunner()

    def call(*words: str) -> Result:
        return runner.invoke(main, [*words, "-l", path], env={"DRAGOMAN_AUTHOR": "ana", "COLUMNS": "160"})

    key = json.loads(call("positions", "--by", "Turkey", "--json").stdout)[0]["key"]
    done = call("decide", "correct", key, "stance=opposes", "--why", "irony")
    assert done.exit_code == 0, done.output
    assert [row["stance"] for row in json.loads(call("positions", "--by", "Turkey", "--json").stdout)] == ["opposes"]
    (row,) = json.loads(call("decide", "list", "--json").stdout)
    assert (row["author"], row["value"]) == ("ana", {"set": {"stance": "opposes"}, "why": "irony"})
    assert "stance=opposes (irony)" in " ".join(call("decide", "list").stdout.split())
    assert call("decide", "undo", "1").exit_code == 0
    assert [row["stance"] for row in json.loads(call("positions", "--by", "Turkey", "--json").stdout)] == ["supports"]
    wrong = call("decide", "correct", key, "mood=good")
    assert (wrong.exit_code, "knows no field 'mood'" in wrong.stderr) == (2, True)
    assert runner.invoke(main, ["decide", "reject", key, "-l", path], env={"DRAGOMAN_AUTHOR": ""}).exit_code == 2


def test_a_linked_ledger_stays_linked_after_a_decision(tmp_path: Path) -> None:
    path = str(tmp_path / "test.db")
    with Ledger.open(path) as ledger:
        for number in range(3):
            ledger.add(story(number))
        key = ledger.positions()[0].key
    runner = CliRunner()
    assert runner.invoke(main, ["link", "-l", path]).exit_code == 0
    done = runner.invoke(main, ["decide", "reject", key, "--author", "ana", "-l", path])
    assert done.exit_code == 0, done.output
    with Ledger.open(path) as ledger, ledger.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM link_digests").scalar() == 3
