"""The knowledge of actors: the file, names, roles on dates, noun phrases, a person's own entries."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from dragoman.errors import DataFileError, SetupError
from dragoman.knowledge.actor_file import ActorFile, write
from dragoman.knowledge.actor_names import fold, slug
from dragoman.knowledge.actor_phrases import identify
from dragoman.knowledge.actors import Actors, pick
from dragoman.knowledge.base import Knowledge
from dragoman.knowledge.build import own
from dragoman.lexicon import lexicon


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Knowledge.open().actors


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("al-Nusra Front", "nusra front"),
        ("Nusra  Front", "nusra front"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Côte d’Ivoire", "cote divoire"),
        ("U.N.", "un"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Lashkar-e-Taiba", "lashkar e taiba"),
        ("The", ""),
        ("", ""),
    ],
)
def test_names_are_folded(name: str, key: str) -> None:
    assert fold(name) == key


def test_a_slug_is_never_empty() -> None:
    assert slug("Syrian opposition groups") == "syrian-opposition-groups"
    assert slug("—") == "unnamed"


# ---- the file ----------------------------------------------------------------------------------------------------


def test_the_shipped_file_has_a_version_and_its_rows(actors: Actors) -> None:
    knowledge = Knowledge.open()
    assert knowledge.version.startswith("20")
    russia = actors.country("RUS")
    assert russia is not None
    assert (russia.id, russia.name, russia.kind, russia.sector) == ("Q159", "Russia", "state", "GOV")
    assert actors.get("Q1065") is not None
    assert actors.get("Q0") is None
    assert len(actors.given_names) > 1000
    assert [actors.given_names[name] for name in ("mohammed", "john", "mary", "kim")] == ["m", "m", "f", ""]


def test_it_opens_fast_and_answers_fast() -> None:
    started = time.process_time()
    fresh = Knowledge.open().actors
    opened = time.process_time() - started
    assert opened < 0.3, "opening takes 0.07 s here; 0.3 is the promise"
    names = [["Angela", "Merkel"], ["Hamas"], ["Nobody", "Knows"], ["the", "Kremlin"], ["Syrians"]] * 2000
    started = time.process_time()
    for name in names:
        pick(fresh.named(name), "2016-01-01")
    assert len(names) / (time.process_time() - started) > 50_000


def test_a_file_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "small.kb"
    rows = [["Q1", "One", 0, 0, 0, []], ["Q2", "Two Words", 0, 0, 0, []]]
    for _ in range(2):
        write(path, "test", rows, [("one", 0, 0), ("two words", 1, 3), ("one", 1, 2)], {"roles": []})
        before = path.read_bytes()
    assert path.read_bytes() == before
    file = ActorFile(path)
    assert file.version == "test"
    assert len(file) == 2
    assert sorted(file.find("one")) == [(0, 0), (1, 2)]
    assert file.find("two words") == [(1, 3)]
    assert file.find("three") == []
    assert (file.longest("two"), file.longest("one")) == (2, 0)
    assert file.entity(1)[1] == "Two Words"
    assert (file.number("Q2"), file.number("Q3")) == (1, None)


def test_what_is_no_knowledge_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.kb"
    other.write_bytes(b"something else entirely")
    with pytest.raises(SetupError, match="no knowledge file"):
        ActorFile(other)
    with pytest.raises(SetupError, match="cannot be opened"):
        ActorFile(tmp_path / "missing.kb")


# ---- names and roles ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "date", "expected", "sector"),
    [
        ("Clinton", "2011-10-18", "Hillary Clinton", "GOV"),
        ("Clinton", "1995-11-27", "Bill Clinton", "GOV"),
        ("Putin", "2018-03-01", "Vladimir Putin", "GOV"),
        ("John Kerry", "2014-02-01", "John Kerry", "GOV"),
        ("John Kerry", "2018-02-01", "John Kerry", "ELI"),
        ("Angela Merkel", "2023-05-10", "Angela Merkel", "ELI"),
        ("Bashar al-Assad", "2017-12-26", "Bashar al-Assad", "GOV"),
        ("Nasr al Hariri", "2017-12-26", "Nasr al-Hariri", "OPP"),
        ("Naser al-Hariri", "2017-12-26", "Nasr al-Hariri", "OPP"),
        ("ISIL", "2015-05-01", "ISIS", "REB"),
        ("Daesh", "2015-05-01", "ISIS", "REB"),
        ("the Kremlin", "2015-05-01", "Russia", "GOV"),
        ("Capitol Hill", "2002-10-11", "US Congress", "LEG"),
        ("Jan Kubis", "2016-07-01", "Jan Kubis", "IGO"),
        ("Bah Ndaw", "2021-02-01", "Bah Ndaw", "GOV"),
        ("Bah Ndaw", "2021-09-01", "Bah Ndaw", "ELI"),
        ("Guido Crosetto", "2024-03-01", "Guido Crosetto", "GOV"),
        ("Gibril Ibrahim", "2016-03-01", "Gibril Ibrahim", "REB"),
        ("Gibril Ibrahim", "2022-03-01", "Gibril Ibrahim", "GOV"),
    ],
)
def test_a_name_means_one_on_a_date(actors: Actors, name: str, date: str, expected: str, sector: str) -> None:
    hit = pick(actors.named(name.split()), date)
    assert hit is not None
    assert hit.entity.name == expected
    assert hit.entity.sector_on(date) == sector


def test_acronyms_must_be_written_as_such(actors: Actors) -> None:
    assert actors.named(["US"])
    assert not actors.named(["us"])
    assert not actors.named(["Who"])
    assert actors.named(["Nato"]), "four letters and more are also written as words"


def test_brussels_is_belgium_only_in_a_story_of_belgium(actors: Actors) -> None:
    hits = actors.named(["Brussels"])
    apart, among = pick(hits, "2016-10-19"), pick(hits, "2016-10-19", {"BEL", "RUS"})
    assert apart is not None
    assert among is not None
    assert (apart.entity.name, among.entity.name) == ("EU", "Belgium")


@pytest.mark.parametrize(
    ("phrase", "date", "country", "sector", "kind"),
    [
        ("Syrian opposition groups", "2017-12-26", "SYR", "OPP", "collective"),
        ("Turkish troops", "2019-10-09", "TUR", "MIL", "armed_group"),
        ("the Syrian government", "2017-12-26", "SYR", "GOV", "state"),
        ("Assad 's government", "2017-12-26", "SYR", "GOV", "state"),
        ("UN Syria envoy Staffan de Mistura", "2017-12-26", "", "IGO", "person"),
        ("Secretary of State Madeleine Albright", "1999-02-06", "USA", "GOV", "person"),
        ("former Secretary of State John Kerry", "2018-02-06", "USA", "ELI", "person"),
        ("Belgian defence ministry spokeswoman", "2016-10-19", "BEL", "GOV", "person"),
        ("Hezbollah fighters", "2013-05-01", "LBN", "REB", "armed_group"),
        ("UN officials", "2013-05-01", "", "IGO", "collective"),
        ("Greenpeace activists", "2013-09-19", "", "NGO", "organisation"),
        ("Kurdish fighters", "2015-01-01", "", "REB", "armed_group"),
        ("the Iranian parliament", "2015-01-01", "IRN", "LEG", "organisation"),
        ("Peru 's Congress", "2020-11-10", "PER", "LEG", "organisation"),
    ],
)
def test_phrases_mean_parties(actors: Actors, phrase: str, date: str, country: str, sector: str, kind: str) -> None:
    found = identify(actors, phrase.split(), date)
    assert found is not None
    assert (found.country, found.sector, found.kind) == (country, sector, kind)


@pytest.mark.parametrize(
    "names",
    [
        ["Russia", "the Kremlin", "the Russian government", "Moscow", "Russian authorities"],
        ["Syria", "the Syrian regime", "Damascus", "the Assad regime", "Bashar al-Assad 's government"],
    ],
)
def test_a_government_is_one_actor(actors: Actors, names: list[str]) -> None:
    ids = {found.id for name in names if (found := identify(actors, name.split(), "2017-12-26"))}
    assert len(ids) == 1


def test_a_ministry_is_its_own_actor_of_its_state(actors: Actors) -> None:
    ministry = identify(actors, ["Russian", "defence", "ministry"], "2016-10-19")
    spokesman = identify(actors, ["Russian", "defence", "ministry", "spokesman"], "2016-10-19")
    assert ministry is not None
    assert spokesman is not None
    assert ministry.id != "Q159"
    assert ministry.base == "Q159"
    assert spokesman.base == ministry.id


@pytest.mark.parametrize(
    "entry", lexicon("roles")["role"], ids=lambda entry: f"{entry['sector']}-{entry['kind']}-{entry['nouns'][0]}"
)
def test_every_role_table_keeps_its_promise(actors: Actors, entry: dict[str, object]) -> None:
    sentence, phrase = entry["example"]  # type: ignore[misc]
    assert phrase.lower() in sentence.lower()
    found = identify(actors, phrase.split(), "2015-06-01", deeds=True)
    assert found is not None
    assert not entry["sector"] or found.sector == entry["sector"]


# ---- a person's own entries --------------------------------------------------------------------------------------


def test_a_persons_entry_wins(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- name: Northern Shield Brigade\n  aliases: [NSB]\n  kind: armed_group\n  country: SYR\n  sector: REB\n"
        "- name: Hamas\n  id: Q38799\n  sector: PTY\n"
    )
    actors = Knowledge.open(None, [str(own)]).actors
    length, hits = actors.match(["Northern", "Shield", "Brigade", "said"], 0)
    assert length == 3
    assert hits[0].entity.id == "user:northern-shield-brigade"
    assert actors.named(["NSB"])[0].entity.country == "SYR"
    assert not actors.named(["nsb"])
    hamas = actors.named(["Hamas"])[0].entity
    assert (hamas.id, hamas.sector, hamas.country, hamas.kind) == ("Q38799", "PTY", "PSE", "armed_group")
    changed = actors.get("Q38799")
    assert changed is hamas


def test_csv_does_as_well(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,aliases,kind,country,sector\nShield Force,Shieldmen; SF Unit,armed_group,MLI,REB\n")
    actors = Knowledge.open(None, [str(own)]).actors
    assert actors.named(["Shieldmen"])[0].entity.name == "Shield Force"
    assert actors.named(["SF", "Unit"])


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        ("a.yaml", "- name: A\n- name: B\n  sektor: GOV\n", 2, "sektor`; the fields are name, aliases"),
        ("b.yaml", "- name: A\n- name: B\n  kind: wizard\n", 2, "wizard"),
        ("c.yaml", "- name: A\n  country: Syria\n", 1, "ISO 3166"),
        ("d.yaml", "name: A\n", 1, "list"),
        ("e.yaml", "- name: [\n", 2, ""),
        ("f.yaml", "- aliases: [x]\n", 1, "name"),
        ("g.csv", "name,sector\nA,GOV\nB,GOV,x\n", 3, "more fields"),
        ("h.csv", "name,sektor\nA,GOV\n", 1, "'sektor'; the columns are name, aliases"),
        ("i.yaml", "- name: A\n  sector: KING\n", 1, "KING"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_reason(
    tmp_path: Path, name: str, text: str, line: int, reason: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(DataFileError, match=rf"{name}:{line}: .*{reason}"):
        Knowledge.open(None, [str(path)])


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="cannot be read"):
        Knowledge.open(None, [str(tmp_path / "none.yaml")])


# ---- the hand-written lists --------------------------------------------------------------------------------------


def test_gold_cases_are_well_formed() -> None:
    lines = (Path(__file__).parents[1] / "gold" / "actors.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    assert len(cases) >= 100
    assert len({case["index"] for case in cases}) == len(cases)
    assert all(case["mention"].lower() in case["sentence"].lower() for case in cases)


ONE_HOLDER = {"president", "prime minister", "chancellor", "king", "emir", "foreign minister", "defence minister"}


def test_an_office_has_one_holder_at_a_time() -> None:
    for country, offices in own.read("leaders").items():
        for office, holders in offices.items():
            starts = [str(holder[1]) for holder in holders]
            assert [str(h[2]) for h in holders if h[2] and str(h[2]) < str(h[1])[: len(str(h[2]))]] == [], country
            if office in ONE_HOLDER:
                still = [holder[0] for holder in holders if not holder[2]]
                assert len(still) <= 1, (country, office, still)
                assert not still or max(starts) == str(next(h[1] for h in holders if not h[2])), (country, office)


def test_a_term_that_another_source_leaves_open_ends_with_the_next_holder(actors: Actors) -> None:
    for name, date in (("Zbigniew Rau", "2024-06-01"), ("Bogdan Aurescu", "2024-06-01"), ("Joseph Wu", "2025-01-01")):
        for hit in actors.named(name.split()):
            held = [role.title for role in hit.entity.roles if role.holds(date)]
            assert not any("oreign" in title for title in held), (name, held)


@pytest.mark.parametrize(
    ("office", "title", "same"),
    [
        ("foreign minister", "Minister for Foreign Affairs", True),
        ("foreign minister", "Deputy Minister of Foreign Affairs", False),
        ("defence minister", "Federal Minister of Defence", True),
        ("defence minister", "Minister of Defence Production", False),
        ("president", "President of Chile", True),
        ("president", "Vice President", False),
    ],
)
def test_titles_of_other_sources_are_told_apart(office: str, title: str, same: bool) -> None:
    assert own._is_office(office, title) == same
